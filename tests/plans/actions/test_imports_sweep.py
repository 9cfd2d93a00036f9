"""What was brought in and led to nothing is forgotten in time, and what no row knows of is removed."""

import os
from pathlib import Path

import pytest
from django.utils import timezone

from balletfusion.background.worker import Worker
from plans.actions.imports import begin_import, begin_reading, begin_storing, choose
from plans.actions.imports_arrive import folder
from plans.actions.imports_sweep import (
    bytes_waiting,
    forget_unstored,
    sweep_arrivals,
    sweep_imports,
    sweep_originals,
)
from plans.models import Arrival, FileTrack, Import, ImportedFile, Run
from tests.plans.actions.test_imports_pipeline import (
    DAY,
    MINUTE,
    MORNING,
    NOW,
    bring,
    commits,
    on_disk,
    read,
    store,
)

__all__ = ["bring", "commits", "read", "store"]  # fixtures


def grow_old(path, days=2):
    os.utime(path, ((NOW - days * DAY).timestamp(),) * 2)


def test_what_a_killed_reader_did_not_clear_up_is_swept(read, gpx, settings):
    of_import = read(gpx())
    left = folder() / "left"
    left.touch()
    of_import.arrivals.update(path="arrivals/left")
    assert sweep_arrivals(now=NOW) == 1
    assert on_disk(settings, "arrivals") == []


def test_uploads_that_were_never_ended_are_swept(runner, uploaded, gpx, settings):
    old = begin_import(runner=runner, files=[uploaded(gpx())], now=NOW - 8 * DAY)
    young = begin_import(runner=runner, files=[uploaded(gpx())], now=NOW)
    lost = folder() / "lost.part"
    lost.touch()
    for path in folder().iterdir():
        os.utime(path, ((NOW - 2 * DAY).timestamp(),) * 2)
    assert sweep_arrivals(now=NOW) == 2
    assert list(Import.objects.all()) == [young] != [old]
    assert len(on_disk(settings, "arrivals")) == 1


def test_a_folder_where_files_arrive_costs_no_file_beside_it(db, settings, caplog):
    (folder() / "a").mkdir()
    (folder() / "b").touch()
    for path in folder().iterdir():
        grow_old(path)
    assert (sweep_arrivals(now=NOW), [path.name for path in folder().iterdir()]) == (1, ["a"])
    assert "arrivals/a cannot be removed" in caplog.text


@pytest.mark.django_db
def test_a_worker_lives_on_where_what_arrived_cannot_be_removed(read, gpx, caplog):
    of_import = read(gpx())
    (folder() / "a").mkdir()
    of_import.arrivals.update(path="arrivals/a")
    Worker(["quick"], once=True).keep_house(timezone.now())
    assert f"What arrived for import {of_import.pk} cannot be removed" in caplog.text


# --- what a runner left lying -----------------------------------------------------------------------


def test_what_was_read_and_never_stored_is_forgotten_after_thirty_days(read, gpx, settings, commits):
    of_import = read(gpx())
    with commits():
        assert forget_unstored(now=of_import.waits_until) == 0
    assert (Import.objects.count(), len(on_disk(settings))) == (1, 1)
    with commits():
        assert forget_unstored(now=of_import.waits_until + MINUTE) == 1
    assert of_import.waits_until == NOW + 30 * DAY
    left = [model.objects.count() for model in (Import, Arrival, ImportedFile, FileTrack)]
    assert (left, on_disk(settings)) == ([0, 0, 0, 0], [])


def test_what_is_in_the_log_or_on_its_way_is_not_forgotten(
    runner, bring, read, uploaded, gpx, settings, commits
):
    bring(gpx())
    begin_storing(of_import=read(gpx(MORNING + DAY)), now=NOW)
    reading = begin_import(runner=runner, files=[uploaded(gpx(MORNING + 2 * DAY))], now=NOW)
    begin_reading(of_import=reading, now=NOW)
    with commits():
        sweep_imports(now=NOW + 400 * DAY)
    assert sorted(Import.objects.values_list("state", flat=True)) == ["reading", "stored", "storing"]
    assert (len(on_disk(settings, "activities")), len(on_disk(settings, "arrivals"))) == (2, 1)


