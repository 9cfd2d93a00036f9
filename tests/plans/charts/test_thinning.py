"""Few points are drawn, and no peak is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import thinned


def arrays(pairs):
    pairs = sorted(pairs, key=lambda pair: pair[0])
    return np.array([x for x, _ in pairs], float), np.array([y for _, y in pairs], float)


def test_a_few_points_all_stay():
    assert thinned(np.arange(8.0), np.arange(8.0), 2).tolist() == list(range(8))
    assert thinned(np.array([]), np.array([]), 3).tolist() == []


def test_of_each_column_the_ends_and_the_extremes_stay():
    y = np.array([5, 5, 9, 5, 1, 5, 5, 5, 5, 5, 5, 7.0])
    assert thinned(np.arange(12.0), y, 2).tolist() == [0, 2, 4, 5, 6, 11]


def test_points_above_each_other_keep_their_ends_and_extremes():
    assert thinned(np.zeros(9), np.array([4, 5, 9, 1, 5, 5, 5, 5, 4.0]), 2).tolist() == [0, 2, 3, 8]


def test_a_peak_of_one_second_among_36000_is_kept():
    y = np.full(36_000, 140.0)
    y[17_321] = 199
    rows = thinned(np.arange(36_000.0), y, 150)
    assert len(rows) <= 600 and 17_321 in rows


def test_a_picture_without_columns_is_refused():
    with pytest.raises(ValueError, match="at least one column"):
        thinned(np.arange(3.0), np.arange(3.0), 0)


lines = st.lists(st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9)), min_size=1, max_size=300).map(arrays)


@given(lines, st.integers(1, 40))
def test_ends_and_extremes_are_kept_in_order_and_the_count_is_bounded(line, columns):
    x, y = line
    rows = thinned(x, y, columns)
    assert (rows[0], rows[-1]) == (0, len(x) - 1)
    assert (y[rows].min(), y[rows].max()) == (y.min(), y.max())
    assert (np.diff(rows) > 0).all()
    assert len(rows) <= 4 * columns


@given(lines, st.integers(1, 40))
def test_what_is_kept_reaches_as_far_up_and_down_in_every_column(line, columns):
    x, y = line
    rows = thinned(x, y, columns)
    width = (x[-1] - x[0]) / columns
    for n in range(columns if width else 0):
        # Edges of columns are rounded: look a hair inside.
        inside = (x > x[0] + (n + 1e-6) * width) & (x < x[0] + (n + 1 - 1e-6) * width)
        near = (x[rows] >= x[0] + (n - 1e-6) * width) & (x[rows] <= x[0] + (n + 1 + 1e-6) * width)
        if inside.any():
            assert y[rows][near].max() >= y[inside].max() and y[rows][near].min() <= y[inside].min()
