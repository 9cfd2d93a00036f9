"""The background task that goes on with an import, slice by slice, so that mail never waits long.

A task may fail or die three times before it is given up (balletfusion/background/leases.py); an import must
not end with it. Each slice is therefore a task of its own, and a lost import gets another.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from accounts.actions.speaking import in_writing_to
from plans.actions.imports_hold import NotOurs, take_hold
from plans.actions.imports_read import read_slice
from plans.actions.imports_store import store_slice
from plans.models import Import

SLICE_S = 12.0
SILENT = datetime.timedelta(seconds=60)  # a worker without a sign of life for that long is dead
_ALIVE = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@task(queue_name="quick")
def go_on_with_import(import_id: int) -> str:
    """A slice of reading or of storing; what is left is the next task's."""
    hold = take_hold(import_id, seconds=SLICE_S)
    if hold is None:
        return "nothing to do"
    act = read_slice if hold.of_import.state == Import.State.READING else store_slice
    try:
        with in_writing_to(hold.of_import.runner):
            done = act(hold)
        if done:
            return "done"
    except NotOurs:
        return "another goes on with it"
    begin_slice(hold.of_import)
    return "to be continued"


@transaction.atomic
def begin_slice(of_import: Import) -> None:
    """The import's next task, which stands in its row: that tells whether anybody will go on."""
    result = go_on_with_import.enqueue(of_import.pk)
    Import.objects.filter(pk=of_import.pk).update(task=result.id)


def at_work():
    return Import.objects.filter(undone_at=None, state__in=[Import.State.READING, Import.State.STORING])


def take_up_lost_imports() -> int:
    """Imports that should be worked at and have no living task get one. Returns how many that were."""
    living = DBTaskResult.objects.filter(pk=OuterRef("task"), status__in=_ALIVE)
    lost = list(at_work().exclude(Exists(living)))
    for of_import in lost:
        take_up(of_import)
    return len(lost)


@transaction.atomic
def take_up(of_import: Import) -> bool:
    """Give it a task if it has none; asked by many at once, one does."""
    locked = at_work().select_for_update().filter(pk=of_import.pk).first()
    if locked is None or DBTaskResult.objects.filter(pk=locked.task, status__in=_ALIVE).exists():
        return False
    begin_slice(locked)
    return True


@dataclass(frozen=True)
class Pulse:
    """Whether somebody works at an import: "working", "waiting" for its turn, or "stopped"."""

    beat: str
    lost: bool = False  # no task is left; it has to be taken up again


def pulse_of(of_import: Import, now: datetime.datetime) -> Pulse:
    found = DBTaskResult.objects.filter(pk=of_import.task).values_list(
        "status", "lease__beat_at", "lease__attempts"
    )
    status, beat_at, attempts = found.first() or (None, None, None)
    if status == TaskResultStatus.RUNNING:
        return Pulse("working" if beat_at and now - beat_at < SILENT else "stopped")
    if status == TaskResultStatus.READY:
        return Pulse("stopped" if attempts else "waiting")
    return Pulse("stopped", lost=True)
