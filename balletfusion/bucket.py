"""Large files in object storage: sent from there by a signed address, once they are there.

`STORAGES["films"]` says where (docs/settings.md). The site itself stays the first owner: a file that is not
in the bucket yet is sent from disk, and copied in the background for those who ask later.
"""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import storages
from django_tasks import task

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
        known = storages[NAME].exists(name) and storages[NAME].size(name) == stat.st_size
        cache.set(key, known, KNOWN_S if known else 60)
        if not known:
            copy_to_bucket.enqueue(name)
    return known


@task(queue_name="quick")
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
