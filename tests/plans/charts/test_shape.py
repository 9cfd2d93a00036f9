from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import Shape, track_shape
from plans.charts.shape import simplified


def test_a_square_round_stays_square_with_north_up():
    north, east = 0.01, 0.02  # at 60° a degree of longitude is half as long
    shape = track_shape([60, 60 + north, 60 + north, 60], [10, 10, 10 + east, 10 + east], 100)
    (left, bottom), (x, top), (right, y), last = shape.line
    assert (left, bottom, x, top, right, y, last) == (4, 96, 4, 4, 96, 4, (96, 96))
    assert shape.points == "4,96 4,4 96,4 96,96"
    assert shape.view_box == "0 0 100 100"


def test_points_on_a_straight_line_are_not_needed():
    shape = track_shape([48 + at / 1000 for at in range(500)], [2.0] * 500, (300, 200))
    assert shape == Shape(300, 200, ((150, 192), (150, 8)))


def test_missing_places_are_passed_over_and_none_give_no_shape():
    assert track_shape([None, 48, 48.1], [2, 2, 2]) == track_shape([48, 48.1], [2, 2])
    assert track_shape([None, 48], [2, 2]) is None
    assert track_shape([], []) is None


def test_the_180th_meridian_is_crossed_the_short_way():
    shape = track_shape([0, 0], [179.99, -179.99], 100)
    assert shape.line == ((4, 50), (96, 50))


def test_standing_still_is_a_point_in_the_middle():
    assert set(track_shape([48, 48], [2, 2], 100).line) == {(50, 50)}


places = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=2, max_size=80)


@given(places, st.integers(10, 1000), st.integers(10, 1000))
def test_every_line_stays_inside_the_picture(track, width, height):
    shape = track_shape([place[0] for place in track], [place[1] for place in track], (width, height))
    assert all(-0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1 for x, y in shape.line)


points = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=40)


@given(points, st.floats(0.01, 20))
def test_what_is_left_out_lies_near_what_remains(line, tolerance):
    simple = simplified(line, tolerance)
    assert simple[0] == line[0] and simple[-1] == line[-1]
    for point in line:
        assert min(away(point, a, b) for a, b in pairwise(simple)) <= tolerance + 1e-6


def away(point, start, end):
    """The distance from a point to a piece of line, by trying: another way than the code's."""
    low, high = 0.0, 1.0
    for _ in range(80):
        one, two = low + (high - low) / 3, high - (high - low) / 3
        if gap(point, start, end, one) < gap(point, start, end, two):
            high = two
        else:
            low = one
    return gap(point, start, end, low)


def gap(point, start, end, part):
    x = start[0] + (end[0] - start[0]) * part
    y = start[1] + (end[1] - start[1]) * part
    return ((point[0] - x) ** 2 + (point[1] - y) ** 2) ** 0.5


def test_a_long_track_is_drawn_with_few_points():
    turns = [(48 + at % 7 / 1000, 2 + at / 10_000) for at in range(20_000)]
    shape = track_shape([place[0] for place in turns], [place[1] for place in turns])
    assert len(shape.line) <= 500


def test_lists_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="zip"):
        track_shape([48, 49], [2])
