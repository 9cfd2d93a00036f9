"""R4: rest days."""

from plans.planner import plan


def test_a_rest_day_takes_only_the_gentlest(breaks, a_class, a_runner):
    runner = a_runner(rest=frozenset({"mon"}))
    assert breaks(a_class(load=1), 0, runner=runner) == ["R4"]
    assert breaks(a_class(load=0, minutes=21), 0, runner=runner) == ["R4"]
    assert breaks(a_class(load=0, minutes=20), 0, runner=runner) == []


def test_a_rest_day_is_used_last(a_class, a_runner, a_week, day):
    week = a_week(a_class(load=0), runner=a_runner(1, rest=frozenset({"mon", "tue"})))
    assert [s.date for s in plan(week).sessions] == [day(2)]


def test_a_rest_day_is_used_where_no_other_is_left(a_class, a_runner, a_week, day):
    week = a_week(a_class(load=0), runner=a_runner(1, days={"mon": 15}, rest=frozenset({"mon"})))
    assert [(s.date, s.reasons) for s in plan(week).sessions] == [(day(0), ("R4", "need:posture"))]
