import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import round_ticks


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (5, (0, 1, 2, 3, 4, 5)),
        (7, (0, 2, 4, 6, 8)),
        (45, (0, 10, 20, 30, 40, 50)),
        (100, (0, 20, 40, 60, 80, 100)),
        (101, (0, 50, 100, 150)),
    ],
)
def test_ticks_are_round_and_reach_the_highest(highest, ticks):
    assert round_ticks(highest) == ticks


@given(st.floats(0, 1e9), st.integers(1, 10))
def test_there_are_never_more_steps_than_asked(highest, most):
    ticks = round_ticks(highest, most)
    assert 2 <= len(ticks) <= most + 1
    assert ticks[-1] >= highest * (1 - 1e-9)


def test_an_axis_without_steps_is_refused():
    with pytest.raises(ValueError, match="at least one step"):
        round_ticks(5, 0)
