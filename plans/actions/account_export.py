"""All of a runner's data as one file: asked for, made slice by slice, told of by mail, kept a few days.

It lies below MEDIA_ROOT in `exports/` under a name nobody can guess, and is sent to its owner alone. While it
is made each slice works at a copy of what the last one left: one that is killed costs that slice and no more.
"""

import datetime
import logging
import shutil
import time
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from plans.actions.account_archive import fill
from plans.actions.account_mail import tell
from plans.models import AccountExport
from plans.models.account import EXPORT_KEPT

log = logging.getLogger(__name__)

FOLDER = "exports"  # below MEDIA_ROOT
SLICE_S = 12.0
GIVEN_UP = datetime.timedelta(days=1)  # what cannot be made in that time cannot be made
ALIVE = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def place_of(path: str) -> Path:
    return Path(settings.MEDIA_ROOT) / path


@transaction.atomic
def ask_for_export(*, runner: User, now: datetime.datetime) -> AccountExport:
    """One at a time: asked again while it is put together, it is that one."""
    User.objects.select_for_update(no_key=True).get(pk=runner.pk)
    if in_the_making := runner.account_exports.filter(ready_at=None).first():
        return in_the_making
    path = f"{FOLDER}/{token_hex(16)}.zip"
    export = AccountExport.objects.create(runner=runner, asked_at=now, path=path)
    _begin_slice(export)
    return export


def _begin_slice(export: AccountExport) -> None:
    result = go_on_with_export.enqueue(export.pk)
    AccountExport.objects.filter(pk=export.pk).update(task=result.id)


@task(queue_name="quick", takes_context=True)
def go_on_with_export(context: TaskContext, export_id: int) -> str:
    """A slice; what is left is the next task's."""
    export = AccountExport.objects.select_related("runner").filter(pk=export_id, ready_at=None).first()
    if export is None:
        return "nothing to do"
    result = context.task_result
    if not go_on(export, now=result.started_at or result.enqueued_at, seconds=SLICE_S):
        with transaction.atomic():
            if not AccountExport.objects.select_for_update().filter(pk=export_id).exists():
                return "nothing to do"
            _begin_slice(export)
        return "to be continued"
    return "done"


def go_on(export: AccountExport, *, now: datetime.datetime, seconds: float) -> bool:
    """True when it is ready, and its runner told."""
    until, whole = time.monotonic() + seconds, place_of(export.path)
    begun, mine = whole.with_suffix(".part"), whole.with_suffix(f".{token_hex(4)}")
    whole.parent.mkdir(parents=True, exist_ok=True)
    try:
        if begun.exists():
            shutil.copyfile(begun, mine)
        if not fill(mine, runner=export.runner, now=now, until=until):
            if AccountExport.objects.filter(pk=export.pk).exists():  # else it was forgotten meanwhile
                mine.replace(begun)
            return False
        size = mine.stat().st_size
        mine.replace(whole)
    finally:
        mine.unlink(missing_ok=True)
    begun.unlink(missing_ok=True)
    _is_ready(export, size, now)
    return True


def _is_ready(export: AccountExport, size: int, now: datetime.datetime) -> None:
    """Two slices at once end once; an export that was forgotten meanwhile leaves nothing behind."""
    making = AccountExport.objects.filter(pk=export.pk, ready_at=None)
    if making.update(ready_at=now, size_bytes=size, task=None):
        export.refresh_from_db()
        for older in export.runner.account_exports.exclude(pk=export.pk).exclude(ready_at=None):
            forget_export(export=older)
        address = settings.SITE_URL + export.get_absolute_url()
        tell(export.runner, "export_ready", address=address, until=export.kept_until)
    elif not AccountExport.objects.filter(pk=export.pk).exists():
        place_of(export.path).unlink(missing_ok=True)


def forget_export(*, export: AccountExport) -> None:
    """The row and its file."""
    export.delete()
    transaction.on_commit(lambda: remove_export_files(export.path))


def remove_export_files(path: str) -> None:
    """The file, and what slices left of it."""
    whole = place_of(path)
    for file in whole.parent.glob(f"{whole.stem}.*"):
        file.unlink(missing_ok=True)


def take_up_exports() -> int:
    """Those whose task was lost get another."""
    living = DBTaskResult.objects.filter(pk=OuterRef("task"), status__in=ALIVE)
    lost = list(AccountExport.objects.filter(ready_at=None).exclude(Exists(living)))
    for export in lost:
        with transaction.atomic():
            _begin_slice(export)
    return len(lost)


def sweep_exports(*, now: datetime.datetime) -> int:
    """Those kept long enough, and those that could not be made; returns how many went."""
    over = AccountExport.objects.filter(ready_at__lte=now - EXPORT_KEPT)
    stuck = AccountExport.objects.filter(ready_at=None, asked_at__lte=now - GIVEN_UP)
    for export in stuck:
        log.error("Export %s could not be made within a day", export.pk)
    gone = [*over, *stuck]
    for export in gone:
        forget_export(export=export)
    return len(gone)
