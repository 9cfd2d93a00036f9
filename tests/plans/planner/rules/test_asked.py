"""R16: what the runner asked for is kept."""

import pytest

from plans.planner import Placement, Run, plan


@pytest.mark.parametrize(
    "unasked",
    [
        {"minutes": 31},
        {"kit": frozenset({"band"})},
        {"quiet": False},
        {"level": 2},
    ],
)
def test_minutes_kit_quiet_and_level(breaks, a_class, a_runner, unasked):
    runner = a_runner(quiet=True, kit=frozenset({"chair"}))
    assert breaks(a_class(kit=frozenset({"chair"})), 0, runner=runner) == []
    assert breaks(a_class(**unasked), 0, runner=runner) == ["R16"]


def test_a_day_that_is_not_named_is_not_available(breaks, a_class, a_runner):
    assert breaks(a_class(), 1, runner=a_runner(days={"mon": 30})) == ["R16"]


def test_one_class_a_day_beside_a_primer(breaks, a_class, day):
    primer = Placement(day(0), a_class("primer", kind="primer"), "locked")
    assert breaks(a_class(), 0, placed=(primer,)) == []
    assert breaks(a_class(), 0, placed=(Placement(day(0), a_class("other"), "locked"),)) == ["R16"]


def test_after_the_run_on_a_day_with_one(a_week, a_class, a_runner, day):
    week = a_week(a_class(), runner=a_runner(2, days={"mon": 30, "wed": 30}), runs=(Run(day(2), "easy"),))
    assert [(s.date, s.slot) for s in plan(week).sessions] == [(day(0), "alone"), (day(2), "after_run")]


def test_a_class_that_is_not_offered_is_not_placed(a_week, a_class):
    planned = plan(a_week(a_class(offer=False)))
    assert (planned.sessions, planned.unplaced[0].count) == ((), 2)
