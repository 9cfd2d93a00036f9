"""What RFC 5545 asks of a calendar, line by line, written from the rules and not from what we send."""

import datetime
import re
from collections import Counter

LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)')
TEXTS = {"SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "TZNAME"}
ESCAPED = re.compile(r"(?:[^\\;,\x00-\x1f\x7f]|\\[\\;,nN])*")
OFFSET = re.compile(r"[+-]\d{4}(\d\d)?")
UTC_TIME = re.compile(r"\d{8}T\d{6}Z")
LOCAL_TIME = re.compile(r"\d{8}T\d{6}")
ONCE = {
    "VCALENDAR": {"PRODID": 1, "VERSION": 1, "CALSCALE": 0, "METHOD": 0},
    "VEVENT": {
        "UID": 1, "DTSTAMP": 1, "DTSTART": 1, "DTEND": 0, "SEQUENCE": 0, "SUMMARY": 0, "STATUS": 0, "URL": 0,
        "TRANSP": 0, "CLASS": 0, "DESCRIPTION": 0, "LAST-MODIFIED": 0,
    },
    "VALARM": {"ACTION": 1, "TRIGGER": 1, "DESCRIPTION": 1},
    "VTIMEZONE": {"TZID": 1},
    "STANDARD": {"DTSTART": 1, "TZOFFSETFROM": 1, "TZOFFSETTO": 1},
    "DAYLIGHT": {"DTSTART": 1, "TZOFFSETFROM": 1, "TZOFFSETTO": 1},
}  # fmt: skip
INSIDE = {
    "": {"VCALENDAR"}, "VCALENDAR": {"VEVENT", "VTIMEZONE"}, "VEVENT": {"VALARM"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"}, "VALARM": set(), "STANDARD": set(), "DAYLIGHT": set(),
}  # fmt: skip


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode().split("\r\n")[:-1]


def faults(data: bytes) -> list[str]:
    """Sentences; none where all is well."""
    found = physical(data)
    parts, stack, whole = [], [], {"name": "", "lines": []}
    for line in unfolded(data):
        match = LINE.fullmatch(line)
        if not match:
            found.append(f"no content line: {line!r}")
            continue
        name, parameters, value = match[1].upper(), match[2], match[3]
        if name == "BEGIN":
            outer = stack[-1]["name"] if stack else ""
            if value not in INSIDE[outer]:
                found.append(f"{value} within {outer or 'nothing'}")
            stack.append({"name": value, "lines": []})
            parts.append(stack[-1])
        elif name == "END":
            if not stack or stack.pop()["name"] != value:
                found.append(f"END:{value} ends nothing")
        else:
            (stack[-1] if stack else whole)["lines"].append((name, parameters, value))
    if stack or whole["lines"] or not parts:
        found.append("not closed, or lines outside")
    return found + [fault for part in parts for fault in of_part(part)] + of_all(parts)


def physical(data: bytes) -> list[str]:
    found = []
    if not data.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        found.append("lines end in CRLF")
    found += [f"broken within a letter: {line!r}" for line in data.split(b"\r\n") if not is_text(line)]
    found += [f"longer than 75 octets: {line!r}" for line in data.split(b"\r\n") if len(line) > 75]
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data):
        found.append("a control character")
    return found


def is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def of_part(part) -> list[str]:
    name, lines = part["name"], part["lines"]
    count = Counter(line[0] for line in lines)
    found = [
        f"{name}: {count[prop]} × {prop}"
        for prop, least in ONCE[name].items()
        if not least <= count[prop] <= 1
    ]
    found += [
        f"{prop} is not escaped: {v!r}" for prop, _, v in lines if prop in TEXTS and not ESCAPED.fullmatch(v)
    ]
    found += [
        f"{prop}: {v}" for prop, _, v in lines if prop.startswith("TZOFFSET") and not OFFSET.fullmatch(v)
    ]
    if name == "VEVENT":
        found += of_event({prop: (parameters, value) for prop, parameters, value in lines})
    if name in ("STANDARD", "DAYLIGHT"):
        found += [f"{p}: {v}" for p, ps, v in lines if p == "DTSTART" and (ps or not LOCAL_TIME.fullmatch(v))]
    return found


def of_event(event) -> list[str]:
    found = [f"{p} is in UTC" for p in ("DTSTAMP", "LAST-MODIFIED") if not UTC_TIME.fullmatch(event[p][1])]
    if event["STATUS"][1] not in {"TENTATIVE", "CONFIRMED", "CANCELLED"}:
        found.append(f"STATUS: {event['STATUS'][1]}")
    if event["TRANSP"][1] not in {"OPAQUE", "TRANSPARENT"}:
        found.append(f"TRANSP: {event['TRANSP'][1]}")
    if not re.fullmatch(r"\d+", event["SEQUENCE"][1]):
        found.append(f"SEQUENCE: {event['SEQUENCE'][1]}")
    kinds = {"VALUE=DATE" in event[name][0] for name in ("DTSTART", "DTEND")}
    if len(kinds) != 1:
        found.append("DTEND is of another type than DTSTART")
    begin, end = event["DTSTART"][1], event["DTEND"][1]
    if begin.endswith("Z") == end.endswith("Z") and not end > begin:  # by the clock, where both go by it
        found.append(f"ends {end} and begins {begin}")
    if kinds == {True}:
        datetime.date.fromisoformat(begin)
    return found


def of_all(parts) -> list[str]:
    values = {name: [v for part in parts if part["name"] == name for p, _, v in part["lines"] if p == prop]
              for name, prop in (("VEVENT", "UID"), ("VTIMEZONE", "TZID"))}  # fmt: skip
    found = [f"UID twice: {uid}" for uid, n in Counter(values["VEVENT"]).items() if n > 1]
    asked = {
        m[1] for part in parts for _, ps, _ in part["lines"] if (m := re.search(r";TZID=\"?([^;:\"]+)", ps))
    }
    found += [f"no VTIMEZONE for {zone}" for zone in asked - set(values["VTIMEZONE"])]
    names = [part["name"] for part in parts]
    if "VTIMEZONE" in names and not {"STANDARD", "DAYLIGHT"} & set(names):
        found.append("a zone that says nothing")
    return found if values["VEVENT"] or values["VTIMEZONE"] else [*found, "a calendar without a component"]
