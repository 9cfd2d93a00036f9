"""When the weekly mail is due: the runner's own hour, also on the days the clocks change."""

import datetime
import zoneinfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.actions.mail_times import LATE, moment_on, moments_due, next_moment, week_told_of
from plans.models import Weekday

LONDON = zoneinfo.ZoneInfo("Europe/London")
SUNDAY = datetime.date(2026, 11, 29)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
ZONES = [
    "UTC", "Europe/London", "Pacific/Auckland", "America/St_Johns", "Pacific/Kiritimati", "Asia/Kathmandu",
    "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Niue",
]  # fmt: skip


def utc(*instant):
    return datetime.datetime(*instant, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("date", "monday"),
    [(SUNDAY + n * DAY, SUNDAY + DAY) for n in range(-2, 5)] + [(SUNDAY + 5 * DAY, SUNDAY + 8 * DAY)],
    ids=["Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "next Friday"],
)
def test_it_tells_of_the_week_to_come_and_before_friday_of_the_one_that_began(date, monday):
    assert week_told_of(date) == monday


@pytest.mark.parametrize(
    ("date", "hour", "at"),
    [
        (datetime.date(2026, 3, 29), 0, utc(2026, 3, 29, 0)),
        (datetime.date(2026, 3, 29), 1, utc(2026, 3, 29, 1)),  # left out that night: it is two by then
        (datetime.date(2026, 3, 29), 2, utc(2026, 3, 29, 1)),
        (datetime.date(2026, 3, 29), 17, utc(2026, 3, 29, 16)),
        (datetime.date(2026, 10, 25), 1, utc(2026, 10, 25, 0)),  # comes twice: the first
        (datetime.date(2026, 10, 25), 2, utc(2026, 10, 25, 2)),
        (datetime.date(2026, 10, 25), 17, utc(2026, 10, 25, 17)),
    ],
)
def test_hours_of_the_days_the_clocks_change(date, hour, at):
    assert moment_on(date, hour, LONDON) == at


def test_an_hour_that_comes_twice_is_due_once():
    moments = [m for m in moments_due(LONDON, utc(2026, 10, 25, 1, 30)) if m.hour == 1 and m.weekday == 6]
    assert [m.at for m in moments] == [utc(2026, 10, 25, 0)]


def test_late_is_twelve_hours_and_no_more():
    due = {(m.weekday, m.hour) for m in moments_due(LONDON, utc(2026, 11, 30, 5))}
    assert due == {*((6, hour) for hour in range(18, 24)), *((0, hour) for hour in range(6))}
    assert (6, 17) in {(m.weekday, m.hour) for m in moments_due(LONDON, utc(2026, 11, 30, 4, 59))}


instants = st.datetimes(
    datetime.datetime(2026, 1, 1), datetime.datetime(2027, 12, 1), timezones=st.just(datetime.UTC)
)
zones = st.sampled_from(ZONES).map(zoneinfo.ZoneInfo)


@given(zones, instants)
@example(LONDON, utc(2026, 10, 25, 1, 30))
@example(LONDON, utc(2026, 3, 29, 1, 0))
def test_whatever_is_due_is_of_now_and_of_one_week_but_for_fridays(zone, now):
    moments = moments_due(zone, now)
    assert all(now - LATE < moment.at <= now for moment in moments)
    assert len({(m.weekday, m.hour) for m in moments}) == len(moments)
    weeks = {week_told_of(m.at.astimezone(zone).date()) for m in moments}
    assert len(weeks) == 1 or now.astimezone(zone).weekday() == Weekday.FRIDAY


@given(zones, st.integers(0, 51), st.sampled_from(Weekday.values), st.integers(0, 23))
def test_each_choice_is_due_once_a_week_and_next_at_that_moment(zone, week, weekday, hour):
    monday = datetime.date(2026, 1, 5) + week * 7 * DAY
    at = moment_on(monday + weekday * DAY, hour, zone)
    found = [m.at for m in moments_due(zone, at) if (m.weekday, m.hour) == (weekday, hour)]
    assert found == [at]
    before = [m for m in moments_due(zone, at - HOUR / 60) if (m.weekday, m.hour) == (weekday, hour)]
    assert before == []
    asked = {"weekday": weekday, "hour": hour, "zone": zone}
    assert next_moment(**asked, now=at - HOUR / 60) == at
    assert next_moment(**asked, now=at) == moment_on(monday + (7 + weekday) * DAY, hour, zone)


@pytest.mark.parametrize(
    ("weekday", "told", "at"),
    [
        (6, None, utc(2026, 11, 29, 17)),
        (6, datetime.date(2026, 11, 23), utc(2026, 11, 29, 17)),  # this week was told: the next was not
        (6, datetime.date(2026, 11, 30), utc(2026, 12, 6, 17)),  # the next was told already, on Friday
        (2, datetime.date(2026, 11, 30), utc(2026, 12, 9, 17)),
    ],
)
def test_of_each_week_one_mail_tells_whatever_day_is_chosen_meanwhile(weekday, told, at):
    now = utc(2026, 11, 28, 9)  # a Saturday
    assert next_moment(weekday=weekday, hour=17, zone=LONDON, now=now, told=told) == at
