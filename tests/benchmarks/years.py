"""A runner of a few weeks beside one of ten years, asked for in turn: `python -m tests.benchmarks --years`.

The library is the shipped one for both, so that only the runner's own rows grow.
"""

import datetime
import statistics

from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from library.models import BodySite, VideoClass, Viewing
from plans.actions.feed import make_address
from plans.actions.health_notes import agree_to_notes
from plans.calendar import DAY, WEEK, monday_of
from plans.models import CalendarAddress, PainReport, PlannedRun, PlannedSession, Session, Week
from plans.models.self_check import MOST, SelfCheck
from tests.benchmarks import pages, rows

FEW, MANY = 4, 520  # weeks
PAGES = {
    "Limit": pages.LIMIT,
    "Today": "/today/",
    "Week": "/plan/",
    "Session": "/sessions/{session}/",
    "Write a class down": "/sessions/new/",
    "History": "/library/history/",
    "Body": "/body/",
    "Self-checks": "/body/checks/",
    "One self-check": "/body/checks/knee-to-wall/",
    "Progress": "/progress/",
    "Log": "/log/",
    "Calendar out, all": "/calendar/{all}.ics",
    "Calendar out, busy": "/calendar/{busy}.ics",
}
HEAD = ["what", "queries", "bytes", "CPU ms, few", "CPU ms, ten years", "×"]


def compared() -> list[list[str]]:
    now = timezone.now()
    runners = [runner_of(weeks, now) for weeks in (FEW, MANY)]
    site, asked = WSGIHandler(), {}
    for which, runner in enumerate(runners):
        cookie, names = rows.cookie_of(runner), names_of(runner)
        for name, address in PAGES.items():
            asked[name, which] = pages._environ(address.format(**names), cookie)
    for environ in [*asked.values()] * pages.WARM:
        pages._answer(site, environ)
    seen = {key: pages._looked_at(site, environ) for key, environ in asked.items()}
    times = {key: statistics.median(taken) for key, taken in pages._timed(site, asked).items()}
    return [
        [
            name,
            *(str(a) if a == b else f"{a} → {b}" for a, b in zip(seen[name, 0], seen[name, 1], strict=True)),
            *(f"{times[name, which]:.1f}" for which in (0, 1)),
            f"{times[name, 1] / times[name, 0]:.2f}",
        ]
        for name in PAGES
    ]


@transaction.atomic
def runner_of(weeks: int, now: datetime.datetime) -> User:
    """Two runs and two classes a day; three places a week, done; pain twice a week; all of it for so long."""
    runner = rows.runner_with(weeks * 14, now)
    monday = monday_of(now.date())
    mondays = [monday - n * WEEK for n in range(1, weeks + 1)]
    agree_to_notes(runner=runner, now=now)
    _fill_weeks(runner, mondays, now)
    PainReport.objects.bulk_create(
        PainReport(
            runner=runner, site=BodySite.values[n % 5], date=date, level=2 + n % 2, reported_at=_evening(date)
        )
        for n, first in enumerate(mondays)
        for date in (first + DAY, first + 4 * DAY)
    )
    SelfCheck.objects.bulk_create(
        SelfCheck(runner=runner, kind=kind, date=first, left=10, right=11, noted_at=_evening(first))
        for first in mondays[::6]
        for kind in MOST
    )
    _look_at_classes(runner, weeks, now)
    for holds in ("all", "busy"):
        address = CalendarAddress(runner=runner, name=holds, holds=holds, classes_at=datetime.time(18, 30))
        make_address(address=address, now=now)
    return runner


def _fill_weeks(runner: User, mondays: list[datetime.date], now: datetime.datetime) -> None:
    weeks = Week.objects.bulk_create(
        Week(runner=runner, starts_on=first, planned_at=now, asked=3) for first in mondays
    )
    classes = list(VideoClass.objects.published()[:3])
    places = PlannedSession.objects.bulk_create(
        PlannedSession(
            week=week, date=date, first_date=date, video_class=video_class, slot="alone", state="done"
        )
        for week in weeks
        for n, video_class in enumerate(classes)
        for date in [week.starts_on + 2 * n * DAY]
    )
    PlannedRun.objects.bulk_create(
        PlannedRun(runner=runner, date=first + n * DAY, kind="easy", duration_s=3000, status="done")
        for first in mondays
        for n in (1, 3, 6)
    )
    by_date = {session.date: session for session in Session.objects.of(runner).order_by("pk")}
    for place in places:
        by_date[place.date].planned_session = place
    Session.objects.bulk_update(by_date.values(), ["planned_session"], 500)


def _look_at_classes(runner: User, weeks: int, now: datetime.datetime) -> None:
    """A page of them; of one who is here for long every class of the library."""
    some = VideoClass.objects.published().order_by("pk")[: max(24, 2 * weeks)]
    Viewing.objects.bulk_create(
        Viewing(
            runner=runner,
            video_class=video_class,
            position_s=60,
            watched_at=now - n * DAY,
            position_at=now - n * DAY,
        )
        for n, video_class in enumerate(some)
    )


def _evening(date: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(date, datetime.time(20), datetime.UTC)


def names_of(runner: User) -> dict[str, object]:
    tokens = dict(runner.calendar_addresses.values_list("holds", "token"))
    newest = Session.objects.of(runner).exclude(planned_session=None).order_by("-date", "-pk").first()
    return {"session": newest.pk, **tokens}
