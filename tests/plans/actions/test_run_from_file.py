"""A file's activity becomes a run on the runner's own date."""

import datetime
from array import array

import pytest

from plans.actions.run_from_file import local_date_and_zone, run_of, why_no_run, why_not_yet
from plans.importers import ParsedRun, Track

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)


def parsed(started_at="2026-11-24T07:00:00+00:00", **fields):
    values = {
        "format": "fit",
        "sport": "running",
        "started_at": datetime.datetime.fromisoformat(started_at),
        "elapsed_s": 3200.4,
        "moving_s": 3105.6,
        "track": Track(array("d")),
        "sha256": "a" * 64,
    }
    return ParsedRun(**{**values, **fields})


@pytest.mark.parametrize(
    ("zone", "started_at", "date"),
    [
        # Clocks go back on 25 October and forward on 29 March 2026 in London.
        ("Europe/London", "2026-10-24T23:30:00+00:00", "2026-10-25"),
        ("Europe/London", "2026-10-25T23:30:00+00:00", "2026-10-25"),
        ("Europe/London", "2026-03-28T23:30:00+00:00", "2026-03-28"),
        ("Europe/London", "2026-03-29T23:30:00+00:00", "2026-03-30"),
        ("Pacific/Auckland", "2026-11-24T11:30:00+00:00", "2026-11-25"),
        ("America/Los_Angeles", "2026-11-24T07:30:00+00:00", "2026-11-23"),
    ],
)
def test_the_date_is_the_one_in_the_runners_zone(runner, zone, started_at, date):
    runner.time_zone = zone
    assert local_date_and_zone(parsed(started_at), runner) == (datetime.date.fromisoformat(date), zone)


def test_the_files_own_zone_comes_first(runner):
    run = parsed("2026-11-24T23:30:00+00:00", zone="Asia/Tokyo")
    assert local_date_and_zone(run, runner) == (datetime.date(2026, 11, 25), "Asia/Tokyo")


def test_a_zone_nobody_knows_is_passed_over(runner):
    run = parsed(zone="../../etc/passwd")
    assert local_date_and_zone(run, runner) == (datetime.date(2026, 11, 24), "Europe/London")


@pytest.mark.parametrize(
    ("offset_s", "date", "zone"),
    [
        (0, "2026-11-24", "Europe/London"),  # as at home
        (7200, "2026-11-25", "Etc/GMT-2"),
        (-36000, "2026-11-24", "Etc/GMT+10"),
        (19800, "2026-11-25", ""),
        (999_999, "2026-12-06", ""),
    ],
)
def test_a_watch_that_was_elsewhere_keeps_the_date_it_showed(runner, offset_s, date, zone):
    run = parsed("2026-11-24T23:30:00+00:00", utc_offset_s=offset_s)
    assert local_date_and_zone(run, runner) == (datetime.date.fromisoformat(date), zone)


def test_everything_the_file_says_is_kept(runner):
    run = run_of(
        parsed(
            distance_m=10012.4,
            climb_m=41.0,
            heart_rate_mean=151,
            heart_rate_max=171,
            rpe=6.4,
            device="garmin fr945",
            title="Tempo\x00 by the river",
            notes="Warm.\nWindy.",
        ),
        runner,
    )
    names = "date duration_s elapsed_s distance_m climb_m heart_rate_mean heart_rate_max effort"
    assert [getattr(run, name) for name in [*names.split(), "device", "title", "note", "kind"]] == [
        datetime.date(2026, 11, 24),
        3106,
        3200,
        10012.4,
        41.0,
        151,
        171,
        6,
        "garmin fr945",
        "Tempo by the river",
        "Warm.\nWindy.",
        "tempo",
    ]
    assert run.kind_is_guess


def test_a_run_without_distance_has_none_rather_than_zero(runner):
    assert run_of(parsed(distance_m=0.0), runner).distance_m is None


def test_texts_are_cut_to_what_the_log_holds(runner):
    run = run_of(parsed(title="t" * 500, notes="n" * 9000, device="d" * 500), runner)
    assert (len(run.title), len(run.note), len(run.device)) == (120, 2000, 80)


def test_only_runs_of_the_thirty_days_before_say_what_is_long(runner, stranger, make_run):
    for days in (1, 2, 3):
        make_run(date=datetime.date(2026, 11, 24) - datetime.timedelta(days=days), duration_s=1800)
    make_run(date=datetime.date(2026, 10, 1), duration_s=7200)
    make_run(of=stranger, duration_s=7200)
    assert run_of(parsed(), runner).kind == "long"


def test_runs_taken_out_say_nothing_about_what_is_long(runner, make_run):
    for days in (1, 2, 3):
        make_run(date=datetime.date(2026, 11, 24) - datetime.timedelta(days=days), duration_s=1800)
    for _ in range(5):
        make_run(duration_s=7200, removed_at=datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC))
    assert run_of(parsed(), runner).kind == "long"


def test_other_sports_are_named():
    assert why_no_run(parsed(sport="cycling")) == "This is a ride, so it stays out of your running log."
    assert (
        why_no_run(parsed(sport="curling")) == "This is another sport, so it stays out of your running log."
    )
    assert why_no_run(parsed()) == ""


def test_a_run_in_which_nothing_happened_is_none():
    assert why_no_run(parsed(moving_s=0.2, elapsed_s=0.3)) == "Nothing was recorded in this run."


def test_a_run_that_has_not_come_yet_says_so():
    assert why_not_yet(parsed("2031-05-04T10:00:00+00:00"), NOW) == (
        "This run says it starts on 4 May 2031, which has not come yet. The watch’s clock was wrong."
    )
    assert why_not_yet(parsed("2026-11-26T02:00:00+00:00"), NOW) == ""
