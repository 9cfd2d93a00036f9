"""What the file said stays, whatever the runner makes of it."""

import datetime

from plans.actions.recorded import corrected, said_by_file, take_from_file
from plans.actions.run_from_file import run_of
from plans.importers import Lap, ParsedRun, Track
from plans.models import PlannedRun, Run

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
MONDAY, TUESDAY = datetime.date(2026, 11, 23), datetime.date(2026, 11, 24)


def from_file(runner, **fields):
    said = {
        "format": "fit",
        "sport": "running",
        "started_at": datetime.datetime(2026, 11, 24, 7, tzinfo=datetime.UTC),
        "elapsed_s": 3200.4,
        "moving_s": 3105.6,
        "track": Track([]),
        "sha256": "a" * 64,
        "distance_m": 10012.4,
        "climb_m": 41.0,
        "heart_rate_mean": 151,
        "rpe": 6.0,
        "laps": (Lap(0, 1500), Lap(1500, 1700)),
    }
    run = run_of(ParsedRun(**{**said, **fields}), runner)
    run.save()
    return Run.objects.get(pk=run.pk)


def test_a_run_from_a_file_remembers_what_the_file_said(runner):
    run = from_file(runner)
    assert run.recorded == {
        "date": "2026-11-24",
        "started_at": "2026-11-24T07:00:00+00:00",
        "kind": "easy",
        "title": "",
        "distance_m": 10012.4,
        "duration_s": 3106,
        "elapsed_s": 3200,
        "climb_m": 41.0,
        "heart_rate_mean": 151,
        "heart_rate_max": None,
        "effort": 6,
    }
    assert run.laps == [[0, 1500, None, None, None, None, ""], [1500, 1700, None, None, None, None, ""]]
    assert corrected(run) == {}


def test_only_what_the_file_said_otherwise_is_a_correction(runner):
    run = from_file(runner)
    run.date, run.distance_m, run.effort, run.title, run.heart_rate_max = (
        MONDAY,
        10200.0,
        None,
        "Bridges",
        170,
    )
    assert corrected(run) == {"date": TUESDAY, "distance_m": 10012.4, "effort": 6}


def test_a_run_by_hand_has_no_file_to_differ_from(make_run):
    assert said_by_file(make_run()) == corrected(make_run()) == {}


def test_a_fact_is_taken_back_and_the_others_stay(runner):
    run = from_file(runner)
    run.distance_m, run.effort = 10200.0, 9
    run.save()
    assert take_from_file(run=run, fact="distance_m", now=NOW) is True
    run = Run.objects.get()
    assert (run.distance_m, run.effort, run.edited_at) == (10012.4, 9, NOW)


def test_a_date_taken_back_finds_the_run_planned_for_it(runner, make_planned_run):
    run = from_file(runner)
    planned = make_planned_run(date=TUESDAY)
    run.date = MONDAY
    run.save()
    take_from_file(run=run, fact="date", now=NOW)
    planned.refresh_from_db()
    assert (Run.objects.get().date, planned.status, planned.run) == (TUESDAY, PlannedRun.Status.DONE, run)


def test_what_the_file_is_silent_about_is_not_taken(runner):
    run = from_file(runner)
    run.heart_rate_max = 170
    for fact in ("heart_rate_max", "distance_m", "pk", "recorded", "runner", ""):
        assert take_from_file(run=run, fact=fact, now=NOW) is False
    assert Run.objects.get().edited_at is None
