"""Acts on the log: a run is written down, changed, removed; the run that was planned becomes done."""

import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from plans.actions.follow import runs_followed
from plans.actions.holding import hold_weeks
from plans.actions.imports_originals import forget_originals_of
from plans.actions.matching import run_changed, unmatch_planned_run
from plans.models import FileTrack, Import, Run


class TakenOut(Exception):
    """The run to be changed was taken out of the log in the meantime."""


@transaction.atomic
def write_down(*, run: Run, now: datetime.datetime) -> Run:
    """Store a run a runner wrote by hand."""
    hold_weeks(runner=run.runner, now=now)
    run.save()
    _follow(run.runner, {run.date}, now)
    return run


def written_before(run: Run) -> Run | None:
    """One of that day with the same kind, time and distance."""
    same = {name: getattr(run, name) for name in ("date", "kind", "duration_s", "distance_m")}
    return Run.objects.of(run.runner).filter(**same).first()


@transaction.atomic
def change_run(*, run: Run, now: datetime.datetime) -> Run:
    """Store what was changed by hand, and that it was: an undo of its import leaves it alone. TakenOut."""
    hold_weeks(runner=run.runner, now=now)
    date_before = _date_in_the_log(run)
    if date_before != run.date:
        unmatch_planned_run(run)
    run.edited_at = now
    run.save()
    _follow(run.runner, {date_before, run.date}, now)
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
    hold_weeks(runner=run.runner, now=now)
    _date_in_the_log(run)
    run.kind, run.kind_is_guess, run.edited_at = kind, False, now
    run.save(update_fields=["kind", "kind_is_guess", "edited_at"])
    _follow(run.runner, {run.date}, now)
    return run


@transaction.atomic
def remove_run(*, run: Run, now: datetime.datetime) -> None:
    """The run goes with its track and all its files said; the run planned for that day waits again."""
    runner, date = run.runner, run.date
    hold_weeks(runner=runner, now=now)
    unmatch_planned_run(run)
    _forget_what_files_said(run)
    run.delete()
    _follow(runner, {date}, now)


def _follow(runner: User, dates: set[datetime.date], now: datetime.datetime) -> None:
    """What hangs on runs of these days: those that were planned, and the classes beside them."""
    run_changed(runner=runner, dates=dates)
    runs_followed(runner=runner, dates=dates, now=now)


def _forget_what_files_said(run: Run) -> None:
    """Not those that wait to be stored: they will be runs of their own."""
    files = run.files.filter(Q(stored=True) | Q(of_import__state=Import.State.STORED))
    forget_originals_of(files)
    FileTrack.objects.filter(file__in=files).delete()
    files.update(facts={}, before=None, title="")
