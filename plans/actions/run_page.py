"""What a run's page draws: its way, its charts and its parts, all from one reading of the track."""

from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from plans.actions.laps import ShownLaps, shown_laps
from plans.actions.measured import DISTANCE, TIME, Measured
from plans.actions.run_charts import Drawn, charts_of
from plans.actions.run_parts import Parts, parts_of
from plans.actions.track import shape_of, track_of
from plans.charts import Shape
from plans.models import Run


@dataclass(frozen=True)
class RunPage:
    """`over` is what the charts lie over; `either` whether there is a choice."""

    over: str = TIME
    either: bool = False
    shape: Shape | None = None
    charts: tuple[Drawn, ...] = ()
    parts: Parts | None = None
    laps: ShownLaps | None = None
    cadence: int | None = None  # steps a minute
    power_w: int | None = None


def run_page(*, run: Run, units: str, over: str) -> RunPage:
    """One query. An `over` that is unknown, or that this run has not, falls back to what it has."""
    laps = shown_laps(run)
    columns = track_of(run)
    if columns is None:
        return RunPage(laps=laps)
    track = Measured(columns, units)
    over = TIME if over == TIME or track.distance_m is None else DISTANCE
    return RunPage(
        over=over,
        either=track.distance_m is not None,
        shape=shape_of(columns),
        charts=tuple(charts_of(track, over)),
        parts=parts_of(track),
        laps=laps,
        cadence=steps_a_minute(columns.get("cadence")),
        power_w=_mean_power(columns.get("power_w")),
    )


def steps_a_minute(cadence: np.ndarray | None) -> int | None:
    """Steps of both feet. Most watches count one; a mean between the two ways of counting says nothing."""
    moving = cadence[cadence > 0] if cadence is not None else ()
    mean = float(np.mean(moving)) if len(moving) else 0.0
    if 60 <= mean <= 110:
        return round(2 * mean)
    return round(mean) if 140 <= mean <= 230 else None


def _mean_power(power_w: np.ndarray | None) -> int | None:
    """Watts over all that was measured; a meter that says next to nothing was not worn."""
    measured = power_w[np.isfinite(power_w)] if power_w is not None else ()
    mean = float(np.mean(measured)) if len(measured) else 0.0
    return round(mean) if 30 <= mean <= 1000 else None


def runs_beside(*, run: Run) -> tuple[Run | None, Run | None]:
    """The run before this one in the log and the one after it. Two queries."""
    runs = Run.objects.of(run.runner).only("pk", "date", "title", "kind")
    before = Q(date__lt=run.date) | Q(date=run.date, pk__lt=run.pk)
    after = Q(date__gt=run.date) | Q(date=run.date, pk__gt=run.pk)
    return (
        runs.filter(before, date__lte=run.date).order_by("-date", "-pk").first(),
        runs.filter(after, date__gte=run.date).order_by("date", "pk").first(),
    )
