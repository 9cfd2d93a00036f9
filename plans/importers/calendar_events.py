"""Calendars of others: the bytes of an .ics in, planned events out.

Kept apart from the readers of activity files, which are needed without the libraries that expand recurrences.
"""

import re
import threading
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from hashlib import sha256
from itertools import chain
from typing import Any
from zoneinfo import available_timezones

import recurring_ical_events
from icalendar import Calendar, Component
from icalendar.timezone import tzp

from .contents import is_web_page
from .event_words import REST, distance_of, duration_of, is_cancelled, sport_of_event
from .ics_lines import CalendarLines, EventLines, calendar_lines, steps_of
from .kind_words import kind_titled
from .sentences import NotUnderstood
from .sports import RUNNING

DAY = timedelta(days=1)
BEFORE, AHEAD = 14 * DAY, 26 * 7 * DAY
LONG_S = 90 * 60
LONGEST_APPOINTMENT_S = 8 * 3600  # a longer one is a day out, not a run
SHORTEST_APPOINTMENT_S = 5 * 60
TITLE_LENGTH, DESCRIPTION_LENGTH, IDENTITY_LENGTH = 120, 600, 300


@dataclass(frozen=True)
class CalendarLimits:
    """Bounds on one calendar."""

    calendar_bytes: int = 5 * 1024 * 1024
    events: int = 5000
    recurrences: int = 1000  # days that repeated events give within the window
    steps: int = 200_000  # days that all rules together make us walk: ten daily ones since 1970


DEFAULT_CALENDAR_LIMITS = CalendarLimits()


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """One event on one day. `identity` stays when the event is moved."""

    identity: str
    date: date
    title: str
    description: str
    sport: str  # of `sports`, or `rest`
    kind: str  # easy, long, intervals, tempo, race: a guess
    duration_s: int | None
    distance_m: int | None
    cancelled: bool

    @property
    def is_run(self) -> bool:
        return self.sport == RUNNING


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """What a calendar holds between two days, both included."""

    name: str
    first: date
    last: date
    events: tuple[PlannedEvent, ...]
    not_read: int  # events whose time or rule was not understood

    @property
    def runs(self) -> tuple[PlannedEvent, ...]:
        return tuple(event for event in self.events if event.is_run)

    @property
    def left_out(self) -> int:
        """Rides, swims, strength and whatever else is no run; rest days are no loss."""
        return sum(not event.is_run and event.sport != REST for event in self.events)


def read_calendar(
    data: bytes, *, today: date, zone: tzinfo, limits: CalendarLimits = DEFAULT_CALENDAR_LIMITS
) -> ReadCalendar:
    """The events from 14 days before `today` to 26 weeks ahead, by date.

    `zone` is the runner's: events in UTC stand on its days. Raises NotUnderstood, and nothing else.
    """
    first, last = today - BEFORE, today + AHEAD
    lines = calendar_lines(_text(data, limits), limits.events)
    kept, not_read = _worth_reading(lines, first, last, limits)
    components, unread = _parsed(lines, kept)
    groups = _by_identity(components)
    events: list[PlannedEvent] = []
    recurrences = 0
    for group in groups:
        try:
            found = _events_of(group, first, last, zone)
        except Exception:  # a library's way to say that a value is out of its world
            unread += 1
            continue
        recurrences += len(found) if _repeats(group) else 0
        if recurrences > limits.recurrences:
            raise NotUnderstood("calendar_repeats", limit=limits.recurrences)
        events += found
    events.sort(key=lambda event: (event.date, event.identity))
    return ReadCalendar(lines.name[:TITLE_LENGTH], first, last, _once(events), not_read + unread)


