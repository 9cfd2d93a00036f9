"""What counts as a change of a self-check, and what it says to the plan."""

from hypothesis import given
from hypothesis import strategies as st

from plans.planner.self_checks import MEASURES, change_to_plan, real_change

kinds = st.sampled_from(sorted(MEASURES))
tenths = st.integers(0, 1000)
sides = st.lists(st.tuples(tenths, tenths), max_size=2)  # before and after of each side measured twice


def test_each_measure_has_its_error_and_its_benefit():
    assert {kind: (m.benefit, m.real_from, m.grade) for kind, m in MEASURES.items()} == {
        "knee-to-wall": ("flexibility", 19, "B"),
        "stance-open": ("balance", 150, "D"),
        "stance-closed": ("balance", 100, "D"),
        "heel-raises": ("stabilisers", 70, "B"),
    }


def test_a_change_is_real_from_its_measurement_error_on():
    assert [real_change("knee-to-wall", 100, after) for after in (81, 82, 118, 119)] == [-19, 0, 0, 19]
    assert [real_change("heel-raises", 200, after) for after in (130, 140, 260, 270)] == [-70, 0, 0, 70]


@given(kinds, tenths, tenths)
def test_a_change_is_told_in_full_or_not_at_all(kind, before, after):
    change = real_change(kind, before, after)
    assert change == (after - before if abs(after - before) >= MEASURES[kind].real_from else 0)
    assert real_change(kind, after, before) == -change


@given(kinds, sides)
def test_the_side_that_fell_speaks_before_the_one_that_rose(kind, sides):
    told = change_to_plan(kind, sides)
    changes = [real_change(kind, before, after) for before, after in sides] or [0]
    assert (told < 0) == any(change < 0 for change in changes)
    assert told in (min(changes), max(changes))


@given(kinds, sides)
def test_left_and_right_may_change_places(kind, sides):
    assert change_to_plan(kind, sides) == change_to_plan(kind, sides[::-1])


def test_no_side_measured_twice_says_nothing():
    assert change_to_plan("knee-to-wall", []) == 0
