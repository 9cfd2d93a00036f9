"""R10: the days after long runs and races."""

import pytest

from plans.planner import Race, Run
from plans.planner.frame import Frame
from plans.planner.rules.long_efforts import recover


def loads(week, day, first, last):
    frame = Frame(week)
    return [recover(frame, day(n), False).load for n in range(first, last + 1)]


@pytest.mark.parametrize(
    ("minutes", "after"), [(89, [3, 3]), (90, [1, 3]), (120, [1, 3]), (121, [0, 1]), (None, [3, 3])]
)
def test_after_a_long_run(a_week, day, minutes, after):
    assert loads(a_week(runs=(Run(day(1), "long", minutes),)), day, 1, 2) == after


def test_a_climb_of_800_m_counts_as_more_than_two_hours(a_week, day):
    assert loads(a_week(runs=(Run(day(1), "easy", 30, climb_m=800),)), day, 1, 3) == [0, 1, 3]


@pytest.mark.parametrize(
    ("distance_m", "after"),
    [
        (14_999, [1, 1, 3]),
        (15_000, [0, 0, 0, 1, 2, 2, 2, 2, 3]),
        (21_200, [0, 0, 0, 1, 2, 2, 2, 2, 3]),
        (21_201, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3]),
    ],
)
def test_after_a_race(a_week, day, distance_m, after):
    week = a_week(races=(Race(day(-14), "C", distance_m),))
    assert loads(week, day, -14, -14 + len(after) - 1) == after


def test_a_run_without_minutes_takes_the_usual_pace(a_week, day):
    done = Run(day(-3), "easy", 50, 10_000, status="done")
    planned = Run(day(1), "long", distance_m=18_000)
    assert loads(a_week(runs=(planned,)), day, 1, 1) == [1]
    assert loads(a_week(runs=(planned, Run(day(-3), "easy", 49, 10_000, status="done"))), day, 1, 1) == [3]
    assert loads(a_week(runs=(planned, done)), day, 1, 1) == [1]


def test_a_run_of_yesterday_that_was_only_planned_does_not_count(a_week, day):
    run = Run(day(1), "long", 130)
    assert loads(a_week(runs=(run,), today=day(2)), day, 2, 2) == [3]
    assert loads(a_week(runs=(Run(day(1), "long", 130, status="done"),), today=day(2)), day, 2, 2) == [1]
