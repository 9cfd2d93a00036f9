"""VTIMEZONE: what the clocks of a zone did and will do in some years.

As two yearly rules where that tells all of them: Outlook reads no zone that is written out change by change,
and shows half of the year an hour off. Written out where no rule fits, as in Morocco, or where one changes.

icalendar can make one too (`Timezone.from_tzid`), but in 7.3 it writes the hour after the leap where clocks
are put on; RFC 5545 wants the hour before it, and a reader that keeps to that leaps an hour late.
"""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import icalendar

SECOND = datetime.timedelta(seconds=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STEP = datetime.timedelta(days=7)  # no zone puts its clocks on and back within a week

Observance = icalendar.TimezoneStandard | icalendar.TimezoneDaylight


def vtimezone(zone: ZoneInfo, first: int, last: int) -> icalendar.Timezone:
    """The zone from the beginning of the year `first` to the end of the year `last`."""
    found = icalendar.Timezone()
    found.add("TZID", zone.key)
    for part in _by_rules(zone, first - 1, last) or _change_by_change(zone, first, last):
        found.add_component(part)
    return found


def _by_rules(zone: ZoneInfo, first: int, last: int) -> list[Observance]:
    """On and back once a year, each by one rule; nothing where that is not all that happens."""
    kinds = defaultdict(list)
    for change in _changes_of_years(zone, first, last):
        kinds[_told(zone, change - SECOND), _told(zone, change)].append(change)
    found = []
    for same in kinds.values():
        rule = yearly([_shown_before(zone, change) for change in same], last - first + 1)
        if rule is None:
            return []
        found.append(_observance(zone, same[0] - SECOND, same[0]))
        found[-1].add("RRULE", rule)
    return found if len(found) == 2 else []


def yearly(days: list[datetime.datetime], years: int) -> dict[str, str | int] | None:
    """The rule by which something happens once in each of so many years: "the last Sunday of March"."""
    if len({(day.month, day.weekday(), day.time()) for day in days}) != 1:
        return None
    if len({day.year for day in days}) != years or len(days) != years:
        return None
    nth = {(day.day - 1) // 7 + 1 for day in days}
    if all(day.day + 7 > calendar.monthrange(day.year, day.month)[1] for day in days):
        nth = {-1}
    if len(nth) != 1:
        return None
    return {"FREQ": "YEARLY", "BYDAY": f"{nth.pop()}{WEEKDAYS[days[0].weekday()]}", "BYMONTH": days[0].month}


def _change_by_change(zone: ZoneInfo, first: int, last: int) -> Iterator[Observance]:
    begin = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC)
    yield _observance(zone, begin, begin)
    for change in _changes_of_years(zone, first, last):
        yield _observance(zone, change - SECOND, change)


def _changes_of_years(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime.datetime]:
    begin = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC)
    return changes(zone, begin, datetime.datetime(last + 1, 1, 1, tzinfo=datetime.UTC))


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


def _shown_before(zone: ZoneInfo, change: datetime.datetime) -> datetime.datetime:
    """What the clocks would have shown at a change, had they gone on."""
    return ((change - SECOND).astimezone(zone) + SECOND).replace(tzinfo=None)


def _observance(zone: ZoneInfo, before: datetime.datetime, at: datetime.datetime) -> Observance:
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