def _text(data: bytes, limits: CalendarLimits) -> str:
    if len(data) > limits.calendar_bytes:
        raise NotUnderstood("calendar_too_big", megabytes=limits.calendar_bytes // 1024**2)
    if is_web_page(data.lstrip()):
        raise NotUnderstood("calendar_web_page")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    text = text.lstrip()
    if not text:
        raise NotUnderstood("calendar_empty")
    if not re.match(r"BEGIN:VCALENDAR", text, re.IGNORECASE):
        raise NotUnderstood("calendar_not")
    if "END:VCALENDAR" not in text[-200:].upper():
        raise NotUnderstood("calendar_unfinished")
    return text


def _worth_reading(
    lines: CalendarLines, first: date, last: date, limits: CalendarLimits
) -> tuple[list[EventLines], int]:
    """Years of past events are not parsed; a series one rule of which is not read is left out as a whole."""
    kept: list[EventLines] = []
    bad: set[str | int] = set()
    times: dict[str, int] = {}
    steps = 0
    for event in lines.events:
        times[event.uid] = times.get(event.uid, 0) + 1
        needed = steps_of(event, last)
        if needed is None:
            bad.add(id(event) if not event.uid else event.uid)
            continue
        steps += needed
        if steps > limits.steps:
            raise NotUnderstood("calendar_repeats", limit=limits.recurrences)
    not_read = 0
    for event in lines.events:
        alone = not event.repeats and times[event.uid] == 1
        if event.starts is None or id(event) in bad or (event.uid and event.uid in bad):
            not_read += 1
        elif not alone or first - 2 * DAY <= event.starts <= last + 2 * DAY:
            kept.append(event)
    return kept, not_read


_PARSING = threading.Lock()  # icalendar keeps zones for the whole process


def _parsed(lines: CalendarLines, events: list[EventLines]) -> tuple[list[Component], int]:
    """The events as icalendar reads them. A custom zone of one calendar must never be another's."""
    kept = chain.from_iterable(["BEGIN:VEVENT", *event.lines, "END:VEVENT"] for event in events)
    text = "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", *_custom_zones(lines.zones), *kept, "END:VCALENDAR", ""]
    )
    with _PARSING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tzp.use_default()
        try:
            calendar = Calendar.from_ical(text)
        except Exception:
            return _parsed_one_by_one(events)
        found = list(calendar.walk("VEVENT"))
        tzp.use_default()
    return found, 0


def _parsed_one_by_one(events: list[EventLines]) -> tuple[list[Component], int]:
    """Something in it is damaged: each event on its own, in zones that everybody knows."""
    found: list[Component] = []
    for event in events:
        try:
            found.append(Component.from_ical("\r\n".join(["BEGIN:VEVENT", *event.lines, "END:VEVENT", ""])))
        except Exception:  # noqa: S112 - counted by who called
            continue
    return found, len(events) - len(found)


def _custom_zones(lines: list[str]) -> list[str]:
    """Zones without those that the whole world knows under their name: ours are right for every year."""
    known, kept, zone = available_timezones(), [], []
    for line in lines:
        zone.append(line)
        if line == "END:VTIMEZONE":
            names = {
                each.partition(":")[2].strip().strip("/") for each in zone if each.upper().startswith("TZID")
            }
            kept += [] if names & known else zone
            zone = []
    return kept


def _by_identity(components: Iterable[Component]) -> list[list[Component]]:
    """The events of each UID; one without is alone."""
    groups: dict[str, list[Component]] = {}
    for at, component in enumerate(components):
        uid = str(component.get("UID", "")).strip()
        groups.setdefault(uid or f"\0{at}", []).append(component)
    return list(groups.values())


