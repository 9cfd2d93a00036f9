"""A calendar's text, cut down to what we read before any library sees it.

What is left of each event is its time, its words and its identity: attendees, alarms, attachments go.
Rules of recurrence are kept only where they cannot take long: a library that expands a rule for each second,
or one for 30 February, would go on until the year 9999.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from .sentences import NotUnderstood

ONCE = (
    "DTSTART",
    "DTEND",
    "DURATION",
    "RECURRENCE-ID",
    "UID",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "DESCRIPTION",
    "RRULE",
)
OFTEN = ("EXDATE", "RDATE", "CATEGORIES")
OF_ZONES = ("TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE")
LONGEST_LINE = 6000  # letters; only descriptions are longer, and their beginning is enough
_DEEPEST = 8
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_DATE = re.compile(r"[:;,]?(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$")
_RULE_PART = re.compile(r"[A-Z-]{2,12}")
_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
# What each kind of rule may say. No clock times, and nothing that could mean a day that never comes.
_PARTS = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY"},
    "YEARLY": {"BYDAY", "BYMONTHDAY", "BYMONTH"},
}
_ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BYDAY = re.compile(r"([+-]?[1-4]|-5)?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass
class EventLines:
    """One event: its lines by name, and what its rule costs."""

    lines: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    uid: str = ""
    rule: str = ""
    starts: date | None = None
    rules: int = 0

    def add(self, name: str, line: str) -> None:
        if name in OFTEN or name not in self.names:
            self.lines.append(line)
        self.names.add(name)
        value = line.partition(":")[2]
        if name == "UID":
            self.uid = self.uid or value
        elif name == "RRULE":
            self.rules, self.rule = self.rules + 1, value
        elif name == "DTSTART":
            self.starts = self.starts or date_at_end(line)

    @property
    def repeats(self) -> bool:
        return bool({"RRULE", "RDATE", "RECURRENCE-ID"} & self.names)


@dataclass
class CalendarLines:
    """What is read of a calendar."""

    name: str = ""
    zones: list[str] = field(default_factory=list)
    events: list[EventLines] = field(default_factory=list)


def date_at_end(line: str) -> date | None:
    """The day a DTSTART names, as written."""
    match = _DATE.search(line.strip()[-24:])
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def unfolded(text: str) -> Iterator[str]:
    """Content lines, joined where they were folded."""
    kept: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text):
        if line[:1] in (" ", "\t") and kept:
            kept.append(line[1:])
            continue
        if kept:
            yield "".join(kept)
        kept = [line]
    if kept:
        yield "".join(kept)


def calendar_lines(text: str, most_events: int) -> CalendarLines:
    """Raises NotUnderstood for what ends in the middle, holds too much or nests without end."""
    calendar, stack, closed = CalendarLines(), [], 0
    for line in unfolded(text.replace("\0", "")):
        match = _NAME.match(line)
        if not match:
            continue
        name = match[0].upper()
        if name == "BEGIN":
            stack.append(line[6:].strip().upper())
            if len(stack) > _DEEPEST:
                raise NotUnderstood("calendar_damaged")
            _begin(calendar, stack, most_events)
        elif name == "END":
            closed += _end(calendar, stack, line[4:].strip().upper())
        else:
            _property(calendar, stack, name, line[:LONGEST_LINE])
    if stack or not closed:
        raise NotUnderstood("calendar_unfinished")
    return calendar


def _begin(calendar: CalendarLines, stack: list[str], most_events: int) -> None:
    if stack == ["VCALENDAR", "VEVENT"]:
        if len(calendar.events) >= most_events:
            raise NotUnderstood("calendar_too_many", limit=most_events)
        calendar.events.append(EventLines())
    elif _in_a_zone(stack):
        calendar.zones.append(f"BEGIN:{stack[-1]}")


def _end(calendar: CalendarLines, stack: list[str], name: str) -> bool:
    """True where a whole calendar ended; an END of something else is passed over."""
    if not stack or stack[-1] != name:
        raise NotUnderstood("calendar_damaged")
    if _in_a_zone(stack):
        calendar.zones.append(f"END:{name}")
    stack.pop()
    return name == "VCALENDAR" and not stack


def _property(calendar: CalendarLines, stack: list[str], name: str, line: str) -> None:
    if stack == ["VCALENDAR", "VEVENT"]:
        if name in ONCE or name in OFTEN:
            calendar.events[-1].add(name, line)
    elif stack == ["VCALENDAR"]:
        if name in ("X-WR-CALNAME", "NAME"):
            calendar.name = calendar.name or plain(line.partition(":")[2])
    elif _in_a_zone(stack) and name in OF_ZONES and (name != "RRULE" or _is_rule_of_a_zone(line)):
        calendar.zones.append(line)


def _in_a_zone(stack: list[str]) -> bool:
    return stack[:2] == ["VCALENDAR", "VTIMEZONE"] and (
        len(stack) == 2 or (len(stack) == 3 and stack[2] in ("STANDARD", "DAYLIGHT"))
    )


def _is_rule_of_a_zone(line: str) -> bool:
    parts = rule_parts(line.partition(":")[2])
    return parts is not None and parts["FREQ"] == "YEARLY"


def plain(text: str) -> str:
    """A text value without its escapes, on one line."""
    text = re.sub(r"\\[nN]", " ", text)
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


# --- rules ------------------------------------------------------------------------------------------


def rule_parts(rule: str) -> dict[str, str] | None:
    """The parts of a rule that is read; None for one that is not."""
    parts: dict[str, str] = {}
    for part in rule.strip().upper().split(";"):
        name, _, value = part.partition("=")
        if not part:
            continue
        if not _RULE_PART.fullmatch(name) or not value or name in parts or len(value) > 100:
            return None
        parts[name] = value
    every = parts.get("FREQ", "")
    if every not in _PARTS or not parts.keys() <= _ALWAYS | _PARTS[every]:
        return None
    return parts if _comes_round(every, parts) else None


def _comes_round(every: str, parts: dict[str, str]) -> bool:
    """Whether the rule names days that exist, so that looking for the next one ends soon."""
    interval, count = parts.get("INTERVAL", "1"), parts.get("COUNT", "1")
    if not (re.fullmatch(r"[1-9]\d{0,2}", interval) and re.fullmatch(r"-1|\d{1,4}", count)):
        return False
    days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    named = [_BYDAY.fullmatch(day) for day in days]
    if not all(named) or (every in ("DAILY", "WEEKLY") and any(match and match[1] for match in named)):
        return False
    if every == "DAILY" and days and int(interval) % 7 == 0:
        return False
    return _numbers_exist(parts)


def _numbers_exist(parts: dict[str, str]) -> bool:
    months = _numbers(parts.get("BYMONTH", "1"), 1, 12)
    month_days = _numbers(parts.get("BYMONTHDAY", "1"), -28, 31)
    if not months or not month_days or ("BYMONTHDAY" in parts and "BYDAY" in parts):
        return False
    return "BYMONTH" not in parts or all(
        day <= max(_MONTH_DAYS[month - 1] for month in months) for day in month_days
    )


def _numbers(text: str, least: int, most: int) -> list[int]:
    found = text.split(",")
    if not all(re.fullmatch(r"[+-]?\d{1,2}", number) for number in found):
        return []
    numbers = [int(number) for number in found]
    return numbers if all(number and least <= number <= most for number in numbers) else []


def steps_of(event: EventLines, until: date) -> int | None:
    """How many days a library has to walk to expand the event; None for a rule that is not read."""
    if not event.rules:
        return 0
    parts = rule_parts(event.rule)
    if event.rules > 1 or parts is None or event.starts is None:
        return None
    if not _FIRST_YEAR <= event.starts.year <= _LAST_YEAR:
        return None
    many = parts.get("BYDAY", "").count(",") + 1
    return (
        max((until - event.starts).days, 0) * many // (_DAYS[parts["FREQ"]] * int(parts.get("INTERVAL", "1")))
        + 1
    )
