"""A run by the kilometre or the mile, with its quickest part as the measure of all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plans.actions.measured import DISTANCE, TIME, Measured
from plans.charts import Columns, climbed, moving_time, round_step, splits
from plans.units import METRES

_FEW_MINUTES_S = 300.0


@dataclass(frozen=True)
class Part:
    """A part of the run, as a line of a table; `share` is its speed in percents of the quickest part's."""

    end: float
    duration_s: float
    distance_m: float | None
    climb_m: float | None
    heart_rate: int | None
    share: int


@dataclass(frozen=True)
class Parts:
    """`by` distance or time, each `step` long; climb and heart rate only where some part has them."""

    by: str
    step: float
    lines: list[Part]

    @property
    def has_climb(self) -> bool:
        return any(part.climb_m is not None for part in self.lines)

    @property
    def has_heart_rate(self) -> bool:
        return any(part.heart_rate for part in self.lines)


def parts_of(track: Measured) -> Parts | None:
    """By the kilometre or mile; by five minutes where only the heart was measured."""
    if track.distance_m is not None:
        by, along, unit = DISTANCE, track.distance_m, METRES[track.units]
        moving_s = moving_time(track.time_s, track.distance_m, track.speed_m_s)
    else:
        by, along, unit = TIME, track.time_s, _FEW_MINUTES_S
        moving_s = track.time_s
    step = round_step(float(np.nanmax(along)), unit)
    heights = None if track.altitude_m is None else climbed(track.altitude_m)
    cut = splits(along, step, Columns(moving_s, track.distance_m, heights, track.heart_rate))
    speeds = [part.distance_m / part.moving_s if part.distance_m and part.moving_s else 0.0 for part in cut]
    lines = [
        Part(
            part.end,
            part.moving_s,
            part.distance_m,
            part.climb_m,
            None if part.heart_rate is None else round(part.heart_rate),
            share,
        )
        for part, share in zip(cut, shares_of(speeds), strict=True)
    ]
    return Parts(by, step, lines) if lines else None


def shares_of(speeds: Sequence[float]) -> list[int]:
    """Percents of the quickest; all 0 where nothing is known."""
    quickest = max(speeds, default=0)
    return [round(100 * speed / quickest) if quickest else 0 for speed in speeds]
