"""How much of an upload is kept: a file past the limit is read and forgotten, so that its form can answer.

`StopAtLimit` is for every form. The limit of one file is ACTIVITY_FILE_MAX_BYTES, of one request
UPLOAD_FILES_MAX times that. A file past the first arrives in `request.FILES` without content but with its
true size (`TooLarge`), and a form that compares `size` with the limit says its sentence at the field. Past
the second the server stops listening. `StraightToDisk` is for a view that takes many files or large ones.
"""

import errno
import shutil
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext as _


def size_units() -> list[str]:
    """For scripts that write a size while it is sent: of 1, and of 1024 times the one before."""
    return [_("bytes"), _("KB"), _("MB"), _("GB")]


class TooLarge(UploadedFile):
    """A file whose content was not kept: a name and the size it really had."""

    def __init__(self, name: str, content_type: str, size: int):
        super().__init__(BytesIO(), name, content_type, size)


class StopAtLimit(FileUploadHandler):
    """Stands first among the upload handlers and passes on what may be kept.

    `request.too_large` lists the names of what was not.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.file_limit = settings.ACTIVITY_FILE_MAX_BYTES
        self.room = settings.ACTIVITY_FILE_MAX_BYTES * settings.UPLOAD_FILES_MAX
        self.files = 0
        if request is not None:
            request.too_large = []

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.files += 1
        self.kept = True

    def receive_data_chunk(self, raw_data, start):
        self.room -= len(raw_data)
        if self.kept and self._is_too_much(start + len(raw_data)):
            self._forget()
        if self.room < 0:
            raise StopUpload(connection_reset=True)
        return raw_data if self.kept else None

    def _is_too_much(self, size: int) -> bool:
        return size > self.file_limit or self.files > settings.UPLOAD_FILES_MAX or self.room < 0

    def _forget(self):
        """Drop what the other handlers have written of this file, on disk too."""
        self.kept = False
        self.request.too_large.append(self.file_name)
        for handler in self.request.upload_handlers:
            if handler is not self:
                handler.upload_interrupted()

    def file_complete(self, file_size):
        return None if self.kept else TooLarge(self.file_name, self.content_type, file_size)


class OnDisk(UploadedFile):
    """A file that lies at `path`, closed. Whoever wants it moves it away; the rest goes with the request."""

    def __init__(self, name: str, content_type: str, size: int, path: Path):
        super().__init__(BytesIO(), name, content_type, size)
        self.path = path

    def close(self):
        self.path.unlink(missing_ok=True)


class StraightToDisk(FileUploadHandler):
    """The one handler of its view: each file goes into `folder` as it comes in, no further than its limit.

    `limit_of` answers how many bytes a file may have, by its first ones: a name says nothing. One that has
    more arrives as `TooLarge`. A thousand files may come at once, so none is kept open. `request.stopped`
    says why the server listened no further: "large" (past `room` in all), "many", "full" (the disk), or "".
    """

    def __init__(
        self,
        request,
        *,
        folder: Path,
        limit_of: Callable[[bytes], int],
        most_files: int,
        room: int,
        spare: int,
    ):
        super().__init__(request)
        self.folder, self.limit_of, self.most_files = folder, limit_of, most_files
        self.room, self.beyond, self.spare = room, "large", spare
        self.files = 0
        self.landed: list[Path] = []
        self.out: BinaryIO | None = None
        request.stopped = ""

    def handle_raw_input(self, *args, **kwargs):
        free = shutil.disk_usage(self.folder).free - self.spare
        if free < self.room:
            self.room, self.beyond = free, "full"

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.files += 1
        if self.files > self.most_files:
            self.stop("many")
        self.limit: int | None = None
        descriptor, path = tempfile.mkstemp(suffix=".part", dir=self.folder)
        self.path = Path(path)
        self.landed.append(self.path)
        self.out = open(descriptor, "wb")  # noqa: SIM115, PTH123 — closed with its last chunk

    def receive_data_chunk(self, raw_data, start):
        self.room -= len(raw_data)
        if self.room < 0:
            self.stop(self.beyond)
        if self.limit is None:
            self.limit = self.limit_of(raw_data)
        if self.out and start + len(raw_data) > self.limit:
            self.forget()
        if self.out:
            self.write(raw_data)

    def write(self, data: bytes):
        try:
            self.out.write(data)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            self.stop("full")

    def file_complete(self, file_size):
        if self.out is None:
            return TooLarge(self.file_name, self.content_type, file_size)
        try:
            self.out.close()
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            self.stop("full")
        self.out = None
        return OnDisk(self.file_name, self.content_type, file_size, self.path)

    def forget(self):
        self.out.close()
        self.out = None
        self.path.unlink(missing_ok=True)

    def stop(self, why: str):
        self.request.stopped = why
        raise StopUpload(connection_reset=True)

    def clear_up(self):
        """Whatever nobody moved away goes, half a file of a dropped connection too. To be called last."""
        if self.out:
            self.out.close()
        for path in self.landed:
            path.unlink(missing_ok=True)
