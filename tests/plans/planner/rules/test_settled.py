"""R13 and R15: what stands already, and what was missed."""

import pytest

from plans.planner import Placement, plan


def test_what_is_locked_or_done_stays_and_counts(a_week, a_class, a_runner, day):
    a, b = a_class("a"), a_class("b", benefits=("balance",))
    placed = (Placement(day(0), a, "done", minutes=12), Placement(day(4), b, "locked"))
    sessions = plan(a_week(a, b, runner=a_runner(2), placed=placed)).sessions
    assert [(s.date, s.slug, s.minutes, s.reasons, s.state) for s in sessions] == [
        (day(0), "a", 12, ("R15",), "done"),
        (day(4), "b", 15, ("R15",), "locked"),
    ]


def test_a_skipped_place_stays_empty_and_counts_as_asked_for(a_week, a_class, a_runner, day):
    item = a_class()
    placed = (Placement(day(0), item, "skipped"),)
    week = a_week(item, runner=a_runner(2, days={"mon": 30, "tue": 30}), placed=placed)
    assert [s.date for s in plan(week).sessions] == [day(1)]
    assert plan(week).unplaced == ()


@pytest.mark.parametrize("state", ["missed", "proposed"])
def test_a_missed_class_moves_to_a_free_day_within_three(a_week, a_class, a_runner, day, state):
    a, b = a_class("a"), a_class("b", benefits=("balance",))
    week = a_week(a, b, runner=a_runner(1), placed=(Placement(day(1), a, state),), today=day(3))
    assert [(s.date, s.slug, s.reasons) for s in plan(week).sessions] == [
        (day(3), "a", ("R13", "need:posture"))
    ]


def test_after_three_days_it_is_let_go_and_its_place_is_not_filled(a_week, a_class, a_runner, day):
    item = a_class()
    week = a_week(item, runner=a_runner(1), placed=(Placement(day(0), item, "missed"),), today=day(4))
    planned = plan(week)
    assert (planned.sessions, [(u.count, u.because) for u in planned.unplaced]) == ((), [(1, ("R13",))])


def test_where_the_missed_class_is_not_legal_another_of_its_benefit_comes(a_week, a_class, a_runner, day):
    hard, light = a_class("hard", level=2), a_class("light")
    other = a_class("other", benefits=("balance",), minutes=30)
    placed = (Placement(day(0), hard, "missed"),)
    week = a_week(hard, light, other, runner=a_runner(1), placed=placed, today=day(1))
    assert [s.slug for s in plan(week).sessions] == ["light"]


def test_where_the_missed_class_is_legal_no_other_takes_its_place(a_week, a_class, a_runner, day):
    short, long = a_class("short", minutes=5), a_class("long", minutes=30)
    week = a_week(short, long, runner=a_runner(1), placed=(Placement(day(0), short, "missed"),), today=day(1))
    assert [s.slug for s in plan(week).sessions] == ["short"]


def test_a_missed_class_does_not_push_out_what_is_proposed(a_week, a_class, a_runner, day):
    missed, proposed = a_class("missed"), a_class("proposed", benefits=("balance",))
    placed = (Placement(day(0), missed, "missed"), Placement(day(2), proposed))
    week = a_week(missed, proposed, runner=a_runner(2, days={"wed": 30}), placed=placed, today=day(1))
    planned = plan(week)
    assert [(s.date, s.slug) for s in planned.sessions] == [(day(2), "proposed")]
    assert [(u.count, u.because) for u in planned.unplaced] == [(1, ("R13", "R16"))]


def test_a_missed_class_takes_the_day_that_what_is_proposed_leaves_free(a_week, a_class, a_runner, day):
    missed, proposed = a_class("missed"), a_class("proposed", benefits=("balance",))
    placed = (Placement(day(0), missed, "missed"), Placement(day(2), proposed))
    week = a_week(
        missed, proposed, runner=a_runner(2, days={"wed": 30, "thu": 30}), placed=placed, today=day(1)
    )
    assert [(s.date, s.slug) for s in plan(week).sessions] == [(day(2), "proposed"), (day(3), "missed")]


def test_nothing_is_placed_before_today(a_week, a_class, a_runner, day):
    week = a_week(a_class(), runner=a_runner(1), today=day(5))
    assert [s.date for s in plan(week).sessions] == [day(5)]
