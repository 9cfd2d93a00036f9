"""Calendars: all-day, timed, zone-less, moved, cancelled, repeated, hostile."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.importers.calendar_events import CalendarLimits, read_calendar
from plans.importers.ics_lines import rule_parts
from plans.importers.sentences import NotUnderstood

TODAY = datetime.date(2026, 10, 20)
LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
CUSTOM_ZONE = """BEGIN:VTIMEZONE
TZID:Coach time
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0600
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE"""


def event(*lines, uid="a", summary="Easy run"):
    return "\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}" if uid else "X-NO:1", f"SUMMARY:{summary}", *lines, "END:VEVENT"]
    )


def ics(*parts):
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", *"\n".join(parts).splitlines(), "END:VCALENDAR", ""]
    ).encode()


def read(*parts, zone=LONDON, today=TODAY, **limits):
    return read_calendar(ics(*parts), today=today, zone=zone, limits=CalendarLimits(**limits))


def dates(calendar):
    return [found.date.isoformat() for found in calendar.events]


def code_of(data, **limits):
    with pytest.raises(NotUnderstood) as caught:
        read_calendar(data, today=TODAY, zone=LONDON, limits=CalendarLimits(**limits))
    return caught.value.code


# --- on which day ------------------------------------------------------------------------------------
def test_an_all_day_event_stands_on_its_date_and_has_no_length_of_its_own():
    (found,) = read(event("DTSTART;VALUE=DATE:20261025", summary="Long run 16 km"), zone=AUCKLAND).events
    assert (found.identity, found.date, found.title) == ("a", datetime.date(2026, 10, 25), "Long run 16 km")
    assert (found.kind, found.duration_s, found.distance_m, found.is_run) == ("long", None, 16_000, True)


def test_a_timed_event_stands_on_the_day_of_its_own_zone():
    there = event("DTSTART;TZID=America/Los_Angeles:20261021T210000", "DURATION:PT50M")
    assert dates(read(there, zone=AUCKLAND)) == ["2026-10-21"]


def test_an_event_in_utc_stands_on_the_runners_day():
    late = event("DTSTART:20261021T190000Z")
    assert dates(read(late, zone=AUCKLAND)) == ["2026-10-22"]
    assert dates(read(late, zone=LONDON)) == ["2026-10-21"]


def test_a_time_without_zone_is_taken_as_it_is_written():
    assert dates(read(event("DTSTART:20261021T233000"), zone=AUCKLAND)) == ["2026-10-21"]


def test_a_zone_that_nobody_knows_is_as_none():
    assert dates(read(event("DTSTART;TZID=Nowhere/Atall:20261021T233000"))) == ["2026-10-21"]


def test_a_zone_of_the_calendars_own_is_understood_and_stays_in_it():
    at = event("DTSTART;TZID=Coach time:20261021T220000", "DTEND;TZID=Coach time:20261021T230000")
    for offset, seconds in (("+0530", 3600), ("-0800", 3600)):
        (found,) = read(CUSTOM_ZONE.format(offset=offset), at).events
        assert (found.date.isoformat(), found.duration_s) == ("2026-10-21", seconds)
    # a day of a series is named by its instant, so that the zone shows in its identity
    weekly = event("DTSTART;TZID=Coach time:20261021T220000", "RRULE:FREQ=WEEKLY;COUNT=1")
    named = [
        read(CUSTOM_ZONE.format(offset=offset), weekly).events[0].identity for offset in ("+0530", "-0800")
    ]
    assert named == ["a 20261021T163000", "a 20261022T060000"]


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [("20261025T003000", "20261025T023000", 3 * 3600), ("20270328T003000", "20270328T023000", 3600)],
)
def test_an_hour_is_an_hour_on_the_days_clocks_change(start, end, seconds):
    both = event(f"DTSTART;TZID=Europe/London:{start}", f"DTEND;TZID=Europe/London:{end}")
    assert (
        read(both, today=datetime.date(2027, 1, 1) if start > "2027" else TODAY).events[0].duration_s
        == seconds
    )


def test_a_weekly_run_stays_on_its_weekday_across_the_change_of_clocks():
    weekly = event("DTSTART;TZID=Europe/London:20261018T003000", "RRULE:FREQ=WEEKLY;COUNT=3", "DURATION:PT1H")
    assert dates(read(weekly)) == ["2026-10-18", "2026-10-25", "2026-11-01"]


def test_the_window_reaches_from_two_weeks_ago_to_half_a_year_ahead():
    days = ["20261005", "20261006", "20270420", "20270421"]
    found = read(*(event(f"DTSTART;VALUE=DATE:{day}", uid=day) for day in days))
    assert dates(found) == ["2026-10-06", "2027-04-20"]
    assert (found.first.isoformat(), found.last.isoformat()) == ("2026-10-06", "2027-04-20")


# --- who it is ---------------------------------------------------------------------------------------
def test_a_moved_event_keeps_its_identity():
    before, after = (read(event(f"DTSTART;VALUE=DATE:{day}")).events[0] for day in ("20261021", "20261023"))
    assert before.identity == after.identity and before.date != after.date


def test_one_day_of_a_series_is_moved_and_another_called_off():
    series = event("DTSTART:20261020T070000", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261021T070000")
    moved = event("RECURRENCE-ID:20261022T070000", "DTSTART:20261024T070000", summary="Moved run")
    found = read(series, moved).events
    assert [(one.identity, one.date.isoformat(), one.title) for one in found] == [
        ("a 20261020T070000", "2026-10-20", "Easy run"),
        ("a 20261022T070000", "2026-10-24", "Moved run"),
    ]


def test_the_newest_version_of_an_event_counts():
    old = event("DTSTART;VALUE=DATE:20261021", "SEQUENCE:1", summary="Old run")
    new = event("DTSTART;VALUE=DATE:20261022", "SEQUENCE:2", summary="New run")
    assert [(one.title, one.date.isoformat()) for one in read(new, old).events] == [("New run", "2026-10-22")]


def test_events_without_uid_are_told_apart():
    same = event("DTSTART;VALUE=DATE:20261021", uid="")
    identities = [one.identity for one in read(same, same).events]
    assert identities == ["2026-10-21 Easy run", "2026-10-21 Easy run #2"]


def test_a_very_long_uid_is_kept_short_and_the_same():
    first, second = (read(event("DTSTART;VALUE=DATE:20261021", uid="u" * 900)).events[0] for _ in range(2))
    assert first.identity == second.identity and len(first.identity) <= 300


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "STATUS:cancelled"])
def test_a_cancelled_event_says_so(line):
    assert read(event("DTSTART;VALUE=DATE:20261021", line)).events[0].cancelled
    assert not read(event("DTSTART;VALUE=DATE:20261021", "STATUS:CONFIRMED")).events[0].cancelled


# --- what it is --------------------------------------------------------------------------------------
def test_what_is_no_run_is_counted_and_rest_is_no_loss():
    titles = ["Easy run", "Bike 2 h", "Swim", "Strength", "Rest day", "Dentist"]
    found = read(*(event("DTSTART;VALUE=DATE:20261021", uid=title, summary=title) for title in titles))
    assert ([one.title for one in found.runs], found.left_out) == (["Easy run"], 4)


def test_the_words_say_how_long_before_the_appointment_does():
    times = ("DTSTART:20261021T070000", "DTEND:20261021T090000")
    assert read(event(*times, summary="Easy run 50 min")).events[0].duration_s == 3000
    assert read(event(*times)).events[0].duration_s == 7200
    assert read(event(times[0], "DTEND:20261021T190000")).events[0].duration_s is None


def test_a_long_one_without_words_is_long():
    assert (
        read(event("DTSTART:20261021T070000", "DTEND:20261021T090000", summary="Run")).events[0].kind
        == "long"
    )


def test_words_are_unescaped_unfolded_and_free_of_markup():
    text = event(
        "DTSTART;VALUE=DATE:20261021",
        r"DESCRIPTION:<p>Keep it easy\, please.</p><br>Second\nline that is fol",
        " ded <b>here</b>",
        summary=r"Run\, easy\; café",
    )
    (found,) = read(text).events
    assert (found.title, found.description) == (
        "Run, easy; café",
        "Keep it easy, please.\nSecond\nline that is folded here",
    )


def test_what_cannot_be_shown_or_is_too_long_is_cut():
    (found,) = read(
        event(
            "DTSTART;VALUE=DATE:20261021", "DESCRIPTION:" + "d" * 9000, summary="Run \u202e\x01" + "t" * 900
        )
    ).events
    assert (len(found.title), len(found.description)) == (120, 600)
    assert "\u202e" not in found.title and "\x01" not in found.title


def test_the_calendars_name_is_read():
    assert read("X-WR-CALNAME:My plan\\, spring").name == "My plan, spring"


# --- what is not a calendar --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "calendar_empty"),
        (b"  \r\n ", "calendar_empty"),
        (b"<!DOCTYPE html><html>Sign in</html>", "calendar_web_page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "calendar_not"),
        (b'{"error": "unauthorised"}', "calendar_not"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "calendar_not"),
        (ics(event("DTSTART;VALUE=DATE:20261021"))[:-17], "calendar_unfinished"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "calendar_damaged"),
        (ics(event("DTSTART;VALUE=DATE:20261021"))[:-25], "calendar_unfinished"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5000 + b"END:VCALENDAR", "calendar_damaged"),
    ],
)
def test_what_is_no_calendar_is_refused_in_a_sentence(data, code):
    assert code_of(data) == code


def test_limits_hold():
    one = event("DTSTART;VALUE=DATE:20261021")
    assert code_of(ics(one), calendar_bytes=50) == "calendar_too_big"
    assert code_of(ics(one, one, one), events=2) == "calendar_too_many"
    daily = event("DTSTART;VALUE=DATE:20261021", "RRULE:FREQ=DAILY")
    assert code_of(ics(daily), recurrences=100) == "calendar_repeats"
    assert code_of(ics(daily), steps=10) == "calendar_repeats"


# --- hostile -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYDAY=-6MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=99",
        "FREQ=YEARLY;BYEASTER=9999",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=99999999999",
        "FREQ=DAILY;FREQ=SECONDLY",
        "FREQ=",
        "nonsense",
        "",
    ],
)
def test_a_rule_that_could_take_for_ever_costs_its_series_and_nothing_else(rule):
    slow = event("DTSTART:20261021T070000", f"RRULE:{rule}", uid="slow")
    moved = event("RECURRENCE-ID:20261022T070000", "DTSTART:20261023T070000", uid="slow")
    found = read(slow, moved, event("DTSTART;VALUE=DATE:20261021"))
    assert ([one.identity for one in found.events], found.not_read) == (["a"], 2)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270101T000000Z;WKST=MO",
        "FREQ=DAILY;INTERVAL=2;COUNT=30",
        "FREQ=MONTHLY;BYDAY=1SU",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_rules_of_real_calendars_are_read(rule):
    assert rule_parts(rule) is not None


def test_a_slow_rule_within_a_zone_is_left_out():
    zone = CUSTOM_ZONE.format(offset="+0530").replace("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=SECONDLY")
    assert dates(read(zone, event("DTSTART;TZID=Coach time:20261021T220000"))) == ["2026-10-21"]


def test_an_endless_series_from_long_ago_gives_the_days_of_the_window():
    found = read(event("DTSTART;VALUE=DATE:19700105", "RRULE:FREQ=WEEKLY"))
    assert len(found.events) == 28 and {one.date.weekday() for one in found.events} == {0}


@pytest.mark.parametrize(
    "bad",
    [
        "DTSTART:never",
        "DTSTART:00010101T000000",
        "DTSTART:99991231T235959Z",
        "DTSTART;TZID=\x00:20261021T070000",
        "DTSTART:20261021T070000\nDURATION:P99999999999D",
        "DTSTART:20261021T070000\nDTEND:20251021T070000",
        "DTSTART:20261021T070000\nRDATE:nonsense",
        "DTSTART:20261021T070000\nEXDATE:nonsense\nRRULE:FREQ=DAILY",
        "DTSTART;VALUE=DATE:20261021\nRECURRENCE-ID:x",
        "DTSTART:20261021T070000\nSEQUENCE:9e99",
        "X-NOTHING:1",
    ],
)
def test_one_bad_event_costs_only_itself(bad):
    found = read(event(bad, uid="bad"), event("DTSTART;VALUE=DATE:20261021"))
    assert "a" in [one.identity for one in found.events]


PIECES = [
    "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:VCALENDAR",
    "END:VCALENDAR", "UID:a", "SUMMARY:Run", "DTSTART;VALUE=DATE:20261021",
    "DTSTART:20261021T070000Z", "DTEND:20261021T080000Z", "TZID:X", "DURATION:-PT1H",
    "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY;UNTIL=20261101", "RECURRENCE-ID:20261021T070000Z",
    "EXDATE:20261021", "RDATE;VALUE=PERIOD:20261021T070000Z/PT1H", "SEQUENCE:x", "STATUS:",
    "DTSTART;TZID=X:20261021T07", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261021T070000Z", ":", ";",
    " folded", "CATEGORIES:Run,Bike",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_heap_of_lines_gives_events_or_one_sentence(lines):
    data = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode()
    try:
        found = read_calendar(data, today=TODAY, zone=LONDON)
    except NotUnderstood as error:
        assert str(error).endswith(".")
    else:
        assert all(found.first <= one.date <= found.last for one in found.events)
        assert len({one.identity for one in found.events}) == len(found.events)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_damaged_bytes_give_events_or_one_sentence(junk, at):
    whole = ics(
        event("DTSTART:20261021T070000Z", "RRULE:FREQ=WEEKLY"), event("DTSTART:20261022T070000Z", uid="b")
    )
    for data in (whole[:at] + junk + whole[at:], whole[:at] + whole[at + len(junk) :], junk):
        try:
            read_calendar(data, today=TODAY, zone=LONDON)
        except NotUnderstood as error:
            assert str(error).endswith(".")
