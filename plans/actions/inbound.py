"""Calendars of others: followed, read again and again, and what they plan kept in step.

What a runner may expect, and what is held to:

- An event that moves takes its planned run along; one that is called off or vanishes takes it away, as long
  as its day is still to come. What is past stays, and events past when first seen are not brought in.
- What the runner changed or left out by hand stays as they want it. A run that was done stays matched.
- A calendar is either a whole training plan, and then the usual week stands back in every week in which it
  plans a run; or it holds single runs, and each takes the place of the usual run of its day. A run that is
  called off gives the day back.
- Reading the same calendar again changes nothing.
"""

import datetime
import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from plans.actions.addresses import NotFetched, Reach, host_of, read_address
from plans.actions.fetching import Fetched, fetch
from plans.actions.log import run_changed
from plans.actions.plan import plan_again_from_today
from plans.calendar import monday_of
from plans.importers.calendar_events import PlannedEvent, ReadCalendar, read_calendar
from plans.importers.sentences import NotUnderstood
from plans.models import InboundCalendar, PlannedRun

log = logging.getLogger(__name__)
Status, Origin = PlannedRun.Status, PlannedRun.Origin

EVERY = datetime.timedelta(hours=6)
# After the first failure, the second …; from the last on it stays so.
AFTER_FAILURES = [datetime.timedelta(minutes=15), *(datetime.timedelta(hours=n) for n in (1, 6, 24))]
A_DAY = datetime.timedelta(days=1)
OVERDUE = datetime.timedelta(minutes=30)
MOST_CALENDARS = 10
MOST_RUNS = 400  # in half a year; two a day are 392


class TooManyCalendars(ValueError):
    """A runner follows enough of them."""


class FollowedAlready(ValueError):
    """The runner follows this address."""


# --- following ----------------------------------------------------------------------------------------


@transaction.atomic
def follow_address(
    *, runner: User, address: str, name: str = "", is_whole_plan: bool = True, now: datetime.datetime
) -> InboundCalendar:
    """Follow an address; it is read in the background, at once and then every six hours. NotFetched."""
    address = address.strip()
    read_address(address)
    _see_whether_one_more_may(runner, now)
    if any(_same(address, known) for known in runner.inbound_calendars.values_list("address", flat=True)):
        raise FollowedAlready(host_of(address))
    calendar = InboundCalendar.objects.create(
        runner=runner,
        name=name or host_of(address),
        address=address,
        is_whole_plan=is_whole_plan,
        created_at=now,
        next_try_at=now,
    )
    _read_later(calendar, now)
    return calendar


def _same(address: str, known: str) -> bool:
    """webcal and https are one, and so are capital letters in a host."""
    return bool(known) and read_address(address).url == read_address(known).url


@transaction.atomic
def follow_file(
    *, runner: User, data: bytes, name: str = "", is_whole_plan: bool = True, now: datetime.datetime
) -> InboundCalendar:
    """Take the runs of a file over; a newer file may follow. NotUnderstood."""
    found = _understood(runner, data, now)
    _see_whether_one_more_may(runner, now)
    calendar = InboundCalendar.objects.create(
        runner=runner,
        name=name or found.name or _("A calendar file"),
        is_whole_plan=is_whole_plan,
        created_at=now,
    )
    take_over(calendar=calendar, found=found, now=now)
    _succeeded(calendar, now, found)
    return calendar


@transaction.atomic
def bring_newer_file(*, calendar: InboundCalendar, data: bytes, now: datetime.datetime) -> None:
    """The same calendar, as a newer file tells it. NotUnderstood."""
    found = _understood(calendar.runner, data, now)
    if _held(calendar):
        take_over(calendar=calendar, found=found, now=now)
        _succeeded(calendar, now, found)


def _see_whether_one_more_may(runner: User, now: datetime.datetime) -> None:
    User.objects.select_for_update().get(pk=runner.pk)  # two forms at once must not pass together
    if runner.inbound_calendars.count() >= MOST_CALENDARS:
        raise TooManyCalendars(runner.pk)


def _understood(runner: User, data: bytes, now: datetime.datetime) -> ReadCalendar:
    found = read_calendar(data, today=runner.local_date(now), zone=runner.zone)
    if len(found.runs) > MOST_RUNS:
        raise NotUnderstood("calendar_too_many_runs", limit=MOST_RUNS)
    return found


@transaction.atomic
def unfollow(*, calendar: InboundCalendar, keep_runs: bool, now: datetime.datetime) -> None:
    """Read it no more. Its runs to come stay as the runner's own, or go; what was done or changed stays."""
    runner, today = calendar.runner, calendar.runner.local_date(now)
    runs = PlannedRun.objects.filter(calendar=calendar)
    if not keep_runs:
        runs.filter(date__gte=today, run=None, edited_at=None).delete()
    # Those of a plan stay a plan, before which the usual week stands back; single ones are as if by hand.
    kept_as = Origin.CALENDAR if calendar.is_whole_plan and keep_runs else Origin.HAND
    runs.update(calendar=None, event="", origin=kept_as)
    calendar.delete()
    plan_again_from_today(runner=runner, now=now, refill=True)


@transaction.atomic
def say_what_it_holds(*, calendar: InboundCalendar, is_whole_plan: bool, now: datetime.datetime) -> None:
    """A whole training plan, or single runs: the usual week stands back or returns."""
    InboundCalendar.objects.filter(pk=calendar.pk).update(is_whole_plan=is_whole_plan)
    plan_again_from_today(runner=calendar.runner, now=now, refill=True)


