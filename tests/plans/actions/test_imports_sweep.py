"""What was brought in and led to nothing is forgotten in time, and what no row knows of is removed."""

import os

import pytest

from balletfusion.background.worker import Worker
from plans.actions.imports import begin_import
from plans.actions.imports_arrive import folder
from plans.actions.imports_sweep import sweep_arrivals
from plans.models import Import
from tests.plans.actions.test_imports_pipeline import DAY, NOW, bring, commits, on_disk, read, store

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
    Worker(["quick"], once=True).run()
    assert f"What arrived for import {of_import.pk} cannot be removed" in caplog.text
