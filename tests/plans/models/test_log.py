"""Which runs could be the same: by their start, and by a time or the distance."""

import datetime

import pytest

from plans.models import Run

MORNING = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
NOTHING = {"duration_s": None, "elapsed_s": None, "distance_m": None}


@pytest.mark.parametrize("measure", ["duration_s", "elapsed_s", "distance_m"])
@pytest.mark.parametrize(
    ("value", "alike"), [(1000, True), (1020, True), (981, True), (1021, False), (979, False)]
)
@pytest.mark.parametrize("started_at", [MORNING, None])
def test_runs_are_alike_by_any_one_measure_within_two_in_a_hundred(
    make_run, measure, value, alike, started_at
):
    others = {"duration_s": 5000, "elapsed_s": 6000, "distance_m": 20_000.0}
    run = make_run(date=MORNING.date(), started_at=started_at, **{**others, measure: value})
    began = started_at and started_at + MINUTE
    asked = {"started_at": began, "date": MORNING.date(), **NOTHING, measure: 1000}
    assert list(Run.objects.resembling(**asked)) == [run] * alike


def test_nothing_is_like_a_run_of_which_nothing_is_known(make_run):
    make_run(date=MORNING.date(), started_at=MORNING, duration_s=1000)
    began = MORNING + MINUTE
    assert not Run.objects.resembling(started_at=began, date=MORNING.date(), **NOTHING).exists()


def test_runs_that_began_at_the_same_second_are_one_however_long(make_run):
    run = make_run(date=MORNING.date(), started_at=MORNING, duration_s=1000)
    asked = {"date": MORNING.date(), **NOTHING, "duration_s": 500}
    second = datetime.timedelta(seconds=1)
    assert list(Run.objects.resembling(started_at=MORNING + second, **asked)) == [run]
    assert list(Run.objects.resembling(started_at=MORNING + 2 * second, **asked)) == []
