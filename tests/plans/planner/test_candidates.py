"""The classes that can matter."""

from plans.planner import plan
from plans.planner.candidates import candidates
from plans.planner.planning import scene_of


def slugs(week, number):
    return [c.item.slug for c in candidates(scene_of(week), number)]


def test_of_classes_all_alike_as_many_are_kept_as_are_placed(a_week, a_class):
    week = a_week(*(a_class(slug) for slug in "dcba"))
    assert slugs(week, 2) == ["a", "b"]
    assert [s.slug for s in plan(week).sessions] == ["a", "b"]


def test_one_that_another_always_beats_is_left_out(a_week, a_class):
    worse = a_class("worse", benefits=("posture",))
    better = a_class("better", benefits=("posture", "balance"))
    assert slugs(a_week(worse, better), 1) == ["better"]


def test_one_that_fits_on_a_day_more_stays(a_week, a_class, a_runner):
    short, long = a_class("short", minutes=10), a_class("long", minutes=15, load=0)
    assert slugs(a_week(short, long, runner=a_runner(1, days={"mon": 10, "tue": 15})), 1) == ["long", "short"]


def test_what_fits_nowhere_is_left_out(a_week, a_class):
    assert slugs(a_week(a_class(minutes=31), a_class("primer", kind="primer")), 1) == []