# --- reading ------------------------------------------------------------------------------------------


@transaction.atomic
def read_soon(*, calendar: InboundCalendar, now: datetime.datetime) -> None:
    """The runner asks for it: it is read as soon as the worker comes to it."""
    if calendar.address:
        InboundCalendar.objects.filter(pk=calendar.pk).update(next_try_at=now)
        _read_later(calendar, now)


def _read_later(calendar: InboundCalendar, when: datetime.datetime) -> None:
    read_followed.using(run_after=when).enqueue(calendar.pk)


@task(queue_name="quick", takes_context=True)
def read_followed(context: TaskContext, pk: int) -> str:
    """Reads one calendar if its time has come, and asks to be called again when it comes next."""
    return read_if_due(pk=pk, now=context.task_result.started_at)


def read_if_due(*, pk: int, now: datetime.datetime, reach: Reach | None = None) -> str:
    """Called too early, twice, or for a calendar that is gone, it changes nothing. Returns what happened."""
    calendar = InboundCalendar.objects.due(now).select_related("runner").filter(pk=pk).first()
    if calendar is None:
        return "not due"
    try:
        fetched = fetch(calendar.address, now=now, reach=reach, **_known(calendar, now))
        said = _take_in(calendar, fetched, now)
    except NotFetched as error:
        said = _failed(calendar, str(error), now, error)
    except NotUnderstood as error:
        said = _failed(calendar, str(error), now)
    except Exception:
        log.exception("Calendar %s", calendar.pk)  # its number: the address is nobody's business
        said = _failed(calendar, _("Something broke on our side. We try again later."), now)
    if calendar.next_try_at:
        _read_later(calendar, calendar.next_try_at)
    return said


def _known(calendar: InboundCalendar, now: datetime.datetime) -> dict[str, str]:
    """The first reading of a week asks for all of it: days come into view though the calendar is the same."""
    local_date = calendar.runner.local_date
    if not calendar.read_at or monday_of(local_date(calendar.read_at)) != monday_of(local_date(now)):
        return {}
    return {"etag": calendar.etag, "last_modified": calendar.last_modified}


def _take_in(calendar: InboundCalendar, fetched: Fetched, now: datetime.datetime) -> str:
    if fetched.body is None:
        _succeeded(calendar, now)
        return "not modified"
    found = _understood(calendar.runner, fetched.body, now)
    with transaction.atomic():
        if not _held(calendar):
            return "unfollowed meanwhile"
        take_over(calendar=calendar, found=found, now=now)
        calendar.etag = _sendable(fetched.etag, 300)
        calendar.last_modified = _sendable(fetched.last_modified, 100)
        _succeeded(calendar, now, found)
    return "read"


def _held(calendar: InboundCalendar) -> bool:
    """Whoever else takes it over waits. False: it is followed no more."""
    return bool(list(InboundCalendar.objects.select_for_update().filter(pk=calendar.pk)))


def _sendable(value: str, most: int) -> str:
    """What can be sent back as it is; a header that cannot is forgotten."""
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""


def _succeeded(calendar: InboundCalendar, now: datetime.datetime, found: ReadCalendar | None = None) -> None:
    if found:
        calendar.left_out, calendar.not_read = found.left_out, found.not_read
    calendar.read_at = calendar.tried_at = now
    calendar.error, calendar.failures = "", 0
    calendar.next_try_at = now + EVERY if calendar.address else None
    _store(calendar)


def _failed(
    calendar: InboundCalendar, sentence: str, now: datetime.datetime, error: NotFetched | None = None
) -> str:
    calendar.tried_at, calendar.error = now, sentence
    wait = AFTER_FAILURES[min(calendar.failures, len(AFTER_FAILURES) - 1)]
    calendar.failures = min(calendar.failures + 1, 1000)
    if error and error.retry_after_s is not None:
        wait = min(max(datetime.timedelta(seconds=error.retry_after_s), AFTER_FAILURES[0]), A_DAY)
    gone_for_good = error is not None and error.code == "gone"
    calendar.next_try_at = None if gone_for_good else now + wait
    _store(calendar)
    return "failed"


def _store(calendar: InboundCalendar) -> None:
    """Unfollowed meanwhile, it does not come back."""
    names = (
        "read_at",
        "tried_at",
        "next_try_at",
        "error",
        "failures",
        "etag",
        "last_modified",
        "left_out",
        "not_read",
    )
    InboundCalendar.objects.filter(pk=calendar.pk).update(**{name: getattr(calendar, name) for name in names})


def call_forgotten(*, now: datetime.datetime) -> int:
    """Asks again for calendars whose task was lost with its worker. Returns how many those were."""
    overdue = set(InboundCalendar.objects.due(now - OVERDUE).exclude(address="").values_list("pk", flat=True))
    alive = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    asked = DBTaskResult.objects.filter(status__in=alive, task_path=read_followed.module_path)
    waiting = {
        args[0] for args in (row["args"] for row in asked.values_list("args_kwargs", flat=True)) if args
    }
    for calendar in InboundCalendar.objects.filter(pk__in=overdue - waiting):
        _read_later(calendar, now)
    return len(overdue - waiting)


# --- what it plans ------------------------------------------------------------------------------------


@transaction.atomic
def take_over(*, calendar: InboundCalendar, found: ReadCalendar, now: datetime.datetime) -> bool:
    """Make the planned runs of the calendar what it says now. True where that changed anything."""
    runner, today = calendar.runner, calendar.runner.local_date(now)
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
    plan_again_from_today(runner=runner, now=now, refill=True)
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
