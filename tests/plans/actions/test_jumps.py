"""What must come before small jumps, told as the planner counts it."""

import datetime

import pytest

from plans.actions.jumps import Before, jumps_of
from plans.models import HealthNotes, PlanSettings

DAY = datetime.timedelta(days=1)
MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.fixture
def asked(runner):
    return PlanSettings.objects.create(runner=runner, experience="some", level=3, impact=True)


def heavy(make_session, *days):
    for n in days:
        make_session(date=MONDAY - n * DAY, leg_load=2)


def test_nothing_was_done(runner):
    jumps = jumps_of(runner=runner, now=NOW)
    assert jumps.before == Before(0, 0, False)
    assert jumps.in_the_way == [
        "First 6 classes that work your legs, over four weeks: 0 so far.",
        "They are classes of level 3, and you are at level 1.",
    ]


@pytest.mark.parametrize(
    ("days", "before"),
    [
        ([57, 30, 20, 10, 5, 3], Before(5, 30, False)),  # one is too long ago
        ([27, 25, 20, 10, 5, 3], Before(6, 27, False)),  # all within four weeks
        ([28, 25, 20, 10, 5, 3], Before(6, 28, True)),
        ([28, 25, 20, 10, 5, -1], Before(5, 28, False)),  # this week's counts from Monday
    ],
)
def test_how_far_it_is(runner, asked, make_session, days, before):
    heavy(make_session, *days)
    jumps = jumps_of(runner=runner, now=NOW)
    assert jumps.before == before
    done = f"First 6 classes that work your legs, over four weeks: {before.classes} so far."
    assert jumps.in_the_way == ([] if before.ready else [done])


def test_the_body_is_in_the_way(runner, asked, make_session):
    heavy(make_session, 28, 25, 20, 10, 5, 3)
    HealthNotes.objects.create(runner=runner, coming_back=True, limits=["no_impact"])
    assert jumps_of(runner=runner, now=NOW).in_the_way == [
        "Not while you are coming back from an injury.",
        "Your health notes say no jumps.",
    ]


def test_without_the_rule_nothing_need_come_first(runner, asked):
    asked.rules_off = ["R8"]
    asked.save()
    assert jumps_of(runner=runner, now=NOW).in_the_way == []


def test_light_classes_and_anothers_do_not_count(runner, stranger, asked, make_session):
    make_session(date=MONDAY - 40 * DAY, leg_load=1)
    make_session(of=stranger, date=MONDAY - 40 * DAY, leg_load=2)
    assert jumps_of(runner=runner, now=NOW).before == Before(0, 0, False)