def test_the_original_of_a_look_alike_of_a_run_left_out_is_forgotten(
    read, store, gpx, fit, settings, commits
):
    of_import = read(fit(), gpx(), names=["1.fit"])
    new = of_import.files.get(verdict="new_run")
    choose(of_import=of_import, shown=[new.pk], chosen=[], keep={})
    with commits():
        store(of_import)
    with commits():
        sweep_imports(now=NOW + 2 * DAY)
    assert (Run.objects.count(), on_disk(settings, "activities")) == (0, [])
    assert not ImportedFile.objects.exclude(original="").exists()


def test_originals_of_runs_and_of_what_may_be_kept_as_one_stay(bring, gpx, fit, settings, commits):
    bring(gpx(), fit(MORNING + DAY), gpx(MORNING + 2 * DAY, sport=None, speed=1.4))
    before = on_disk(settings, "activities")
    assert [file.may_be_a_run for file in ImportedFile.objects.all()] == [False, False, True]
    with commits():
        sweep_imports(now=NOW + 400 * DAY)
    assert on_disk(settings, "activities") == before
    assert len(before) == ImportedFile.objects.exclude(original="").count() == 3


def test_what_waits_outside_the_log_is_counted_read_or_not(runner, stranger, read, bring, gpx, uploaded):
    bring(gpx())
    assert bytes_waiting(runner) == 0
    read(gpx(MORNING + DAY))
    begin_import(runner=runner, files=[uploaded(gpx(MORNING + DAY))], now=NOW)
    assert bytes_waiting(runner) == 2 * len(gpx(MORNING + DAY))
    assert bytes_waiting(stranger) == 0


def test_a_file_that_was_too_large_to_keep_does_not_wait(runner, uploaded, gpx, settings):
    settings.ACTIVITY_FILE_MAX_BYTES = len(gpx())
    begin_import(runner=runner, files=[uploaded(gpx()), uploaded(gpx() + b" ")], now=NOW)
    assert bytes_waiting(runner) == len(gpx())


# --- originals --------------------------------------------------------------------------------------


def test_an_original_that_no_row_names_is_removed_when_it_is_old(bring, gpx, settings):
    of_import = bring(gpx())
    kept = of_import.files.get().original.path
    lost, young = (Path(kept).with_name(name) for name in ("lost", "young"))
    for path in (lost, young):
        path.write_bytes(b"x")
    grow_old(kept), grow_old(lost), grow_old(young, days=0.5)
    assert sweep_originals(now=NOW) == 1
    assert sorted(on_disk(settings, "activities")) == sorted([Path(kept), young])


def test_nothing_outside_the_originals_is_touched(db, settings, tmp_path):
    media = Path(settings.MEDIA_ROOT)
    others = [tmp_path / "elsewhere/ab/x", media / "films/1/ab/x", media / "activities/x", media / "x"]
    others += [media / "activities/notes/ab/x", media / "activities/7/x", media / "activities/7/ab/cd/x"]
    ours = media / "activities/7/cd/x"
    for path in [*others, ours]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        grow_old(path)
    (media / "activities/8").symlink_to(tmp_path / "elsewhere")
    (media / "activities/7/ef").symlink_to(tmp_path / "elsewhere/ab")
    (media / "activities/7/cd/link").symlink_to(tmp_path / "elsewhere/ab/x")
    assert sweep_originals(now=NOW) == 1
    assert (all(path.exists() for path in others), ours.exists()) == (True, False)
    assert (media / "activities/7/cd/link").is_symlink()


def test_while_a_runner_has_files_read_their_originals_are_left_alone(runner, uploaded, gpx, settings):
    of_import = begin_import(runner=runner, files=[uploaded(gpx())], now=NOW)
    begin_reading(of_import=of_import, now=NOW)
    lost = Path(settings.MEDIA_ROOT) / f"activities/{runner.pk}/ab/x"
    lost.parent.mkdir(parents=True)
    lost.write_bytes(b"x")
    grow_old(lost)
    assert sweep_originals(now=NOW) == 0
    Import.objects.update(state="stored")
    assert sweep_originals(now=NOW) == 1


def test_where_nothing_was_ever_brought_in_nothing_is_swept(db):
    assert sweep_imports(now=NOW) == 0
