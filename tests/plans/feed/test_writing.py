"""What phones are sent: read by two readers that know nothing of each other, and held to RFC 5545."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.feed import Calendar, Event, write
from plans.feed.writing import clean
from tests.plans.feed.rfc5545 import faults, unfolded

LONDON = ZoneInfo("Europe/London")
CHANGED = datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC)
THURSDAY = datetime.date(2026, 11, 26)
CLASS = Event(
    uid="6f1c5f1c-0001", date=THURSDAY, title="Steady ankles", duration_s=900, sequence=2, changed_at=CHANGED
)
TIMED = replace(CLASS, time=datetime.time(18, 30))
PLAN = Calendar("My plan", LONDON, (2026, 2027))


def by_icalendar(data):
    """(UID, title, begin, end, status) of each event; icalendar takes zones from the database."""
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return [(str(e["UID"]), str(e["SUMMARY"]), e.start, e.end, str(e["STATUS"])) for e in events]


def by_vobject(data):
    """The same; vobject takes zones from the file."""
    events = vobject.readOne(data.decode()).vevent_list
    return [(e.uid.value, e.summary.value, e.dtstart.value, e.dtend.value, e.status.value) for e in events]


def instants(rows):
    """Moments in UTC, so that zones of two makers can be compared."""
    utc = datetime.UTC
    return [(u, t, begin.astimezone(utc), end.astimezone(utc), s) for u, t, begin, end, s in rows]


def at(*moment):
    return datetime.datetime(*moment, tzinfo=datetime.UTC)


def test_a_whole_day_blocks_nothing_and_ends_the_day_after():
    data = write(PLAN, [CLASS])
    row = (CLASS.uid, "Steady ankles", THURSDAY, THURSDAY + datetime.timedelta(days=1), "CONFIRMED")
    assert (by_icalendar(data), by_vobject(data), faults(data)) == ([row], [row], [])
    assert "TRANSP:TRANSPARENT" in unfolded(data)


def test_a_time_of_day_is_by_the_clock_of_the_zone():
    data = write(PLAN, [TIMED])
    lines = unfolded(data)
    assert "DTSTART;TZID=Europe/London:20261126T183000" in lines
    assert "DTEND;TZID=Europe/London:20261126T184500" in lines
    assert "TRANSP:OPAQUE" in lines and "SEQUENCE:2" in lines and "DTSTAMP:20261120T080000Z" in lines
    row = (CLASS.uid, "Steady ankles", at(2026, 11, 26, 18, 30), at(2026, 11, 26, 18, 45), "CONFIRMED")
    assert (instants(by_icalendar(data)), instants(by_vobject(data)), faults(data)) == ([row], [row], [])


@pytest.mark.parametrize(
    ("zone", "date", "time", "begin"),
    [
        ("Europe/London", (2026, 3, 29), (7, 0), (2026, 3, 29, 6)),  # put on in the night before
        ("Europe/London", (2026, 3, 29), (1, 30), (2026, 3, 29, 1, 30)),  # that hour is left out
        ("Europe/London", (2026, 10, 25), (1, 30), (2026, 10, 25, 0, 30)),  # that one comes twice
        ("Europe/London", (2026, 10, 25), (0, 50), (2026, 10, 24, 23, 50)),
        ("Europe/London", (2026, 10, 25), (7, 0), (2026, 10, 25, 7)),
        ("America/New_York", (2026, 3, 8), (2, 30), (2026, 3, 8, 7, 30)),
        ("America/New_York", (2026, 11, 1), (1, 45), (2026, 11, 1, 5, 45)),
        ("Australia/Sydney", (2026, 10, 4), (2, 30), (2026, 10, 3, 16, 30)),
        ("Australia/Sydney", (2026, 4, 5), (2, 30), (2026, 4, 4, 15, 30)),
        ("Asia/Kathmandu", (2026, 7, 1), (6, 0), (2026, 7, 1, 0, 15)),
        ("Asia/Kolkata", (2026, 3, 29), (6, 0), (2026, 3, 29, 0, 30)),
        ("America/St_Johns", (2026, 3, 8), (7, 0), (2026, 3, 8, 9, 30)),
        ("America/St_Johns", (2026, 11, 1), (7, 0), (2026, 11, 1, 10, 30)),
        ("Australia/Lord_Howe", (2026, 10, 4), (2, 15), (2026, 10, 3, 15, 45)),  # put on by half an hour
        ("Australia/Lord_Howe", (2026, 4, 5), (1, 45), (2026, 4, 4, 14, 45)),  # and back
        ("Pacific/Auckland", (2026, 9, 27), (7, 0), (2026, 9, 26, 18)),
        ("Pacific/Auckland", (2026, 4, 5), (7, 0), (2026, 4, 4, 19)),
        ("Africa/Casablanca", (2026, 3, 1), (7, 0), (2026, 3, 1, 7)),  # within its Ramadan
        ("America/Phoenix", (2026, 3, 8), (7, 0), (2026, 3, 8, 14)),
        ("UTC", (2026, 7, 1), (6, 0), (2026, 7, 1, 6)),
    ],
)
def test_on_the_days_on_which_clocks_change_both_readers_agree(zone, date, time, begin):
    event = replace(TIMED, date=datetime.date(*date), time=datetime.time(*time), duration_s=40 * 60)
    data = write(replace(PLAN, zone=ZoneInfo(zone)), [event])
    row = (event.uid, event.title, at(*begin), at(*begin) + datetime.timedelta(minutes=40), "CONFIRMED")
    assert (instants(by_icalendar(data)), instants(by_vobject(data)), faults(data)) == ([row], [row], [])


def test_what_ends_in_the_hour_that_comes_twice_ends_after_it_began():
    event = replace(TIMED, date=datetime.date(2026, 10, 25), time=datetime.time(0, 50), duration_s=5400)
    lines = unfolded(write(PLAN, [event]))
    assert "DTSTART;TZID=Europe/London:20261025T005000" in lines and "DTEND:20261025T012000Z" in lines


def test_what_is_gone_is_told_as_cancelled_and_wakes_nobody():
    data = write(replace(PLAN, alarm_min=30), [replace(TIMED, cancelled=True)])
    assert [row[-1] for row in by_vobject(data)] == ["CANCELLED"]
    assert "TRANSP:TRANSPARENT" in unfolded(data) and b"VALARM" not in data and faults(data) == []


def test_what_is_done_bears_its_mark():
    data = write(replace(PLAN, alarm_min=30), [replace(TIMED, done=True)])
    assert [row[1] for row in by_icalendar(data)] == ["✓ Steady ankles"]
    assert b"VALARM" not in data and faults(data) == []


def test_a_reminder_comes_before_what_has_a_time():
    data = write(replace(PLAN, alarm_min=30), [TIMED, replace(CLASS, uid="another")])
    lines = unfolded(data)
    alarm = lines[lines.index("BEGIN:VALARM") : lines.index("END:VALARM") + 1]
    assert alarm == [
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Steady ankles", "TRIGGER:-PT30M", "END:VALARM",
    ]  # fmt: skip
    assert lines.count("BEGIN:VALARM") == 1 and faults(data) == []


def test_a_private_calendar_says_so_of_each_event():
    data = write(replace(PLAN, private=True), [TIMED, replace(CLASS, uid="another")])
    assert unfolded(data).count("CLASS:PRIVATE") == 2 and faults(data) == []


def test_a_calendar_without_events_is_one_all_the_same():
    data = write(PLAN, [])
    assert faults(data) == [] and by_icalendar(data) == []


def test_what_apps_ask_for_beside_the_rules_stands_at_its_head():
    """A name for Apple, Google and Outlook, and how often to come, for those that ask."""
    lines = unfolded(write(PLAN, [TIMED]))
    head = lines[: lines.index("BEGIN:VTIMEZONE")]
    assert head[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert set(head[2:]) == {
        "PRODID:-//Ballet Fusion for Runners//Plan//EN", "CALSCALE:GREGORIAN", "NAME:My plan",
        "X-WR-CALNAME:My plan", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    }  # fmt: skip
    assert lines.index("END:VTIMEZONE") < lines.index("BEGIN:VEVENT")  # some read from top to bottom


def test_a_long_line_is_folded_between_letters():
    data = write(PLAN, [replace(TIMED, title="é" * 120, text="🩰" * 90)])
    assert faults(data) == []
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert [row[1] for row in by_vobject(data)] == ["é" * 120]


def test_the_same_events_make_the_same_bytes():
    assert write(PLAN, [TIMED, CLASS]) == write(PLAN, [TIMED, CLASS])


def test_the_checker_finds_what_is_wrong():
    good = write(PLAN, [TIMED])
    assert faults(good) == []
    assert faults(good.replace(b"\r\n", b"\n")) != []
    cut = write(PLAN, [replace(TIMED, title="é" * 60)])
    assert faults(cut) == [] != faults(cut.replace("é".encode() * 9, "é".encode() * 8 + b"\xc3\r\n \xa9", 1))
    assert faults(good.replace(b"T184500", b"T183000")) == ["ends 20261126T183000 and begins 20261126T183000"]
    assert faults(good.replace(b"SUMMARY:Steady", b"SUMMARY:a,b")) == ["SUMMARY is not escaped: 'a,b ankles'"]
    assert faults(good.replace(b"UID:6f1c5f1c-0001\r\n", b"")) == ["VEVENT: 0 × UID"]
    assert faults(good.replace(b"TZID:Europe/London", b"TZID:Elsewhere")) == [
        "no VTIMEZONE for Europe/London"
    ]
    assert faults(write(PLAN, [TIMED, TIMED])) == [f"UID twice: {TIMED.uid}"]
    assert faults(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n") == [
        "a calendar without a component"
    ]


WORDS = st.text(max_size=300) | st.sampled_from(
    [
        "Pliés, relevés; tendus",
        "a\nb\r\nc\rd",
        "back\\slash \\n \\, \\;",
        "🩰" * 60,
        "é" * 120,
        "BEGIN:VEVENT\r\nUID:x",
        'quo"ted: and; more',
        "\x00\x07\x1b\x7f\u2028\u200d",
    ]
)


@settings(max_examples=40)
@given(
    titles=st.lists(WORDS, min_size=1, max_size=4),
    text=WORDS,
    name=WORDS,
    day=st.dates(datetime.date(2026, 1, 2), datetime.date(2027, 12, 30)),
    time=st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    zone=st.sampled_from(
        [
            "Europe/London",
            "America/New_York",
            "Australia/Sydney",
            "Asia/Kathmandu",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Asia/Kolkata",
            "America/Santiago",
            "UTC",
        ]
    ),
    duration_s=st.integers(0, 86400),
    lead_s=st.integers(-7200, 40000),
)
def test_whatever_a_title_holds_both_readers_read_it(titles, text, name, day, time, zone, duration_s, lead_s):
    events = [
        Event(f"uid-{n}", day, title, duration_s, n, CHANGED, time=time, lead_s=lead_s, text=text)
        for n, title in enumerate(titles)
    ]
    data = write(Calendar(name, ZoneInfo(zone), (2026, 2028), alarm_min=10), events)
    assert faults(data) == []
    expected = [(event.uid, clean(event.title)) for event in events]
    assert [row[:2] for row in by_icalendar(data)] == expected
    assert [row[:2] for row in by_vobject(data)] == expected
    if time is not None:
        when = [(event.begins(ZoneInfo(zone)), event.ends(ZoneInfo(zone))) for event in events]
        assert [row[2:4] for row in instants(by_icalendar(data))] == when
        assert [row[2:4] for row in instants(by_vobject(data))] == when
