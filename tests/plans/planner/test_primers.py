"""Primers before key runs."""

import pytest

from plans.planner import Pain, Placement, Race, Run, plan


@pytest.fixture
def primers(a_week, a_class, a_runner):
    def ask(*items, **more):
        runner = more.pop("runner", None) or a_runner(0, primers=True)
        return [(s.date, s.slug) for s in plan(a_week(*items, runner=runner, **more)).primers]

    return ask


@pytest.fixture
def wake(a_class):
    return a_class("wake", kind="primer", minutes=6, sites={"calf": 1})


def test_one_before_each_key_run_to_come(primers, wake, day):
    runs = (Run(day(1), "tempo"), Run(day(2), "easy"), Run(day(4), "intervals"), Run(day(0), "long"))
    assert primers(wake, runs=runs, today=day(1)) == [(day(1), "wake"), (day(4), "wake")]


def test_only_where_they_are_wanted(primers, wake, a_runner, day):
    assert primers(wake, runs=(Run(day(1), "tempo"),), runner=a_runner(0)) == []


@pytest.mark.parametrize(
    "unfit",
    [{"minutes": 11}, {"load": 2}, {"longest_hold_s": 60}, {"level": 2}, {"kit": frozenset({"band"})}],
)
def test_only_where_a_legal_one_exists(primers, a_class, day, unfit):
    item = a_class("unfit", kind="primer", **{"minutes": 6, **unfit})
    assert primers(item, runs=(Run(day(1), "tempo"),)) == []


def test_it_needs_no_minutes_of_the_day(primers, wake, a_runner, day):
    runner = a_runner(0, primers=True, days={})
    assert primers(wake, runner=runner, runs=(Run(day(1), "tempo"),)) == [(day(1), "wake")]


def test_not_on_a_spot_that_hurts_nor_on_the_day_of_an_a_race(primers, wake, day):
    runs = (Run(day(1), "tempo"),)
    assert primers(wake, runs=runs, pain=(Pain("calf", 7, day(-1)),)) == []
    assert primers(wake, races=(Race(day(3), "A", 5_000),)) == []
    assert primers(wake, races=(Race(day(3), "B", 5_000),)) == [(day(3), "wake")]


def test_a_run_that_is_done_needs_none(primers, wake, day):
    assert primers(wake, runs=(Run(day(0), "tempo", status="done"),)) == []


def test_what_stands_stays_and_what_was_skipped_stays_empty(primers, wake, a_class, day):
    other = a_class("other", kind="primer", minutes=5)
    runs = tuple(Run(day(n), "tempo") for n in (1, 3, 5))
    placed = (
        Placement(day(1), other, "locked"),
        Placement(day(3), wake, "skipped"),
        Placement(day(5), other),
    )
    assert primers(wake, other, runs=runs, placed=placed) == [(day(1), "other"), (day(5), "other")]


def test_a_primer_takes_no_place_and_no_minutes(a_week, a_class, a_runner, wake, day):
    full = a_class("full", minutes=30)
    runner = a_runner(2, primers=True)
    planned = plan(a_week(full, wake, runner=runner, runs=(Run(day(0), "tempo"),)))
    assert ([s.slug for s in planned.sessions], len(planned.primers)) == (["full", "full"], 1)
