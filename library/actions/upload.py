"""A teacher's film on its way to us, piece by piece; it can be continued after the connection dropped.

What has come lies below MEDIA_ROOT in `uploads/<id>.part`; no name a browser sends ever reaches the disk.

Addresses (library/views/upload.py), below /library/studio/<slug>/:
    upload/            the page with the file picker; POST takes the whole file, without JavaScript
    uploads/           POST begins an upload, or finds the one that was begun with the same file
    uploads/<uuid>/    HEAD tells how much has come, PATCH adds a piece, POST finishes
    uploads/<uuid>/cancel/    POST forgets it
"""

import base64
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from library.actions.encoding import ffmpeg
from library.actions.filmed import FOLDER as FILMS
from library.actions.filmed import add_version, remove_lost_folders
from library.actions.told import told
from library.film.container import HEAD_BYTES, NotAFilm, container_of
from library.film.ffmpeg import FilmFailed
from library.film.probe import film_facts
from library.models import Film, Upload, VideoClass

FOLDER = "uploads"  # below MEDIA_ROOT
KEPT = timedelta(days=7)
OPEN_AT_ONCE = 5  # uploads a teacher may have on the way
LEAST_PIECE, MOST_PIECE = 64 * 1024, 16 * 1024**2  # bytes; the last piece may be smaller
SPARE_BYTES = 512 * 1024**2
GIB = 1024**3


class UploadRefused(Exception):
    """A file or a piece that is not taken; the message is a sentence for the teacher."""


class WrongOffset(Exception):
    """The piece does not begin where the last one ended, or did not arrive whole; `received` is the truth."""

    def __init__(self, received: int):
        super().__init__(received)
        self.received = received


class Busy(Exception):
    """Another request is adding to the same upload at this moment."""


# --- beginning ------------------------------------------------------------------------------------


def begin_upload(
    *, teacher, video_class: VideoClass, name: str, size_bytes: int, fingerprint: str, now: datetime
) -> Upload:
    """A new upload, or the unfinished one of the same file to the same class. UploadRefused."""
    known = Upload.objects.of(teacher).filter(
        video_class=video_class, fingerprint=fingerprint, size_bytes=size_bytes, film=None
    )
    begun = known.first() if fingerprint else None
    if begun:
        return begun
    check_size(size_bytes)
    if Upload.objects.of(teacher).filter(film=None).count() >= OPEN_AT_ONCE:
        raise UploadRefused(_("Five films are on their way already. Finish one or cancel it first."))
    upload = Upload.objects.create(
        teacher=teacher,
        video_class=video_class,
        name="".join(letter for letter in name if letter.isprintable())[:200],
        size_bytes=size_bytes,
        fingerprint=fingerprint,
    )
    _sweep_later(now + KEPT)
    return upload


def check_size(size_bytes: int) -> None:
    """UploadRefused for what is empty, too large, or has no room on the disk."""
    if size_bytes <= 0:
        raise UploadRefused(told(str(NotAFilm("empty"))))
    if size_bytes > settings.FILM_UPLOAD_BYTES:
        sizes = {"size": _gib(size_bytes), "most": _gib(settings.FILM_UPLOAD_BYTES)}
        raise UploadRefused(
            _("This file has %(size)s GB; up to %(most)s GB are taken. Export it at 1080p.") % sizes
        )
    if shutil.disk_usage(folder()).free < 2 * size_bytes + SPARE_BYTES:
        raise UploadRefused(
            _("The site has no room for this film at the moment. Tell whoever runs it, and come back later.")
        )


def _gib(size_bytes: int) -> str:
    return f"{size_bytes / GIB:.3g}"


def folder() -> Path:
    path = Path(settings.MEDIA_ROOT) / FOLDER
    path.mkdir(parents=True, exist_ok=True)
    return path


def part_of(upload: Upload) -> Path:
    return folder() / f"{upload.pk}.part"


# --- pieces ---------------------------------------------------------------------------------------


@contextmanager
def alone(upload: Upload) -> Iterator[BinaryIO]:
    """The file, with nobody else writing to it, and the row as it is now. Busy.

    A lock on the file and not on the row: a piece may take a minute, and SQLite knows one writer at a time.
    """
    with part_of(upload).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        try:
            upload.refresh_from_db()
        except Upload.DoesNotExist:
            part_of(upload).unlink(missing_ok=True)
            raise UploadRefused(_("This upload was cancelled. Choose the film again.")) from None
        yield file


def received(upload: Upload) -> int:
    """How much is really there, also where the disk kept less than the row says."""
    if upload.film_id:  # it has moved; one who missed that answer is to finish again, not to begin anew
        return upload.size_bytes
    path = part_of(upload)
    return min(upload.received_bytes, path.stat().st_size if path.exists() else 0)


def receive_piece(
    *, upload: Upload, offset: int, chunks: Iterable[bytes], size: int, checksum: str = "", now: datetime
) -> Upload:
    """Adds a whole piece or nothing. WrongOffset, Busy, UploadRefused.

    `checksum` is `sha256 <base64>`, or empty where the browser cannot reckon one.
    """
    with alone(upload) as file:
        if offset != received(upload) or upload.film_id:
            raise WrongOffset(received(upload))
        _check_piece(upload, offset, size)
        try:
            _append(file, offset, chunks, size, checksum)
        except BaseException:
            file.truncate(offset)
            raise
        if offset == 0:
            _check_beginning(upload)
        Upload.objects.filter(pk=upload.pk).update(received_bytes=offset + size, changed_at=now)
        upload.received_bytes = offset + size
    return upload


