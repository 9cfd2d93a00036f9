"""Who does which task: taken, kept alive, given back, and taken from the dead.

A task is RUNNING only together with a lease, made in the same transaction. Its worker touches `beat_at` every
few seconds; where that stops, the sweeper puts the task back. What a worker writes about a task counts only
while the lease is still its own (`worker` and `attempts` unchanged), so that one who was thought dead and
wakes up changes nothing. A task may be begun more than once and must be safe to run again.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from balletfusion.background.errors import Hopeless, WorkerDied
from balletfusion.background.models import Lease

ATTEMPTS = 3
FIRST_WAIT = timedelta(seconds=10)
KEPT_DAYS = 7


def waiting(queues: list[str], now: datetime) -> QuerySet[DBTaskResult]:
    """What may be begun now, most urgent first. `["*"]` means every queue."""
    tasks = DBTaskResult.objects.filter(Q(run_after=get_date_max()) | Q(run_after__lte=now))
    tasks = tasks.filter(status=TaskResultStatus.READY)
    return tasks if "*" in queues else tasks.filter(queue_name__in=queues)


def claim(*, queues: list[str], worker: str, now: datetime) -> Lease | None:
    """Take the next task, or nothing."""
    # Asked first without a lock: an idle worker must not stop SQLite's other writers every second.
    if not waiting(queues, now).exists():
        return None
    with transaction.atomic():
        task = waiting(queues, now).select_for_update(skip_locked=True).first()
        if task is None:
            return None
        task.claim(worker)
        lease = Lease.objects.filter(task=task).first() or Lease(task=task)
        lease.task, lease.worker, lease.beat_at = task, worker, now
        lease.attempts += 1
        lease.save()
    return lease


def beat(lease: Lease, *, now: datetime) -> bool:
    """Say that the worker lives. False: the lease is another's by now."""
    return own(lease).update(beat_at=now) == 1


def own(lease: Lease) -> QuerySet[Lease]:
    return Lease.objects.filter(pk=lease.pk, worker=lease.worker, attempts=lease.attempts)


@transaction.atomic
def succeed(lease: Lease, value: Any, *, now: datetime) -> bool:
    """Record what the task returned. False: the lease was lost, and nothing is recorded."""
    if not beat(lease, now=now):
        return False
    lease.task.set_successful(value)
    return True


@transaction.atomic
def fail(lease: Lease, error: BaseException, *, now: datetime) -> bool:
    """Record the error; the task waits for its next attempt if there is one. False: the lease was lost."""
    if not beat(lease, now=now):
        return False
    lease.task.set_failed(error)
    if lease.attempts < ATTEMPTS and not isinstance(error, Hopeless):
        put_back(lease.task, run_after=now + wait_after(lease.attempts))
    return True


def wait_after(attempts: int) -> timedelta:
    """10 s after the first attempt, then 60 s, 360 s …"""
    return FIRST_WAIT * 6 ** (attempts - 1)


@transaction.atomic
def give_back(lease: Lease, *, now: datetime) -> None:
    """The worker stops in the middle: the task is free at once, and this attempt does not count."""
    if own(lease).update(worker="", attempts=lease.attempts - 1, beat_at=now):
        put_back(lease.task, run_after=now)


def put_back(task: DBTaskResult, *, run_after: datetime) -> None:
    task.status, task.run_after, task.finished_at = TaskResultStatus.READY, run_after, None
    task.save(update_fields=["status", "run_after", "finished_at"])


def sweep(*, now: datetime, stale_after: timedelta) -> int:
    """Put back what dead workers held; return how many tasks that were."""
    silent = now - stale_after
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).select_related("lease")
    dead = running.filter(Q(lease__beat_at__lt=silent) | Q(lease__isnull=True, started_at__lt=silent))
    return sum(take_from_the_dead(task, silent=silent, now=now) for task in dead)


@transaction.atomic
def take_from_the_dead(task: DBTaskResult, *, silent: datetime, now: datetime) -> bool:
    """False: the worker gave a sign of life in between, or another sweeper was quicker."""
    lease = getattr(task, "lease", None)
    if lease is None:
        known = {"worker": "nobody", "beat_at": task.started_at, "attempts": 1}
        lease, _ = Lease.objects.get_or_create(task=task, defaults=known)
    # The condition is asked again where it counts, in the update that ends the lease.
    if not own(lease).filter(beat_at__lt=silent).update(worker="", beat_at=now):
        return False
    if lease.attempts < ATTEMPTS:
        put_back(task, run_after=now)
    else:
        task.set_failed(
            WorkerDied(
                f"{lease.attempts} times a worker ended in the middle of this task; it is not begun again."
            )
        )
    return True


@transaction.atomic
def try_again(task: DBTaskResult) -> bool:
    """Begin from the first attempt, at once. False: it is running."""
    if task.status == TaskResultStatus.RUNNING:
        return False
    Lease.objects.filter(task=task).delete()
    put_back(task, run_after=get_date_max())
    return True


def prune(*, now: datetime) -> int:
    """Forget what was finished more than a week ago; return how many tasks that were."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=now - timedelta(days=KEPT_DAYS))
    return old.delete()[1].get(DBTaskResult._meta.label, 0)
