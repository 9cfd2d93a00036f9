"""What a filmed class's chapters say of it, worked out as for our own classes, beside what its tags say."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from library.actions.shipped import shipped
from library.actions.translated import translated
from library.content import ChapterContent, ClassContent
from library.content.safety import Finding, unsafe
from library.models import Benefit, BodySite, Chapter, Kit, LegLoad, VideoClass

FIELDS = ("leg_load", "sites", "longest_hold_s", "kit", "quiet", "small_space", "against")
BESIDE_MAIN = 0.5  # what a movement's second benefit weighs beside its first
LEAST_SHARE = 0.15  # a benefit below this share of the class is not proposed
CHAPTER = re.compile(r"chapters\[(\d+)\]")


@dataclass(frozen=True)
class Proposal:
    """The tags that follow from the chapters; `unknown` are the titles of chapters without a movement."""

    leg_load: int
    sites: dict[str, int]
    longest_hold_s: int
    kit: list[str]
    quiet: bool
    small_space: bool
    against: list[str]
    benefits: list[str]
    level: int
    unknown: list[str]

    @property
    def fields(self) -> dict:
        return {name: getattr(self, name) for name in FIELDS}


def proposed_tags(video_class: VideoClass, chapters: list[Chapter]) -> Proposal | None:
    """None where no chapter has a movement we know."""
    content = content_of(video_class, chapters)
    if not content.chapters:
        return None
    return Proposal(
        leg_load=content.leg_load,
        sites=content.sites,
        longest_hold_s=content.longest_hold_s,
        kit=list(content.kit),
        quiet=content.quiet,
        small_space=content.small_space,
        against=list(content.against),
        benefits=main_benefits(content),
        level=max(chapter.movement.level for chapter in content.chapters),
        unknown=[chapter.title for chapter in chapters if not known(chapter)],
    )


def known(chapter: Chapter) -> bool:
    return bool(chapter.movement) and chapter.movement.slug in shipped().movements


def content_of(video_class: VideoClass, chapters: list[Chapter]) -> ClassContent:
    """The class as a content file would tell it: what computes our own classes' tags reads this."""
    return ClassContent(
        slug=video_class.slug,
        title=video_class.title,
        summary=video_class.summary,
        description=video_class.description,
        kind=video_class.kind,
        level=video_class.level,
        benefits=tuple(video_class.benefits),
        dancer=video_class.dancer,
        only_five=video_class.only_five,
        poster="",
        chapters=tuple(
            ChapterContent(
                shipped().movements[row.movement.slug], row.repetitions, row.sides, row.start_s, row.end_s
            )
            for row in chapters
            if known(row)
        ),
        duration_s=video_class.duration_s,
    )


def main_benefits(content: ClassContent) -> list[str]:
    """By how long the chapters that give them last, the longest first."""
    weights: Counter[str] = Counter()
    for chapter in content.chapters:
        for place, benefit in enumerate(chapter.movement.benefits):
            weights[benefit] += (chapter.end_s - chapter.start_s) * (BESIDE_MAIN if place else 1)
    least = LEAST_SHARE * sum(weights.values())
    return [benefit for benefit, weight in weights.most_common() if weight >= least]


# --- beside what the teacher says --------------------------------------------------------------------
def below_chapters(proposal: Proposal, tags: dict) -> list[str]:
    """One sentence for each value that is lower than what the chapters say."""
    return list(_below(proposal, tags))


def _below(proposal: Proposal, tags: dict) -> Iterator[str]:
    if tags["leg_load"] < proposal.leg_load:
        yield _("Leg load: the chapters reach “%(said)s”.") % {"said": LegLoad(proposal.leg_load).label}
    if tags["longest_hold_s"] < proposal.longest_hold_s:
        yield _("Longest hold: the chapters hold one muscle for %(s)d s.") % {"s": proposal.longest_hold_s}
    for site, load in proposal.sites.items():
        if tags["sites"].get(site, 0) < load:
            yield _("%(site)s: the chapters load it %(load)d of 3.") % {
                "site": BodySite(site).label,
                "load": load,
            }
    for thing in proposal.kit:
        if thing not in tags["kit"]:
            yield _("Kit: a chapter needs %(thing)s.") % {"thing": Kit(thing).label.lower()}
    if tags["quiet"] and not proposal.quiet:
        yield _("Quiet: a chapter’s movement can be heard downstairs.")
    if tags["small_space"] and not proposal.small_space:
        yield _("Small space: a chapter’s movement travels.")
    for benefit in tags["benefits"]:
        if benefit not in proposal.benefits:
            yield _("%(benefit)s: no chapter gives much of it.") % {"benefit": Benefit(benefit).label}


def tags_of(video_class: VideoClass) -> dict:
    """What the class says of itself now."""
    names = ("leg_load", "sites", "longest_hold_s", "kit", "quiet", "small_space", "benefits")
    return {name: getattr(video_class, name) for name in names}


def rules_broken(video_class: VideoClass, chapters: list[Chapter]) -> list[str]:
    """What our own classes would not be allowed: dose, order and level, one sentence each."""
    content = content_of(video_class, chapters)
    if not content.chapters:
        return []
    titles = [chapter.title for chapter in chapters if known(chapter)]
    return [_sentence(finding, titles) for finding in unsafe(content)]


# The findings of `library.content.safety`, by their codes, as whole sentences.
BROKEN = {
    "level": lazily("Chapter “%(title)s” is %(movement)s of level %(level)s in a class of level %(of)s."),
    "level_within": lazily(
        "Chapter “%(title)s” holds %(movement)s of level %(level)s in a class of level %(of)s."
    ),
    "releves": lazily(
        "The chapters hold %(n)s relevés (one leg counts double); level %(level)s has at most %(most)s."
    ),
    "one_leg": lazily("Chapter “%(title)s” is a relevé on one leg, which level 1 has none of."),
    "one_leg_within": lazily("Chapter “%(title)s” holds a relevé on one leg, which level 1 has none of."),
    "opening": lazily(
        "The chapters open with %(s)s s of moving; with load 1 or more they open with %(least)s s."
    ),
    "no_warm_up": lazily(
        "Chapter “%(title)s” is no warm-up: a class begins with leg load 0 or 1, and without a rise."
    ),
    "no_close": lazily("Chapter “%(title)s” is no close: a class ends with a movement of leg load 0."),
    "releve_early": lazily(
        "Chapter “%(title)s” is the first relevé after %(plies)s pliés; %(least)s come before it."
    ),
    "jump_early": lazily(
        "Chapter “%(title)s” jumps after %(s)s s, %(plies)s pliés and %(rises)s relevés; before a jump come "
        "%(least_s)s s, %(least_plies)s pliés and %(least_rises)s relevés."
    ),
    "landing": lazily("Chapter “%(title)s” ends a jump without a held plié: knees stay bent for a count."),
    "primer_long": lazily("The chapters last %(s)s s; a primer has at most %(most)s minutes."),
    "primer_load": lazily("The chapters reach leg load %(load)s; a primer has at most %(most)s."),
    "primer_hold": lazily("The chapters hold one muscle still for %(s)s s; a primer stays under %(most)s s."),
    "cooldown_load": lazily("The chapters reach leg load %(load)s; a cooldown has at most %(most)s."),
}


def _sentence(finding: Finding, titles: list[str]) -> str:
    params = dict(finding.params)
    if "movement" in params:
        params["movement"] = translated(shipped().movements[params["movement"]].name)
    if match := CHAPTER.match(finding.field):
        params["title"] = titles[int(match[1])]
    return str(BROKEN[finding.code]) % params
