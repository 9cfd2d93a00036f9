"""Tags that follow from the chapters of a filmed class."""

import re

import pytest

from library.actions.proposed_tags import BROKEN, below_chapters, proposed_tags, rules_broken
from library.actions.shipped import shipped
from library.content.safety import WHY
from library.models import Chapter, Movement

pytest_plugins = ["tests.library.teachers"]
pytestmark = pytest.mark.django_db


def chapter(slug, *, start_s=0.0, end_s=60.0, repetitions=8, sides=1, title="A chapter"):
    movement = Movement(slug=slug, name=slug) if slug else None
    return Chapter(
        movement=movement, title=title, start_s=start_s, end_s=end_s, repetitions=repetitions, sides=sides
    )


def test_without_a_movement_we_know_nothing_is_proposed(filmed):
    assert proposed_tags(filmed, []) is None
    assert proposed_tags(filmed, [chapter(""), chapter("a-dance-of-mine")]) is None


def test_it_says_what_the_content_of_the_movement_says(filmed):
    releve = shipped().movements["releve-parallel"]
    proposal = proposed_tags(filmed, [chapter("releve-parallel"), chapter("", title="Talk")])
    assert (proposal.leg_load, proposal.level) == (releve.leg_load, releve.level)
    assert proposal.sites == {site: load for site, load in sorted(releve.sites.items()) if load}
    assert proposal.benefits[0] == releve.benefits[0]
    assert (proposal.kit, proposal.quiet) == (sorted(releve.kit), releve.quiet)
    assert proposal.unknown == ["Talk"]


def test_the_benefit_of_the_longest_chapters_comes_first(filmed):
    longest = next(m for m in shipped().movements.values() if m.benefits[0] == "flexibility")
    shortest = next(m for m in shipped().movements.values() if m.benefits[0] == "balance")
    rows = [chapter(shortest.slug, end_s=10), chapter(longest.slug, start_s=10, end_s=600)]
    assert proposed_tags(filmed, rows).benefits[0] == "flexibility"


def test_nothing_is_below_what_was_proposed_itself(filmed):
    proposal = proposed_tags(filmed, [chapter("releve-parallel"), chapter("petit-saute-first")])
    assert below_chapters(proposal, vars(proposal)) == []


def test_each_lower_value_is_a_sentence(filmed):
    proposal = proposed_tags(filmed, [chapter("petit-saute-first")])
    low = {
        "leg_load": 0, "longest_hold_s": 0, "sites": {}, "kit": [], "quiet": True, "small_space": True,
        "benefits": ["posture"],
    }  # fmt: skip
    said = below_chapters(proposal, low)
    assert said[0] == "Leg load: the chapters reach “Impact: small jumps”."
    assert sum("the chapters load it" in line for line in said) == len(proposal.sites)
    assert ("Quiet: a chapter’s movement can be heard downstairs." in said) is not proposal.quiet


def test_what_our_own_classes_may_not_is_told_by_the_chapters_title(filmed):
    said = rules_broken(filmed, [chapter("", title="Talk"), chapter("petit-saute-first", title="Hops")])
    assert any(line.startswith("Chapter “Hops” jumps after") for line in said)
    assert rules_broken(filmed, []) == []


def test_each_finding_has_a_whole_sentence_that_says_the_same():
    assert BROKEN.keys() == WHY.keys()
    for code, why in WHY.items():
        rest = re.sub(r"%\((\w+)\)s", r"{\1}", str(BROKEN[code]))
        assert rest.removeprefix("Chapter “{title}” ").removeprefix("The chapters ") == f"{why}."
