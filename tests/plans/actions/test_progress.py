"""What was danced, in numbers: each sum held against counting by hand."""

import datetime
import random

import pytest

from plans.actions.progress import progress_of
from plans.models import Session

TODAY = datetime.date(2026, 11, 25)
MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
BENEFITS = ["flexibility", "stabilisers", "posture", "balance", "injury-prevention", ""]


def monday_before(date):
    while date.weekday():
        date -= DAY
    return date


@pytest.fixture
def many_sessions(runner):
    """Sessions scattered over a year, some in the twelve weeks shown."""
    chance = random.Random(7)

    def make(count):
        Session.objects.bulk_create(
            Session(
                runner=runner,
                date=TODAY - chance.randrange(370) * DAY,
                done_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC),
                time_zone="UTC",
                title="Barre",
                minutes=chance.randint(1, 60),
                benefit=chance.choice(BENEFITS),
                effort=chance.choice([None, 0, 3, 10]),
                how="hand",
            )
            for _ in range(count)
        )
        return list(Session.objects.all())

    return make


def test_every_sum_is_what_counting_by_hand_gives(runner, many_sessions):
    rows = many_sessions(400)
    found = progress_of(runner=runner, today=TODAY)
    assert (found.sessions, found.minutes, found.rated, found.weeks_danced) == (
        400,
        sum(row.minutes for row in rows),
        sum(row.effort is not None for row in rows),
        len({monday_before(row.date) for row in rows}),
    )
    for week in found.weeks:
        of_week = [row for row in rows if monday_before(row.date) == week.monday]
        by_benefit = tuple(sum(row.minutes for row in of_week if row.benefit == b) for b in BENEFITS)
        assert (week.sessions, week.minutes, week.total) == (len(of_week), by_benefit, sum(by_benefit))
    assert any(week.sessions > 1 for week in found.weeks)


def test_the_last_twelve_weeks_are_shown_the_newest_last(runner):
    weeks = progress_of(runner=runner, today=TODAY).weeks
    assert [week.monday for week in weeks] == [MONDAY - 7 * n * DAY for n in range(11, -1, -1)]


def test_monday_and_sunday_belong_to_one_week(runner, make_session):
    for date in (MONDAY - 7 * DAY, MONDAY - DAY, MONDAY):
        make_session(date=date)
    found = progress_of(runner=runner, today=TODAY)
    assert [week.sessions for week in found.weeks[-2:]] == [2, 1]
    assert found.weeks_danced == 2


def test_nothing_danced_is_noughts(runner):
    found = progress_of(runner=runner, today=TODAY)
    assert (found.sessions, found.minutes, found.rated, found.weeks_danced) == (0, 0, 0, 0)


def test_what_was_danced_long_ago_is_not_lost(runner, make_session):
    make_session(date=datetime.date(2011, 5, 5), minutes=50)
    found = progress_of(runner=runner, today=TODAY)
    assert (found.sessions, found.minutes, found.weeks_danced) == (1, 50, 1)
    assert sum(week.sessions for week in found.weeks) == 0


def test_another_runners_sessions_are_not_counted(runner, stranger, make_session):
    make_session(of=stranger)
    assert progress_of(runner=runner, today=TODAY).sessions == 0


def test_the_charts_show_the_same_numbers(runner, many_sessions):
    many_sessions(100)
    found = progress_of(runner=runner, today=TODAY)
    shown = {series.key: series.values for series in found.minutes_chart.series}
    assert shown == {b: tuple(week.minutes[n] for week in found.weeks) for n, b in enumerate(BENEFITS)}


@pytest.mark.parametrize("many", [1, 10_000])
def test_one_session_asks_as_much_as_ten_thousand(runner, many_sessions, many, django_assert_num_queries):
    many_sessions(many)
    with django_assert_num_queries(2):
        progress_of(runner=runner, today=TODAY)
