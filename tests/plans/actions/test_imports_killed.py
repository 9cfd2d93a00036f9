"""An import whose worker is killed again and again: every file accounted for once, no run twice, none lost.

`KILLS=30 python -m pytest tests/plans/actions/test_imports_killed.py` for the whole of it.
"""

import datetime
import os
import random
import re
import time
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from balletfusion.background.models import Lease
from plans.actions.imports import begin_import, begin_reading, begin_storing, undo_import
from plans.models import FileTrack, Import, ImportedFile, Run, Track
from tests.plans.actions.ready_workers import ready_workers

KILLS = int(os.environ.get("KILLS", "3"))
FILES = max(150, KILLS * 50)
FIRST = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
ENOUGH_S = 600


@pytest.fixture
def workers(shared_database, settings, tmp_path):
    """Real workers over the test's database and files, which are `DATA_DIR`'s."""
    settings.MEDIA_ROOT = tmp_path / "data" / "media"
    env = {"DATABASE_URL": shared_database, "DATA_DIR": str(tmp_path / "data"), "DEBUG": "1"}
    env["DJANGO_SETTINGS_MODULE"] = "balletfusion.settings"
    pace = ["--look", "0.05", "--beat", "0.2", "--stale", "1"]
    with ready_workers(env, "--queue", "quick", *pace) as workers:
        yield workers


@pytest.fixture
def client_of(shared_database):
    def client_of(runner):
        client = Client()
        client.force_login(runner)
        return client

    return client_of


def archive_of(zipped, gpx, fit):
    """Runs, some of them twice as GPX and FIT, rides, and what is damaged."""
    files = {}
    for n in range(FILES):
        start = FIRST - n * DAY
        if n % 10 == 7:
            files[f"{n}.gpx"] = gpx(start, sport="cycling")
        elif n % 10 == 8:
            files[f"{n}.gpx"] = b"<gpx"
        else:
            files[f"{n}.gpx"] = gpx(start)
        if n % 10 == 3:
            files[f"{n}.fit"] = fit(start)
    return files, zipped(files)


def verdicts_of(files):
    """What each name comes to: FIT says more than GPX, so it is the new run of a pair."""
    by_name = {}
    for name in files:
        n, ending = int(name.split(".")[0]), name.split(".")[1]
        by_name[name] = {
            7: "not_a_run",
            8: "unreadable",
            3: "new_run" if ending == "fit" else "same_run",
        }.get(n % 10, "new_run")
    return by_name


def kill_at_random(workers, of_import, kills, told):
    """Kill a worker in the middle of its work, `kills` times, and look at the page in between."""
    chance = random.Random(5)
    while kills and is_at_work(of_import):
        worker = workers.start()
        before = amount_done(of_import)
        wait_until(lambda before=before: amount_done(of_import) > before or not is_at_work(of_import))
        time.sleep(chance.uniform(0, 0.08))
        workers.kill(worker)
        kills -= 1
        told()
    return kills


def is_at_work(of_import):
    return Import.objects.get(pk=of_import.pk).is_at_work


def amount_done(of_import):
    rows = of_import.files.exclude(verdict="waiting")
    return rows.count() + of_import.files.filter(stored=True).count()


def wait_until(true):
    end = time.monotonic() + ENOUGH_S
    while not true():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.01)


def said_by(client, of_import):
    """How many of how many the page says are done, and what the rows say: the page is never ahead."""
    page = client.get(of_import.get_absolute_url()).content.decode()
    counted = re.search(r"(\d[\d,]*) of (\d[\d,]*) (files read|in your log)", page)
    if counted and is_at_work(of_import):
        done, whole = (int(number.replace(",", "")) for number in counted.groups()[:2])
        assert done <= whole <= of_import.files.count()
        if counted[3] == "files read":
            assert done == of_import.files.exclude(verdict="waiting").count()
        else:
            assert done == of_import.files.filter(stored=True).count()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_again_and_again_loses_nothing_and_adds_nothing_twice(
    workers, client_of, runner, uploaded, zipped, gpx, fit, settings
):
    files, archive = archive_of(zipped, gpx, fit)
    client = client_of(runner)
    of_import = begin_import(runner=runner, files=[uploaded(archive, "export.zip")], now=timezone.now())
    begin_reading(of_import=of_import, now=timezone.now())
    left = kill_at_random(workers, of_import, KILLS, lambda: said_by(client, of_import))
    assert left == 0, "The reading was over before the last kill: give it more files."
    worker = workers.start()
    wait_until(lambda: not is_at_work(of_import))

    assert {row.name: row.verdict for row in of_import.files.all()} == verdicts_of(files)
    assert of_import.files.count() == len(files)
    assert (Run.objects.count(), Import.objects.get().state) == (0, "read")
    new = [name for name, verdict in verdicts_of(files).items() if verdict == "new_run"]
    assert FileTrack.objects.count() == len(new) + sum(n % 10 == 3 for n in range(FILES))
    workers.kill(worker)

    begin_storing(of_import=of_import, now=timezone.now())
    assert kill_at_random(workers, of_import, KILLS, lambda: said_by(client, of_import)) == 0
    workers.start()
    wait_until(lambda: not is_at_work(of_import))
    assert sorted(run.files.get(verdict="new_run").name for run in Run.objects.all()) == sorted(new)
    assert len({run.started_at for run in Run.objects.all()}) == len(new) == Track.objects.count()
    assert not of_import.files.filter(run=None, verdict__in=["new_run", "same_run"]).exists()
    assert f"{len(new):,} runs are in your log" in client.get(of_import.get_absolute_url()).content.decode()

    undo_import(of_import=of_import, now=timezone.now())
    assert (Run.objects.count(), Track.objects.count(), FileTrack.objects.count()) == (0, 0, 0)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_import_double_nothing(workers, runner, uploaded, zipped, gpx, fit):
    files, archive = archive_of(zipped, gpx, fit)
    of_import = begin_import(runner=runner, files=[uploaded(archive, "export.zip")], now=timezone.now())
    begin_reading(of_import=of_import, now=timezone.now())
    begin_reading_again(of_import)
    workers.start(), workers.start()
    wait_until(lambda: not is_at_work(of_import))
    assert {row.name: row.verdict for row in of_import.files.all()} == verdicts_of(files)
    begin_storing(of_import=of_import, now=timezone.now())
    begin_reading_again(of_import)
    wait_until(lambda: not is_at_work(of_import))
    new = sum(verdict == "new_run" for verdict in verdicts_of(files).values())
    assert (Run.objects.count(), len({run.started_at for run in Run.objects.all()})) == (new, new)
    assert not ImportedFile.objects.filter(attempts__gt=2).exists()


def begin_reading_again(of_import):
    """As if a task had been lost, and was not."""
    from plans.actions.imports_work import go_on_with_import

    go_on_with_import.enqueue(of_import.pk)


@pytest.mark.django_db(transaction=True)
def test_an_import_whose_task_is_gone_is_taken_up_by_whoever_keeps_house(workers, runner, uploaded, gpx):
    from django_tasks_db.models import DBTaskResult

    of_import = begin_import(runner=runner, files=[uploaded(gpx())], now=timezone.now())
    begin_reading(of_import=of_import, now=timezone.now())
    DBTaskResult.objects.all().delete()
    workers.start()
    wait_until(lambda: Import.objects.get().state == "read")
    assert not Lease.objects.filter(attempts__gt=1).exists()
