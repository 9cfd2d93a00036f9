"""A teacher's film on its way to us, piece by piece; it can be continued after the connection dropped.

What has come lies below MEDIA_ROOT in `uploads/<id>.part`; no name a browser sends ever reaches the disk.

Addresses (library/views/upload.py):
    /studio/<slug>/upload/            the page with the file picker; POST takes the whole file without JavaScript
    /studio/<slug>/uploads/           POST begins an upload, or finds the one that was begun with the same file
    /studio/<slug>/uploads/<uuid>/    HEAD tells how much has come, PATCH adds a piece, POST finishes, DELETE gives up
"""

from collections.abc import Iterable
from datetime import datetime

from library.models import Film, Upload, VideoClass


class UploadRefused(Exception):
    """A piece or a file that is not taken; the message is a sentence for the teacher."""


class WrongOffset(UploadRefused):
    """The piece does not begin where the last one ended; `received` says where that is."""

    def __init__(self, received: int):
        super().__init__("This piece does not follow the last one.")
        self.received = received


def begin_upload(
    *, teacher, video_class: VideoClass, name: str, size_bytes: int, fingerprint: str, now: datetime
) -> Upload:
    """A new upload, or the unfinished one of the same file to the same class. UploadRefused."""
    raise NotImplementedError


def receive_piece(
    *, upload: Upload, offset: int, chunks: Iterable[bytes], size: int, checksum: str = "", now: datetime
) -> Upload:
    """Adds a whole piece or nothing. WrongOffset, UploadRefused."""
    raise NotImplementedError


def finish_upload(*, upload: Upload, now: datetime) -> Film:
    """The file becomes a new version of the class's film and waits for the worker. UploadRefused says why not."""
    raise NotImplementedError


def cancel_upload(*, upload: Upload) -> None:
    """Forget what has come."""
    raise NotImplementedError
