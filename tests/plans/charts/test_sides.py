"""Left and right over time: where their spots and dates stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import Spot, sides_chart


def test_one_day_stands_in_the_middle_left_beside_right():
    chart = sides_chart([1], ["1 Oct 2026"], [10.0], [5.0])
    assert (chart.lefts, chart.rights) == (
        (Spot(186.0, 12.0, 10.0, 12.0, 12.0),),
        (Spot(194.0, 93.0, 5.0, 93.0, 93.0),),
    )
    assert [(tick.at, tick.label) for tick in chart.x_ticks] == [(190.0, "1 Oct 2026")]
    assert (chart.left_line, chart.right_line) == ("186,12", "194,93")
    assert (chart.left_whiskers, chart.right_whiskers) == ("", "")


def test_whiskers_overlap_where_the_measure_can_tell_no_change():
    chart = sides_chart([0, 5], ["a", "b"], [10.0, 11.8], [10.0, 11.9], real_from=1.9)
    (a, b), (c, d) = chart.lefts, chart.rights
    assert b.low > a.high and d.low == c.high  # downwards as in SVG: less than 1.9, and just as much
    assert chart.left_whiskers == f"M{a.x:g} {a.low:g}V{a.high:g}M{b.x:g} {b.low:g}V{b.high:g}"


def test_a_side_that_was_not_measured_has_no_spot_that_day():
    chart = sides_chart([0, 5, 10], ["a", "b", "c"], [3.0, None, 4.0], [None, None, 9.0], real_from=1.9)
    assert [spot.value for spot in chart.lefts] == [3.0, 4.0]
    assert [spot.value for spot in chart.rights] == [9.0]
    assert len(chart.left_line.split()) == 2 and chart.right_whiskers.count("M") == 1


def test_whiskers_end_at_the_ground():
    chart = sides_chart([0], ["a"], [3.0], [40.0], real_from=15)
    assert chart.lefts[0].low == chart.bottom


def test_days_stand_by_their_dates_and_the_first_and_last_are_named():
    chart = sides_chart([0, 10, 40], ["a", "b", "c"], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    assert [spot.x for spot in chart.lefts] == [38.0, 112.0, 334.0]
    assert [(tick.at, tick.label) for tick in chart.x_ticks] == [(42.0, "a"), (338.0, "c")]


def test_the_last_alone_is_named_where_there_is_no_room_for_two():
    chart = sides_chart([0, 5], ["a", "b"], [1.0, 2.0], [1.0, 2.0], width=200)
    assert [tick.label for tick in chart.x_ticks] == ["b"]


def test_equal_sides_are_both_seen():
    chart = sides_chart([0, 5], ["a", "b"], [3.0, 3.0], [3.0, 3.0])
    assert not {(spot.x, spot.y) for spot in chart.lefts} & {(spot.x, spot.y) for spot in chart.rights}


def test_nothing_measured_is_a_line_on_the_ground():
    chart = sides_chart([0, 5], ["a", "b"], [0.0, 0.0], [0.0, 0.0])
    assert {spot.y for spot in chart.lefts} == {chart.bottom}


@pytest.mark.parametrize(("days", "labels", "lefts", "rights"), [
    ([], [], [], []), ([1], ["a"], [1.0], []), ([1], [], [1.0], [1.0]),
])  # fmt: skip
def test_no_days_and_unequal_lists_are_an_error(days, labels, lefts, rights):
    with pytest.raises(ValueError, match="results for"):
        sides_chart(days, labels, lefts, rights)


results = st.lists(
    st.tuples(st.integers(0, 4000), st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=12
)


@given(results)
def test_everything_lies_within_the_plot(rows):
    rows.sort()
    chart = sides_chart(
        [day for day, *_ in rows], ["a"] * len(rows), [row[1] for row in rows], [row[2] for row in rows]
    )
    for spot in (*chart.lefts, *chart.rights):
        assert chart.left <= spot.x <= chart.right + 4
        assert chart.top <= spot.y <= chart.bottom
    places = [tick.at for tick in chart.x_ticks]
    assert places == sorted(places)
