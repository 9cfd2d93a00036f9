"""R9: the days before a race."""

import pytest

from plans.planner import Done, Race, plan
from plans.planner.frame import Frame
from plans.planner.rules.taper import before_races, less_volume, taper_aim, taper_days

MARATHON, TEN = 42_195, 10_000


@pytest.mark.parametrize(
    ("race_day", "distance_m", "days"),
    [
        (7, MARATHON, 7),
        (14, MARATHON, 7),
        (15, MARATHON, 6),
        (20, MARATHON, 1),
        (21, MARATHON, 0),
        (0, MARATHON, 0),
        (3, TEN, 3),
        (7, TEN, 7),
        (8, TEN, 6),
        (14, 20_999, 0),
        (14, 21_000, 7),
    ],
)
def test_the_taper_is_two_weeks_or_one(a_week, day, race_day, distance_m, days):
    assert taper_days(Frame(a_week(races=(Race(day(race_day), "A", distance_m),)))) == days


def test_a_b_race_has_no_taper(a_week, day):
    assert taper_days(Frame(a_week(races=(Race(day(7), "B", MARATHON),)))) == 0


def test_an_a_race_soon_after_another_counts_as_b(a_week, day):
    races = (Race(day(-5), "A", MARATHON), Race(day(23), "A", MARATHON), Race(day(24), "A", MARATHON))
    assert [race.priority for race in Frame(a_week(races=races)).races] == ["A", "B", "A"]


def test_the_minutes_fall_by_two_fifths_and_aim_at_half(a_week, day):
    frame = Frame(a_week(races=(Race(day(7), "A", MARATHON),)))
    assert (less_volume(frame).minutes, taper_aim(frame)) == (35, 30)


def test_the_days_before_an_a_race_get_lighter(a_week, day):
    frame = Frame(a_week(races=(Race(day(10), "A", MARATHON),)))
    assert [before_races(frame, day(n), False).load for n in range(11)] == [3, 3, 3, 2, 2, 2, 1, 1, 1, 1, -1]


def test_the_days_before_a_b_race(a_week, day):
    frame = Frame(a_week(races=(Race(day(5), "B", TEN),)))
    assert [before_races(frame, day(n), False).load for n in range(7)] == [3, 3, 2, 2, 2, 3, 3]


def test_no_class_on_the_day_of_any_a_race(breaks, a_class, day):
    races = (Race(day(-5), "A", MARATHON), Race(day(4), "A", TEN))
    assert "R9" in breaks(a_class(load=0), 4, races=races)


def test_a_taper_week_comes_as_near_to_the_half_as_it_can(a_week, a_class, a_runner, day):
    classes = [a_class(f"c{n}", minutes=n) for n in (5, 9, 14, 17, 20)]
    week = a_week(*classes, runner=a_runner(2), races=(Race(day(7), "A", MARATHON),))
    assert sum(s.minutes for s in plan(week).sessions) in (29, 31)


def test_before_the_race_what_was_done_comes_first(a_week, a_class, a_runner, day):
    known, unknown = a_class("known"), a_class("a-new-one")
    races = (Race(day(7), "A", MARATHON),)
    week = a_week(known, unknown, runner=a_runner(1), races=races, history=(Done(day(-2), known),))
    assert [s.slug for s in plan(week).sessions] == ["known"]
