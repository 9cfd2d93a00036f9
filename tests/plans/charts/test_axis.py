from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import Axis, Tick, axis_within, round_axis


@pytest.mark.parametrize(
    ("low", "high", "options", "values"),
    [
        (118, 171, {}, (100, 120, 140, 160, 180)),
        (150, 151, {"least": 10}, (150, 160)),
        (150, 150, {"least": 10}, (140, 150, 160)),
        (-3.2, 4.9, {}, (-5, 0, 5)),
        (271, 380, {"clock": True}, (270, 300, 330, 360, 390)),
        (271, 380, {"clock": True, "most": 5}, (270, 300, 330, 360, 390)),
        (299, 301, {"clock": True, "least": 15}, (285, 300, 315)),
    ],
)
def test_an_axis_begins_and_ends_on_round_values(low, high, options, values):
    axis = round_axis(low, high, **options)
    assert (axis.values, axis.low, axis.high) == (values, values[0], values[-1])


@pytest.mark.parametrize(
    ("high", "clock", "values"),
    [
        (10.01, False, (0, 5, 10)),
        (42.195, False, (0, 10, 20, 30, 40)),
        (3600, True, (0, 900, 1800, 2700, 3600)),
        (400_000, True, (0, 86_400, 172_800, 259_200, 345_600)),
        (0, False, (0, 1e-6)),
    ],
)
def test_an_axis_may_end_where_the_run_does(high, clock, values):
    axis = axis_within(0, high, clock=clock)
    assert axis.values == values
    assert axis.high == (high or 1e-6)


def test_larger_lies_higher_unless_the_axis_is_turned():
    ticks = {
        turned: round_axis(0, 10, turned=turned, most=2).ticks_up("{:g}".format) for turned in (False, True)
    }
    assert ticks[False] == (Tick(0, 100, "0"), Tick(5, 50, "5"), Tick(10, 0, "10"))
    assert ticks[True] == (Tick(0, 0, "0"), Tick(5, 50, "5"), Tick(10, 100, "10"))
    assert Axis(0, 8, (2.0,)).ticks("{:g} km".format) == (Tick(2, 25, "2 km"),)


@pytest.mark.parametrize("make", [round_axis, axis_within])
@pytest.mark.parametrize(
    ("low", "high", "most"), [(1, 0, 4), (float("nan"), 1, 4), (0, float("nan"), 4), (0, 1, 0)]
)
def test_an_axis_that_cannot_be_is_refused(make, low, high, most):
    with pytest.raises(ValueError, match="no axis"):
        make(low, high, most=most)


ends = st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9)).map(sorted)


@given(ends, st.booleans(), st.integers(2, 10), st.floats(0, 100))
def test_every_axis_holds_its_values_in_few_even_steps(low_and_high, clock, most, least):
    low, high = low_and_high
    axis = round_axis(low, high, clock=clock, most=most, least=least)
    assert axis.low <= low <= high <= axis.high
    assert 2 <= len(axis.values) <= most + 1
    steps = [after - before for before, after in pairwise(axis.values)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-3)
    assert min(steps) >= least * 0.999


@given(ends, st.booleans(), st.integers(1, 10))
def test_every_axis_within_keeps_its_ticks_inside(low_and_high, clock, most):
    low, high = low_and_high
    axis = axis_within(low, high, clock=clock, most=most)
    assert len(axis.values) <= most + 1
    assert all(axis.low <= value <= axis.high for value in axis.values)
    assert all(0 <= tick.at <= 100 for tick in axis.ticks(str))
