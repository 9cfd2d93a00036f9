"""Calendars read from their addresses, in the background, again and again."""

import datetime
import logging

from django.db import transaction
from django.utils.translation import gettext_noop as _
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from accounts.actions.speaking import in_writing_to
from accounts.models import User
from plans.actions.addresses import NotFetched, Reach
from plans.actions.fetching import Fetched, fetch
from plans.actions.inbound_runs import take_over
from plans.calendar import monday_of
from plans.importers.calendar_events import ReadCalendar, read_calendar
from plans.importers.sentences import NotUnderstood
from plans.models import InboundCalendar

log = logging.getLogger(__name__)

EVERY = datetime.timedelta(hours=6)
# After the first failure, the second …; from the last on it stays so.
AFTER_FAILURES = [datetime.timedelta(minutes=15), *(datetime.timedelta(hours=n) for n in (1, 6, 24))]
A_DAY = datetime.timedelta(days=1)
OVERDUE = datetime.timedelta(minutes=30)
MOST_RUNS = 400  # in half a year; two a day are 392


def understood(runner: User, data: bytes, now: datetime.datetime) -> ReadCalendar:
    found = read_calendar(data, today=runner.local_date(now), zone=runner.zone)
    if len(found.runs) > MOST_RUNS:
        raise NotUnderstood("calendar_too_many_runs", limit=MOST_RUNS)
    return found


@transaction.atomic
def read_soon(*, calendar: InboundCalendar, now: datetime.datetime) -> bool:
    """The runner asks for it: it is read as soon as the worker comes to it. False where it waits already."""
    if not (calendar.address and held(calendar)):
        return False
    InboundCalendar.objects.filter(pk=calendar.pk).update(next_try_at=now)
    if calendar.pk in _asked_for(run_after__lte=now):
        return False
    read_later(calendar, now)
    return True


def read_later(calendar: InboundCalendar, when: datetime.datetime) -> None:
    read_followed.using(run_after=when).enqueue(calendar.pk)


@task(queue_name="quick", takes_context=True)
def read_followed(context: TaskContext, pk: int) -> str:
    """Reads one calendar if its time has come, and asks to be called again when it comes next."""
    calendar = InboundCalendar.objects.select_related("runner").filter(pk=pk).first()
    if calendar is None:
        return "not due"
    with in_writing_to(calendar.runner):
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
        read_later(calendar, calendar.next_try_at)
    return said


def _known(calendar: InboundCalendar, now: datetime.datetime) -> dict[str, str]:
    """The first reading of a week asks for all of it: days come into view though the calendar is the same."""
    local_date = calendar.runner.local_date
    if not calendar.read_at or monday_of(local_date(calendar.read_at)) != monday_of(local_date(now)):
        return {}
    return {"etag": calendar.etag, "last_modified": calendar.last_modified}


def _take_in(calendar: InboundCalendar, fetched: Fetched, now: datetime.datetime) -> str:
    if fetched.body is None:
        succeeded(calendar, now)
        return "not modified"
    found = understood(calendar.runner, fetched.body, now)
    with transaction.atomic():
        if not held(calendar):
            return "unfollowed meanwhile"
        take_over(calendar=calendar, found=found, now=now)
        calendar.etag = _sendable(fetched.etag, 300)
        calendar.last_modified = _sendable(fetched.last_modified, 100)
        succeeded(calendar, now, found)
    return "read"


def held(calendar: InboundCalendar) -> bool:
    """Whoever else takes it over waits. False: it is followed no more."""
    return bool(list(InboundCalendar.objects.select_for_update().filter(pk=calendar.pk)))


def _sendable(value: str, most: int) -> str:
    """What can be sent back as it is; a header that cannot is forgotten."""
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""


def succeeded(calendar: InboundCalendar, now: datetime.datetime, found: ReadCalendar | None = None) -> None:
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
    waiting = _asked_for()
    for calendar in InboundCalendar.objects.filter(pk__in=overdue - waiting):
        read_later(calendar, now)
    return len(overdue - waiting)


def _asked_for(**when) -> set[int]:
    """Calendars that a living task is to read."""
    alive = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    asked = DBTaskResult.objects.filter(status__in=alive, task_path=read_followed.module_path, **when)
    return {args[0] for args in (row["args"] for row in asked.values_list("args_kwargs", flat=True)) if args}
