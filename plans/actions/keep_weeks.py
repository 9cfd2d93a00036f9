"""What the plan does by itself as days go by: weeks begin, and what was not danced is missed."""

import datetime
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actions.speaking import in_writing_to
from accounts.models import User
from plans.actions.follow import follow_up
from plans.actions.plan import plan_week
from plans.calendar import WEEK, monday_of
from plans.models import PlannedSession, PlanOffer, Run, Session, Week

log = logging.getLogger(__name__)
ACTIVE = datetime.timedelta(days=60)  # weeks of who has not been here for longer are planned when they are
HALF_A_DAY = datetime.timedelta(hours=12)
MOST = 500  # runners at a time; the next half an hour takes the next


def keep_weeks(*, now: datetime.datetime) -> tuple[int, int]:
    """Plans weeks that have begun, looks at those where a class was missed or an offer grew old; how many.

    Each runner's day begins at their own midnight.
    """
    for runners, today in _by_zone(now):
        _leave_last_week(runners, today)
    begun = _first(_without_week, now)
    for runner in begun:
        with one_for_all(runner):
            plan_week(runner=runner, monday=monday_of(runner.local_date(now)), now=now)
    missed = _first(_to_look_at, now)
    for runner in missed:
        with one_for_all(runner):
            follow_up(runner=runner, now=now, because="missed")
    return len(begun), len(missed)


def _first(wanted: Callable[..., QuerySet[User]], now: datetime.datetime) -> list[User]:
    """As many runners as are dealt with at a time, whatever zone they live in."""
    found: list[User] = []
    for runners, today in _by_zone(now):
        found += wanted(runners, today, now)[: MOST - len(found)]
    return found


@contextmanager
def one_for_all(runner: User) -> Iterator[None]:
    """What breaks for one runner is logged, and keeps nobody else's week waiting."""
    try:
        with in_writing_to(runner):
            yield
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("The week of runner %s", runner.pk)


def _by_zone(now: datetime.datetime) -> Iterator[tuple[QuerySet[User], datetime.date]]:
    """The runners of each zone, and what day it is there."""
    runners = User.objects.filter(is_active=True, welcomed_at__isnull=False).order_by("pk")
    for zone in runners.order_by("time_zone").values_list("time_zone", flat=True).distinct():
        yield runners.filter(time_zone=zone), User(time_zone=zone).local_date(now)


def _without_week(runners: QuerySet[User], today: datetime.date, now: datetime.datetime) -> QuerySet[User]:
    """Those who have been here lately and whose week is not planned yet."""
    stored = Week.objects.filter(runner=OuterRef("pk"), starts_on=monday_of(today))
    since = today - ACTIVE
    ran = Run.objects.filter(runner=OuterRef("pk"), date__gte=since)
    danced = Session.objects.filter(runner=OuterRef("pk"), date__gte=since)
    lately = Q(last_login__gte=now - ACTIVE) | Exists(ran) | Exists(danced)
    return runners.filter(lately, ~Exists(stored))


def _leave_last_week(runners: QuerySet[User], today: datetime.date) -> None:
    """What it left is missed without a word, for nothing moves into another week; its offers are over."""
    monday = monday_of(today)
    places = PlannedSession.objects.filter(week__runner__in=runners, state=PlannedSession.State.PROPOSED)
    places.filter(date__lt=monday, date__gte=today - 2 * WEEK).update(state=PlannedSession.State.MISSED)
    PlanOffer.objects.filter(week__runner__in=runners, week__starts_on__lt=monday).delete()


def _to_look_at(runners: QuerySet[User], today: datetime.date, now: datetime.datetime) -> QuerySet[User]:
    """Those with a class proposed for a day that is over, or with an offer that may have grown old."""
    past = PlannedSession.objects.filter(state=PlannedSession.State.PROPOSED, date__lt=today)
    missed = past.filter(week__runner=OuterRef("pk"), date__gte=monday_of(today))
    offers = PlanOffer.objects.filter(week__runner=OuterRef("pk"), week__starts_on__gte=monday_of(today))
    old = offers.filter(declined_at=None, made_at__lt=now - HALF_A_DAY)
    return runners.filter(Exists(missed) | Exists(old))
