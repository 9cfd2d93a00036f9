"""What a zip archive holds, by its directory at the end or, where that was cut off, by its files one by one.

Our own, because `zipfile` reads the whole directory into memory before anyone could say that it is too long,
and opens nothing of an archive whose end is missing. Source of the layout: PKWARE's APPNOTE, 4.3 and 4.5.3.
"""

import struct
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from .limits import Limits
from .sentences import NotUnderstood

STORED, DEFLATED = 0, 8
ENCRYPTED, SIZES_FOLLOW, UTF_8 = 0x1, 0x8, 0x800
PIECE = 64 * 1024
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_LISTED = struct.Struct("<4s4B4HL2L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 65535
_LONGEST_NAME = 512  # bytes; of a longer one the end is kept, which says what kind of file it is
_LONGEST_EXTRA = 1024  # bytes; 30,000 files with 64 KiB of empty fields each would keep us for minutes
_ELSEWHERE = 0xFFFFFFFF  # "see the 64-bit field"
_HIGHEST = 2**62  # of sizes and places: what lies above is damage


@dataclass(frozen=True, slots=True)
class Row:
    """One file of an archive. `at` is where its own header begins; `index` counts all files from 0."""

    index: int
    path: str
    at: int
    packed: int
    size: int
    crc: int
    method: int
    flags: int
    overlaps: bool = False  # another file's bytes are counted as its own: a bomb


@dataclass
class Directory:
    """The files of an archive in order, folders left out. `is_cut`: the archive's end was missing."""

    rows: list[Row] = field(default_factory=list)
    is_cut: bool = False


def directory_of(file: BinaryIO, limits: Limits) -> Directory:
    """Raises NotUnderstood where nothing at all can be listed."""
    size = file.seek(0, 2)
    if size > limits.archive_bytes:
        raise NotUnderstood("archive_too_big", megabytes=limits.archive_bytes // (1024 * 1024))
    start = _start_of_directory(file, size)
    if start is not None:
        rows = _kept(_listed(file, *start), limits)
        if rows is not None:
            return Directory(_marked(rows))
    rows = _kept(_walked(file, size, limits), limits)
    if not rows:
        raise NotUnderstood("damaged_zip")
    return Directory(rows, is_cut=True)


def _kept(rows: Iterator[Row | None], limits: Limits) -> list[Row] | None:
    """All rows but folders; None where the directory turned out to be damaged."""
    kept: list[Row] = []
    for row in rows:
        if row is None:
            return None
        if row.index >= limits.entries:
            raise NotUnderstood("too_many_entries", limit=limits.entries)
        if not row.path.endswith("/"):
            kept.append(row)
    return kept


def _start_of_directory(file: BinaryIO, size: int) -> tuple[int, int, int] | None:
    """Where the directory begins, how many bytes stand before the archive, and how many files are listed."""
    tail_at = max(0, size - _END.size - _LONGEST_COMMENT)
    file.seek(tail_at)
    tail = file.read(_END.size + _LONGEST_COMMENT)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return None
    _, _, _, _, count, length, start, _ = _END.unpack_from(tail, at)
    end = tail_at + at
    if _ELSEWHERE in (length, start) or count == 0xFFFF:
        end, count, length, start = _in_64_bits(file, end) or (end, count, length, start)
    before = end - length - start
    return (start + before, before, count) if before >= 0 and length >= 0 else None


def _in_64_bits(file: BinaryIO, end: int) -> tuple[int, int, int, int] | None:
    """The end of the directory, the count, length and start, of an archive too large for 32 bits."""
    at = end - _LOCATOR_64.size - _END_64.size
    if at < 0:
        return None
    file.seek(at)
    data = file.read(_END_64.size)
    if len(data) < _END_64.size or data[:4] != b"PK\x06\x06":
        return None
    *_, count, length, start = _END_64.unpack(data)
    return at, count, length, start


def _listed(file: BinaryIO, start: int, before: int, count: int) -> Iterator[Row | None]:
    """The rows of the directory; None, and no more, where it is damaged."""
    file.seek(start)
    for index in range(count):
        head = file.read(_LISTED.size)
        if len(head) < _LISTED.size or head[:4] != b"PK\x01\x02":
            yield None
            return
        _, _, _, _, _, flags, method, _, _, crc, packed, size, *lengths, _, _, _, at = _LISTED.unpack(head)
        name, extra = file.read(lengths[0]), file.read(lengths[1])
        file.seek(lengths[2], 1)
        size, packed, at = _long(extra, size, packed, at)
        if at + before > _HIGHEST:
            yield None
            return
        yield Row(index, _path(name, flags), at + before, packed, size, crc, method, flags)


def _long(extra: bytes, *values: int) -> list[int]:
    """The values, those that did not fit in 32 bits taken from the 64-bit field."""
    place = 0
    while _ELSEWHERE in values and place + 4 <= min(len(extra), _LONGEST_EXTRA):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == 1:
            inside = extra[place + 4 : place + 4 + length]
            wide = iter(struct.unpack_from(f"<{len(inside) // 8}Q", inside))
            return [min(next(wide, value), _HIGHEST) if value == _ELSEWHERE else value for value in values]
        place += 4 + length
    return list(values)


def _path(name: bytes, flags: int) -> str:
    """A name to show and to compare, never to open. Many write UTF-8 without saying so."""
    name = name[-_LONGEST_NAME:].replace(b"\\", b"/")
    try:
        text = name.decode("utf-8", "replace" if flags & UTF_8 else "strict")
    except UnicodeDecodeError:
        text = name.decode("cp437")
    return "".join(c for c in text if c.isprintable())


def _marked(rows: list[Row]) -> list[Row]:
    """The rows, those marked whose bytes begin inside another's: so a small archive counts as a huge one."""
    end = 0
    inside = array("b", bytes(len(rows)))
    for place in sorted(range(len(rows)), key=lambda place: rows[place].at):
        row = rows[place]
        inside[place] = row.at < end
        end = max(end, row.at + LOCAL.size + row.packed)
    if not any(inside):
        return rows
    return [replace(row, overlaps=True) if marked else row for row, marked in zip(rows, inside, strict=True)]


def _walked(file: BinaryIO, end: int, limits: Limits) -> Iterator[Row]:
    """The files one after another from the start, as far as each says where the next begins."""
    at = index = unpacked = 0
    while True:
        file.seek(at)
        head = file.read(LOCAL.size)
        if len(head) < LOCAL.size or head[:4] != b"PK\x03\x04":
            return
        _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = LOCAL.unpack(head)
        name, extra = file.read(name_length), file.read(extra_length)
        size, packed = _long(extra, size, packed)
        after = at + LOCAL.size + name_length + extra_length
        if flags & SIZES_FOLLOW and not packed:
            if method != DEFLATED:
                return
            packed, size, crc = _measured(file, after, limits.unpacked_bytes - unpacked)
            unpacked += size
        yield Row(index, _path(name, flags), at, packed, size, crc, method, flags)
        at, index = after + packed, index + 1
        if at >= end:
            return
        if flags & SIZES_FOLLOW:
            at = _after_sizes(file, at)


def _measured(file: BinaryIO, at: int, most: int) -> tuple[int, int, int]:
    """Packed length, size and checksum of packed data whose length stands nowhere before it.

    Of data that ends too early the size is one more than there is, so that reading it fails.
    """
    file.seek(at)
    inflating = zlib.decompressobj(-15)
    taken = size = crc = 0
    try:
        while not inflating.eof:
            data = inflating.unconsumed_tail or file.read(PIECE)
            piece = inflating.decompress(data, PIECE)
            taken += len(data) - len(inflating.unconsumed_tail) - len(inflating.unused_data)
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > most:
                raise NotUnderstood("archive_unpacks_to_too_much")
            if not data:
                return taken, size + 1, crc
    except zlib.error:
        return taken, size + 1, crc
    return taken, size, crc


def _after_sizes(file: BinaryIO, at: int) -> int:
    """Past the checksum and sizes that follow a file: 12 or 20 bytes, mostly with a mark before them."""
    file.seek(at)
    data = file.read(28)
    for length in (16, 12, 24, 20):
        if data[length : length + 2] == b"PK":
            return at + length
    return at
