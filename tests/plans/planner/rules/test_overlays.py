"""R14: illness, holiday, travel and injury."""

import pytest

from plans.planner import Overlay, plan
from plans.planner.caps import FREE
from plans.planner.frame import Frame
from plans.planner.rules.overlays import gently_back


@pytest.mark.parametrize("kind", ["illness", "holiday", "injury"])
def test_no_class_on_those_days(breaks, a_class, day, kind):
    over = (Overlay(kind, day(1), day(2)),)
    assert [breaks(a_class(load=0), n, overlays=over) for n in range(4)] == [[], ["R14"], ["R14"], []]


def test_an_injury_of_a_site_leaves_what_is_gentle_elsewhere(breaks, a_class, day):
    over = (Overlay("injury", day(0), day(6), ("calf",)),)
    assert breaks(a_class(load=0, sites={"calf": 0, "hip": 1}), 1, overlays=over) == []
    assert breaks(a_class(load=0, sites={"calf": 1}), 1, overlays=over) == ["R14"]
    assert breaks(a_class(load=1), 1, overlays=over) == ["R14"]


def test_on_travel_without_kit_in_small_space(breaks, a_class, a_runner, day):
    over, runner = (Overlay("travel", day(0), day(6)),), a_runner(kit=frozenset({"chair"}))
    assert breaks(a_class(), 1, overlays=over, runner=runner) == []
    assert breaks(a_class(kit=frozenset({"chair"})), 1, overlays=over, runner=runner) == ["R14"]
    assert breaks(a_class(small_space=False), 1, overlays=over, runner=runner) == ["R14"]


@pytest.mark.parametrize(
    ("kind", "days", "ended", "minutes"),
    [
        ("illness", 2, -1, FREE),
        ("illness", 3, -1, 30),
        ("injury", 7, -8, FREE),
        ("illness", 8, -8, 30),
        ("illness", 30, -15, 30),
        ("illness", 30, -22, FREE),
        ("illness", 3, 2, 42),
        ("holiday", 13, -1, FREE),
        ("holiday", 14, -1, 45),
        ("holiday", 40, -8, FREE),
        ("travel", 40, -1, FREE),
    ],
)
def test_the_way_back_is_gentle(a_week, day, kind, days, ended, minutes):
    frame = Frame(a_week(overlays=(Overlay(kind, day(ended - days + 1), day(ended)),)))
    assert gently_back(frame).minutes == minutes


def test_without_the_overlay_the_plan_is_as_it_was(a_week, a_class, a_runner, day):
    classes = [a_class("a"), a_class("b", benefits=("balance",))]
    ill = a_week(*classes, overlays=(Overlay("illness", day(0), day(6)),))
    assert plan(ill).sessions == ()
    assert [(u.count, u.because) for u in plan(ill).unplaced] == [(2, ("R14",))]
    assert len(plan(a_week(*classes)).sessions) == 2
