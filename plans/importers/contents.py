"""What bytes are, told by the bytes themselves, and .gz taken off them within limits."""

import zlib

from .limits import Limits
from .sentences import Notice, NotUnderstood

_SMALL = 1024 * 1024  # below this no ratio is suspicious
_PIECE = 256 * 1024


def is_gzip(data: bytes) -> bool:
    return data[:2] == b"\x1f\x8b"


def is_zip(data: bytes) -> bool:
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def is_fit(data: bytes) -> bool:
    return data[8:12] == b".FIT"


def is_xml(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:1] == b"<"


def is_web_page(text: bytes) -> bool:
    """A sign-in page saved under the name of a run is common."""
    return text[:200].lower().startswith((b"<!doctype html", b"<html"))


def without_blanks(data: bytes) -> bytes:
    """Strava writes blanks before the XML declaration, others a byte-order mark: neither is XML."""
    return data.lstrip(b" \t\r\n").removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")


def unpacked(data: bytes, limits: Limits, notices: list[Notice]) -> bytes:
    """The content of a .gz, or the data itself. One cut short gives what there was, with a notice."""
    if len(data) > limits.file_bytes:
        raise NotUnderstood("too_big", megabytes=limits.file_bytes // (1024 * 1024))
    if not is_gzip(data):
        return data
    content = _gunzip(data, limits, notices)
    if not content:
        raise NotUnderstood("packed_badly")
    if is_gzip(content):
        raise NotUnderstood("packed_twice")
    return content


def _gunzip(data: bytes, limits: Limits, notices: list[Notice]) -> bytes:
    whole = bytearray()
    rest = data
    while is_gzip(rest):  # a .gz may be several, one after another
        member = zlib.decompressobj(wbits=31)
        try:
            while not member.eof:
                piece = member.decompress(rest, _PIECE)
                rest = member.unconsumed_tail
                whole += piece
                _stay_small(len(whole), len(data), limits)
                if not piece and not rest:
                    break
        except zlib.error:
            notices.append(Notice("unfinished"))
            break
        if not member.eof:
            notices.append(Notice("unfinished"))
            break
        rest = member.unused_data
    return bytes(whole)


def _stay_small(size: int, packed: int, limits: Limits) -> None:
    if size > limits.file_bytes or size > max(_SMALL, packed * limits.unpack_ratio):
        raise NotUnderstood("packed_too_tightly")
