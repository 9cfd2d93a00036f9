"""Weeks beneath each other, seven days each: classes stand on a line as windows, runs lie beneath as bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .arches import Outline, arch, plain_near
from .scale import Tick

_LEFT, _RIGHT, _TOP = 56.0, 8.0, 22.0
_ROW, _LINE = 46.0, 31.0  # of a week; where the line lies in it
_TALLEST, _WIDEST, _LANE = 25.0, 14.0, 8.0
_INSIDE = 5.0  # of a day, on both sides
_LONGEST = {"run": 240.0, "class": 90.0}  # minutes; what is longer is drawn as long
_LEAST = 0.2  # of the full length: shorter cannot be seen


class Thing(NamedTuple):
    """A run or a class: weeks and weekdays count from 0. `kind` tells its texture; minutes may be unknown."""

    week: int
    weekday: int
    shape: str  # "run" or "class"
    kind: str
    minutes: float | None


@dataclass(frozen=True)
class Cell:
    """The rectangle of a day."""

    x: float
    y: float
    width: float
    height: float

    @property
    def d(self) -> str:
        """The data of a <path>."""
        return f"M{self.x:g} {self.y:g}h{self.width:g}v{self.height:g}h-{self.width:g}z"


@dataclass(frozen=True)
class StripChart:
    """A picture of weeks. `lines` is the data of a <path>: the floor of each week."""

    width: float
    height: float
    outlines: tuple[Outline, ...]
    lines: str
    days: tuple[Tick, ...]  # over the columns
    weeks: tuple[Tick, ...]  # beside the rows
    cells: tuple[Cell, ...]  # of every day, week by week


def week_strips(
    weeks: Sequence[str], days: Sequence[str], things: Sequence[Thing], width: float = 380
) -> StripChart:
    """`weeks` and `days` are labels. Raises ValueError for a thing of a day that is not there."""
    column = (width - _LEFT - _RIGHT) / len(days)
    by_day: dict[tuple[int, int, str], list[Thing]] = {}
    for thing in things:
        if not (0 <= thing.week < len(weeks) and 0 <= thing.weekday < len(days)):
            raise ValueError(f"there is no day {thing.weekday} of week {thing.week}")
        by_day.setdefault((thing.week, thing.weekday, thing.shape), []).append(thing)
    tops = [_TOP + n * _ROW for n in range(len(weeks))]
    return StripChart(
        width,
        _TOP + len(weeks) * _ROW,
        outlines=_outlines(by_day, column, {shape: _most(things, shape) for shape in _LONGEST}),
        lines="".join(f"M{_LEFT:g} {plain_near(top + _LINE)}H{width - _RIGHT:g}" for top in tops),
        days=tuple(Tick(n, round(_LEFT + (n + 0.5) * column, 1), day) for n, day in enumerate(days)),
        weeks=tuple(Tick(n, round(tops[n] + _LINE, 1), week) for n, week in enumerate(weeks)),
        cells=tuple(
            Cell(round(_LEFT + n * column, 1), top, round(column, 1), _ROW)
            for top in tops
            for n in range(len(days))
        ),
    )


def _most(things: Sequence[Thing], shape: str) -> float:
    """Minutes of the longest that is drawn to scale."""
    known = [thing.minutes for thing in things if thing.shape == shape and thing.minutes]
    return min(_LONGEST[shape], max(known, default=1))


def _outlines(
    by_day: dict[tuple[int, int, str], list[Thing]], column: float, longest: dict[str, float]
) -> tuple[Outline, ...]:
    paths: dict[str, str] = {}
    for (week, weekday, shape), things in by_day.items():
        left, line = _LEFT + weekday * column + _INSIDE, _TOP + week * _ROW + _LINE
        draw = _bars if shape == "run" else _windows
        shares = [min(1.0, max(_LEAST, (thing.minutes or 0) / longest[shape])) for thing in things]
        for thing, d in zip(things, draw(shares, left, line, column - 2 * _INSIDE), strict=True):
            paths[thing.kind] = paths.get(thing.kind, "") + d
    return tuple(Outline(kind, paths[kind]) for kind in sorted(paths))


def _windows(shares: Sequence[float], left: float, line: float, room: float) -> list[str]:
    """Side by side on the line, as tall as they were long."""
    step = min(_WIDEST + 3, room / len(shares))
    wide = step - min(3, step / 4)
    tall = [_TALLEST * share for share in shares]
    return [arch(left + n * step, line - each, wide, each) for n, each in enumerate(tall)]


def _bars(shares: Sequence[float], left: float, line: float, room: float) -> list[str]:
    """Beneath each other under the line, with round ends."""
    step = (_LANE + 1) / len(shares)
    thick = step - min(1, step / 4)
    return [
        _bar(left, line + 3 + n * step, max(thick, room * share), thick) for n, share in enumerate(shares)
    ]


def _bar(x: float, y: float, length: float, thick: float) -> str:
    return f"M{plain_near(x + thick / 2)} {plain_near(y)}{_round_ended(length, thick)}"


@lru_cache(256)  # runs of a season are as long as each other, again and again
def _round_ended(length: float, thick: float) -> str:
    half, whole, way = plain_near(thick / 2), plain_near(thick), plain_near(length - thick)
    return f"h{way}a{half} {half} 0 0 1 0 {whole}h-{way}a{half} {half} 0 0 1 0 -{whole}z"
