"""The planned runs of a calendar, kept in step with what it says."""

import datetime

from django.db import transaction

from accounts.models import User
from plans.actions.follow import follow_up
from plans.actions.holding import hold_weeks
from plans.actions.matching import run_changed
from plans.importers.calendar_events import PlannedEvent, ReadCalendar
from plans.models import InboundCalendar, PlannedRun

Status, Origin = PlannedRun.Status, PlannedRun.Origin


@transaction.atomic
def take_over(*, calendar: InboundCalendar, found: ReadCalendar, now: datetime.datetime) -> bool:
    """Make the planned runs of the calendar what it says now. True where that changed anything."""
    runner, today = calendar.runner, calendar.runner.local_date(now)
    hold_weeks(runner=runner, now=now)
    rows = {row.event: row for row in PlannedRun.objects.filter(calendar=calendar)}
    added, changed = [], []
    for event in found.runs:
        row = rows.pop(event.identity, None)
        if row is None:
            added += [_row_of(calendar, event)] if event.date >= today and not event.cancelled else []
        elif _follows(row) and max(row.date, event.date) >= today and _tell(row, event):
            changed.append(row)
    gone = [row for row in rows.values() if _follows(row) and today <= row.date <= found.last]
    if not (added or changed or gone):
        return False
    PlannedRun.objects.filter(pk__in=[row.pk for row in gone]).delete()
    PlannedRun.objects.bulk_update(changed, TOLD)
    PlannedRun.objects.bulk_create(added)
    _match(runner, {row.date for row in [*added, *changed]}, today)
    follow_up(runner=runner, now=now, because="run", refill=True)
    return True


TOLD = ("date", "kind", "title", "duration_s", "distance_m", "note", "status")


def _follows(row: PlannedRun) -> bool:
    """A run that was done, or changed by hand, is the runner's."""
    return row.edited_at is None and row.run_id is None and row.status != Status.DONE


def _told_by(event: PlannedEvent) -> dict:
    return {
        "date": event.date,
        "kind": event.kind,
        "title": event.title,
        "duration_s": event.duration_s,
        "distance_m": event.distance_m,
        "note": event.description,
        "status": Status.CANCELLED if event.cancelled else Status.PLANNED,
    }


def _row_of(calendar: InboundCalendar, event: PlannedEvent) -> PlannedRun:
    return PlannedRun(
        runner=calendar.runner,
        calendar=calendar,
        event=event.identity,
        origin=Origin.CALENDAR,
        **_told_by(event),
    )


def _tell(row: PlannedRun, event: PlannedEvent) -> bool:
    """The row as the event says; False where it says nothing new."""
    told = _told_by(event)
    if row.status == Status.MISSED and event.date == row.date and not event.cancelled:
        told["status"] = Status.MISSED
    if all(getattr(row, name) == value for name, value in told.items()):
        return False
    for name, value in told.items():
        setattr(row, name, value)
    return True


def _match(runner: User, dates: set[datetime.date], today: datetime.date) -> None:
    """A run of today that was taken for the usual one is the calendar's, which takes that one's place."""
    if today in dates:
        usual = PlannedRun.objects.of(runner).on(today).filter(origin=Origin.TYPICAL, edited_at=None)
        usual.exclude(run=None).delete()
    run_changed(runner=runner, dates=dates)