def _check_piece(upload: Upload, offset: int, size: int) -> None:
    last = offset + size == upload.size_bytes
    if size > MOST_PIECE or offset + size > upload.size_bytes or size < (1 if last else LEAST_PIECE):
        raise UploadRefused(_("This piece has a size that is not taken. Reload the page and continue."))


def _append(file: BinaryIO, offset: int, chunks: Iterable[bytes], size: int, checksum: str) -> None:
    file.truncate(offset)  # what a killed server left of an earlier piece
    left, digest = size, hashlib.sha256()
    try:
        for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    except OSError as error:
        raise _written_no_further(error, offset) from error
    if left or (checksum and digest.digest() != _expected(checksum)):
        raise WrongOffset(offset)


def _expected(checksum: str) -> bytes:
    method, _space, value = checksum.partition(" ")
    try:
        return base64.b64decode(value, validate=True) if method == "sha256" else b""
    except ValueError:  # binascii.Error, or letters beyond ASCII
        return b""


def _written_no_further(error: OSError, offset: int) -> Exception:
    """The disk, or the connection, which Django reports as an OSError too."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UploadRefused(
            _("The site’s disk is full. What came is kept: tell whoever runs the site, and continue later.")
        )
    return WrongOffset(offset)


def _check_beginning(upload: Upload) -> None:
    """The first piece tells a film from an archive: better now than after two gigabytes."""
    with part_of(upload).open("rb") as file:
        head = file.read(HEAD_BYTES)
    try:
        container_of(head)
    except NotAFilm as error:
        cancel_upload(upload=upload)
        raise UploadRefused(told(str(error))) from error


# --- the end --------------------------------------------------------------------------------------


def finish_upload(*, upload: Upload, now: datetime) -> Film:
    """The file becomes a new version of the class's film and waits for the worker. UploadRefused, Busy.

    Asked twice, it gives the same film. A file that is no film is forgotten, with a sentence that says why.
    """
    with alone(upload):
        if upload.film_id:
            return upload.film
        if received(upload) < upload.size_bytes:
            raise UploadRefused(_("The film has not arrived completely yet. Continue the upload."))
        _look_at(upload)
        return _become_film(upload)


def _look_at(upload: Upload) -> None:
    bounds = {"least_s": settings.FILM_SHORTEST_S, "most_s": settings.FILM_LONGEST_S}
    try:
        film_facts(part_of(upload), **bounds, ffmpeg=ffmpeg())
    except NotAFilm as error:
        cancel_upload(upload=upload)
        raise UploadRefused(told(str(error))) from error
    except FilmFailed as error:
        raise UploadRefused(
            _("The site cannot read films just now. What came is kept: try again later.")
        ) from error


@transaction.atomic
def _become_film(upload: Upload) -> Film:
    where = f"{FILMS}/{upload.video_class_id}/{token_hex(8)}"
    original = Path(settings.MEDIA_ROOT) / where / "original"
    original.parent.mkdir(parents=True)
    film = add_version(
        upload.video_class,
        folder=where,
        original=f"{where}/original",
        original_name=upload.name,
        fingerprint=original.parent.name,
    )
    upload.film = film
    upload.save(update_fields=["film", "changed_at"])
    part_of(upload).replace(original)
    return film


def take_whole(*, teacher, video_class: VideoClass, name: str, path: Path, now: datetime) -> Film:
    """A film that came in one piece, by the plain form; `path` is moved. UploadRefused."""
    size = path.stat().st_size
    upload = begin_upload(
        teacher=teacher, video_class=video_class, name=name, size_bytes=size, fingerprint="", now=now
    )
    path.replace(part_of(upload))
    Upload.objects.filter(pk=upload.pk).update(received_bytes=size)
    return finish_upload(upload=upload, now=now)


def cancel_upload(*, upload: Upload) -> None:
    """Forget what has come."""
    part_of(upload).unlink(missing_ok=True)
    Upload.objects.filter(pk=upload.pk, film=None).delete()


# --- what nobody came back for --------------------------------------------------------------------


def _sweep_later(when: datetime) -> None:
    """One sweep is enough to wait: it asks for the next."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=sweep_uploads.module_path)
    if not waiting.exists():
        sweep_uploads.using(run_after=when).enqueue(when.isoformat())


@task(queue_name="quick")
def sweep_uploads(now: str) -> int:
    """Forgets uploads that got no piece for a week, and looks again later. Returns how many those were."""
    before = datetime.fromisoformat(now) - KEPT
    abandoned = list(Upload.objects.filter(film=None, changed_at__lte=before))
    for upload in abandoned:
        cancel_upload(upload=upload)
    oldest = Upload.objects.filter(film=None).order_by("changed_at").first()
    if oldest:
        _sweep_later(oldest.changed_at + KEPT)
    _remove_orphans(before)
    remove_lost_folders(before)
    return len(abandoned)


def _remove_orphans(before: datetime) -> None:
    """Files whose row has gone with its class or teacher."""
    kept = {f"{pk}.part" for pk in Upload.objects.filter(film=None).values_list("pk", flat=True)}
    for path in folder().iterdir():
        with suppress(FileNotFoundError):  # it has arrived, or was cancelled, at this moment
            if path.name not in kept and path.stat().st_mtime < before.timestamp():
                path.unlink()
