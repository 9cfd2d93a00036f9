import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import axis_within, line_chart, round_axis

X, Y = axis_within(0, 10), round_axis(0, 10, most=2)


def places(path):
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+),(-?\d+)", path)]


def test_a_line_lies_in_its_picture_with_its_area_beneath():
    chart = line_chart([0, 5, 10], [0, 10, 5], x_axis=X, y_axis=Y)
    assert chart.view_box == "0 0 2000 500"
    assert chart.line == "M0,500 1000,0 2000,250"
    assert chart.area == "M0,500 1000,0 2000,250V500H0Z"
    assert [(tick.at, tick.label) for tick in chart.y_ticks] == [(100, "0"), (50, "5"), (0, "10")]
    assert [(tick.at, tick.label) for tick in chart.x_ticks][-1] == (100, "10")


def test_on_a_turned_axis_more_lies_lower():
    assert (
        line_chart([0, 10], [0, 10], x_axis=X, y_axis=round_axis(0, 10, turned=True)).line == "M0,0 2000,500"
    )


def test_between_pieces_the_line_breaks_and_a_point_alone_is_a_dot():
    chart = line_chart([0, 1, 5, 9, 10], [5, 5, 5, 5, 5], x_axis=X, y_axis=Y, pieces=[0, 0, 1, 2, 2])
    assert chart.line == "M0,250 200,250M1000,250h0M1800,250 2000,250"
    assert chart.area.count("Z") == 2


def test_rows_without_a_value_are_passed_over():
    with_holes = line_chart([0, 1, np.nan, 10], [5, np.nan, 5, 5], x_axis=X, y_axis=Y)
    assert with_holes.line == "M0,250 2000,250"


def test_what_is_beyond_an_axis_is_drawn_on_its_end():
    assert line_chart([0, 20], [-5, 99], x_axis=X, y_axis=Y).line == "M0,500 2000,0"


def test_a_way_that_goes_backwards_stands_still():
    assert places(line_chart([0, 8, 2, 10], [1, 2, 3, 4], x_axis=X, y_axis=Y).line)[2][0] == 1600


def test_lists_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="2 places for 1 values"):
        line_chart([0, 1], [1], x_axis=X, y_axis=Y)


anything = st.lists(st.tuples(st.floats(), st.floats(), st.integers(-1, 50)), max_size=200)


@given(anything, st.integers(1, 20))
def test_whatever_comes_the_line_runs_rightwards_inside_the_picture(rows, columns):
    x, y, pieces = ([row[n] for row in rows] for n in range(3))
    chart = line_chart(x, y, x_axis=X, y_axis=Y, pieces=pieces, columns=columns)
    drawn = places(chart.line)
    assert "nan" not in chart.line + chart.area and "inf" not in chart.line + chart.area
    assert len(drawn) == chart.points <= 4 * columns
    assert all(0 <= px <= 2000 and 0 <= py <= 500 for px, py in drawn)
    assert [px for px, _ in drawn] == sorted(px for px, _ in drawn)
