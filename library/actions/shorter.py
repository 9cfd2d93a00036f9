"""A class danced shorter: what is kept of it, and what it counts for. library/content/shorter.py decides.

"12 minutes" means at most 12, and as much of the main benefit as fits. Nothing is encoded anew: player and
timer leave out what lies between the spans. In an address chapters are told by their positions: "0.1.4".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from library.actions.class_parts import Told, highest, part_of, told_of
from library.actions.translated import translated
from library.content.shorter import JUMPS, TENTHS, Part, cuts, longest_within
from library.models import BodySite, Chapter, VideoClass

FIVE_MINUTES = 5
LENGTHS = (5, 8, 10, 12, 15, 20, 25, 30, 40, 50)  # minutes that are offered
LEAVE_OUT = {JUMPS: gettext_lazy("Jumps"), **{site.value: site.label for site in BodySite}}


@dataclass(frozen=True)
class Wish:
    """How a class is to be shorter: at most so long, without jumps or a site, of these positions only."""

    minutes: int | None = None
    without: frozenset[str] = frozenset()
    keep: frozenset[int] | None = None

    def __bool__(self):
        return self.minutes is not None or bool(self.without) or self.keep is not None


@dataclass(frozen=True)
class Cut:
    """What of a class is danced, and what it counts for."""

    kept: tuple[int, ...]  # positions of the chapters
    spans: tuple[tuple[float, float], ...]  # seconds of the film
    leg_load: int
    benefit: str
    sites: dict[str, int] = field(hash=False)

    @property
    def seconds(self) -> float:
        return sum(end - start for start, end in self.spans)

    @property
    def minutes(self) -> int:
        """Whole minutes as shown and recorded, at least 1."""
        return max(1, round(self.seconds / 60))

    @property
    def address(self) -> str:
        return ".".join(map(str, self.kept))


@dataclass(frozen=True)
class Answer:
    """What came of a wish: a cut, or none (the whole class); and a sentence where something is to be said."""

    cut: Cut | None = None
    sentence: str = ""


def shorter(video_class: VideoClass, chapters: Sequence[Chapter], wish: Wish) -> Answer:
    """The cut that answers the wish. `chapters`: all of the class, with their movements."""
    there = {chapter.position for chapter in chapters}
    if wish.keep and not wish.keep <= there:
        return Answer(sentence=_("This class has no such chapters, so here is the whole of it."))
    if wish.keep == there:
        wish = replace(wish, keep=None)  # every chapter is ticked: nothing was chosen
    if not wish or not chapters:
        return Answer()
    told, parts = _known(video_class, chapters)
    wish = replace(
        wish, without=wish.without & _asked(parts)
    )  # what nothing here asks for leaves nothing out
    found = _found(video_class, parts, chapters, wish)
    if not found:
        return Answer(sentence=_none_without(wish))
    best = longest_within(found, None if wish.minutes is None else wish.minutes * 60 * TENTHS)
    if best is None:
        return Answer(sentence=_not_shorter(found[0].length))
    if len(best.kept) == len(chapters):
        return Answer(sentence=_("The whole class fits that, so here it is."))
    cut = _cut(video_class, [told[i] for i in best.kept])
    return Answer(cut, _not_kept(chapters, cut, wish))


def cut_of(video_class: VideoClass, kept: Iterable[int]) -> Cut | None:
    """The cut of chapters chosen before; None for the whole class, and where that cut is no more."""
    keep = frozenset(kept)
    return shorter(video_class, chapters_of(video_class), Wish(keep=keep)).cut if keep else None


def chapters_of(video_class: VideoClass) -> list[Chapter]:
    return list(video_class.chapters.begun_by(video_class.duration_s).select_related("movement"))


def five_minutes_of(video_class: VideoClass, chapters: Sequence[Chapter]) -> Cut | None:
    """The cut for somebody who has five minutes; None where the class has none so short, or is no longer."""
    return shorter(video_class, chapters, Wish(minutes=FIVE_MINUTES)).cut


def lengths_of(video_class: VideoClass, chapters: Sequence[Chapter]) -> list[int]:
    """The minutes this class can be danced in instead of its own."""
    found = _found(video_class, _known(video_class, chapters)[1], chapters, Wish(keep=frozenset()))
    if not found:
        return []
    least = ceil(found[0].length / TENTHS / 60)
    return [minutes for minutes in sorted({least, *LENGTHS}) if least <= minutes < video_class.minutes]


def asks_of(video_class: VideoClass, chapters: Sequence[Chapter]) -> dict[str, str]:
    """What can be left out of this class: jumps, and the sites some of its chapters ask something of."""
    asked = _asked(_known(video_class, chapters)[1])
    return {what: str(name) for what, name in LEAVE_OUT.items() if what in asked}


@dataclass(frozen=True)
class Row:
    """A chapter in the panel: whether it is kept, at which second of the cut, and whether it stays anyway."""

    chapter: Chapter
    kept: bool
    at_s: float
    stays: bool


def rows_of(video_class: VideoClass, chapters: Sequence[Chapter], cut: Cut | None) -> list[Row]:
    """Every chapter, with its second in the cut; of the whole class without one."""
    told, parts = _known(video_class, chapters)
    least = _found(video_class, parts, chapters, Wish(keep=frozenset()))
    stay = least[0].kept if least else ()
    rows, at_s = [], 0.0
    for i, one in enumerate(told):
        kept = cut is None or one.chapter.position in cut.kept
        rows.append(Row(one.chapter, kept, at_s, i in stay))
        at_s += (one.end_s - one.start_s) * kept
    return rows


def _asked(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset().union(*(part.asks for part in parts))


def position_list(text: str) -> frozenset[int] | None:
    """ "0.1.4" -> its positions; None if it is none."""
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4}){0,199}", text, re.ASCII):
        return None
    return frozenset(map(int, text.split(".")))


def _known(video_class: VideoClass, chapters: Sequence[Chapter]) -> tuple[list[Told], tuple[Part, ...]]:
    told = told_of(video_class, chapters)
    main = next(iter(video_class.benefits), "")
    return told, tuple(part_of(one, main) for one in told)


def _found(video_class: VideoClass, parts: tuple[Part, ...], chapters: Sequence[Chapter], wish: Wish):
    only = wish.keep
    if only is not None:
        only = frozenset(i for i, chapter in enumerate(chapters) if chapter.position in only)
    return cuts(parts, video_class.leg_load, wish.without, only)


def _cut(video_class: VideoClass, kept: Sequence[Told]) -> Cut:
    steps = [step for one in kept for step in one.steps]
    # What is not known may be as heavy as the class.
    loads = [0 if one.steps else video_class.leg_load for one in kept]
    return Cut(
        kept=tuple(one.chapter.position for one in kept),
        spans=_joined((one.start_s, one.end_s) for one in kept),
        leg_load=max([*loads, *(step.leg_load for step in steps)]),
        benefit=_benefit(video_class.benefits, steps),
        sites=highest(steps),
    )


def _benefit(benefits: Sequence[str], steps) -> str:
    """The class's main benefit if anything kept serves it, else that of its benefits served longest."""
    main = next(iter(benefits), "")
    served = {slug: sum(step.seconds for step in steps if slug in step.benefits) for slug in benefits}
    return main if not any(served.values()) or served[main] else max(served, key=served.__getitem__)


