"""The zone as it is told: a reader who knows nothing else reads the same hours as the database has."""

import datetime
import io
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from plans.feed.zone import vtimezone

HOUR = datetime.timedelta(hours=1)
ZONES = [
    "UTC", "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "Asia/Kathmandu",
    "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Africa/Casablanca", "Pacific/Apia",
]  # fmt: skip


def lines_of(zone, first=2026, last=2027):
    return vtimezone(ZoneInfo(zone), first, last).to_ical().decode().splitlines()


def test_clocks_are_put_on_and_back_at_the_hour_they_showed_before():
    assert lines_of("Australia/Sydney", 2026, 2026) == [
        "BEGIN:VTIMEZONE", "TZID:Australia/Sydney",
        "BEGIN:DAYLIGHT", "DTSTART:20260101T110000", "TZNAME:AEDT", "TZOFFSETFROM:+1100", "TZOFFSETTO:+1100",
        "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:20260405T030000", "TZNAME:AEST", "TZOFFSETFROM:+1100", "TZOFFSETTO:+1000",
        "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:20261004T020000", "TZNAME:AEDT", "TZOFFSETFROM:+1000", "TZOFFSETTO:+1100",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]  # fmt: skip


def test_a_zone_whose_clocks_stand_still_is_told_once():
    assert lines_of("Asia/Kathmandu") == [
        "BEGIN:VTIMEZONE", "TZID:Asia/Kathmandu",
        "BEGIN:STANDARD", "DTSTART:20260101T054500", "TZNAME:+0545", "TZOFFSETFROM:+0545", "TZOFFSETTO:+0545",
        "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip


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
