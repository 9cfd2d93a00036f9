"""R11: what hurts."""

import pytest

from plans.planner import Pain, plan


@pytest.mark.parametrize(
    ("level", "site_load", "rules"),
    [(2, 3, []), (3, 2, ["R11"]), (3, 1, []), (5, 1, []), (6, 1, ["R11"]), (6, 0, [])],
)
def test_the_spot_that_hurts_is_spared(breaks, a_class, day, level, site_load, rules):
    item = a_class(sites={"calf": site_load, "hip": 3})
    assert breaks(item, 1, pain=(Pain("calf", level, day(-1)),)) == rules


def test_with_pain_there_are_no_jumps_at_all(breaks, a_class, a_runner, day):
    runner = a_runner(off=frozenset({"R8"}))
    assert breaks(a_class(load=3), 1, runner=runner, pain=(Pain("calf", 3, day(-1)),)) == ["R11"]


def test_worse_next_morning_is_red_at_any_level(breaks, a_class, day):
    report = Pain("calf", 1, day(-1), worse_next_morning=True)
    assert breaks(a_class(sites={"calf": 1}), 1, pain=(report,)) == ["R11"]


def test_the_latest_report_holds_and_on_one_day_the_worst(breaks, a_class, day):
    item = a_class(sites={"calf": 2})
    older, newer = Pain("calf", 7, day(-3)), Pain("calf", 1, day(-1))
    assert breaks(item, 1, pain=(older, newer)) == []
    assert breaks(item, 1, pain=(newer, Pain("calf", 4, day(-1)))) == ["R11"]
    assert breaks(item, 1, pain=(older, Pain("calf", 0, day(1)))) == ["R11"]  # that is after today


def test_soreness_holds_for_two_days(breaks, a_class, day):
    item = a_class(sites={"calf": 2})
    sore = Pain("calf", 6, day(0), feel="sore")
    assert [breaks(item, n, pain=(sore,)) for n in (0, 1, 2)] == [["R11"], ["R11"], []]
    assert breaks(a_class(sites={"calf": 1}), 0, pain=(sore,)) == []


def test_it_cannot_be_switched_off(breaks, a_class, a_runner, day):
    runner = a_runner(off=frozenset({"R11"}))
    assert breaks(a_class(sites={"calf": 1}), 1, runner=runner, pain=(Pain("calf", 9, day(-1)),)) == ["R11"]


@pytest.mark.parametrize(
    ("reports", "sites"),
    [
        ([("calf", 5, -1, False)], ()),
        ([("calf", 6, -1, False)], ("calf",)),
        ([("calf", 2, -2, True), ("calf", 2, -1, True)], ("calf",)),
        ([("calf", 2, -3, True), ("calf", 2, -2, False), ("calf", 2, -1, True)], ()),
        ([("calf", 8, -2, False), ("calf", 1, -1, False)], ()),
    ],
)
def test_when_to_see_a_professional(a_week, a_class, day, reports, sites):
    pain = tuple(Pain(site, level, day(n), worse) for site, level, n, worse in reports)
    assert plan(a_week(a_class(), pain=pain)).see_professional == sites


def test_after_a_silent_week_it_still_holds(a_week, a_class, breaks, day):
    pain = (Pain("calf", 4, day(-8)), Pain("hip", 4, day(-7)), Pain("foot", 1, day(-30)))
    assert breaks(a_class(sites={"calf": 2}), 6, pain=pain) == ["R11"]
