"""Once a day: what was brought in and led to nothing is forgotten, and what no row knows of is removed."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from plans.actions.imports import discard_import
from plans.actions.imports_arrive import FOLDER, folder, remove_arrivals
from plans.actions.imports_originals import batches, forget_originals_of
from plans.models import Arrival, Import, ImportedFile
from plans.models.imports import ORIGINALS, WAITS

log = logging.getLogger(__name__)

ABANDONED = timedelta(days=7)
YOUNG = timedelta(days=1)  # may be being written or read right now
State, Verdict = Import.State, ImportedFile.Verdict


def sweep_imports(*, now: datetime) -> int:
    """All of it, from what is known down to what nobody knows of. Returns how many imports and files went."""
    forgotten = forget_unstored(now=now)
    forget_left_out(now=now)
    return forgotten + sweep_arrivals(now=now) + sweep_originals(now=now)


# --- what a runner left lying ---------------------------------------------------------------------


def bytes_waiting(runner: User) -> int:
    """What a runner has brought in and neither put into the log nor forgotten."""
    waiting = Arrival.objects.filter(
        of_import__runner=runner,
        of_import__undone_at=None,
        of_import__state__in=[State.ARRIVING, State.READING, State.READ],
    )
    never_kept = Q(what=Arrival.What.FILE, size_bytes__gt=settings.ACTIVITY_FILE_MAX_BYTES)
    return waiting.exclude(never_kept).aggregate(bytes=Sum("size_bytes"))["bytes"] or 0


def _waited_too_long(now: datetime):
    read = Import.objects.filter(state=State.READ, undone_at=None)
    return read.alias(since=Coalesce("began_at", "created_at")).filter(since__lt=now - WAITS)


def forget_unstored(*, now: datetime) -> int:
    """Imports that were read and never put into the log; the page of each said until when it waits."""
    return sum(_forgotten(pk, now) for pk in _waited_too_long(now).values_list("pk", flat=True))


def _forgotten(pk: int, now: datetime) -> bool:
    """Its runner may say yes at this very moment."""
    try:
        with transaction.atomic():
            of_import = _waited_too_long(now).select_for_update().filter(pk=pk).first()
            return of_import is not None and discard_import(of_import=of_import)
    except OSError:
        log.exception("Import %s waited too long and cannot be forgotten", pk)
        return False


@transaction.atomic
def forget_left_out(*, now: datetime) -> None:
    """Originals of what was left out of the log: no page leads there, but for what may be kept as a run."""
    stored = ImportedFile.objects.filter(
        of_import__state=State.STORED, of_import__began_at__lt=now - YOUNG, run=None, session=None
    )
    forget_originals_of(stored.exclude(verdict=Verdict.NOT_A_RUN))


# --- what arrived ---------------------------------------------------------------------------------


def sweep_arrivals(*, now: datetime) -> int:
    """Forget files no row knows of, which a killed server left, and uploads that were never ended."""
    abandoned = Import.objects.filter(state=State.ARRIVING, created_at__lt=now - ABANDONED)
    known = set(
        Arrival.objects.exclude(path="").exclude(of_import__in=abandoned).values_list("path", flat=True)
    )
    abandoned.delete()
    lost = [path for path in folder().iterdir() if f"{FOLDER}/{path.name}" not in known]
    return sum(map(_clear_up, _read_with_arrivals())) + sum(map(_removed, _old(lost, now)))


def _read_with_arrivals():
    """Imports whose reader was killed just before it cleared up."""
    done = Import.objects.exclude(state__in=[State.ARRIVING, State.READING])
    return done.filter(pk__in=Arrival.objects.exclude(path="").values("of_import"))


def _clear_up(of_import: Import) -> int:
    try:
        return remove_arrivals(of_import)
    except OSError:
        log.exception("What arrived for import %s cannot be removed", of_import.pk)
        return 0


# --- originals ------------------------------------------------------------------------------------


def sweep_originals(*, now: datetime) -> int:
    """Remove originals that no row names; nothing but files in the two levels of a runner's folder."""
    return sum(_sweep_runner(path, now) for path in _folders(_media() / ORIGINALS) if path.name.isdecimal())


def _sweep_runner(runner: Path, now: datetime) -> int:
    if Import.objects.filter(runner=int(runner.name), state=State.READING).exists():
        return 0  # it may be about to name one that lies here already
    return sum(
        _removed(path)
        for folder in _folders(runner)
        for some in batches(sorted(_old(_files(folder), now)), 500)
        for path in _unnamed(some)
    )


def _unnamed(paths: list[Path]) -> list[Path]:
    names = [_shown(path) for path in paths]
    named = set(ImportedFile.objects.filter(original__in=names).values_list("original", flat=True))
    return [path for path, name in zip(paths, names, strict=True) if name not in named]


# --- on disk --------------------------------------------------------------------------------------


def _folders(path: Path) -> list[Path]:
    """A link may lead anywhere, and is followed nowhere."""
    if not path.is_dir():
        return []
    return [each for each in path.iterdir() if each.is_dir() and not each.is_symlink()]


def _files(path: Path) -> list[Path]:
    return [each for each in path.iterdir() if each.is_file() and not each.is_symlink()]


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
    return path.relative_to(_media()).as_posix()


def _media() -> Path:
    return Path(settings.MEDIA_ROOT)
