"""Axes with round numbers on them."""

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: its value, where it lies in the picture, and what stands beside it."""

    value: float
    at: float
    label: str


def round_ticks(highest: float, most: int = 5) -> tuple[float, ...]:
    """Round values from 0 to the first at or above `highest`, in at most `most` equal steps.

    Steps begin with 1, 2 or 5. Counts and minutes have no use for parts, so no step is below 1.
    Raises ValueError for fewer than one step.
    """
    if most < 1:
        raise ValueError("an axis needs at least one step")
    least = max(1.0, highest / most)
    power = 10.0 ** floor(log10(least))
    step = next(lead * power for lead in (1, 2, 5, 10) if lead * power >= least * (1 - 1e-9))
    steps = max(1, ceil(highest / step - 1e-9))
    return tuple(step * place for place in range(steps + 1))


def plain(value: float) -> str:
    """A number as people write it: no needless ".0"."""
    return f"{value:g}" if value < 1_000_000 else f"{value:.0f}"
