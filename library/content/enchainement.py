"""The short dance near the end of a class: movements that were met before, to a common tempo, in eights."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from json import loads
from typing import Any

from library.content.movement import MovementContent
from library.content.reading import Record, shown
from library.figure.enchainement import PHRASE, Step, enchained
from library.film import Dance
from library.film.script import canonical

MOST_STEPS, MOST_COUNTS = 16, 64
SLOWEST_BPM, FASTEST_BPM = 40, 132
TITLE, SAY = "Enchaînement", "ahn-shen-MAHN"
SMALL_WORDS = re.compile(r" (?:to|in|with|at|on|from|of|and|through) ")
TIMES = {2: "twice", 3: "three times", 4: "four times"}


@dataclass(frozen=True)
class StepContent:
    """One movement of the dance. `other`: to its other side."""

    movement: MovementContent
    counts: int
    other: bool = False

    @property
    def short(self) -> str:
        """The name's first words: "tendu" of "Tendu to second"."""
        return SMALL_WORDS.split(self.movement.name.partition(",")[0])[0].lower()

    @property
    def words(self) -> str:
        name = self.movement.name.partition(",")[0]
        name = name[:1].lower() + name[1:]
        return f"{name} to the other side" if self.other else name


@dataclass(frozen=True)
class Enchainement:
    """A dance of whole phrases of eight counts, at `bpm` counts a minute."""

    title: str
    steps: tuple[StepContent, ...]
    bpm: int
    two_sided: bool

    @property
    def counts(self) -> int:
        return sum(step.counts for step in self.steps)

    @property
    def seconds(self) -> float:
        return self.counts * 60 / self.bpm

    @property
    def movements(self) -> tuple[MovementContent, ...]:
        """Each once, in the order of the dance."""
        return tuple({step.movement.slug: step.movement for step in self.steps}.values())

    @property
    def rows(self) -> list[dict[str, Any]]:
        """As a chapter keeps it."""
        return [
            {"movement": s.movement.slug, "counts": s.counts, "other": s.other, "bpm": self.bpm}
            for s in self.steps
        ]

    @cached_property
    def dance(self) -> Dance:
        """What the film needs of it: one movement more. ValueError says why the steps do not join."""
        presets = canonical(self.steps[0].movement.presets)
        steps = tuple((s.movement.slug, canonical(s.movement.figure), s.counts, s.other) for s in self.steps)
        return Dance(
            slug="enchainement",
            name=self.title,
            say=SAY,
            table=_table(steps, self.bpm, presets),
            presets=presets,
            plain="What you know by now, danced through without a stop.",
            two_sided=self.two_sided,
            comes=tuple(comes(self.steps)),
        )


@lru_cache(maxsize=256)
def _table(steps: tuple[tuple[str, str, int, bool], ...], bpm: int, presets: str) -> str:
    """Chained once per process; the same dance stands in more than one class."""
    read = [Step(slug, loads(figure), counts, other) for slug, figure, counts, other in steps]
    return canonical(enchained(read, bpm, loads(presets)))


