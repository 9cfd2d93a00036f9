"""Axes for what is measured, not counted: they need not begin at zero, and a pace is cut like a clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from math import ceil, floor

from .scale import Tick

Label = Callable[[float], str]

_CLOCK = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800)  # seconds; above them hours
_HOURS = (1, 2, 3, 6, 12)
_NEAR = 1e-9  # of a step: a value this near a tick lies on it


@dataclass(frozen=True)
class Axis:
    """From `low` to `high`. `turned`: larger values lie lower down, as with a pace, where more is slower."""

    low: float
    high: float
    values: tuple[float, ...]  # where the ticks are
    turned: bool = False

    def share(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 1; what is beyond an end lies on it."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def ticks(self, label: Label) -> tuple[Tick, ...]:
        """Ticks at percents, from the left of the picture."""
        return tuple(self._tick(value, self.share(value), label) for value in self.values)

    def ticks_up(self, label: Label) -> tuple[Tick, ...]:
        """Ticks at percents, from the top of the picture."""
        ends = ((value, self.share(value)) for value in self.values)
        return tuple(self._tick(value, at if self.turned else 1 - at, label) for value, at in ends)

    @staticmethod
    def _tick(value: float, at: float, label: Label) -> Tick:
        return Tick(value, round(100 * at, 2), label(value))


def round_axis(
    low: float, high: float, *, clock: bool = False, most: int = 4, least: float = 0, turned: bool = False
) -> Axis:
    """An axis that begins and ends on round values at or beyond `low` and `high`, in at most `most` steps.

    Steps begin with 1, 2 or 5, or are those of a clock (15 s, 30 s, 1 min). None is below `least`: a line
    that hardly changes should look level. Raises ValueError for fewer than two steps or `high` below `low`.
    """
    if most < 2 or not high >= low:
        raise ValueError(f"no axis of {most} steps from {low:g} to {high:g}")
    for step in _steps(max((high - low) / most, least, 1e-6 * max(1.0, abs(low), abs(high))), clock):
        first, last = floor(low / step + _NEAR), ceil(high / step - _NEAR)
        if first == last:  # one value, on a tick: it lies in the middle
            first, last = first - 1, last + 1
        if last - first <= most:
            break
    values = tuple(round(step * place, 9) for place in range(first, last + 1))
    return Axis(min(values[0], low), max(values[-1], high), values, turned)


def axis_within(low: float, high: float, *, clock: bool = False, most: int = 5) -> Axis:
    """An axis that ends where the values do, with at most `most` + 1 ticks on round values between.

    Of one value only it is a step wide. Raises ValueError for no steps or `high` below `low`.
    """
    if most < 1 or not high >= low:
        raise ValueError(f"no axis of {most} steps from {low:g} to {high:g}")
    step = next(_steps(max((high - low) / most, 1e-6 * max(1.0, abs(low), abs(high))), clock))
    end = high if high > low else low + step
    first, last = ceil(low / step - _NEAR), floor(end / step + _NEAR)
    values = tuple(round(step * place, 9) for place in range(first, last + 1))
    return Axis(low, end, tuple(value for value in values if low <= value <= end))


def _steps(least: float, clock: bool) -> Iterator[float]:
    """Round steps from `least` on, each larger than the one before."""
    for power in count(-9):
        for step in _round_steps(power, clock):
            if step >= least * (1 - _NEAR):
                yield step


def _round_steps(power: int, clock: bool) -> list[float]:
    if not clock or power < 0:
        return [lead * 10.0**power for lead in (1, 2, 5)]
    if power == 0:
        return [float(step) for step in _CLOCK] + [3600.0 * hours for hours in _HOURS]
    return [86_400.0 * lead * 10.0 ** (power - 1) for lead in (1, 2, 5)]
