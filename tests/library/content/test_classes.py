"""The classes that are shipped."""

import re
from itertools import pairwise

import pytest

from library.content import BENEFITS, gaps, gentle, load, releves, unfit_dances
from library.film.captions import LETTERS_A_SECOND, captions
from library.film.phrases import ANYWHERE, LYING, OTHER_SIDE, STANDING
from library.film.schedule import schedule

LIBRARY = load()
CLASSES = list(LIBRARY.classes.values())


def named(slugs):
    return pytest.mark.parametrize("video_class", slugs, ids=lambda c: c.slug)


def of_kind(kind):
    return [c for c in CLASSES if c.kind == kind]


def test_nothing_is_missing_for_a_beginner():
    assert gaps(LIBRARY) == []


def test_every_benefit_has_a_gentle_class_as_its_main_one():
    first = {
        benefit: [c.slug for c in CLASSES if gentle(c) and c.benefits[0] == benefit] for benefit in BENEFITS
    }
    assert all(first.values()), first


def test_there_is_something_for_every_day():
    assert len([c for c in of_kind("class") if c.leg_load == 2]) >= 3
    assert {b for c in of_kind("class") for b in c.benefits} == set(BENEFITS)


def test_the_library_is_as_large_and_mixed_as_promised():
    assert len(CLASSES) >= 36
    assert within([len([c for c in CLASSES if c.level == level]) for level in (1, 2, 3)], (18, 12, 6))
    assert len([c for c in CLASSES if c.minutes <= 10]) >= 10
    assert len([c for c in CLASSES if c.leg_load == 0]) >= 8
    assert 1 <= len([c for c in CLASSES if c.leg_load == 3]) <= 4
    assert {c.leg_load for c in CLASSES} == {0, 1, 2, 3}
    assert (min(c.minutes for c in CLASSES), max(c.minutes for c in CLASSES)) == (5, 45)
    assert all(len([c for c in CLASSES if c.benefits[0] == b]) >= 5 for b in BENEFITS)
    assert {"chair" in c.kit for c in CLASSES} == {True, False}
    assert len({c.mood for c in CLASSES}) >= 4


def test_the_series_are_as_long_as_promised():
    feet, month = (LIBRARY.collections[slug] for slug in ("foot-core", "first-month"))
    assert [(each.a_week, each.then_a_week) for each in (feet, month)] == [(3, 2), (None, None)]
    assert feet.series
    assert month.series
    assert len(set(feet.classes)) >= 8
    assert all(LIBRARY.classes[slug].minutes <= 10 for slug in feet.classes)
    assert LIBRARY.classes[month.classes[-1]].enchainements


def within(counted, about):
    return all(abs(a - b) <= max(2, b // 4) for a, b in zip(counted, about, strict=True))


def test_the_collections_a_runner_looks_for_are_there():
    wanted = {"foot-core", "first-month", "posture", "core", "mobility", "before-a-run", "after-a-run"}
    assert wanted <= set(LIBRARY.collections)


def test_every_enchaînement_keeps_to_what_a_body_can_do():
    assert unfit_dances(LIBRARY) == []


def test_there_are_primers_and_cooldowns():
    assert len(of_kind("primer")) >= 5
    assert len(of_kind("cooldown")) >= 5


@named(of_kind("primer"))
def test_a_primer_is_light_short_and_without_kit(video_class):
    assert video_class.minutes <= 10
    assert video_class.leg_load <= 1
    assert video_class.longest_hold_s < 60
    assert video_class.kit == ()


@named(CLASSES)
def test_level_one_keeps_to_its_dose(video_class):
    assert releves(video_class) <= {1: 40, 2: 60, 3: 90}[video_class.level]


@named(CLASSES)
def test_the_length_in_words_is_the_length_in_minutes(video_class):
    words = {
        "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
        "thirteen": 13, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-five": 25,
        "thirty": 30, "forty": 40, "forty-five": 45,
    }  # fmt: skip
    said = re.match(r"([A-Z][a-z]+(?:-[a-z]+)?)(?: standing)? minutes", video_class.summary)
    if said:
        assert words[said[1].lower()] == video_class.minutes


@named(CLASSES)
def test_every_text_is_plain(video_class):
    texts = [video_class.title, video_class.summary, video_class.description, video_class.only_five]
    assert all(texts)
    assert not any(mark in text for text in texts for mark in "!<>&")
    assert video_class.summary.count(". ") == 0, "one sentence"
    assert 2 <= len(re.findall(r"[.?](?= |$)", video_class.description)) <= 3


@named(CLASSES)
def test_captions_are_spoken_like_a_teacher_not_a_machine(video_class):
    plan = schedule(video_class.script)
    rows = captions(plan)
    texts = [row.text for row in rows]
    assert all(a != b for a, b in pairwise(texts)), "nothing is said twice running"
    for span in plan.chapters:
        said = [row.text for row in rows if span.start_s <= row.start_s < span.end_s]
        assert len(said) == len(set(said)), "nothing is said twice in a chapter"
    general = [text for text in texts if text in (*ANYWHERE, *STANDING, *LYING, *OTHER_SIDE)]
    assert len(general) == len(set(general)), "no line for everybody comes twice in a class"
    longest_quiet_s = max(b.start_s - a.start_s for a, b in pairwise(rows))
    assert longest_quiet_s <= 30
    assert all(row.end_s - row.start_s >= min(1.2, len(row.text) / LETTERS_A_SECOND) for row in rows)


@named(CLASSES)
def test_the_poster_shows_what_is_danced(video_class):
    assert video_class.script.star.slug == video_class.poster


@pytest.mark.parametrize("benefit", BENEFITS)
def test_each_benefit_has_its_own_colour_shape_and_class(benefit):
    others = [b for slug, b in LIBRARY.benefits.items() if slug != benefit]
    own = LIBRARY.benefits[benefit]
    assert own.shape not in {b.shape for b in others}
    assert own.colour not in {b.colour for b in others}
    assert LIBRARY.classes[own.try_this.video_class].leg_load <= 1


def test_the_one_class_that_plays_without_an_account_is_for_beginners():
    [free] = [c for c in LIBRARY.classes.values() if c.free]
    assert gentle(free) and free.minutes <= 10
    assert LIBRARY.collections["first-month"].classes[0] == free.slug


def test_each_benefit_tells_what_speaks_for_it_and_against_and_who_found_it():
    for benefit in LIBRARY.benefits.values():
        assert benefit.evidence_for and benefit.evidence_against
        found = [*benefit.evidence_for, *benefit.evidence_against]
        assert all(re.search(r"\d{4}", one.source) for one in found if one.source)
        # a number is somebody's finding
        assert [one.text for one in found if re.search(r"\d", one.text) and not one.source] == []


def test_even_strength_begins_with_the_trials_that_found_nothing():
    prevention = LIBRARY.benefits["injury-prevention"]
    assert prevention.name == "Even strength: both sides, hips to ankles"
    assert prevention.evidence_against[0].text.startswith("Nine trials with 1,904 endurance runners")


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("small-jumps", "Shoes, or a mat over a wooden floor. At hand: a wall."),
        ("steady-on-trails", "Bare feet on wood or a mat. At hand: something solid to hold."),
        ("front-side-back", "Bare feet on wood or a mat. Nothing else."),
        ("adage", "Bare feet on wood or a mat. At hand: something solid to hold."),
        ("first-balances", "Bare feet on wood or a mat. At hand: a heavy chair that cannot roll."),
    ],
)
def test_the_opening_says_what_to_wear_and_what_to_hold(slug, said):
    assert LIBRARY.classes[slug].script.ready == said
