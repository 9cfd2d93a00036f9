from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import Bar, Series, SeriesDrawn, Tick, bar_chart, stacked_bars


def test_sessions_per_week_are_bars_from_the_floor():
    chart = bar_chart(["2 Nov", "9 Nov"], [2, 0], width=144, height=136)
    assert chart.view_box == "0 0 144 136"
    assert chart.bars == (Bar(43.5, 12.0, 35.0, 100.0, 2.0, "2 Nov", 0),)
    assert chart.y_ticks == (Tick(0, 112, "0"), Tick(1, 62, "1"), Tick(2, 12, "2"))
    assert chart.x_ticks == (Tick(0, 61, "2 Nov"), Tick(1, 111, "9 Nov"))
    assert chart.totals == (2, 0)


def test_parts_stand_on_each_other_each_with_its_pattern():
    parts = [Series("posture", "Posture", "dots", (30, 0)), Series("balance", "Balance", "lines", (20, 10))]
    chart = stacked_bars(["a", "b"], parts, width=144, height=136)
    assert [(bar.key, bar.pattern, bar.column, bar.y, bar.height) for bar in chart.bars] == [
        ("posture", "dots", 0, 52, 60),
        ("balance", "lines", 0, 12, 40),
        ("balance", "lines", 1, 92, 20),
    ]
    assert chart.totals == (50, 10)


def test_no_weeks_give_an_empty_picture_with_an_axis():
    chart = stacked_bars([], [])
    assert (chart.bars, chart.x_ticks, [tick.label for tick in chart.y_ticks]) == ((), (), ["0", "1"])


def test_labels_leave_each_other_room_and_the_last_stays():
    chart = bar_chart([str(week) for week in range(52)], [1] * 52, width=640)
    shown = [tick for tick in chart.x_ticks if tick.label]
    assert len(chart.x_ticks) == 52
    assert shown[-1].label == "51"
    assert min(b.at - a.at for a, b in pairwise(shown)) >= 44


@pytest.mark.parametrize("values", [[1], [1, -1], [1, float("nan")], [1, float("inf")], [1, 1e300]])
def test_what_cannot_be_drawn_is_refused(values):
    with pytest.raises(ValueError, match=r"values for|cannot be|more than"):
        bar_chart(["a", "b"], values)


weeks = st.lists(st.tuples(st.floats(0, 10_000), st.floats(0, 10_000)), max_size=60)


@given(weeks)
def test_every_bar_stays_inside_the_plot(values):
    parts = [Series(str(part), "", "", tuple(value[part] for value in values)) for part in (0, 1)]
    chart = stacked_bars(["w"] * len(values), parts)
    for bar in chart.bars:
        assert chart.left <= bar.x <= bar.x + bar.width <= chart.right + 0.01
        assert chart.top - 0.01 <= bar.y <= bar.y + bar.height <= chart.bottom + 0.02


def test_each_series_is_drawn_as_one_path():
    parts = [Series("a", "A", "p", (1.0, 2.0)), Series("b", "B", "", (0.0, 0.0))]
    chart = stacked_bars(["1", "2"], parts, width=144, height=136)
    assert chart.drawn == (SeriesDrawn("a", "p", "M43.5 62h35v50h-35zM93.5 12h35v100h-35z"),)
