"""The zone as it is told: a reader who knows nothing else reads the same hours as the database has."""

import datetime
import io
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from plans.feed.zone import vtimezone, yearly

HOUR = datetime.timedelta(hours=1)
ZONES = [
    "UTC", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "Asia/Kathmandu",
    "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Africa/Casablanca", "Pacific/Apia",
    "Asia/Kolkata", "America/Phoenix", "Australia/Adelaide", "Pacific/Chatham", "America/Santiago",
    "Asia/Jerusalem", "Africa/Cairo", "Europe/Berlin", "America/Havana", "America/Nuuk", "Antarctica/Troll",
]  # fmt: skip


def lines_of(zone, first=2026, last=2027):
    return vtimezone(ZoneInfo(zone), first, last).to_ical().decode().splitlines()


def test_clocks_are_put_on_and_back_at_the_hour_they_showed_before():
    assert lines_of("Australia/Sydney", 2026, 2026) == [
        "BEGIN:VTIMEZONE", "TZID:Australia/Sydney",
        "BEGIN:STANDARD", "DTSTART:20250406T030000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4", "TZNAME:AEST",
        "TZOFFSETFROM:+1100", "TZOFFSETTO:+1000", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:20251005T020000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10", "TZNAME:AEDT",
        "TZOFFSETFROM:+1000", "TZOFFSETTO:+1100", "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]  # fmt: skip


def test_a_zone_whose_clocks_stand_still_is_told_once():
    assert lines_of("Asia/Kathmandu") == [
        "BEGIN:VTIMEZONE", "TZID:Asia/Kathmandu",
        "BEGIN:STANDARD", "DTSTART:20260101T054500", "TZNAME:+0545", "TZOFFSETFROM:+0545", "TZOFFSETTO:+0545",
        "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("Europe/London", ["FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]),
        ("America/New_York", ["FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"]),
        ("Australia/Lord_Howe", ["FREQ=YEARLY;BYDAY=1SU;BYMONTH=4", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=10"]),
        ("Africa/Casablanca", []),
        ("Asia/Kolkata", []),
    ],
)
def test_where_clocks_change_by_a_rule_each_half_of_the_year_is_told_once(zone, rules):
    """Outlook reads one STANDARD and one DAYLIGHT, and these only with a rule."""
    lines = lines_of(zone)
    assert [line.removeprefix("RRULE:") for line in lines if line.startswith("RRULE:")] == rules
    if rules:
        assert [line for line in lines if line in ("BEGIN:STANDARD", "BEGIN:DAYLIGHT")] in (
            ["BEGIN:DAYLIGHT", "BEGIN:STANDARD"], ["BEGIN:STANDARD", "BEGIN:DAYLIGHT"],
        )  # fmt: skip


def test_a_rule_that_changed_in_these_years_is_written_out_change_by_change():
    """In 2007 the United States went from April to March."""
    lines = lines_of("America/New_York", 2006, 2007)
    assert [line for line in lines if line.startswith(("RRULE", "DTSTART"))] == [
        "DTSTART:20051231T190000", "DTSTART:20060402T020000", "DTSTART:20061029T020000",
        "DTSTART:20070311T020000", "DTSTART:20071104T020000",
    ]  # fmt: skip


def days(*dates):
    return [datetime.datetime.fromisoformat(date) for date in dates]


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        (days("2026-03-29T01", "2027-03-28T01"), "-1SU"),
        (days("2026-03-08T02", "2027-03-14T02"), "2SU"),
        (days("2026-03-08T02", "2027-03-21T02"), None),  # the second, then the third
        (days("2026-03-29T01", "2027-03-28T02"), None),  # another hour
        (days("2026-03-29T01", "2027-04-25T01"), None),  # another month
        (days("2026-03-29T01", "2027-03-27T01"), None),  # another weekday
        (days("2026-03-29T01"), None),  # not in the other year
        (days("2026-03-01T01", "2026-03-29T01"), None),  # twice in one
    ],
)
def test_a_rule_is_one_that_tells_all_of_it(when, rule):
    found = yearly(when, years=2)
    assert found and found["BYDAY"] == rule if rule else found is None


@pytest.mark.parametrize("zone", ZONES)
def test_another_reader_reads_the_hours_of_the_database(zone):
    text = "\n".join(["BEGIN:VCALENDAR", *lines_of(zone), "END:VCALENDAR", ""])
    read = tzical(io.StringIO(text)).get(zone)
    known, wrong = ZoneInfo(zone), []
    at = datetime.datetime(2026, 1, 2)
    while at < datetime.datetime(2027, 12, 31):
        told, right = at.replace(tzinfo=known), at.replace(tzinfo=read)
        exists = told.astimezone(datetime.UTC).astimezone(known).replace(tzinfo=None, fold=0) == at
        twice = told.utcoffset() != told.replace(fold=1).utcoffset()
        if exists and not twice and right.utcoffset() != told.utcoffset():
            wrong.append(at)
        at += HOUR / 2
    assert wrong == []
