"""R7: how often the legs may be worked."""

import pytest

from plans.planner import Done, Placement, Run, plan


def standing(item, day, *days):
    return tuple(Placement(day(n), item, "locked") for n in days)


def test_not_on_days_that_follow_each_other(breaks, a_class, day):
    legs = a_class("legs", load=2)
    assert breaks(legs, 1, placed=standing(legs, day, 2)) == ["R7"]
    assert breaks(legs, 1, placed=standing(legs, day, 3)) == []


def test_the_last_day_before_the_week_counts(breaks, a_class, day):
    legs = a_class("legs", load=2)
    assert breaks(legs, 0, history=(Done(day(-1), legs),)) == ["R7"]
    assert breaks(legs, 0, history=(Done(day(-2), legs),)) == []


def test_three_times_a_week_at_most(breaks, a_class, a_runner, day):
    legs = a_class("legs", load=2, minutes=5)
    assert breaks(legs, 6, placed=standing(legs, day, 0, 2)) == []
    assert breaks(legs, 6, placed=standing(legs, day, 0, 2, 4)) == ["R7"]


@pytest.mark.parametrize("kinds", [("easy",) * 5, ("tempo", "long")])
def test_twice_in_a_full_running_week(breaks, a_class, day, kinds):
    legs = a_class("legs", load=2, minutes=5)
    runs = tuple(Run(day(n), kind) for n, kind in zip((0, 1, 2, 3, 4), kinds, strict=False))
    assert breaks(legs, 6, placed=standing(legs, day, 2), runs=runs) == []
    assert breaks(legs, 6, placed=standing(legs, day, 2, 4), runs=runs) == ["R7"]


def test_jumps_once_a_week(breaks, a_class, a_runner, day):
    jumps = a_class("jumps", load=3, minutes=5)
    free = a_runner(off=frozenset({"R8"}))
    assert breaks(jumps, 6, runner=free) == []
    assert breaks(jumps, 6, runner=free, placed=standing(jumps, day, 2)) == ["R7"]


def test_one_day_of_the_week_stays_without_a_class(a_class, a_runner, a_week):
    week = a_week(a_class(load=0), runner=a_runner(7))
    planned = plan(week)
    assert len(planned.sessions) == 6
    assert [(one.count, one.because) for one in planned.unplaced] == [(1, ("R7", "R16"))]
