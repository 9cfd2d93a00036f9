"""The demonstration runner: made once, the same each time, with a season that keeps the rules."""

import datetime
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import override_settings

from accounts.models import User
from plans.actions.demo import EMAIL, PASSWORD, make_demo
from plans.actions.demo_tracks import record
from plans.actions.imports import bring_in
from plans.actions.recorded import corrected
from plans.actions.track import track_columns
from plans.models import ImportedFile, PlannedRun, PlannedSession, Run, Session, Week

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
TODAY = NOW.date()


@pytest.fixture(scope="module")
def made_once(few_classes_for_all, tmp_path_factory):
    quickly = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), PASSWORD_HASHERS=quickly):
        assert make_demo(now=NOW) is True


@pytest.fixture
def demo(made_once, db):
    return User.objects.get(email=EMAIL)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Files are deleted when the transaction stands."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def season(runner):
    return (
        list(Run.objects.of(runner).values_list("date", "title", "duration_s", "distance_m")),
        list(Session.objects.of(runner).values_list("date", "title", "minutes", "effort")),
    )


def test_a_second_time_changes_nothing(demo):
    before = season(demo)
    assert make_demo(now=NOW) is False
    assert season(demo) == before


def test_made_anew_it_is_the_same_season(demo):
    before = season(demo)
    assert make_demo(now=NOW, fresh=True) is True
    again = User.objects.get(email=EMAIL)
    assert again.pk != demo.pk
    assert season(again) == before


def test_made_anew_it_leaves_everyone_else_alone(demo, runner, make_run):
    run = make_run()
    make_demo(now=NOW, fresh=True)
    assert Run.objects.get(pk=run.pk).runner == runner


def test_it_can_sign_in(demo, client):
    response = client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/today/")


def test_nothing_is_done_that_has_not_happened_yet(demo):
    assert Run.objects.of(demo).latest("date").date < TODAY
    assert Session.objects.of(demo).latest("date").date < TODAY
    assert Week.objects.filter(runner=demo).count() == 17


def test_every_run_done_is_one_that_was_planned(demo):
    done = PlannedRun.objects.of(demo).filter(status="done")
    assert done.count() == Run.objects.of(demo).count() > 40
    assert not done.filter(run=None).exists()


def test_every_class_done_fills_a_place(demo):
    places = PlannedSession.objects.of(demo).filter(state="done")
    assert places.count() == Session.objects.of(demo).count() > 20


def test_what_is_still_to_come_this_week_waits(demo):
    waiting = PlannedSession.objects.of(demo).open().filter(date__gte=TODAY)
    assert waiting.exists()


def test_made_anew_it_leaves_no_file_behind(demo, stranger, gpx, uploaded, settings, commits):
    for runner in (demo, stranger):
        bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    with commits():
        assert make_demo(now=NOW, fresh=True) is True
    activities = Path(settings.MEDIA_ROOT) / "activities"
    assert [folder.name for folder in activities.iterdir()] == [str(stranger.pk)]
    assert default_storage.exists(ImportedFile.objects.get().original.name)


def test_the_latest_runs_were_recorded_by_a_watch(demo):
    runs = list(Run.objects.of(demo).select_related("track")[:9])
    assert [hasattr(run, "track") for run in runs] == [True] * 8 + [False]
    for run in runs[:8]:
        columns = track_columns(run.track.packed)
        assert (columns["time_s"][-1], columns["distance_m"][-1]) == (run.duration_s, run.distance_m)
        assert abs(columns["heart_rate"].mean() - run.heart_rate_mean) < 1
        assert len(run.laps) > 1 and corrected(run) == {}


def test_repeats_are_as_long_as_the_title_says():
    run = Run(
        date=TODAY,
        title="5 × 1 km",
        kind="intervals",
        duration_s=3000,
        distance_m=9500,
        climb_m=40,
        heart_rate_mean=150,
    )
    record(run)
    repeats = [lap for lap in run.laps if lap[-1] == "interval"]
    assert len(repeats) == 5 and all(950 < lap[3] < 1050 for lap in repeats)
