"""Laps, kept with their run: a row of values for each, without names, so that a log of ten years stays small.

A row is: start (s from the start of the run), elapsed (s), moving (s), distance (m), mean heart rate, highest
heart rate, kind. What is not known is null.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.actions.run_parts import shares_of
from plans.importers import Lap
from plans.models import Run

MOST = 500  # are kept: a day's race on a track
SHOWN = 100


def laps_to_keep(laps: Iterable[Lap]) -> list[list]:
    """What `Run.laps` holds. One lap says nothing that the run does not."""
    kept = [_row(lap) for lap in laps][:MOST]
    return kept if len(kept) > 1 else []


def _row(lap: Lap) -> list:
    return [
        round(lap.offset_s),
        round(lap.elapsed_s),
        None if lap.moving_s is None else round(lap.moving_s),
        None if lap.distance_m is None else round(lap.distance_m, 1),
        lap.heart_rate_mean,
        lap.heart_rate_max,
        lap.kind,
    ]


@dataclass(frozen=True)
class KeptLap:
    """A lap as it is shown. `duration_s` is the time in motion where it is known."""

    number: int
    offset_s: int
    elapsed_s: int
    moving_s: int | None
    distance_m: float | None
    heart_rate_mean: int | None
    heart_rate_max: int | None
    kind: str

    @property
    def duration_s(self) -> int:
        return self.moving_s or self.elapsed_s

    @property
    def is_slack(self) -> bool:
        return self.kind in ("rest", "recovery")

    @property
    def speed_m_s(self) -> float:
        return self.distance_m / self.duration_s if self.distance_m and self.duration_s else 0.0


@dataclass(frozen=True)
class ShownLaps:
    """The laps of a page, each with its speed in percents of the quickest lap's; `more` are left out."""

    lines: list[tuple[KeptLap, int]]
    more: int

    @property
    def has_distance(self) -> bool:
        return any(lap.distance_m for lap, _share in self.lines)

    @property
    def has_heart_rate(self) -> bool:
        return any(lap.heart_rate_mean for lap, _share in self.lines)


def shown_laps(run: Run) -> ShownLaps | None:
    """None where there is one lap only."""
    laps = [KeptLap(number, *row) for number, row in enumerate(run.laps[:SHOWN], 1)]
    if len(laps) < 2:
        return None
    shares = shares_of([lap.speed_m_s for lap in laps])
    return ShownLaps(list(zip(laps, shares, strict=True)), len(run.laps) - len(laps))
