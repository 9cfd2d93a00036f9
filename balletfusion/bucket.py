"""Large files in object storage: sent from there by a signed address, once they are there.

`STORAGES["films"]` says where (docs/settings.md). The site itself stays the first owner: a file that is not
in the bucket yet is sent from disk, and copied in the background for those who ask later.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import storages
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)
NAME = "films"
KNOWN_S = 3600  # what is there is not asked for again so soon


def signed_address(file: Path) -> str | None:
    """Where the bucket gives this file to whoever holds the address; None while it is not there."""
    if NAME not in settings.STORAGES:
        return None
    name = file.resolve().relative_to(Path(settings.MEDIA_ROOT).resolve()).as_posix()
    return storages[NAME].url(name) if is_there(name, file) else None


def is_there(name: str, file: Path) -> bool:
    """Asked of the bucket once an hour; what is missing is sent on its way."""
    stat = file.stat()
    key = f"bucket:{name}:{stat.st_mtime_ns}:{stat.st_size}"
    known = cache.get(key)
    if known is None:
        known = _has(name, stat.st_size)
        cache.set(key, known, KNOWN_S if known else 60)
        if not known:
            _copy_later(name)
    return known


def _has(name: str, size: int) -> bool:
    try:
        return storages[NAME].exists(name) and storages[NAME].size(name) == size
    except Exception:  # whatever the storage's own packages raise: the file is here as well
        logger.exception("The bucket of films does not answer.")
        return False


def _copy_later(name: str) -> None:
    """Once, however often it is asked for meanwhile."""
    path, unfinished = copy_to_bucket.module_path, [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    asked = DBTaskResult.objects.filter(task_path=path, status__in=unfinished, args_kwargs__args__0=name)
    if not asked.exists():
        copy_to_bucket.enqueue(name)


@task(queue_name="films")  # gigabytes on their way never hold up mail
def copy_to_bucket(name: str) -> str:
    """The worker's task; safe to run twice."""
    file, bucket = Path(settings.MEDIA_ROOT) / name, storages[NAME]
    if not file.is_file():
        return "gone"
    if bucket.exists(name):
        bucket.delete(name)  # an older one: `save` would find another name
    with file.open("rb") as read:
        bucket.save(name, File(read))
    return "copied"
