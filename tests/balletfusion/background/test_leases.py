"""A task belongs to one worker at a time, and to nobody who is dead."""

import datetime
from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from balletfusion.background import leases
from balletfusion.background.errors import Hopeless
from balletfusion.background.models import Lease

pytestmark = pytest.mark.django_db

READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
FAILED, SUCCESSFUL = TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL
NOW = datetime.datetime(2026, 11, 25, 7, 30, tzinfo=datetime.UTC)
MINUTE = timedelta(minutes=1)


def claim(worker="anna", *, queues=("*",), now=NOW):
    return leases.claim(queues=list(queues), worker=worker, now=now)


def state():
    """Of the only task."""
    task = DBTaskResult.objects.get()
    return task.status, task.run_after if task.run_after.year < 9999 else None


def sweep(now):
    return leases.sweep(now=now, stale_after=MINUTE)


def test_an_empty_queue_gives_nothing():
    assert claim() is None


def test_a_claimed_task_has_a_lease(chores):
    result = chores.add.enqueue(1, 2)
    lease = claim()
    assert (str(lease.pk), lease.worker, lease.beat_at, lease.attempts) == (result.id, "anna", NOW, 1)
    assert state() == (RUNNING, None)
    assert Lease.objects.get() == lease


def test_a_task_is_given_to_one_worker_only(chores):
    chores.add.enqueue(1, 2)
    assert claim("anna") is not None
    assert claim("boris") is None


def test_a_worker_takes_from_its_own_queues_only(chores):
    chores.film.enqueue()
    assert claim(queues=["quick"]) is None
    assert claim(queues=["quick", "films"]).task.task_path == "chores.film"


def test_the_more_urgent_comes_first_then_the_older(chores):
    for number, priority in ((1, 0), (2, 5), (3, 0)):
        chores.add.using(priority=priority).enqueue(number, 0)
    assert [claim().task.args_kwargs["args"][0] for _ in range(3)] == [2, 1, 3]


def test_a_task_for_later_waits(chores):
    chores.add.using(run_after=NOW + MINUTE).enqueue(1, 2)
    assert claim(now=NOW) is None
    assert claim(now=NOW + MINUTE) is not None


def test_a_result_is_kept(chores):
    result = chores.add.enqueue(1, 2)
    assert leases.succeed(claim(), 3, now=NOW) is True
    result.refresh()
    assert (result.status, result.return_value) == (SUCCESSFUL, 3)


def test_a_task_that_raises_waits_longer_each_time_and_then_fails(chores):
    chores.stumble.enqueue()
    states = []
    for _ in range(3):
        leases.fail(claim(now=NOW + MINUTE), ValueError("Not today."), now=NOW)
        states.append(state())
    assert states == [
        (READY, NOW + timedelta(seconds=10)),
        (READY, NOW + timedelta(seconds=60)),
        (FAILED, NOW + timedelta(seconds=60)),
    ]
    assert DBTaskResult.objects.get().traceback == "ValueError: Not today.\n"


def test_a_hopeless_task_is_not_tried_again(chores):
    chores.refuse.enqueue()
    leases.fail(claim(), Hopeless("The file is no run."), now=NOW)
    assert state() == (FAILED, None)


def test_a_task_whose_worker_is_silent_is_put_back(chores):
    chores.add.enqueue(1, 2)
    claim("anna")
    assert sweep(NOW + MINUTE + timedelta(seconds=1)) == 1
    assert state() == (READY, NOW + MINUTE + timedelta(seconds=1))
    assert claim("boris", now=NOW + 2 * MINUTE).attempts == 2


def test_a_task_whose_worker_lives_is_left_alone(chores):
    chores.add.enqueue(1, 2)
    lease = claim()
    leases.beat(lease, now=NOW + MINUTE)
    assert sweep(NOW + 2 * MINUTE) == 0
    assert state() == (RUNNING, None)


def test_what_is_finished_is_never_put_back(chores):
    chores.add.enqueue(1, 2)
    leases.succeed(claim(), 3, now=NOW)
    assert sweep(NOW + 9 * MINUTE) == 0


def test_a_task_that_three_workers_died_of_fails_with_a_sentence(chores):
    chores.add.enqueue(1, 2)
    for attempt in range(3):
        later = NOW + 10 * attempt * MINUTE
        claim(now=later)
        assert sweep(later + 2 * MINUTE) == 1
    result = DBTaskResult.objects.get().task_result
    assert result.status == FAILED
    assert result.errors[0].exception_class.__name__ == "WorkerDied"
    assert result.errors[0].traceback.endswith(
        "3 times a worker ended in the middle of this task; it is not begun again.\n"
    )


def test_a_running_task_without_a_lease_is_put_back_too(chores):
    chores.add.enqueue(1, 2)
    DBTaskResult.objects.get().claim("a worker of django-tasks-db")
    DBTaskResult.objects.update(started_at=NOW)
    assert sweep(NOW + MINUTE) == 0
    assert sweep(NOW + 2 * MINUTE) == 1
    assert state() == (READY, NOW + 2 * MINUTE)


def test_who_was_thought_dead_changes_nothing_when_it_wakes_up(chores):
    chores.add.enqueue(1, 2)
    asleep = claim("anna")
    sweep(NOW + 2 * MINUTE)
    awake = claim("boris", now=NOW + 2 * MINUTE)
    late = NOW + 3 * MINUTE
    assert leases.beat(asleep, now=late) is False
    assert leases.succeed(asleep, "late", now=late) is False
    assert leases.fail(asleep, ValueError(), now=late) is False
    leases.give_back(asleep, now=late)
    assert state() == (RUNNING, NOW + 2 * MINUTE)
    assert leases.succeed(awake, 3, now=late) is True


def test_the_same_worker_does_not_mistake_its_second_lease_for_the_first(chores):
    chores.add.enqueue(1, 2)
    first = claim("anna")
    sweep(NOW + 2 * MINUTE)
    claim("anna", now=NOW + 2 * MINUTE)
    assert leases.beat(first, now=NOW + 2 * MINUTE) is False


def test_a_task_given_back_is_free_at_once_and_the_attempt_does_not_count(chores):
    chores.add.enqueue(1, 2)
    leases.give_back(claim(), now=NOW)
    assert state() == (READY, NOW)
    assert claim("boris").attempts == 1


def test_try_again_begins_from_the_first_attempt(chores):
    chores.refuse.enqueue()
    leases.fail(claim(), Hopeless(), now=NOW)
    assert leases.try_again(DBTaskResult.objects.get()) is True
    assert state() == (READY, None)
    assert claim().attempts == 1


def test_a_running_task_is_not_begun_a_second_time(chores):
    chores.add.enqueue(1, 2)
    claim()
    assert leases.try_again(DBTaskResult.objects.get()) is False
    assert state() == (RUNNING, None)


def test_results_are_forgotten_after_a_week(chores):
    for number in range(3):
        chores.add.enqueue(number, 0)
    for days_ago in (8, 6):
        task = claim().task
        task.set_successful(None)
        DBTaskResult.objects.filter(pk=task.pk).update(finished_at=NOW - timedelta(days=days_ago))
    assert leases.prune(now=NOW) == 1
    assert sorted(task.args_kwargs["args"][0] for task in DBTaskResult.objects.all()) == [1, 2]
    assert Lease.objects.count() == 1
