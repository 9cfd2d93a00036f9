"""A run, kilometre by kilometre."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import Columns, Split, round_step, splits

NAN = np.nan


def test_each_kilometre_has_its_time_climb_and_heart_rate():
    time_s = np.arange(901.0)
    way = np.concatenate([2.5 * time_s[:401], 1000 + 2 * (time_s[401:] - 400)])
    known = Columns(time_s, way, climbed_m=time_s / 10, heart_rate=np.where(time_s < 400, 140.0, 160.0))
    assert splits(way, 1000, known) == [
        Split(1000, 400, 1000, pytest.approx(40), 140),
        Split(2000, 500, 1000, pytest.approx(50), pytest.approx(160)),
    ]


def test_the_rest_is_a_part_unless_it_is_hardly_one():
    def ends(last):
        way = np.linspace(0, last, 500)
        return [part.end for part in splits(way, 1000, Columns(way / 3))]

    assert ends(2500) == [1000, 2000, 2500]
    assert ends(2050) == [1000, 2000, 2050]
    assert ends(2049) == [1000, 2049]
    assert ends(700) == [700]
    assert ends(20) == [20]


def test_by_time_where_no_way_was_measured():
    time_s = np.arange(601.0)
    cut = splits(time_s, 300, Columns(time_s, heart_rate=np.full(601, 150.0)))
    assert cut == [Split(300, 300, None, None, 150), Split(600, 300, None, None, 150)]


def test_a_part_in_which_the_strap_was_silent_has_no_heart_rate():
    time_s = np.arange(601.0)
    cut = splits(time_s, 300, Columns(time_s, heart_rate=np.where(time_s < 300, NAN, 150.0)))
    assert [part.heart_rate for part in cut] == [None, 150]


@pytest.mark.parametrize("way", [[], [5], [0, 0, 0], [NAN, NAN], [NAN, 3]])
def test_nothing_to_cut_gives_no_parts(way):
    assert splits(np.array(way, float), 1000, Columns(np.zeros(len(way)))) == []


@pytest.mark.parametrize(
    ("total", "step"), [(0, 1000), (50_000, 1000), (50_001, 2000), (100_001, 5000), (1e6, 20_000), (1e9, 2e7)]
)
def test_a_long_way_is_cut_into_longer_parts(total, step):
    assert round_step(total, 1000) == step


ways = st.lists(st.floats(0, 400), min_size=2, max_size=200).map(np.cumsum)


@given(ways, st.sampled_from([100.0, 1000.0, 1609.344]))
def test_parts_make_up_the_whole(way, step):
    moving = np.arange(float(len(way)))
    cut = splits(way, step, Columns(moving, way))
    if cut:
        assert cut[-1].end == way[-1]
        assert sum(part.distance_m for part in cut) == pytest.approx(way[-1] - way[0], abs=1e-3)
        assert sum(part.moving_s for part in cut) <= moving[-1] + 1e-6
        assert all(part.moving_s >= 0 for part in cut)
