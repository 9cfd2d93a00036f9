"""The rules that stood in the way."""

from plans.planner import Placement, Run, plan


def unplaced(week):
    return [(one.count, one.because) for one in plan(week).unplaced]


def test_nothing_is_said_where_all_was_placed(a_week, a_class):
    assert unplaced(a_week(a_class())) == []


def test_too_few_days_are_the_runners_own_word(a_week, a_class, a_runner):
    assert unplaced(a_week(a_class(), runner=a_runner(3, days={"mon": 30, "thu": 30}))) == [(1, ("R16",))]


def test_a_key_run_stands_in_the_way_of_hard_classes(a_week, a_class, a_runner, day):
    runs = (Run(day(1), "tempo"),)
    week = a_week(a_class(load=2), runner=a_runner(1, days={"mon": 30}), runs=runs)
    assert unplaced(week) == [(1, ("R2", "R16"))]


def test_what_is_locked_stands_in_the_way_of_more_minutes(a_week, a_class, a_runner, day):
    item = a_class("a", minutes=30)
    placed = (Placement(day(0), item, "locked"), Placement(day(2), item, "locked"))
    assert unplaced(a_week(item, runner=a_runner(3), placed=placed)) == [(1, ("R8", "R15"))]


def test_where_no_rule_alone_bars_all_that_bar_are_named(a_week, a_class, a_runner, day):
    legs = a_class(load=2, level=2)
    days = {"mon": 30}
    runner = a_runner(1, days=days, rest=frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun")))
    assert unplaced(a_week(legs, runner=runner)) == [(1, ("R4", "R16"))]


def test_beside_a_missed_class_that_is_let_go_all_that_bar_are_named(a_week, a_class, a_runner, day):
    item = a_class()
    placed = (Placement(day(0), item, "missed"),)
    week = a_week(item, runner=a_runner(1, days={"mon": 30}), placed=placed, today=day(4))
    assert unplaced(week) == [(1, ("R13", "R16"))]


def test_without_a_class_no_rule_is_to_blame(a_week):
    assert unplaced(a_week()) == [(2, ())]


def test_a_rule_that_is_off_is_never_named(a_week, a_class, a_runner, day):
    runner = a_runner(1, days={"mon": 30}, off=frozenset({"R2"}))
    assert unplaced(a_week(a_class(load=2), runner=runner, runs=(Run(day(1), "tempo"),))) == []