def _joined(spans: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Spans that touch are one."""
    out: list[tuple[float, float]] = []
    for start, end in spans:
        if out and start <= out[-1][1] + 0.001:
            start = out.pop()[0]
        out.append((start, end))
    return tuple(out)


# --- sentences ----------------------------------------------------------------------------------------


def _not_shorter(tenths: int) -> str:
    least = ceil(tenths / TENTHS / 60)
    return ngettext(
        "This class cannot be shorter than %(n)d minute: the warm-up and the close stay.",
        "This class cannot be shorter than %(n)d minutes: the warm-up and the close stay.",
        least,
    ) % {"n": least}


def _none_without(wish: Wish) -> str:
    names = [str(name).lower() for what, name in LEAVE_OUT.items() if what in wish.without]
    if not names:
        return _("This class cannot be made shorter.")
    told = _("Left out: %(names)s. The class has no warm-up or no close left then.")
    return told % {"names": ", ".join(names)}


def _not_kept(chapters: Sequence[Chapter], cut: Cut, wish: Wish) -> str:
    """Of what was chosen by hand, what could not stay, and why."""
    wished = wish.keep or frozenset()
    lost = [translated(c.title) for c in chapters if c.position in wished and c.position not in cut.kept]
    if not lost:
        return ""
    told = _("Left out too: %(titles)s.") % {"titles": ", ".join(lost)}
    if wish.minutes is not None or wish.without:
        return told
    why = _("Rises need eight pliés before them, jumps five minutes and sixteen rises, a dance its steps.")
    return f"{told} {why}"
