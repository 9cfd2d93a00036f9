"""A file on disk as an answer that a player can seek in. Who may have it is asked before, by the view.

RFC 9110, sections 13 and 14: conditions first, then one byte range; whatever else `Range` holds is ignored.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from balletfusion.bucket import signed_address

# Every range stops after this many bytes, so that a film that somebody watches never holds a thread; the
# player asks again. RFC 9110, section 15.3.7.1, lets an answer hold less than was asked for.
CAP_BYTES = 1024**2
A_YEAR_S = 365 * 24 * 3600
# Eighteen digits are enough for any file, and Python refuses to read thousands of them.
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)
BY_BUCKET = (".mp4", ".m4s")
FILM_TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".vtt": "text/vtt; charset=utf-8",
}


class Unsatisfiable(ValueError):
    """The range begins past the end of the file."""


@dataclass(frozen=True)
class Span:
    """Bytes `first` to `last` of a file, both included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


class Slice:
    """A file that begins and ends early.

    It has no `fileno`, so that no server's file wrapper can send the rest of the file.
    """

    def __init__(self, file: BinaryIO, span: Span):
        file.seek(span.first)
        self.file, self.left, self.close = file, len(span), file.close

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        block = self.file.read(wanted)
        self.left -= len(block)
        return block


class FilePart(FileResponse):
    block_size = 64 * 1024  # Django's 4 KiB would cross from Python to the server 256 times a MiB


def parsed_range(header: str, size: int) -> Span | None:
    """The one span the header asks for, or None where it is to be ignored. Raises Unsatisfiable."""
    match = ONE_RANGE.fullmatch(header.strip())
    if not match or not any(match.groups()):
        return None
    first, last = (int(text) if text else None for text in match.groups())
    if first is None:
        first, last = max(0, size - last), size - 1
    elif last is not None and last < first:
        return None
    end = size - 1 if last is None else min(last, size - 1)
    if first > end:
        raise Unsatisfiable
    return Span(first, min(end, first + CAP_BYTES - 1))


def ranged(request: HttpRequest, file: Path, content_type: str | None = None) -> HttpResponseBase:
    """The file, or the part of it that was asked for; from the bucket or by nginx where settings say so."""
    # No other kind is shown: what a name may make of a file (a page, a drawing with scripts) is not asked.
    kind = content_type or FILM_TYPES.get(file.suffix, "application/octet-stream")
    # A playlist is always sent from here: what it names is looked for beside it, and asked for of us again.
    if file.suffix in BY_BUCKET and file.is_file() and (address := signed_address(file)):
        return HttpResponseRedirect(address, headers={"Cache-Control": "private, no-store"})
    if settings.FILMS_ACCEL_PREFIX:
        return by_nginx(file, kind)
    try:
        return from_disk(request, file, kind)
    except FileNotFoundError:  # a film made anew takes the place of the one that was found a moment ago
        raise Http404 from None


def from_disk(request: HttpRequest, file: Path, kind: str) -> HttpResponseBase:
    """200, 206, 304 or 416. Raises FileNotFoundError."""
    stat = file.stat()
    etag, modified = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"', int(stat.st_mtime)
    base = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private",
        "ETag": etag,
        "Last-Modified": http_date(modified),
    }
    early = get_conditional_response(request, etag, modified, None)
    if early is not None:
        return with_headers(early, base)
    return part_or_whole(request, file, stat.st_size, kind, base)


def part_or_whole(request: HttpRequest, file: Path, size: int, kind: str, base: dict[str, str]):
    """200, 206 or 416."""
    try:
        span = parsed_range(wanted_range(request, base), size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={**base, "Content-Range": f"bytes */{size}"})
    if request.method == "HEAD":
        return HttpResponse(content_type=kind, headers={**base, "Content-Length": str(size)})
    status, part = (206, span) if span else (200, Span(0, size - 1))
    if span:
        base |= {"Content-Range": f"bytes {span.first}-{span.last}/{size}"}
    base |= {"Content-Length": str(len(part))}
    return FilePart(Slice(file.open("rb"), part), status=status, content_type=kind, headers=base)


def lasting(request: HttpRequest, data: bytes, kind: str) -> HttpResponseBase:
    """Bytes whose address changes whenever they do, so that a browser never asks for them again."""
    etag = f'"{sha256(data).hexdigest()[:32]}"'
    base = {"ETag": etag, "Cache-Control": f"private, max-age={A_YEAR_S}, immutable"}
    early = get_conditional_response(request, etag, None, None)
    if early is not None:
        return with_headers(early, base)
    return HttpResponse(data, content_type=kind, headers=base)


def wanted_range(request: HttpRequest, base: dict[str, str]) -> str:
    """The `Range` header where it counts: on GET, and for the version of the file the client knows."""
    known = request.headers.get("If-Range")
    if request.method != "GET" or known not in (None, base["ETag"], base["Last-Modified"]):
        return ""
    return request.headers.get("Range", "")


def by_nginx(file: Path, kind: str) -> HttpResponse:
    """An empty answer that tells nginx which file below MEDIA_ROOT to send; it does ranges itself."""
    inside = file.resolve().relative_to(Path(settings.MEDIA_ROOT).resolve())
    where = f"{settings.FILMS_ACCEL_PREFIX.rstrip('/')}/{quote(inside.as_posix())}"
    return HttpResponse(content_type=kind, headers={"X-Accel-Redirect": where, "Cache-Control": "private"})


def with_headers(response: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    for name, value in headers.items():
        response.headers[name] = value
    return response
