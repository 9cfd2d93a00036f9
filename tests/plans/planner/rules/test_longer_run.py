"""R12: a planned run much longer than those before it."""

import pytest

from plans.planner import Longer, Race, Run, plan


def done(day, *kilometres):
    return tuple(
        Run(day(-n - 1), "easy", None, int(km * 1000), status="done") for n, km in enumerate(kilometres)
    )


def test_more_than_a_tenth_longer_is_said(a_week, a_class, day):
    runs = (*done(day, 8, 10, 6), Run(day(6), "long", distance_m=11_001))
    assert plan(a_week(a_class(), runs=runs)).warnings == (Longer(day(6), 11_001, 10_000),)


@pytest.mark.parametrize(
    "runs",
    [
        lambda day: (*done(day, 8, 10, 6), Run(day(6), "long", distance_m=11_000)),
        lambda day: (*done(day, 8, 10), Run(day(6), "long", distance_m=20_000)),
        lambda day: (*done(day, 8, 10, 6), Run(day(6), "race", distance_m=20_000)),
        lambda day: (*done(day, 0.5, 0.4, 0.5), Run(day(6), "long", distance_m=999)),
        lambda day: (*done(day, 8, 10, 6), Run(day(7), "long", distance_m=20_000)),
        lambda day: (*done(day, 8, 10, 6), Run(day(6), "long", distance_m=20_000, status="cancelled")),
    ],
    ids=["a tenth", "two runs", "a race", "short", "next week", "cancelled"],
)
def test_else_nothing_is_said(a_week, a_class, day, runs):
    assert plan(a_week(a_class(), runs=runs(day))).warnings == ()


def test_runs_of_more_than_thirty_days_ago_do_not_count(a_week, a_class, day):
    old = tuple(Run(day(n), "long", None, 10_000, status="done") for n in (-24, -20, -25))
    planned = Run(day(6), "long", distance_m=20_000)
    assert plan(a_week(a_class(), runs=(*old, planned))).warnings == ()


def test_a_race_that_was_run_counts_as_a_run(a_week, a_class, day):
    runs = (*done(day, 8, 6), Run(day(6), "long", distance_m=20_000))
    week = a_week(a_class(), runs=runs, races=(Race(day(-9), "C", 15_000),))
    assert plan(week).warnings == (Longer(day(6), 20_000, 15_000),)


def test_switched_off_it_says_nothing(a_week, a_class, a_runner, day):
    runs = (*done(day, 8, 10, 6), Run(day(6), "long", distance_m=20_000))
    assert plan(a_week(a_class(), runner=a_runner(off=frozenset({"R12"})), runs=runs)).warnings == ()
