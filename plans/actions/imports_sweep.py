"""Once a day: what was brought in and led to nothing is forgotten, and what no row knows of is removed."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from plans.actions.imports_arrive import FOLDER, folder, remove_arrivals
from plans.models import Arrival, Import

log = logging.getLogger(__name__)

ABANDONED = timedelta(days=7)
YOUNG = timedelta(days=1)  # may be being written or read right now


def sweep_arrivals(*, now: datetime) -> int:
    """Forget files no row knows of, which a killed server left, and uploads that were never ended."""
    abandoned = Import.objects.filter(state=Import.State.ARRIVING, created_at__lt=now - ABANDONED)
    known = set(
        Arrival.objects.exclude(path="").exclude(of_import__in=abandoned).values_list("path", flat=True)
    )
    abandoned.delete()
    lost = [path for path in folder().iterdir() if f"{FOLDER}/{path.name}" not in known]
    return sum(map(_clear_up, _read_with_arrivals())) + sum(map(_removed, _old(lost, now)))


def _read_with_arrivals():
    """Imports whose reader was killed just before it cleared up."""
    done = Import.objects.exclude(state__in=[Import.State.ARRIVING, Import.State.READING])
    return done.filter(pk__in=Arrival.objects.exclude(path="").values("of_import"))


def _clear_up(of_import: Import) -> int:
    try:
        return remove_arrivals(of_import)
    except OSError:
        log.exception("What arrived for import %s cannot be removed", of_import.pk)
        return 0


def _old(paths: Iterable[Path], now: datetime) -> Iterator[Path]:
    before = (now - YOUNG).timestamp()
    for path in paths:
        try:
            if path.lstat().st_mtime < before:
                yield path
        except FileNotFoundError:
            continue  # it was read at this moment


def _removed(path: Path) -> bool:
    """A folder, or a file that is not ours to remove, costs no other."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        log.warning("%s cannot be removed: %s", _shown(path), error.strerror)
        return False
    return True


def _shown(path: Path) -> str:
    return path.relative_to(settings.MEDIA_ROOT).as_posix()
