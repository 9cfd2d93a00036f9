"""R2 and R3: the days around key runs."""

import pytest

from plans.planner import Race, Run, plan


@pytest.mark.parametrize("kind", ["intervals", "tempo", "long", "race"])
def test_legs_are_spared_the_day_before_a_key_run(breaks, a_class, day, kind):
    assert breaks(a_class(load=2), 1, runs=(Run(day(2), kind),)) == ["R2"]
    assert breaks(a_class(load=1), 1, runs=(Run(day(2), kind),)) == []


def test_an_easy_run_asks_for_nothing(breaks, a_class, day):
    assert breaks(a_class(load=2), 1, runs=(Run(day(2), "easy"),)) == []


def test_a_climb_of_800_m_makes_a_run_key(breaks, a_class, day):
    assert breaks(a_class(load=2), 1, runs=(Run(day(2), "easy", climb_m=800),)) == ["R2"]
    assert breaks(a_class(load=2), 1, runs=(Run(day(2), "easy", climb_m=799),)) == []


def test_a_race_counts_though_the_runs_do_not_repeat_it(breaks, a_class, day):
    assert breaks(a_class(load=2), 1, races=(Race(day(2), "C", 5_000),)) == ["R2"]


def test_the_first_day_of_the_week_after_counts(breaks, a_class, day):
    assert breaks(a_class(load=2), 6, runs=(Run(day(7), "tempo"),)) == ["R2"]


@pytest.mark.parametrize("status", ["missed", "cancelled"])
def test_a_run_that_will_not_be_asks_for_nothing(breaks, a_class, day, status):
    assert breaks(a_class(load=2), 1, runs=(Run(day(2), "tempo", status=status),)) == []


def test_after_very_sore_legs_jumps_keep_two_days_away(breaks, a_class, a_runner, day):
    jumps = a_class(load=3)
    free = a_runner(off=frozenset({"R8"}))
    runs = (Run(day(3), "tempo"),)
    assert breaks(jumps, 1, runner=free, runs=runs, soreness_after_load3=3) == ["R2"]
    assert breaks(jumps, 1, runner=free, runs=runs, soreness_after_load3=2) == []


def test_switched_off_it_says_nothing(breaks, a_class, a_runner, day):
    runner = a_runner(off=frozenset({"R2"}))
    assert breaks(a_class(load=2), 1, runner=runner, runs=(Run(day(2), "tempo"),)) == []


def test_a_hard_day_stays_hard(a_class, a_runner, a_week, day):
    week = a_week(a_class(load=2), runner=a_runner(1), runs=(Run(day(3), "intervals"),))
    session = plan(week).sessions[0]
    assert (session.date, session.slot, session.reasons) == (day(3), "after_run", ("R3", "need:posture"))


def test_without_the_preference_the_first_day_is_taken(a_class, a_runner, a_week, day):
    runner = a_runner(1, off=frozenset({"R3"}))
    week = a_week(a_class(load=2), runner=runner, runs=(Run(day(3), "intervals"),))
    assert plan(week).sessions[0].date == day(0)


def test_a_hard_day_before_another_key_run_is_not_liked(a_class, a_runner, a_week, day):
    runs = (Run(day(3), "intervals"), Run(day(4), "long"))
    week = a_week(a_class(load=2), runner=a_runner(1), runs=runs)
    assert plan(week).sessions[0].date == day(0)
