"""Planned runs changed by hand: one more, another day, left out for once, put back."""

import datetime

from django.db import transaction

from accounts.models import User
from plans.actions.by_hand import DayIsOver, StaysAsItIs, TooFarAhead
from plans.actions.follow import follow_up, runs_followed
from plans.actions.holding import hold_weeks
from plans.actions.matching import run_changed
from plans.actions.plan import is_too_far, stored_week
from plans.actions.week_rows import rows_of_week
from plans.calendar import monday_of
from plans.models import PlannedRun, Run, Week

Status, Origin = PlannedRun.Status, PlannedRun.Origin


class RunIsDone(StaysAsItIs):
    """The run was run: what was planned for it stays as it was."""


class RunIsGone(StaysAsItIs):
    """It was deleted meanwhile, maybe in another tab."""


class RunIsLeftOut(StaysAsItIs):
    """It has to be put back first: undoing that it was run would leave it planned."""


class LengthUnknown(StaysAsItIs):
    """The plan says neither how long nor how far, and a run of the log says one of the two."""


class NotYetThatDay(StaysAsItIs):
    """The log holds what is done."""


class IsNotByHand(StaysAsItIs):
    """The usual week or a calendar plans this run: it can be left out, not deleted."""


@transaction.atomic
def plan_run(*, run: PlannedRun, now: datetime.datetime) -> PlannedRun:
    """One more run, planned by hand, beside those that stand there; a run of that day may be it already."""
    hold_weeks(runner=run.runner, now=now)
    run.origin, run.edited_at = Origin.HAND, now
    run.save()
    _follow(run.runner, {run.date}, now)
    run.refresh_from_db()
    return run


def usual_run_of(runner: User, date: datetime.date, now: datetime.datetime) -> PlannedRun | None:
    """The run the usual week gives to a day of a week that is not stored yet. Not a row.

    A week that is over holds what was stored of it, and nothing else.
    """
    today = runner.local_date(now)
    if _is_over(monday_of(date), today):
        return None
    rows = rows_of_week(runner, monday_of(date), today)
    return next((run for run in rows.planned_runs if run.date == date and run.pk is None), None)


@transaction.atomic
def stored_usual_run(*, runner: User, date: datetime.date, now: datetime.datetime) -> PlannedRun | None:
    """The same as a row. Its week is stored first, or filling that would lose the change.

    TooFarAhead; DayIsOver where its week is over and was never stored.
    """
    monday, today = monday_of(date), runner.local_date(now)
    if is_too_far(monday, today):
        raise TooFarAhead(date)
    if not _is_over(monday, today):
        stored_week(runner=runner, monday=monday, now=now)
    elif not Week.objects.filter(runner=runner, starts_on=monday).exists():
        raise DayIsOver(date)
    return PlannedRun.objects.of(runner).filter(origin=Origin.TYPICAL, usual_date=date).first()


def _is_over(monday: datetime.date, today: datetime.date) -> bool:
    return monday < monday_of(today)


@transaction.atomic
def change_planned_run(*, run: PlannedRun, now: datetime.datetime) -> PlannedRun:
    """Another day, kind, length, name: it stays so, whatever the usual week or its calendar say later."""
    before = _held(run, now)
    if before.status == Status.DONE:
        raise RunIsDone(run)
    run.edited_at = now
    if run.status == Status.MISSED and run.date != before.date:
        run.status = Status.PLANNED
    run.save()
    _follow(run.runner, {before.date, run.date}, now)
    run.refresh_from_db()
    return run


@transaction.atomic
def leave_out_run(*, run: PlannedRun, now: datetime.datetime) -> None:
    """No such run this once. It is kept, so that it can be put back and is not filled in again."""
    _set_status(run, Status.CANCELLED, now)


@transaction.atomic
def put_run_back(*, run: PlannedRun, now: datetime.datetime) -> None:
    """Undo: it is planned again, also where its calendar called it off."""
    _set_status(run, Status.PLANNED, now)


@transaction.atomic
def ran_as_planned(*, run: PlannedRun, now: datetime.datetime) -> Run:
    """It was run, on its day and as long as it was planned.

    RunIsDone, RunIsLeftOut, NotYetThatDay, LengthUnknown.
    """
    planned = _held(run, now)
    if planned.status == Status.DONE:
        raise RunIsDone(run)
    if planned.status == Status.CANCELLED:
        raise RunIsLeftOut(run)
    if planned.date > run.runner.local_date(now):
        raise NotYetThatDay(planned.date)
    if not (planned.duration_s or planned.distance_m):
        raise LengthUnknown(run)
    measures = {"duration_s": planned.duration_s, "distance_m": planned.distance_m}
    words = {"kind": planned.kind, "title": planned.title}
    planned.run = Run.objects.create(runner=run.runner, date=planned.date, **words, **measures)
    planned.status = Status.DONE
    planned.save(update_fields=["run", "status"])
    runs_followed(runner=run.runner, dates={planned.date}, now=now)
    return planned.run


@transaction.atomic
def delete_planned_run(*, run: PlannedRun, now: datetime.datetime) -> None:
    """A run planned by hand goes for good."""
    before, runner = _held(run, now), run.runner
    if before.origin != Origin.HAND:
        raise IsNotByHand(run)
    if before.status == Status.DONE:
        raise RunIsDone(run)
    run.delete()
    _follow(runner, set(), now)


def _set_status(run: PlannedRun, status: str, now: datetime.datetime) -> None:
    before = _held(run, now)
    if before.status == Status.DONE:
        raise RunIsDone(run)
    if before.date < run.runner.local_date(now):
        raise DayIsOver(before.date)
    run.status, run.edited_at = status, now
    run.save(update_fields=["status", "edited_at"])
    _follow(run.runner, {run.date}, now)


def _held(run: PlannedRun, now: datetime.datetime) -> PlannedRun:
    """The row as it is now; who else changes it waits. Weeks are held before runs, everywhere."""
    hold_weeks(runner=run.runner, now=now)
    held = PlannedRun.objects.select_for_update().filter(pk=run.pk).first()
    if held is None:
        raise RunIsGone(run)
    return held


def _follow(runner: User, dates: set[datetime.date], now: datetime.datetime) -> None:
    """What hangs on planned runs: the runs of these days, the usual runs beside them, the classes."""
    run_changed(runner=runner, dates=dates)
    follow_up(runner=runner, now=now, because="run", refill=True)