def _repeats(group: list[Component]) -> bool:
    return any(name in component for component in group for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _events_of(group: list[Component], first: date, last: date, zone: tzinfo) -> list[PlannedEvent]:
    calendar = Calendar()
    for component in group:
        calendar.add_component(component)
    repeats = _repeats(group)
    # Two days more on each side: whose days these are is only known event by event.
    found = recurring_ical_events.of(calendar).between(first - 2 * DAY, last + 3 * DAY)
    events = (_event(component, repeats, zone) for component in found)
    return [event for event in events if first <= event.date <= last]


def _event(component: Any, repeats: bool, zone: tzinfo) -> PlannedEvent:
    starts = component["DTSTART"].dt
    title = _line(component.get("SUMMARY", ""), TITLE_LENGTH)
    description = _described(component.get("DESCRIPTION", ""))
    duration_s = duration_of(title, description)
    if duration_s is None:
        duration_s = _appointed_s(component)
    on = _local_date(starts, zone)
    kind = kind_titled(title) or kind_titled(description[:200])
    return PlannedEvent(
        identity=_identity(component, repeats, on, title),
        date=on,
        title=title,
        description=description,
        sport=sport_of_event(title, description, _categories(component)),
        kind=kind or ("long" if (duration_s or 0) >= LONG_S else "easy"),
        duration_s=duration_s,
        distance_m=distance_of(title, description),
        cancelled=str(component.get("STATUS", "")).strip().upper() == "CANCELLED" or is_cancelled(title),
    )


def _local_date(starts: date, zone: tzinfo) -> date:
    """UTC is nobody's zone: there the runner's own counts. Any other zone was chosen, and says which day."""
    if not isinstance(starts, datetime):
        return starts
    if starts.tzinfo is not None and str(starts.tzinfo).upper() in ("UTC", "ETC/UTC", "GMT", "Z"):
        return starts.astimezone(zone).date()
    return starts.date()


def _appointed_s(component: Any) -> int | None:
    """How long the calendar keeps free for it; of days no time is known."""
    starts, ends = component["DTSTART"].dt, component["DTEND"].dt
    if not isinstance(starts, datetime) or not isinstance(ends, datetime):
        return None
    if starts.tzinfo is not None and ends.tzinfo is not None:  # an hour is an hour on the day clocks change
        starts, ends = starts.astimezone(UTC), ends.astimezone(UTC)
    seconds = round((ends - starts).total_seconds())
    return seconds if SHORTEST_APPOINTMENT_S <= seconds <= LONGEST_APPOINTMENT_S else None


def _identity(component: Any, repeats: bool, on: date, title: str) -> str:
    """UID, and of a series which day of it; without UID the day and the title."""
    identity = str(component.get("UID", "")).strip() or f"{on.isoformat()} {title}"
    if repeats:
        first = component["RECURRENCE-ID" if "RECURRENCE-ID" in component else "DTSTART"].dt
        if isinstance(first, datetime) and first.tzinfo is not None:
            first = first.astimezone(UTC)
        identity += f" {first:%Y%m%dT%H%M%S}" if isinstance(first, datetime) else f" {first:%Y%m%d}"
    if len(identity) > IDENTITY_LENGTH or not identity.isprintable():
        return "sha256 " + sha256(identity.encode("utf-8", "replace")).hexdigest()
    return identity


def _categories(component: Any) -> str:
    given = component.get("CATEGORIES", "")
    each = given if isinstance(given, list) else [given]
    return " ".join(
        value.to_ical().decode("utf-8", "replace") if hasattr(value, "cats") else str(value) for value in each
    )[:200]


def _line(value: object, length: int) -> str:
    """A value on one line, of letters that can be shown."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(value)[: 10 * length])
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _described(value: object) -> str:
    """Plain lines: some calendars send web pages."""
    text = re.sub(
        r"<br\s?/?>|</(?:p|div|li)>", "\n", str(value)[: 8 * DESCRIPTION_LENGTH], flags=re.IGNORECASE
    )
    text = re.sub(r"<[^<>]{0,300}>", "", text)
    lines = [_line(line, DESCRIPTION_LENGTH) for line in text.splitlines()]
    text = "\n".join(line for line in lines if line)
    return text if len(text) <= DESCRIPTION_LENGTH else text[: DESCRIPTION_LENGTH - 1].rstrip() + "…"


def _once(events: list[PlannedEvent]) -> tuple[PlannedEvent, ...]:
    """Each identity once; events that look the same and have no UID are told apart by their number."""
    seen: dict[str, int] = {}
    kept: list[PlannedEvent] = []
    for event in events:
        seen[event.identity] = n = seen.get(event.identity, 0) + 1
        kept.append(event if n == 1 else replace(event, identity=f"{event.identity[:280]} #{n}"))
    return tuple(kept)
