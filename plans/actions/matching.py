"""The run that was planned becomes done by the run that was run."""

import datetime
from collections.abc import Iterable

from accounts.models import User
from plans.models import PlannedRun, Run


def run_changed(*, runner: User, dates: Iterable[datetime.date]) -> None:
    """After a run was added, changed or removed: what hangs on the runs of these dates follows."""
    for run in Run.objects.of(runner).filter(date__in=set(dates), planned_run=None):
        match_planned_run(run)


def propose_planned(run: Run) -> None:
    """What the plan has for its day, where that is one run: a form may begin with it."""
    waiting = list(PlannedRun.objects.of(run.runner).on(run.date).open()[:2])
    if len(waiting) == 1:
        for name in ("kind", "title", "duration_s", "distance_m"):
            setattr(run, name, getattr(waiting[0], name))


def match_planned_run(run: Run) -> PlannedRun | None:
    """The open planned run of that day this run is nearest to becomes done by it."""
    waiting = PlannedRun.objects.of(run.runner).on(run.date).open()
    planned = min(waiting, key=lambda planned: _distance_from_plan(run, planned), default=None)
    if planned:
        planned.run, planned.status = run, PlannedRun.Status.DONE
        planned.save(update_fields=["run", "status"])
    return planned


def _distance_from_plan(run: Run, planned: PlannedRun) -> tuple:
    """Another kind is further away than another length; what neither says is no difference."""
    return (
        run.kind != planned.kind,
        _share_between(run.duration_s, planned.duration_s),
        _share_between(run.distance_m, planned.distance_m),
        planned.pk,
    )


def _share_between(done: float | None, planned: float | None) -> float:
    return abs(done - planned) / planned if done and planned else 0


def unmatch_planned_run(run: Run) -> None:
    PlannedRun.objects.filter(run=run).update(run=None, status=PlannedRun.Status.PLANNED)
