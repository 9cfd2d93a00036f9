"""How fast, for how long, how far up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import climbed, filled, moving_time, pieces, smooth_speed

NAN = np.nan


def seconds(n):
    return np.arange(float(n))


def test_a_gap_of_more_than_half_a_minute_begins_a_new_piece():
    time_s = np.array([0, 1, 2, 32, 33, 64.0])
    assert pieces(time_s, np.ones(6)).tolist() == [0, 0, 0, 0, 0, 1]


def test_a_watch_that_writes_every_ten_seconds_has_no_gaps():
    assert pieces(10 * seconds(9), np.ones(9)).max() == 0
    assert pieces(np.array([0, 10, 20, 30, 69, 79, 130.0]), np.ones(7)).tolist() == [0, 0, 0, 0, 0, 0, 1]


def test_what_was_not_measured_belongs_to_no_piece():
    assert pieces(seconds(3), np.array([1, NAN, 1])).tolist() == [0, -1, 0]
    assert pieces(seconds(2), np.array([NAN, NAN])).tolist() == [-1, -1]


def test_an_even_run_has_one_speed_whatever_its_noise():
    way = 3 * seconds(600) + np.tile([0, 0.6, -0.6], 200)
    speed = smooth_speed(seconds(600), way)
    assert speed[15:-15] == pytest.approx(np.full(570, 3.0), abs=0.05)


def test_a_repeat_of_200_metres_is_seen():
    pace = np.where((seconds(300) >= 100) & (seconds(300) < 140), 5.0, 2.5)
    speed = smooth_speed(seconds(300), np.cumsum(pace))
    assert speed.max() == pytest.approx(5.0) and speed[60] == pytest.approx(2.5)


def test_no_window_reaches_across_a_gap():
    time_s = np.concatenate([seconds(60), 600 + seconds(60)])
    way = np.concatenate([3 * seconds(60), 177 + 4 * seconds(60)])
    speed = smooth_speed(time_s, way)
    assert speed[:60] == pytest.approx(np.full(60, 3.0)) and speed[60:] == pytest.approx(np.full(60, 4.0))


def test_a_point_alone_has_no_speed():
    assert np.isnan(smooth_speed(np.array([0, 1, 2, 3, 100.0]), np.arange(5.0))).tolist() == [False] * 4 + [
        True
    ]
    assert np.isnan(smooth_speed(seconds(2), np.array([NAN, NAN]))).all()


def test_standing_at_a_light_is_no_motion_and_a_tunnel_is():
    way = np.concatenate([3 * seconds(100), np.full(200, 297.0), 297 + 3 * seconds(100)])
    moved = moving_time(seconds(400), way, smooth_speed(seconds(400), way))
    assert moved[-1] == pytest.approx(200, abs=30)
    tunnel, paused = (np.concatenate([3 * seconds(60), start + 3 * seconds(60)]) for start in (537.0, 180.0))
    time_s = np.concatenate([seconds(60), 180 + seconds(60)])
    totals = [moving_time(time_s, way, smooth_speed(time_s, way))[-1] for way in (tunnel, paused)]
    assert totals == pytest.approx([239, 118])
    assert moving_time(seconds(2), np.array([NAN, 1]), np.array([NAN, NAN])).tolist() == [0, 0]


def test_a_climb_counts_from_three_metres_on():
    assert climbed(np.array([10, 12, 10, 12, 10.0]))[-1] == 0
    assert climbed(np.array([10, 13, NAN, 18, 5, 9])).tolist() == [0, 3, 5.5, 8, 8, 12]
    assert climbed(np.array([NAN, NAN])).tolist() == [0, 0]


def test_between_measured_rows_lies_the_straight_line():
    assert filled(seconds(5), np.array([NAN, 1, NAN, 3, NAN])).tolist()[1:4] == [1, 2, 3]
    assert np.isnan(filled(seconds(5), np.array([NAN, 1, NAN, 3, NAN]))[[0, 4]]).all()
    assert np.isnan(filled(seconds(2), np.array([NAN, NAN]))).all()


columns = st.lists(
    st.tuples(st.floats(0.01, 100), st.none() | st.floats(0, 50), st.none() | st.floats(-500, 9000)),
    max_size=120,
)


@given(columns)
def test_time_way_and_climb_never_fall_and_nobody_is_faster_than_their_watch(rows):
    time_s = np.cumsum([step for step, _, _ in rows])
    way = np.cumsum([step or 0.0 for _, step, _ in rows])
    way[[n for n, row in enumerate(rows) if row[1] is None]] = NAN
    speed = smooth_speed(time_s, way)
    known = speed[np.isfinite(speed)]
    assert (known >= 0).all() and np.isfinite(moving_time(time_s, way, speed)).all()
    assert (np.diff(moving_time(time_s, way, speed)) >= 0).all()
    heights = np.array([NAN if height is None else height for _, _, height in rows])
    assert (np.diff(climbed(heights)) >= 0).all() and np.isfinite(climbed(heights)).all()
