"""Takes tasks from the queue and does them, one at a time.

django-tasks-db's own worker is not used: a task whose worker dies stays RUNNING there for ever, and one that
raises is not tried again.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import FrameType

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskContext
from django_tasks.signals import task_finished, task_started

from balletfusion import shared_cache
from balletfusion.background import leases
from balletfusion.background.errors import Interrupted, LeaseLost
from balletfusion.background.heart import Heart
from balletfusion.background.models import Lease

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """Seconds."""

    look_s: float = 1.0  # between two looks into an empty queue
    beat_s: float = 5.0
    # SQLite's writers wait up to 20 s for each other, so a living worker may be silent for 25.
    stale_s: float = 60.0


def new_worker_id() -> str:
    return f"{socket.gethostname()[:36]}:{os.getpid()}:{get_random_string(8)}"


class Worker:
    """`run()` goes on until a signal comes, or until nothing is left with `once`."""

    def __init__(self, queues: list[str], *, pace: Pace | None = None, once: bool = False):
        self.queues, self.pace, self.once = queues, pace or Pace(), once
        self.id = new_worker_id()
        self.stopping = self.idle = False
        self.doing: Lease | None = None
        self.unanswered = 0  # looks in a row to which the database gave no answer
        self.swept_at = self.mailed_at = self.called_at = self.pruned_at = datetime.min.replace(tzinfo=UTC)

    # --- the loop -----------------------------------------------------------------------------------

    def run(self) -> None:
        while not self.stopping:
            found = self.step()
            if not found and self.once:
                return
            if not found:
                self.rest()

    def step(self) -> bool:
        """Look once; do what is found. A database that does not answer is tried again."""
        close_old_connections()
        try:
            now = timezone.now()
            self.keep_house(now)
            lease = leases.claim(queues=self.queues, worker=self.id, now=now)
            if lease is not None:
                self.perform(lease)
        except (OperationalError, InterfaceError) as error:
            self.no_answer(error)
            return False
        self.unanswered = 0
        return lease is not None

    def no_answer(self, error: Exception) -> None:
        """Said once; from then on the worker looks less and less often, up to once in half a minute."""
        if not self.unanswered:
            logger.warning("The database does not answer, the worker waits: %s", error)
        self.unanswered = min(self.unanswered + 1, 10)
        connection.close()

    def rest(self) -> None:
        wait_s = min(self.pace.look_s * 2**self.unanswered, 30) if self.unanswered else self.pace.look_s
        self.idle = True
        if not self.stopping:
            time.sleep(wait_s)
        self.idle = False

    def keep_house(self, now: datetime) -> None:
        """Take tasks from dead workers, a few times within the time that makes one dead; clear up daily."""
        if (now - self.swept_at).total_seconds() >= self.pace.stale_s / 4:
            self.swept_at = now
            do_chore(self.put_back, now)
            if self.does("quick"):
                do_chore(call_command, "take_up_imports")
                do_chore(call_command, "keep_feeds")
        if now - self.mailed_at >= timedelta(minutes=1) and self.does("quick"):
            self.mailed_at = now
            do_chore(call_command, "call_weekly_mails")
            do_chore(call_command, "keep_accounts")
        if now - self.called_at >= timedelta(minutes=30) and self.does("quick"):
            self.called_at = now
            do_chore(call_command, "call_calendars")
            do_chore(call_command, "keep_weeks")
        # The worker of letters alone takes no chores that last: it is there so that no code waits.
        if now - self.pruned_at >= timedelta(days=1) and self.queues != ["letters"]:
            self.pruned_at = now
            do_chore(leases.prune, now=now)
            do_chore(call_command, "clearsessions")
            do_chore(shared_cache.sweep, now=now)
            if "films" in self.queues:
                do_chore(call_command, "sweep_films")
            if self.does("quick"):
                do_chore(call_command, "sweep_arrivals")
                do_chore(call_command, "sweep_accounts")
                do_chore(call_command, "take_up_sweep")
                do_chore(call_command, "forget_letters")
                do_chore(call_command, "seal_secrets")

    def put_back(self, now: datetime) -> None:
        if swept := leases.sweep(now=now, stale_after=timedelta(seconds=self.pace.stale_s)):
            logger.warning("%d tasks of a worker that ended were put back", swept)

    def does(self, queue: str) -> bool:
        return queue in self.queues or "*" in self.queues

    # --- one task -----------------------------------------------------------------------------------

    def perform(self, lease: Lease) -> None:
        """Call the task under a beating heart, and write down how it ended."""
        began, name = time.monotonic(), lease.task.task_path
        heart = Heart(lease, every_s=self.pace.beat_s, on_loss=self.interrupt)
        heart.start()
        try:
            self.doing = lease
            value = call(lease)
            self.doing = None
            if not leases.succeed(lease, value, now=timezone.now()):
                raise LeaseLost
            logger.info("%s: %s done in %.1f s", lease.task.queue_name, name, time.monotonic() - began)
        except LeaseLost:
            logger.warning("%s was silent for too long; another worker goes on with it", name)
        except Interrupted:
            self.doing = None  # the heart finds the lease gone as soon as it is given back
            leases.give_back(lease, now=timezone.now())
            logger.warning("%s was stopped in the middle and goes back to the queue", name)
        except BaseException as error:
            self.doing = None
            leases.fail(lease, error, now=timezone.now())
            logger.warning("%s failed (attempt %d)", name, lease.attempts, exc_info=error)
        finally:
            self.doing = None
            heart.stop()
        announce_end(lease)

    # --- signals ------------------------------------------------------------------------------------

    def listen(self) -> None:
        signal.signal(signal.SIGINT, self.on_stop)
        signal.signal(signal.SIGTERM, self.on_stop)
        signal.signal(signal.SIGUSR1, self.on_loss)

    def on_stop(self, signum: int, frame: FrameType | None) -> None:
        """Once: end after the current task. Twice: give the current task back."""
        if self.idle:
            raise SystemExit(0)
        if self.stopping and self.doing:
            raise Interrupted
        self.stopping = True

    def on_loss(self, signum: int, frame: FrameType | None) -> None:
        if self.doing:
            raise LeaseLost

    def interrupt(self) -> None:
        """Called by the heart's thread: signals are delivered to the main thread, where the task runs."""
        signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)


def do_chore(chore: Callable, *args, **options) -> None:
    """One that fails is done again at its next turn: mail and films must not wait for a broken folder."""
    try:
        chore(*args, **options)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("A chore of the worker failed: %s", " ".join([chore.__name__, *map(str, args)]))


def call(lease: Lease):
    """What the task returns."""
    task, result = lease.task.task, lease.task.task_result
    task_started.send(sender=type(task.get_backend()), task_result=result)
    context = [TaskContext(task_result=result)] if task.takes_context else []
    return task.call(*context, *result.args, **result.kwargs)


def announce_end(lease: Lease) -> None:
    """django-tasks' own signal, for a task that has ended for good."""
    try:
        sender = type(lease.task.task.get_backend())
    except ImportError:
        return
    if lease.task.finished_at:
        task_finished.send(sender=sender, task_result=lease.task.task_result)
