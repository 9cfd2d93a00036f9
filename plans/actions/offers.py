"""What the planner would change in a stored week, offered: the runner says yes or no."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from accounts.models import User
from plans.actions.changes import changing
from plans.actions.plan import gaps, hold_week, planned, store_plan
from plans.actions.week_rows import WeekRows, rows_of_week
from plans.calendar import monday_of
from plans.models import PlanChange, PlannedSession, PlanOffer, Week

State = PlannedSession.State


class NoOffer(LookupError):
    """There is no such offer: it was answered already, or the week needs none any more."""


class OfferChanged(Exception):
    """The week is another one since it was offered; what is offered now was looked at by nobody yet."""


def make_offer(rows: WeekRows, because: str, now: datetime.datetime) -> None:
    """What the planner would change is offered, unless the runner said no to just that; else none is open."""
    places, answer = planned(copied(rows))
    tell_again(rows, places)
    if standing(rows.places) == standing(places):
        PlanOffer.objects.filter(week=rows.week).delete()
    else:
        offer(rows.week, wanted_of(rows, places), because, now)
    Week.objects.filter(pk=rows.week.pk).update(unplaced=gaps(answer))


def standing(places: Iterable[PlannedSession]) -> set[tuple]:
    """Which class stands on which day, in which place; what was missed stands nowhere."""
    return {(p.pk, p.date, p.video_class_id) for p in places if p.state != State.MISSED}


def copied(rows: WeekRows) -> WeekRows:
    """Planning moves the places it is given; these may be moved."""
    return replace(rows, places=[_copy(place) for place in rows.places])


def _copy(place: PlannedSession) -> PlannedSession:
    values = {field.attname: getattr(place, field.attname) for field in PlannedSession._meta.concrete_fields}
    copy = PlannedSession(**values)
    copy.video_class = place.video_class
    return copy


def tell_again(rows: WeekRows, places: Iterable[PlannedSession]) -> None:
    """A place that stays is told by what is true now."""
    stood = standing(rows.places)
    stays = [p for p in places if p.pk and p.state == State.PROPOSED and standing([p]) <= stood]
    PlannedSession.objects.bulk_update(stays, ["why", "slot", "reasons"])


def wanted_of(rows: WeekRows, places: Iterable[PlannedSession]) -> list[dict]:
    """The proposed places as the page shows them, each with where it stands now."""
    stood = {place.pk: place.date.isoformat() for place in rows.places}
    return [
        {
            "pk": place.pk,
            "date": place.date.isoformat(),
            "from": stood.get(place.pk),
            "slug": place.video_class.slug,
            "title": place.video_class.title,
            "minutes": place.video_class.minutes,
            "why": place.why,
        }
        for place in places
        if place.state == State.PROPOSED
    ]


def offer(week: Week, wanted: list[dict], because: str, now: datetime.datetime) -> None:
    """Stored unless it was declined, or stands already."""
    before = PlanOffer.objects.filter(week=week).first()
    if before and shape(before.wanted) == shape(wanted):
        before.made_at = now  # as good as new
        before.save(update_fields=["made_at"])
        return
    values = {"made_at": now, "because": because, "wanted": wanted, "declined_at": None}
    PlanOffer.objects.update_or_create(week=week, defaults=values)


def shape(wanted: Iterable[dict]) -> list[tuple]:
    """Which class on which day, in what place."""
    return sorted((one["date"], one["slug"]) for one in wanted)


def seen_of(wanted: Iterable[dict]) -> str:
    """What a page shows of an offer, in a word: a later one is not answered unseen."""
    return hashlib.sha256(json.dumps(shape(wanted)).encode()).hexdigest()[:12]


def _open_offer(runner: User, monday: datetime.date, now: datetime.datetime) -> PlanOffer:
    """Its week held. NoOffer, and for a week that is over there is none."""
    if monday < monday_of(runner.local_date(now)):
        raise NoOffer(monday)
    hold_week(runner, monday)
    offers = PlanOffer.objects.filter(week__runner=runner, week__starts_on=monday, declined_at=None)
    found = offers.select_related("week").first()
    if found is None:
        raise NoOffer(monday)
    return found


def accept_offer(*, runner: User, monday: datetime.date, now: datetime.datetime, seen: str = "") -> None:
    """The week becomes what was offered. NoOffer; OfferChanged, and the new one is stored.

    `seen`: the offer that the page showed.
    """
    if not _take_offer(runner, monday, now, seen):
        raise OfferChanged(monday)


@transaction.atomic
def _take_offer(runner: User, monday: datetime.date, now: datetime.datetime, seen: str) -> bool:
    """False where the planner would say something else by now, or has said it since."""
    found = _open_offer(runner, monday, now)
    if seen and seen != seen_of(found.wanted):
        return False
    rows = rows_of_week(runner, monday, runner.local_date(now))
    places, answer = planned(copied(rows))
    wanted = wanted_of(rows, places)
    if shape(wanted) != shape(found.wanted):
        make_offer(rows, found.because, now)
        return False
    with changing(week=found.week, kind=PlanChange.Kind.ACCEPTED, now=now, told=wanted):
        store_plan(found.week, rows, places, answer, now=now)
    found.delete()
    return True


@transaction.atomic
def decline_offer(*, runner: User, monday: datetime.date, now: datetime.datetime, seen: str = "") -> None:
    """The week stays as it is, and the same is not offered again. NoOffer, OfferChanged."""
    found = _open_offer(runner, monday, now)
    if seen and seen != seen_of(found.wanted):
        raise OfferChanged(monday)
    found.declined_at = now
    found.save(update_fields=["declined_at"])
