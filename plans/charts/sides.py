"""Left and right of the same measure over time, on one ground."""

from collections.abc import Sequence
from dataclasses import dataclass

from .axis import round_axis
from .scale import Tick, plain

_LEFT, _TOP, _RIGHT, _BOTTOM = 34.0, 12.0, 22.0, 26.0  # room for the labels of the axes
_APART = 4.0  # left and right of one day stand beside each other, so that equal ones are both seen
_LABEL = 92.0  # of a date: the first begins at its place, the last ends there


@dataclass(frozen=True)
class Spot:
    """A result of one side."""

    x: float
    y: float
    value: float
    low: float  # as far down and up as the measure may be off
    high: float


@dataclass(frozen=True)
class SidesChart:
    """A picture; the plot is the rectangle left, top, right, bottom."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    lefts: tuple[Spot, ...]
    rights: tuple[Spot, ...]
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]

    @property
    def left_line(self) -> str:
        return _line(self.lefts)

    @property
    def right_line(self) -> str:
        return _line(self.rights)

    @property
    def left_whiskers(self) -> str:
        return _whiskers(self.lefts)

    @property
    def right_whiskers(self) -> str:
        return _whiskers(self.rights)


def sides_chart(
    days: Sequence[int],
    labels: Sequence[str],
    lefts: Sequence[float | None],
    rights: Sequence[float | None],
    real_from: float = 0,
    width: float = 360,
    height: float = 200,
) -> SidesChart:
    """The results of `days` (numbers, the oldest first). ValueError for none, or lists of unequal length.

    None is a side that was not measured that day: it has no spot.
    Two results differ by `real_from` or more where their whiskers, half as long either way, do not overlap.
    """
    if not days or not len(days) == len(labels) == len(lefts) == len(rights):
        raise ValueError(f"{len(lefts)} and {len(rights)} results for {len(days)} days")
    axis = round_axis(0.0, max(1.0, *_measured(lefts), *_measured(rights)) + real_from / 2)
    right, bottom = width - _RIGHT, height - _BOTTOM
    places = _places(days, _LEFT + 2 * _APART, right)

    def height_of(value: float) -> float:
        return _near(bottom - axis.share(value) * (bottom - _TOP))

    def spots(values: Sequence[float | None], aside: float) -> tuple[Spot, ...]:
        off = real_from / 2
        return tuple(
            Spot(_near(x + aside), height_of(value), value, height_of(value - off), height_of(value + off))
            for x, value in zip(places, values, strict=True)
            if value is not None
        )

    return SidesChart(
        width,
        height,
        _LEFT,
        _TOP,
        right,
        bottom,
        spots(lefts, -_APART),
        spots(rights, _APART),
        tuple(Tick(value, height_of(value), plain(value)) for value in axis.values),
        _with_room(places, labels),
    )


def _measured(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _places(days: Sequence[int], left: float, right: float) -> list[float]:
    """By date; a day alone stands in the middle."""
    span = days[-1] - days[0]
    if not span:
        return [(left + right) / 2 for _ in days]
    return [left + (day - days[0]) / span * (right - left) for day in days]


def _with_room(places: Sequence[float], labels: Sequence[str]) -> tuple[Tick, ...]:
    """The last day is named always, the first where there is room for two."""
    last = len(places) - 1
    named = [0, last] if places[last] - places[0] >= 2 * _LABEL else [last]
    return tuple(Tick(at, _near(places[at]), labels[at]) for at in named)


def _line(spots: Sequence[Spot]) -> str:
    """What the attribute of <polyline> takes."""
    return " ".join(f"{spot.x:g},{spot.y:g}" for spot in spots)


def _whiskers(spots: Sequence[Spot]) -> str:
    """The data of a <path>; "" where the measure is not off."""
    return "".join(f"M{spot.x:g} {spot.low:g}V{spot.high:g}" for spot in spots if spot.low != spot.high)


def _near(value: float) -> float:
    """Hundredths of a unit are finer than any screen."""
    return round(value, 2)
