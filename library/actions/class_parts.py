"""The chapters of a class as the rules of a shorter cut see them: rows in, `Part`s out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from library.actions.shipped import shipped
from library.content.shorter import TENTHS, Danced, Part
from library.models import Chapter, Family, Movement, Origin, VideoClass

STRAIN = 2  # from this load on a site is asked something
SIDE_WORDS = re.compile(r"\b(left|right|first side|second side|other side)\b", re.IGNORECASE)
WORD = re.compile(r"\w+")
COUNT_AS = {Family.PLIES: "plie", Family.RISES: "releve", Family.JUMPS: "jump"}  # of movements no file tells


@dataclass(frozen=True)
class Step:
    """A movement's turn within a chapter: how often and how long, both sides together."""

    slug: str
    counts_as: str
    moving: bool
    leg_load: int
    sites: Mapping[str, int]
    benefits: Sequence[str]
    times: int
    seconds: float


@dataclass(frozen=True)
class Told:
    """A chapter with its steps (none: it is not known what is danced) and the seconds of the film it owns."""

    chapter: Chapter
    steps: tuple[Step, ...]
    start_s: float
    end_s: float


def told_of(video_class: VideoClass, chapters: Sequence[Chapter]) -> list[Told]:
    """In order. What a film shows before, between and after its chapters belongs to one of them."""
    drawn = video_class.origin == Origin.DRAWN
    return [
        Told(chapter, tuple(_steps(chapter, drawn)), start_s, end_s)
        for chapter, (start_s, end_s) in zip(chapters, _owned(video_class, chapters), strict=True)
    ]


def kept_spans(
    video_class: VideoClass, chapters: Sequence[Chapter], kept: Iterable[int]
) -> tuple[tuple[float, float], ...]:
    """The seconds these positions own, one span for each."""
    owned = zip(chapters, _owned(video_class, chapters), strict=True)
    return tuple(span for chapter, span in owned if chapter.position in kept)


def _owned(video_class: VideoClass, chapters: Sequence[Chapter]) -> list[tuple[float, float]]:
    starts = [0.0, *(chapter.start_s for chapter in chapters[1:])]
    ends = [*starts[1:], max(video_class.duration_s, chapters[-1].end_s)] if chapters else []
    return list(zip(starts, ends, strict=False))


def part_of(told: Told, main: str) -> Part:
    """`main`: the class's main benefit."""
    length = max(1, ceil((told.end_s - told.start_s) * TENTHS - 1e-6))
    chapter, steps = told.chapter, told.steps
    if not steps:
        danced = Danced("none", 1, round((chapter.end_s - chapter.start_s) * TENTHS))
        return Part(length, turns=(danced,), pair=_pair(chapter), known=False)
    return Part(
        length=length,
        serves=round(TENTHS * sum(step.seconds for step in steps if main in step.benefits)),
        turns=tuple(Danced(step.counts_as, step.times, round(step.seconds * TENTHS)) for step in steps),
        movements=frozenset(step.slug for step in steps),
        leg_load=max(step.leg_load for step in steps),
        sites=frozenset(site for site, load in highest(steps).items() if load >= STRAIN),
        moving=all(step.moving for step in steps),
        dance=bool(chapter.phrase),
        pair=_pair(chapter),
    )


def highest(steps: Iterable[Step]) -> dict[str, int]:
    """The highest load 0–3 of each body site."""
    found: dict[str, int] = {}
    for step in steps:
        for site, load in step.sites.items():
            found[site] = max(load, found.get(site, 0))
    return {site: load for site, load in sorted(found.items()) if load}


def _steps(chapter: Chapter, drawn: bool) -> Iterable[Step]:
    danced = chapter.repetitions * chapter.sides
    if chapter.phrase:
        known = shipped().movements
        if any(row["movement"] not in known for row in chapter.phrase):
            return
        for row in chapter.phrase:
            seconds = row["counts"] * 60 / row["bpm"] * danced
            yield _step(known[row["movement"]], danced, seconds)
    elif chapter.movement:
        once_s = chapter.movement.counts * 60 / max(1, chapter.movement.bpm)
        if drawn:
            yield _step(chapter.movement, danced, once_s * danced)
            return
        seconds = chapter.end_s - chapter.start_s
        # A teacher who gave no number said "once"; the film then holds as many as there is time for.
        times = danced if chapter.repetitions > 1 else max(danced, int(seconds / once_s))
        yield _step(chapter.movement, times, seconds)


def _step(movement, times: int, seconds: float) -> Step:
    """Of a movement's row or its content: they name these facts alike."""
    content = shipped().movements.get(movement.slug)
    return Step(
        slug=movement.slug,
        counts_as=content.counts_as if content else COUNT_AS.get(movement.family, "none"),
        moving=content.moving if content else True,
        leg_load=movement.leg_load,
        sites=movement.sites,
        benefits=movement.benefits,
        times=times,
        seconds=seconds,
    )


def _pair(chapter: Chapter) -> str:
    """What the two sides of a movement share where each has a chapter of its own."""
    if chapter.sides == 2 or chapter.phrase:
        return ""
    movement: Movement | None = chapter.movement
    if movement:
        return movement.slug if movement.two_sided else ""
    if not SIDE_WORDS.search(chapter.title):
        return ""
    return " ".join(["sides", *WORD.findall(SIDE_WORDS.sub(" ", chapter.title).casefold())])
