"""A class is kept on its day, whatever the plan would rather; or the plan may move it again."""

import datetime

from django.db import transaction

from accounts.models import User
from plans.actions.by_hand import BY_HAND, Changed, ChangedMeanwhile, DayIsOver
from plans.actions.changes import changing
from plans.actions.place import against, broken_on, keep, stored_place
from plans.models import PlanChange, PlannedSession

State, Kind = PlannedSession.State, PlanChange.Kind


@transaction.atomic
def lock_place(*, runner: User, date: datetime.date, slug: str, now: datetime.datetime) -> Changed:
    """Keep a class on its day; answers with the rules it breaks there."""
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now)
    if date < rows.today:
        raise DayIsOver(date)
    if place.state == State.SKIPPED:
        raise ChangedMeanwhile(slug)
    broken = broken_on(rows, place, date)
    with changing(week=rows.week, kind=Kind.LOCKED, now=now) as change:
        keep(rows, place, broken)
    return Changed(place, broken, change)


@transaction.atomic
def unlock_place(*, runner: User, date: datetime.date, slug: str, now: datetime.datetime) -> Changed:
    """The plan may move or replace it again; for now it stands where it is."""
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now)
    if place.state != State.LOCKED:
        raise ChangedMeanwhile(slug)
    with changing(week=rows.week, kind=Kind.BACK, now=now) as change:
        place.state, place.first_date = State.PROPOSED, date
        place.reasons = [reason for reason in place.reasons if reason != BY_HAND]
        against(rows, place, [])
        place.save()
    return Changed(place, [], change)
