"""Private addresses for calendars: made, changed, ended, read."""

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from library.actions.translated import translated
from plans.actions.feed_entries import keep_feed
from plans.actions.feed_things import BEHIND, RACES_AHEAD
from plans.calendar import DAY
from plans.feed import Calendar, Event, write
from plans.models import CalendarAddress, FeedEntry, PlannedSession
from plans.models.of_runner import name_of_kind

Holds, Kind, Slot = CalendarAddress.Holds, FeedEntry.Kind, PlannedSession.Slot
MOST_ADDRESSES = 10
CANCELLED_FOR = 60 * DAY  # then every phone has heard of it
AFTER_A_RUN_S = 10 * 60  # shoes off, a glass of water
CHOSEN = ["holds", "name", "classes_at", "classes_at_weekends", "runs_at", "runs_at_weekends", "alarm_min"]


class TooManyAddresses(ValueError):
    """A runner has enough of them."""


class AddressEnded(LookupError):
    """It was ended meanwhile, perhaps in another tab."""


@transaction.atomic
def make_address(*, address: CalendarAddress, now: datetime.datetime) -> CalendarAddress:
    """Store a new address; what it holds is there at once. TooManyAddresses."""
    runner = User.objects.select_for_update(no_key=True).get(pk=address.runner_id)
    if runner.calendar_addresses.count() >= MOST_ADDRESSES:
        raise TooManyAddresses(runner.pk)
    address.made_at = address.changed_at = address.looked_at = now
    address.time_zone = runner.zone.key
    address.save()
    keep_feed(runner=runner, now=now)
    return address


@transaction.atomic
def change_address(*, address: CalendarAddress, now: datetime.datetime) -> None:
    """Other times, another name, more or less in it: the address itself stays. AddressEnded.

    What the worker and the readers of it write meanwhile (the zone, when it was read) is theirs.
    """
    if not list(CalendarAddress.objects.select_for_update().filter(pk=address.pk)):
        raise AddressEnded(address.pk)
    address.revision, address.changed_at = F("revision") + 1, now
    address.save(update_fields=[*CHOSEN, "revision", "changed_at"])
    address.refresh_from_db(fields=["revision"])


def end_address(*, address: CalendarAddress) -> None:
    """From now on nobody reads it; what stands behind it stays for the others."""
    address.delete()


def feed_of(*, address: CalendarAddress, now: datetime.datetime, site: str) -> bytes:
    """What the address holds, as an iCalendar file. `site`: where the links lead, without a slash at its end.

    One query, however many events.
    """
    zone = User(time_zone=address.time_zone).zone
    today = now.astimezone(zone).date()
    calendar = Calendar(
        name=_name_of(address),
        zone=zone,
        years=((today - BEHIND).year, (today + RACES_AHEAD).year),
        alarm_min=address.alarm_min,
        private=address.holds == Holds.BUSY,
    )
    return write(calendar, [event_of(address, entry, site) for entry in _entries(address, today, now)])


def _name_of(address: CalendarAddress) -> str:
    """A calendar that is for others does not say what the time is for."""
    return _("Busy") if address.holds == Holds.BUSY else address.name


def _entries(address: CalendarAddress, today: datetime.date, now: datetime.datetime):
    told = Q(gone_at=None) | Q(gone_at__gte=now - CANCELLED_FOR)
    entries = FeedEntry.objects.filter(told, runner=address.runner_id, date__gte=today - BEHIND)
    return entries.filter(kind=Kind.CLASS) if address.holds == Holds.CLASSES else entries


def _title_of(entry: FeedEntry) -> str:
    """Of classes in the reader's language; runs and races are called what their runner calls them, and a run
    without a name by its kind."""
    title = entry.told["title"]
    if entry.kind == Kind.RUN:
        return title or name_of_kind(entry.told["kind"])
    return translated(title) if entry.kind == Kind.CLASS else title


def event_of(address: CalendarAddress, entry: FeedEntry, site: str) -> Event:
    """One entry as this address tells it."""
    busy = address.holds == Holds.BUSY
    time, lead_s = _time_of(address, entry)
    return Event(
        uid=str(entry.uid),
        date=entry.date,
        title=_("Busy") if busy else _title_of(entry),
        duration_s=entry.told["duration_s"],
        sequence=entry.sequence + address.revision,
        changed_at=max(entry.changed_at, address.changed_at),
        time=time,
        lead_s=lead_s,
        text="" if busy else _text_of(entry),
        url="" if busy else site + entry.told["path"],
        cancelled=entry.gone_at is not None,
        done=entry.told["done"] and not busy,
    )


def _time_of(address: CalendarAddress, entry: FeedEntry) -> tuple[datetime.time | None, int]:
    """The time of day, and how long after it in seconds; a race, and what has no time, takes its day."""
    classes, runs = address.time_of(entry.date, "classes"), address.time_of(entry.date, "runs")
    told = entry.told
    if entry.kind == Kind.RACE:
        return None, 0
    if entry.kind == Kind.RUN:
        return runs, 0
    if told["slot"] == Slot.BEFORE_RUN:
        return runs, -told["duration_s"]
    if told["slot"] == Slot.AFTER_RUN and told["run_s"] and runs:
        return runs, told["run_s"] + AFTER_A_RUN_S + told["lead_s"]
    return classes, told["lead_s"]


def _text_of(entry: FeedEntry) -> str:
    if entry.kind == Kind.RACE:
        return ""
    n = round(entry.told["duration_s"] / 60)
    minutes = ngettext("%(n)d minute.", "%(n)d minutes.", n) % {"n": n}
    beside = {Slot.BEFORE_RUN: _("Before your run."), Slot.AFTER_RUN: _("After your run.")}
    return f"{minutes} {beside.get(entry.told.get('slot'), '')}".strip()