def comes(steps: Sequence[StepContent]) -> list[tuple[float, str, str]]:
    """The count each phrase of eight begins on, what it holds, and the same in short."""
    phrases: dict[int, list[StepContent]] = {}
    at = 0
    for step in steps:
        phrases.setdefault(at // PHRASE * PHRASE, []).append(step)
        at += step.counts
    return [
        (float(at), _sentence(_words(held)), f"{', '.join(_shorts(held))}.") for at, held in phrases.items()
    ]


def _words(steps: Sequence[StepContent]) -> list[str]:
    words = [steps[0].words]
    for before, step in pairwise(steps):
        words.append("the same to the other side" if _turned(before, step) else step.words)
    return words


def _shorts(steps: Sequence[StepContent]) -> list[str]:
    """As it is called once it is known; a dance to both sides never calls one step twice alike."""
    first = f"{steps[0].short}, other side" if steps[0].other else steps[0].short
    rest = ("other side" if _turned(before, step) else step.short for before, step in pairwise(steps))
    return [first, *rest]


def _turned(before: StepContent, step: StepContent) -> bool:
    return step.movement is before.movement and step.other != before.other


def _sentence(words: Sequence[str]) -> str:
    """Tendu to second twice, demi-plié, and small relevé."""
    runs = [(word, len(list(run))) for word, run in groupby(words)]
    told = [f"{word} {TIMES.get(times, f'{times} times')}" if times > 1 else word for word, times in runs]
    comma = "," if len(told) > 2 else ""
    text = told[0] if len(told) == 1 else f"{', '.join(told[:-1])}{comma} and {told[-1]}"
    return text[:1].upper() + text[1:] + "."


def enchainement_of(
    title: str, rows: Sequence[Mapping[str, Any]], sides: int, movements: Mapping[str, MovementContent]
) -> Enchainement | None:
    """The dance a chapter keeps as rows; None if a movement is not drawn."""
    if not rows or any(row["movement"] not in movements for row in rows):
        return None
    steps = tuple(StepContent(movements[r["movement"]], r["counts"], r.get("other", False)) for r in rows)
    return Enchainement(title, steps, rows[0]["bpm"], sides == 2)


# ---- read from a class's file ---------------------------------------------------------------------------


def read_enchainement(
    row: Record, sides: int, movements: Mapping[str, MovementContent]
) -> Enchainement | None:
    """A chapter with `enchainement`: slugs, or {movement, counts, other}; every fault is noted."""
    before = len(row.faults)
    counts = row.whole("counts", PHRASE, MOST_COUNTS)
    if counts % PHRASE:
        row.fault("counts", f"must be whole phrases of {PHRASE}, not {counts}")
    bpm = row.whole("bpm", SLOWEST_BPM, FASTEST_BPM)
    title = row.text("title", 80, default=TITLE)
    steps = _steps(row, counts, movements)
    if len(row.faults) > before or not steps:
        return None
    dance = Enchainement(title, steps, bpm, sides == 2)
    _check(dance, row)
    return dance if len(row.faults) == before else None


def _steps(row: Record, counts: int, movements: Mapping[str, MovementContent]) -> tuple[StepContent, ...]:
    values = row.raw("enchainement")
    if not isinstance(values, list) or not 2 <= len(values) <= MOST_STEPS:
        row.fault("enchainement", f"must be a list of 2 to {MOST_STEPS} movements, not {shown(values)}")
        return ()
    rows = [value if isinstance(value, Mapping) else {"movement": value} for value in values]
    records = [Record(row.where, r, row.faults, f"{row.field}.enchainement[{i}]") for i, r in enumerate(rows)]
    share = _share(row, records, counts)
    steps = [_step(record, share, movements) for record in records]
    return tuple(step for step in steps if step)


def _share(row: Record, steps: Sequence[Record], counts: int) -> int:
    """The counts of each step that does not say its own: an equal part of what is left."""
    given = [step.whole("counts", 1, MOST_COUNTS) if "counts" in step.row else 0 for step in steps]
    left, silent = counts - sum(given), given.count(0)
    if left < silent or (left % silent if silent else left):
        row.fault("enchainement", f"leaves {left} counts for {silent} movements; they must come out even")
        return 1
    return left // silent if silent else 1


def _step(row: Record, share: int, movements: Mapping[str, MovementContent]) -> StepContent | None:
    slug, other = row.text("movement", 60), row.flag("other", default=False)
    counts = row.whole("counts", 1, MOST_COUNTS, default=share)
    row.done()
    movement = movements.get(slug)
    if movement is None:
        row.fault("movement", f"is {shown(slug)}, and there is no such movement")
        return None
    if other and not movement.two_sided:
        row.fault("other", f"is set, but {slug} has no sides")
    return StepContent(movement, counts, other)


def _check(dance: Enchainement, row: Record) -> None:
    if dance.two_sided and not any(movement.two_sided for movement in dance.movements):
        row.fault("sides", "must be 1: nothing in the dance has sides")
    if not dance.two_sided:
        for movement in dance.movements:
            done = [step.other for step in dance.steps if step.movement is movement]
            if movement.two_sided and done.count(True) != done.count(False):
                why = "is danced to one side more often; with sides: 1 both sides come alike"
                row.fault("enchainement", f"holds {movement.slug}, which {why}")
    try:
        _ = dance.dance.movement
    except ValueError as error:
        row.fault("enchainement", f"cannot be danced: {str(error).rstrip('.')}")
