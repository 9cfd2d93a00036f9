"""VTIMEZONE: what the clocks of a zone did and will do in some years, written out change by change.

icalendar can make one too (`Timezone.from_tzid`), but in 7.3 it writes the hour after the leap where clocks
are put on; RFC 5545 wants the hour before it, and a reader that keeps to that leaps an hour late.
"""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import icalendar

HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)
STEP = datetime.timedelta(days=7)  # no zone puts its clocks on and back within a week


def vtimezone(zone: ZoneInfo, first: int, last: int) -> icalendar.Timezone:
    """The zone from the beginning of the year `first` to the end of the year `last`."""
    found = icalendar.Timezone()
    found.add("TZID", zone.key)
    begin = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC)
    found.add_component(_observance(zone, begin, begin))
    for change in changes(zone, begin, datetime.datetime(last + 1, 1, 1, tzinfo=datetime.UTC)):
        found.add_component(_observance(zone, change - SECOND, change))
    return found


def changes(zone: ZoneInfo, begin: datetime.datetime, end: datetime.datetime) -> Iterator[datetime.datetime]:
    """The instants, in UTC, at which the zone's clocks or their name change."""
    at = begin
    while at < end:
        following = min(at + STEP, end)
        if _told(zone, at) != _told(zone, following):
            yield _change_between(zone, at, following)
        at = following


def _change_between(zone: ZoneInfo, before: datetime.datetime, after: datetime.datetime) -> datetime.datetime:
    """By halving, to the second."""
    told = _told(zone, before)
    while after - before > SECOND:
        middle = before + datetime.timedelta(seconds=int((after - before).total_seconds()) // 2)
        if _told(zone, middle) == told:
            before = middle
        else:
            after = middle
    return after


def _told(zone: ZoneInfo, at: datetime.datetime) -> tuple[object, ...]:
    local = at.astimezone(zone)
    return local.utcoffset(), local.dst(), local.tzname()


def _observance(
    zone: ZoneInfo, before: datetime.datetime, at: datetime.datetime
) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    """What the clocks show from `at` on; it begins by the clock as it was before."""
    local, was = at.astimezone(zone), before.astimezone(zone).utcoffset() or datetime.timedelta()
    # Ireland's winter time is a negative summer time in the database; that is none in a calendar.
    summer = (local.dst() or datetime.timedelta()) > datetime.timedelta()
    found = icalendar.TimezoneDaylight() if summer else icalendar.TimezoneStandard()
    found.add("DTSTART", (at + was).replace(tzinfo=None))
    found.add("TZOFFSETFROM", was)
    found.add("TZOFFSETTO", local.utcoffset() or datetime.timedelta())
    found.add("TZNAME", local.tzname() or zone.key)
    return found
