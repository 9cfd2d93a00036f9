"""A run cut into equal parts: each kilometre, each mile, or every few minutes where no way was measured."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .thinning import Numbers, Rows

_TOO_SHORT = 0.05  # of a step: a rest this short belongs to the part before it


@dataclass(frozen=True)
class Columns:
    """What is known at each row of a track: running totals and the heart rate; NaN where it is not known."""

    moving_s: Numbers
    distance_m: Numbers | None = None
    climbed_m: Numbers | None = None
    heart_rate: Numbers | None = None


@dataclass(frozen=True)
class Split:
    """One part: where it ends, in the unit it is cut by, and what was measured in it."""

    end: float
    moving_s: float
    distance_m: float | None
    climb_m: float | None
    heart_rate: float | None


def round_step(total: float, unit: float, most: int = 50) -> float:
    """The smallest of 1, 2, 5, 10… units that cuts `total` into at most `most` parts."""
    power = 1.0
    while True:
        for lead in (1, 2, 5):
            if total <= most * lead * power * unit:
                return lead * power * unit
        power *= 10


def splits(along: Numbers, step: float, columns: Columns) -> list[Split]:
    """`along` is distance or time by row; it must not fall, and rows where it is NaN are passed over.

    The last part is the rest; a rest too short to say anything goes to the part before it.
    """
    rows = np.flatnonzero(np.isfinite(along))
    if len(rows) < 2 or along[rows[-1]] <= max(0.0, along[rows[0]]):
        return []
    way = along[rows]
    ends = _ends(float(way[-1]), step)
    cuts = np.array([max(0.0, float(way[0])), *ends])
    moving = np.diff(np.interp(cuts, way, columns.moving_s[rows]))
    metres = _between(cuts, way, columns.distance_m, rows)
    climb = _between(cuts, way, columns.climbed_m, rows)
    beats = _means(cuts, way, columns.heart_rate, rows)
    return [
        Split(end, float(moving[n]), metres[n], climb[n], beats[n])
        for n, end in enumerate(ends)
        if end > cuts[n]
    ]


def _ends(last: float, step: float) -> list[float]:
    whole = int(last // step)
    ends = [step * place for place in range(1, whole + 1)]
    if not ends or last - ends[-1] >= _TOO_SHORT * step:
        return [*ends, last]
    return [*ends[:-1], last]


def _between(cuts: Numbers, way: Numbers, total: Numbers | None, rows: Rows) -> list[float | None]:
    """How much a running total grew in each part."""
    if total is None:
        return [None] * (len(cuts) - 1)
    grown = np.diff(np.interp(cuts, way, total[rows]))
    return [float(value) if np.isfinite(value) else None for value in grown]


def _means(cuts: Numbers, way: Numbers, values: Numbers | None, rows: Rows) -> list[float | None]:
    """The mean of what was measured in each part."""
    if values is None:
        return [None] * (len(cuts) - 1)
    there = np.isfinite(values[rows])
    sums = np.concatenate([[0.0], np.cumsum(np.where(there, values[rows], 0.0))])
    counts = np.concatenate([[0], np.cumsum(there)])
    at = np.searchsorted(way, cuts, side="left")
    at[-1] = len(way)
    return [
        float(sums[end] - sums[start]) / int(counts[end] - counts[start])
        if counts[end] > counts[start]
        else None
        for start, end in pairwise(at)
    ]
