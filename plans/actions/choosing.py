"""A class of the runner's own choice: in the place of another, beside the plan's, or taken away again."""

import datetime

from django.db import transaction

from accounts.models import User
from library.models import VideoClass
from plans.actions.by_hand import BY_HAND, Changed, ChangedMeanwhile, DayIsOver, StaysAsItIs
from plans.actions.changes import changing
from plans.actions.place import broken_beside, keep, see_whether_it_may, stored_place, stored_rows
from plans.models import PlanChange, PlannedSession

State, Kind = PlannedSession.State, PlanChange.Kind


class NoSuchClass(LookupError):
    """The library has no such class."""


class NotAdded(StaysAsItIs):
    """It came from the plan: it may be left out, and then the plan knows why the day is empty."""


def _published(slug: str) -> VideoClass:
    sayable = "\0" not in slug  # PostgreSQL takes none in a text
    found = VideoClass.objects.published().filter(slug=slug).first() if sayable else None
    if found is None:
        raise NoSuchClass(slug)
    return found


@transaction.atomic
def swap_place(
    *, runner: User, date: datetime.date, slug: str, to: str, now: datetime.datetime, seen: str = ""
) -> Changed:
    """Another class, by its slug, in the same place; it stays there. Answers with the rules it breaks."""
    chosen = _published(to)
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now, seen=seen)
    if place.state == State.SKIPPED:
        raise ChangedMeanwhile(slug)
    if date < rows.today:
        raise DayIsOver(date)
    see_whether_it_may(rows, place, chosen, date)
    broken = broken_beside(rows, [other for other in rows.places if other != place], chosen, date)
    with changing(week=rows.week, kind=Kind.SWAPPED, now=now) as change:
        place.video_class, place.why = chosen, ""
        place.reasons = [BY_HAND] if BY_HAND in place.reasons else []
        keep(rows, place, broken)
    return Changed(place, broken, change)


@transaction.atomic
def add_place(*, runner: User, date: datetime.date, slug: str, now: datetime.datetime) -> Changed:
    """One class more on a day, which stays there; answers with the rules it breaks.

    What stands there left out stands again.
    """
    chosen = _published(slug)
    if date < runner.local_date(now):
        raise DayIsOver(date)
    rows = stored_rows(runner=runner, date=date, now=now)
    same = (other for other in rows.places if (other.date, other.video_class) == (date, chosen))
    left_out = next((other for other in same if other.state == State.SKIPPED), None)
    see_whether_it_may(rows, left_out, chosen, date)
    broken = broken_beside(rows, [other for other in rows.places if other != left_out], chosen, date)
    place = left_out or PlannedSession(
        week=rows.week, date=date, first_date=date, video_class=chosen, reasons=[BY_HAND]
    )
    with changing(week=rows.week, kind=Kind.ADDED, now=now) as change:
        keep(rows, place, broken)
    return Changed(place, broken, change)


@transaction.atomic
def remove_place(*, runner: User, date: datetime.date, slug: str, now: datetime.datetime) -> Changed:
    """What the runner added is taken away again."""
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now)
    if BY_HAND not in place.reasons:
        raise NotAdded(slug)
    if place.date < rows.today:
        raise DayIsOver(date)
    with changing(week=rows.week, kind=Kind.SKIPPED, now=now) as change:
        PlannedSession.objects.filter(pk=place.pk).delete()
    return Changed(place, [], change)
