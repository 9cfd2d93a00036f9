"""Originals: the bytes of each file a run came from, stored once under their content."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from plans.models import Arrival, ImportedFile
from plans.models.imports import original_path, runner_of, runners_folder


def keep_original(file: ImportedFile, data: bytes) -> None:
    """Several activities of one file share it. What a killed worker wrote half is written again.

    Its runner has to be locked: nobody may find it unused before the row stands that refers to it.
    """
    path = file.original.name = original_path(file, file.name)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))
    elif default_storage.size(path) != len(data):
        default_storage.delete(path)
        default_storage.save(path, ContentFile(data))


def forget_originals_of(files: QuerySet[ImportedFile]) -> None:
    """Delete stored files for good, once the transaction stands and nothing else refers to them."""
    paths = set(files.exclude(original="").values_list("original", flat=True))
    files.exclude(original="").update(original="")
    if paths:
        transaction.on_commit(lambda: delete_unused(paths))


def delete_unused(paths: Iterable[str]) -> None:
    for some in batches(sorted(paths), 500):
        _delete_unused(some)


@transaction.atomic
def _delete_unused(paths: list[str]) -> None:
    """While their runner is locked, so that no reader keeps one of them at this moment."""
    runners = User.objects.select_for_update(no_key=True).filter(pk__in={runner_of(path) for path in paths})
    list(runners.order_by("pk").values_list("pk"))
    used = set(ImportedFile.objects.filter(original__in=paths).values_list("original", flat=True))
    for path in set(paths) - used:
        default_storage.delete(path)


def batches(items: list, size: int):
    return (items[at : at + size] for at in range(0, len(items), size))


def delete_files_of(runner: User) -> None:
    """All that a runner brought in, once the transaction stands; to be called where the runner goes."""
    folder = runners_folder(runner.pk)
    arrived = Arrival.objects.filter(of_import__runner=runner).exclude(path="")
    places = [Path(settings.MEDIA_ROOT) / path for path in arrived.values_list("path", flat=True)]
    transaction.on_commit(lambda: delete_folder(folder))
    transaction.on_commit(lambda: [place.unlink(missing_ok=True) for place in places])


def delete_folder(folder: str) -> None:
    """Wherever originals are stored; gone already is gone."""
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    for name in folders:
        delete_folder(f"{folder}/{name}")
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)
