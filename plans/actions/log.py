"""Acts on the log: a run is written down, changed, removed; the run that was planned becomes done."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from plans.actions.imports_originals import forget_originals_of
from plans.models import FileTrack, Import, PlannedRun, Run


class TakenOut(Exception):
    """The run to be changed was taken out of the log in the meantime."""


@transaction.atomic
def write_down(*, run: Run) -> Run:
    """Store a run a runner wrote by hand."""
    run.save()
    run_changed(runner=run.runner, dates=[run.date])
    return run


@transaction.atomic
def change_run(*, run: Run, now: datetime.datetime) -> Run:
    """Store what was changed by hand, and that it was: an undo of its import leaves it alone. TakenOut."""
    date_before = _date_in_the_log(run)
    if date_before != run.date:
        unmatch_planned_run(run)
    run.edited_at = now
    run.save()
    run_changed(runner=run.runner, dates={date_before, run.date})
    return run


def _date_in_the_log(run: Run) -> datetime.date:
    """From now on nobody takes it out: storing it whole would put it back."""
    found = Run.objects.select_for_update().filter(pk=run.pk).values_list("date", flat=True).first()
    if found is None:
        raise TakenOut
    return found


@transaction.atomic
def correct_kind(*, run: Run, kind: str, now: datetime.datetime) -> Run:
    """The runner says what kind it was: no guess any more. TakenOut."""
    _date_in_the_log(run)
    run.kind, run.kind_is_guess, run.edited_at = kind, False, now
    run.save(update_fields=["kind", "kind_is_guess", "edited_at"])
    run_changed(runner=run.runner, dates=[run.date])
    return run


@transaction.atomic
def remove_run(*, run: Run) -> None:
    """The run goes with its track and all its files said; the run planned for that day waits again."""
    runner, date = run.runner, run.date
    unmatch_planned_run(run)
    _forget_what_files_said(run)
    run.delete()
    run_changed(runner=runner, dates=[date])


def _forget_what_files_said(run: Run) -> None:
    """Not those that wait to be stored: they will be runs of their own."""
    files = run.files.filter(Q(stored=True) | Q(of_import__state=Import.State.STORED))
    forget_originals_of(files)
    FileTrack.objects.filter(file__in=files).delete()
    files.update(facts={}, before=None, title="")


def run_changed(*, runner: User, dates: Iterable[datetime.date]) -> None:
    """After a run was added, changed or removed: what hangs on the runs of these dates follows."""
    for run in Run.objects.of(runner).filter(date__in=set(dates), planned_run=None):
        match_planned_run(run)


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
