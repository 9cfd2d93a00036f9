"""Workers as real processes: one that is killed loses nothing, one that is asked to stop finishes first."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.actions.letters import post_letter
from accounts.models import Letter
from balletfusion.background import leases
from balletfusion.background.heart import Heart
from balletfusion.background.models import Lease
from balletfusion.background.worker import Pace, Worker

ROOT = Path(__file__).resolve().parents[3]
QUICK = ["--look", "0.05", "--beat", "0.2", "--stale", "2"]


@pytest.fixture
def start_worker(shared_database, chores, tmp_path):
    workers = []

    def start(*options):
        env = {
            **os.environ,
            "DATABASE_URL": shared_database,
            "DATA_DIR": str(tmp_path / "data"),
            "PYTHONPATH": str(Path(chores.__file__).parent),
        }
        command = [sys.executable, "manage.py", "worker", *QUICK, *options]
        workers.append(subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def wait_until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.02)


def status_of(result):
    return DBTaskResult.objects.values_list("status", flat=True).get(pk=result.id)


def test_a_worker_killed_in_the_middle_of_a_task_loses_nothing(start_worker, chores, tmp_path):
    log = tmp_path / "log"
    result = chores.sweep_the_floor.enqueue(str(log), 60)
    first = start_worker()
    wait_until(log.exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    start_worker()
    wait_until(lambda: status_of(result) == TaskResultStatus.SUCCESSFUL)
    assert log.read_text().split() == ["begin", "begin", "end"]
    assert Lease.objects.get().attempts == 2


def test_two_workers_do_each_task_once_and_a_long_one_keeps_its_lease(start_worker, chores, tmp_path):
    """The long task takes longer than the silence that means dead."""
    log = tmp_path / "log"
    long = chores.sweep_the_floor.enqueue(str(log), 4)
    short = [chores.attempt.enqueue() for _ in range(10)]
    start_worker(), start_worker()
    wait_until(lambda: status_of(long) == TaskResultStatus.SUCCESSFUL)
    assert log.read_text().split() == ["begin", "end"]
    for result in short:
        result.refresh()
    assert [result.return_value for result in short] == [1] * 10


def test_a_letter_goes_while_a_slice_of_an_import_keeps_the_worker_of_quick_work(
    start_worker, chores, tmp_path
):
    log = tmp_path / "log"
    long = chores.sweep_the_floor.enqueue(str(log), 60)
    start_worker("--queue", "quick", "--stale", "60"), start_worker("--queue", "letters", "--stale", "60")
    wait_until(log.exists)
    post_letter(to="pat@example.com", subject="Your code", text="BBBB-CCCC")
    wait_until(lambda: not Letter.objects.exists())
    assert status_of(long) == TaskResultStatus.RUNNING


def test_asked_to_stop_a_worker_finishes_its_task_first(start_worker, chores, tmp_path):
    log = tmp_path / "log"
    result, next_one = chores.sweep_the_floor.enqueue(str(log), 1), chores.add.enqueue(1, 2)
    worker = start_worker()
    wait_until(log.exists)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    assert (status_of(result), status_of(next_one)) == (TaskResultStatus.SUCCESSFUL, TaskResultStatus.READY)


def test_asked_twice_it_gives_the_task_back_at_once(start_worker, chores, tmp_path):
    log = tmp_path / "log"
    result = chores.sweep_the_floor.enqueue(str(log), 60)
    worker = start_worker()
    wait_until(log.exists)
    worker.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    worker.send_signal(signal.SIGINT)  # of two alike, not yet delivered, one would be left
    assert worker.wait(timeout=20) == 0
    assert status_of(result) == TaskResultStatus.READY
    assert Lease.objects.get().attempts == 0


@pytest.mark.django_db
def test_a_heart_that_beats_as_the_task_is_given_back_breaks_nothing(chores):
    """The worker ended with an error where its heart found the lease gone before it had let go itself."""
    worker = Worker(["quick"], pace=Pace(beat_s=60))
    result = chores.be_interrupted.enqueue()
    lease = leases.claim(queues=["quick"], worker=worker.id, now=timezone.now())

    def beating(execute, *statement):
        worker.on_loss(signal.SIGUSR1, None)
        return execute(*statement)

    with connection.execute_wrapper(beating):
        worker.perform(lease)
    assert (status_of(result), Lease.objects.get().attempts) == (TaskResultStatus.READY, 0)


def test_an_idle_worker_stops_at_once(start_worker, chores):
    done = chores.add.enqueue(1, 2)
    worker = start_worker("--look", "60")
    wait_until(lambda: status_of(done) == TaskResultStatus.SUCCESSFUL)
    time.sleep(0.5)  # it looks once more, then rests
    worker.send_signal(signal.SIGINT)
    assert worker.wait(timeout=5) == 0


def test_a_worker_that_lost_its_lease_lets_go_of_the_task(start_worker, chores, tmp_path):
    log = tmp_path / "log"
    result = chores.sweep_the_floor.enqueue(str(log), 60)
    start_worker("--stale", "30")
    wait_until(log.exists)
    leases.sweep(now=timezone.now() + timedelta(minutes=5), stale_after=timedelta(minutes=1))
    DBTaskResult.objects.update(run_after=timezone.now())
    wait_until(lambda: status_of(result) == TaskResultStatus.SUCCESSFUL)
    assert log.read_text().split() == ["begin", "begin", "end"]


def test_a_worker_waits_for_a_database_that_does_not_answer_and_says_so_once(tmp_path):
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'no-tables'}", "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "worker", "--look", "0.01"]
    worker = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
    first = worker.stderr.readline()
    time.sleep(0.5)  # several looks
    worker.terminate()
    rest = worker.communicate(timeout=20)[1]
    assert "The database does not answer, the worker waits: no such table" in first
    assert (rest, worker.returncode) == ("", 0)


def work(queue="*"):
    """In this process, until nothing is left."""
    Worker([queue], once=True, pace=Pace(beat_s=60)).run()


def test_a_worker_with_once_does_what_there_is_and_ends(shared_database, chores):
    results = [chores.add.enqueue(number, 1) for number in range(3)]
    work()
    for result in results:
        result.refresh()
    assert [result.return_value for result in results] == [1, 2, 3]


def test_a_worker_leaves_the_other_queue_alone(shared_database, chores):
    film, add = chores.film.enqueue(), chores.add.enqueue(1, 2)
    work("quick")
    assert (status_of(film), status_of(add)) == (TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL)


@pytest.mark.parametrize("name", ["stumble", "return_a_set"])
def test_a_failed_attempt_waits_for_the_next(shared_database, chores, name):
    getattr(chores, name).enqueue()
    work()
    task = DBTaskResult.objects.get()
    assert (task.status, task.finished_at) == (TaskResultStatus.READY, None)
    assert task.run_after > timezone.now()


def test_a_hopeless_task_fails_with_its_sentence(shared_database, chores):
    result = chores.refuse.enqueue()
    work()
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].traceback.endswith("Hopeless: The file is no run.\n")


def test_a_task_that_no_longer_exists_does_not_stop_the_worker(shared_database, chores):
    chores.add.enqueue(1, 2)
    DBTaskResult.objects.update(task_path="chores.gone")
    work()
    assert DBTaskResult.objects.get().exception_class_path == "builtins.ImportError"


def test_the_heart_tells_of_a_lost_lease_once(shared_database, chores):
    chores.add.enqueue(1, 2)
    lease = leases.claim(queues=["*"], worker="anna", now=timezone.now())
    told = []
    heart = Heart(lease, every_s=0.01, on_loss=lambda: told.append(True))
    heart.start()
    wait_until(lambda: Lease.objects.get().beat_at > lease.beat_at)
    Lease.objects.update(worker="boris")
    heart.join(timeout=5)
    assert told == [True]


def test_a_queue_that_does_not_exist_is_named(db):
    with pytest.raises(
        CommandError, match=r"^There is no queue flims; there are letters, quick, films, \*\.$"
    ):
        call_command("worker", queue="quick,flims")


@pytest.mark.django_db
def test_a_worker_forgets_sessions_that_have_expired():
    now = timezone.now()
    for name, age in [("old", timedelta(days=-1)), ("new", timedelta(days=1))]:
        Session.objects.create(session_key=name, session_data="", expire_date=now + age)
    Worker(["quick"]).keep_house(now)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


@pytest.mark.django_db
def test_the_worker_of_letters_takes_from_the_dead_and_does_nothing_else_beside(monkeypatch):
    done = []
    monkeypatch.setattr(
        "balletfusion.background.worker.do_chore", lambda chore, *args, **_: done.append(chore)
    )
    worker = Worker(["letters"])
    worker.keep_house(timezone.now())
    assert done == [worker.put_back]


@pytest.mark.django_db
def test_a_chore_that_fails_is_told_of_and_the_worker_goes_on(monkeypatch, caplog):
    def broken(*_, **__):
        raise PermissionError("not yours")

    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    monkeypatch.setattr(leases, "prune", broken)
    Worker(["quick"], once=True).keep_house(timezone.now())
    assert "A chore of the worker failed: broken" in caplog.text and "not yours" in caplog.text
    assert Session.objects.count() == 0
