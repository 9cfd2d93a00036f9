import re

import pytest

from plans.charts import Cell, Outline, Thing, arch, week_strips

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
WIDTH = 64 + 7 * 60  # a day is 60 wide


def strips(*things, weeks=2):
    return week_strips([f"w{n}" for n in range(weeks)], DAYS, things, width=WIDTH)


def test_a_class_stands_on_the_line_and_a_run_lies_beneath():
    chart = strips(Thing(0, 1, "class", "load-1", 30), Thing(1, 6, "run", "run", 60))
    assert chart.outlines == (
        Outline("load-1", arch(121, 28, 14, 25)),
        Outline("run", "M425 102h42a4 4 0 0 1 0 8h-42a4 4 0 0 1 0 -8z"),
    )
    assert chart.lines == "M56 53H476M56 99H476"


def test_half_as_long_is_half_as_tall_and_half_as_wide():
    chart = strips(
        Thing(0, 0, "class", "a", 60),
        Thing(0, 1, "class", "b", 30),
        Thing(0, 0, "run", "c", 100),
        Thing(0, 1, "run", "d", 50),
    )
    paths = {outline.kind: outline.d for outline in chart.outlines}
    assert paths["a"] == arch(61, 28, 14, 25) and paths["b"] == arch(121, 40.5, 14, 12.5)
    assert "h42a" in paths["c"] and "h17a" in paths["d"]  # and two round ends of 4 each


def test_what_has_no_minutes_is_drawn_short():
    chart = strips(Thing(0, 0, "run", "run", None), Thing(0, 1, "run", "long", 100))
    assert "M65 56h2a4" in chart.outlines[1].d


def test_an_ultra_does_not_make_the_others_small():
    chart = strips(Thing(0, 0, "run", "ultra", 1200), Thing(0, 1, "run", "run", 240))
    assert ["h42a" in outline.d for outline in chart.outlines] == [True, True]


@pytest.mark.parametrize("many", [1, 2, 5, 40])
def test_many_of_a_day_stay_inside_their_day(many):
    chart = strips(*[Thing(1, 3, shape, shape, 30) for shape in ("run", "class") for _ in range(many)])
    cell = chart.cells[7 + 3]
    assert (cell, cell.d) == (Cell(236, 68, 60, 46), "M236 68h60v46h-60z")
    for outline in chart.outlines:
        starts = re.findall(r"M([\d.]+) ([\d.]+)", outline.d)
        assert len(starts) == many
        assert all(236 <= float(x) < 296 and 68 < float(y) < 114 for x, y in starts)


def test_nothing_done_still_has_its_weeks_and_days():
    chart = strips()
    assert (chart.outlines, len(chart.cells), [tick.label for tick in chart.weeks]) == ((), 14, ["w0", "w1"])


@pytest.mark.parametrize(("week", "weekday"), [(2, 0), (-1, 0), (0, 7)])
def test_a_day_that_is_not_there_is_refused(week, weekday):
    with pytest.raises(ValueError, match="there is no day"):
        strips(Thing(week, weekday, "run", "run", 30))
