"""Windows of a studio, one for each class: stacked by week, told apart by their kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .bars import BOTTOM, LEFT, RIGHT, TOP, x_ticks
from .scale import Tick, plain, round_ticks

_WIDEST = 30.0
_AIR = 4.0  # between windows
_LEAST_STEPS = 3  # so that a single class is no tower


@dataclass(frozen=True)
class Outline:
    """All shapes of one kind: `d` is the data of one <path>."""

    kind: str
    d: str


@dataclass(frozen=True)
class ArchChart:
    """Stacked windows. `asked` is the data of a <path>: a level across each column that has one."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    outlines: tuple[Outline, ...]
    asked: str
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]


def arch(x: float, y: float, width: float, height: float) -> str:
    """A round-headed window as path data; `x`, `y` is its upper left corner."""
    return f"M{plain_near(x)} {plain_near(y + height)}{_round_headed(width, height)}"


@lru_cache(256)  # a season has many of few sizes
def _round_headed(width: float, height: float) -> str:
    across, up = width / 2, min(width / 2, height)
    wall, rise = plain_near(height - up), plain_near(up)
    return f"v-{wall}a{plain_near(across)} {rise} 0 0 1 {plain_near(width)} 0v{wall}z"


def arch_stacks(
    labels: Sequence[str],
    stacks: Sequence[Sequence[str]],
    asked: Sequence[int | None],
    width: float = 640,
    height: float = 190,
) -> ArchChart:
    """A stack for each label, its kinds from the floor up. Raises ValueError for lists of unequal length."""
    if not len(labels) == len(stacks) == len(asked):
        raise ValueError(f"{len(stacks)} stacks and {len(asked)} levels for {len(labels)} labels")
    highest = max([_LEAST_STEPS, *map(len, stacks), *(level or 0 for level in asked)])
    ticks, bottom = round_ticks(highest), height - BOTTOM
    unit = (bottom - TOP) / ticks[-1]
    column = (width - RIGHT - LEFT) / max(1, len(labels))
    lefts = [LEFT + n * column for n in range(len(labels))]
    return ArchChart(
        width,
        height,
        LEFT,
        width - RIGHT,
        bottom,
        outlines=_outlines(stacks, lefts, column, bottom, unit),
        asked="".join(
            f"M{plain_near(left + 2)} {plain_near(bottom - level * unit)}h{plain_near(column - 4)}"
            for left, level in zip(lefts, asked, strict=True)
            if level
        ),
        y_ticks=tuple(Tick(value, round(bottom - value * unit, 2), plain(value)) for value in ticks),
        x_ticks=x_ticks(labels, column),
    )


def _outlines(
    stacks: Sequence[Sequence[str]], lefts: Sequence[float], column: float, bottom: float, unit: float
) -> tuple[Outline, ...]:
    size, air = min(_WIDEST, column - _AIR), min(_AIR, unit / 4)
    paths: dict[str, str] = {}
    for left, stack in zip(lefts, stacks, strict=True):
        for place, kind in enumerate(stack, 1):
            window = arch(left + (column - size) / 2, bottom - place * unit + air, size, unit - air)
            paths[kind] = paths.get(kind, "") + window
    return tuple(Outline(kind, d) for kind, d in paths.items())


def plain_near(value: float) -> str:
    """Tenths of a unit are finer than any screen."""
    return f"{round(value, 1):g}"
