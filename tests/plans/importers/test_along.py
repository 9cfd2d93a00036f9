import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.importers.along import climb, metres_between

latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


def test_a_degree_of_latitude_is_known():
    assert metres_between(48, 2, 49, 2) == pytest.approx(111_195.08, abs=0.01)


def test_across_the_180th_meridian_is_near():
    assert metres_between(0, 179.9, 0, -179.9) == pytest.approx(22_239, abs=1)


@given(latitudes, longitudes, latitudes, longitudes)
def test_there_is_as_far_as_back_and_never_farther_than_half_round(a, b, c, d):
    assert metres_between(a, b, c, d) == pytest.approx(metres_between(c, d, a, b), abs=1e-3)
    assert 0 <= metres_between(a, b, c, d) <= 20_015_116


@given(st.lists(st.floats(-500, 9000), min_size=2))
def test_a_climb_is_at_least_the_highest_rise_less_the_step(heights):
    climbed = climb(heights)
    assert climbed is not None
    assert climbed >= max(heights) - heights[0] - 3
    assert climbed == 0 or climbed >= 3


def test_no_altitudes_no_climb():
    assert climb([None, None]) is None
