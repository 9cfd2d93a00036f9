"""Events → an iCalendar file. The same events make the same bytes, so that 304 can be answered."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

from plans.feed.event import DAY, Event
from plans.feed.zone import vtimezone

MAKER = "-//Ballet Fusion for Runners//Plan//EN"
AGAIN_AFTER = datetime.timedelta(hours=1)  # what calendar apps are asked for; they come as they please


@dataclass(frozen=True)
class Calendar:
    """What stands around the events: a name, the zone, and how much of them is told."""

    name: str
    zone: ZoneInfo
    years: tuple[int, int]  # first and last for which the zone is told
    alarm_min: int | None = None  # minutes before what has a time of day
    private: bool = False


def write(calendar: Calendar, events: Iterable[Event]) -> bytes:
    """The zone is always told: a calendar without any component would be none."""
    file = icalendar.Calendar()
    file.add("PRODID", MAKER)
    file.add("VERSION", "2.0")
    file.add("CALSCALE", "GREGORIAN")
    for name in ("NAME", "X-WR-CALNAME"):  # RFC 7986, and what came before it
        file.add(name, icalendar.vText(clean(calendar.name)))  # icalendar escapes only what it knows
    file.add("REFRESH-INTERVAL", AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    file.add("X-PUBLISHED-TTL", icalendar.vDuration(AGAIN_AFTER))
    file.add_component(vtimezone(calendar.zone, *calendar.years))
    for event in events:
        file.add_component(_vevent(calendar, event))
    return bytes(file.to_ical())


def clean(text: str) -> str:
    """One line without control characters, which no calendar may hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _vevent(calendar: Calendar, event: Event) -> icalendar.Event:
    found = icalendar.Event()
    found.add("UID", event.uid)
    found.add("DTSTAMP", event.changed_at)
    found.add("LAST-MODIFIED", event.changed_at)
    found.add("SEQUENCE", event.sequence)
    found.add("SUMMARY", clean(f"✓ {event.title}" if event.done else event.title))
    found.add("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED")
    if calendar.private:
        found.add("CLASS", "PRIVATE")
    if event.text:
        found.add("DESCRIPTION", clean(event.text))
    if event.url:
        found.add("URL", icalendar.vUri(event.url))
    _tell_when(found, event, calendar.zone)
    if calendar.alarm_min is not None and event.time and not (event.cancelled or event.done):
        found.add_component(_alarm(event, calendar.alarm_min))
    return found


def _tell_when(found: icalendar.Event, event: Event, zone: ZoneInfo) -> None:
    """By the clock of the zone; a whole day, which blocks nothing, where no time is known."""
    if event.time is None:
        found.add("DTSTART", event.date)
        found.add("DTEND", event.date + DAY)
    else:
        found.add("DTSTART", _by_the_clock(event.begins(zone), zone))
        found.add("DTEND", _by_the_clock(event.ends(zone), zone))
    found.add("TRANSP", "TRANSPARENT" if event.time is None or event.cancelled else "OPAQUE")


def _by_the_clock(instant: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """In UTC in the hour that comes twice: RFC 5545 means the first one, but readers do not agree on it."""
    local = instant.astimezone(zone)
    is_twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return instant if is_twice else local


def _alarm(event: Event, minutes: int) -> icalendar.Alarm:
    found = icalendar.Alarm()
    found.add("ACTION", "DISPLAY")
    found.add("DESCRIPTION", clean(event.title))
    found.add("TRIGGER", datetime.timedelta(minutes=-minutes))
    return found
