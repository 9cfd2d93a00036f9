"""R8 and R17: how much a week may hold."""

import pytest

from plans.planner import Done, Placement, plan
from plans.planner.frame import Frame
from plans.planner.rules.growth import as_answered, grows_slowly


def minutes(week):
    return grows_slowly(Frame(week)).minutes


def test_a_week_without_a_past_has_the_floor(a_week, a_runner):
    assert minutes(a_week(runner=a_runner(2))) == 60
    assert minutes(a_week(runner=a_runner(2, experience="new"))) == 40
    assert minutes(a_week(runner=a_runner(5, experience="new"))) == 50
    assert minutes(a_week(runner=a_runner(9, experience="new"))) == 60


def test_the_two_best_of_six_weeks_carry_the_limit(a_week, a_class, day):
    item = a_class(minutes=100)
    history = (Done(day(-1), item), Done(day(-42), item), Done(day(-43), a_class(minutes=300)))
    assert minutes(a_week(history=history)) == 120
    assert minutes(a_week(history=(*history, Done(day(-2), item, 31)))) == 138


def test_small_weeks_may_grow_by_ten_minutes(a_week, a_class, a_runner, day):
    history = (Done(day(-1), a_class(minutes=45)), Done(day(-8), a_class(minutes=46)))
    runner = a_runner(2, experience="new")
    assert minutes(a_week(runner=runner, history=history)) == 55


def test_gentle_minutes_count_neither_before_nor_in_the_week(a_week, a_class, a_runner, day, breaks):
    assert minutes(a_week(history=(Done(day(-1), a_class(load=0, minutes=500)),))) == 60
    full = (Placement(day(2), a_class("full", minutes=60), "locked"),)
    assert breaks(a_class(load=0), 0, placed=full) == []
    assert breaks(a_class(minutes=1), 0, placed=full) == ["R8"]


def test_someone_new_waits_for_harder_work(breaks, a_class, a_runner, day):
    legs, light = a_class(load=2), a_class("light")
    new = a_runner(experience="new")
    done = tuple(Done(day(-n), light) for n in (1, 2, 28))
    assert breaks(legs, 0, runner=new) == ["R8"]
    assert breaks(legs, 0, runner=new, history=done[:2]) == ["R8"]
    assert breaks(legs, 0, runner=new, history=done) == []
    assert breaks(legs, 0, runner=new, history=(*done[:2], Done(day(-29), light))) == ["R8"]


def test_jumps_come_last(breaks, a_class, a_runner, day):
    jumps, legs = a_class(load=3), a_class("legs", load=2)
    on, off = a_runner(impact=True), a_runner()
    done = tuple(Done(day(-n), legs) for n in (3, 5, 10, 12, 20, 28))
    assert breaks(jumps, 0, runner=on, history=done) == []
    assert breaks(jumps, 0, runner=off, history=done) == ["R8"]
    assert breaks(jumps, 0, runner=on, history=done[:5]) == ["R8"]
    assert breaks(jumps, 0, runner=on, history=(*done[:5], Done(day(-27), legs))) == ["R8"]


@pytest.mark.parametrize(("answer", "most"), [("lighter", 42), ("same", 60), ("more", None), (None, None)])
def test_the_weekly_answer_holds_the_week_down(a_week, a_runner, answer, most):
    found = as_answered(Frame(a_week(runner=a_runner(check_in=answer)))).minutes
    assert (found if found < 1000 else None) == most


def test_the_same_means_what_the_weeks_before_held(a_week, a_class, a_runner, day):
    history = (Done(day(-1), a_class(minutes=101)), Done(day(-8), a_class(minutes=100)))
    week = a_week(runner=a_runner(check_in="same"), history=history)
    assert as_answered(Frame(week)).minutes == 100


def test_someone_new_has_three_classes_until_six_are_done(a_week, a_class, a_runner, day):
    item = a_class(load=0)
    runner = a_runner(4, experience="new")
    history = tuple(Done(day(-n), item) for n in (2, 4, 6, 8, 10, 56))
    few = plan(a_week(item, runner=runner, history=history[:5]))
    assert (len(few.sessions), [(u.count, u.because) for u in few.unplaced]) == (3, [(1, ("R17",))])
    assert len(plan(a_week(item, runner=runner, history=history)).sessions) == 4


def test_without_r8_there_is_no_limit_to_lower(a_week, a_class, a_runner):
    runner = a_runner(3, off=frozenset({"R8"}), check_in="lighter")
    assert len(plan(a_week(a_class(minutes=30), runner=runner)).sessions) == 3
