"""Years beneath each other: each week danced has its mark, where its week lies."""

import pytest

from plans.charts import Tick, year_rows

WIDTH = 44 + 53 * 10  # a week is 10 wide


def test_each_week_danced_has_a_mark_in_the_row_of_its_year():
    chart = year_rows(["2026", "2025"], [[0, 52], [3]], ["Jan", *[""] * 11], width=WIDTH)
    assert chart.marks == "M45.0 36v-9M565.0 36v-9M75.0 54v-9"
    assert chart.floors == "M40 36H570M40 54H570"
    assert chart.years == (Tick(0, 36.0, "2026"), Tick(1, 54.0, "2025"))
    assert (chart.months[0], chart.months[11].at, chart.height) == (Tick(0, 40.0, "Jan"), 525.8, 60.0)


def test_a_year_without_a_week_is_a_floor_alone():
    chart = year_rows(["2026"], [[]], [])
    assert (chart.marks, chart.months) == ("", ())


@pytest.mark.parametrize(("years", "weeks"), [(["a"], []), (["a"], [[53]]), (["a"], [[-1]])])
def test_a_week_that_no_year_has_is_refused(years, weeks):
    with pytest.raises(ValueError, match="cannot have the weeks"):
        year_rows(years, weeks, [])
