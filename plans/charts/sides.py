"""Left and right of the same measure over time, on one ground."""

from collections.abc import Sequence
from dataclasses import dataclass

from .axis import round_axis
from .scale import Tick, plain

_LEFT, _TOP, _RIGHT, _BOTTOM = 34.0, 12.0, 22.0, 26.0  # room for the labels of the axes
_APART = 4.0  # left and right of one day stand beside each other, so that equal ones are both seen
_LABEL = 104.0  # from one date to the next: the first begins at its place, the last ends there


@dataclass(frozen=True)
class Spot:
    """A result of one side."""

    x: float
    y: float
    value: float


@dataclass(frozen=True)
class SidesChart:
    """A picture; the plot is the rectangle left, top, right, bottom. Both sides have a spot for each day."""

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


def sides_chart(
    days: Sequence[int],
    labels: Sequence[str],
    lefts: Sequence[float],
    rights: Sequence[float],
    width: float = 360,
    height: float = 200,
) -> SidesChart:
    """The results of `days` (numbers, the oldest first). ValueError for none, or lists of unequal length."""
    if not days or not len(days) == len(labels) == len(lefts) == len(rights):
        raise ValueError(f"{len(lefts)} and {len(rights)} results for {len(days)} days")
    axis = round_axis(0.0, max(1.0, *lefts, *rights))
    right, bottom = width - _RIGHT, height - _BOTTOM
    places = _places(days, _LEFT + 2 * _APART, right)

    def spots(values: Sequence[float], aside: float) -> tuple[Spot, ...]:
        heights = (bottom - axis.share(value) * (bottom - _TOP) for value in values)
        return tuple(
            Spot(_near(x + aside), _near(y), value)
            for x, y, value in zip(places, heights, values, strict=True)
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
        tuple(
            Tick(value, _near(bottom - axis.share(value) * (bottom - _TOP)), plain(value))
            for value in axis.values
        ),
        _with_room(places, labels),
    )


def _places(days: Sequence[int], left: float, right: float) -> list[float]:
    """By date; a day alone stands in the middle."""
    span = days[-1] - days[0]
    if not span:
        return [(left + right) / 2 for _ in days]
    return [left + (day - days[0]) / span * (right - left) for day in days]


def _with_room(places: Sequence[float], labels: Sequence[str]) -> tuple[Tick, ...]:
    """The last day is named always, those before it where there is room."""
    ticks: list[Tick] = []
    for at, (x, label) in reversed(list(enumerate(zip(places, labels, strict=True)))):
        room = not ticks or ticks[-1].at - x >= _LABEL
        if room:
            ticks.append(Tick(at, _near(x), label))
    return tuple(reversed(ticks))


def _line(spots: Sequence[Spot]) -> str:
    """What the attribute of <polyline> takes."""
    return " ".join(f"{spot.x:g},{spot.y:g}" for spot in spots)


def _near(value: float) -> float:
    """Hundredths of a unit are finer than any screen."""
    return round(value, 2)
