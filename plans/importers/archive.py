"""Zip archives of training logs, read as a stream of entries within limits.

Nothing is unpacked to a name an archive chose: content is handed out as bytes, and an archive inside the
archive goes to a temporary file that has no name.
"""

import io
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from .limits import DEFAULT_LIMITS, Limits
from .sentences import Notice, NotUnderstood
from .strava import StravaNotes, read_notes
from .zip_directory import DEFLATED, ENCRYPTED, LOCAL, PIECE, STORED, Directory, Row, directory_of

_SMALL = 1024 * 1024  # below this no ratio is suspicious
# Files that are no activities and no tables, by the ending of their names.
_OTHER_ENDINGS = """
    jpg jpeg png gif heic heif webp svg bmp tif tiff ico mp4 mov m4v avi mp3 wav m4a json jsonl html
    htm css js txt pdf doc docx odt rtf md ini db sqlite ds_store xsl xsd kml kmz plist eml vcf ics
    pwx hrm log bin xlsx xls ods
"""
_OTHERS = frozenset(_OTHER_ENDINGS.split())
_TABLES = frozenset(("csv", "tsv"))
_NOTES = "activities.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive that may be an activity or a table.

    `place` names it for `Archive.read`, the same in every opening: "12" is the thirteenth file, "3/17" one in
    the archive that is the fourth. `path` leads there by names, through archives too.
    """

    place: str
    name: str
    path: str
    size_bytes: int


@dataclass
class _Opened:
    """An archive inside the archive that is unpacked at the moment."""

    place: tuple[int, ...]
    file: BinaryIO
    rows: dict[int, Row]


class Archive:
    """`with Archive(file) as archive: for entry in archive.entries(): archive.read(entry.place)`.

    Raises NotUnderstood when it is made from what is no archive. `left_alone` counts, after `entries()`, the
    files that are no activities by their names: photographs, settings, web pages.
    """

    def __init__(self, file: BinaryIO, limits: Limits = DEFAULT_LIMITS, scratch: Path | None = None) -> None:
        self.limits = limits
        self.left_alone = 0
        self._scratch = scratch
        self._file = file
        directory = directory_of(file, limits)
        self.warnings = (Notice("archive_unfinished"),) if directory.is_cut else ()
        self._rows = _by_index(directory)
        if _unpacked_size(self._rows) > limits.unpacked_bytes:
            raise NotUnderstood("archive_unpacks_to_too_much")
        self._seen = self._unpacked_in_all = 0
        self._opened: list[_Opened] = []
        self._refused: dict[tuple[int, ...], NotUnderstood] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close_beyond(0)

    @cached_property
    def notes(self) -> StravaNotes | None:
        """What activities.csv says about the files, in an archive of Strava's; None in any other."""
        row = self._row_of_notes()
        if row is None:
            return None
        try:
            with self._unpacked(self._file, row, self.limits.file_bytes) as stream:
                return read_notes(stream, self.limits)
        except NotUnderstood:
            return None

    def _row_of_notes(self) -> Row | None:
        """The table beside the folder of activities, wherever both lie."""
        found = [row for row in self._rows.values() if _last(row.path).casefold() == _NOTES]
        return min(found, key=lambda row: row.path.count("/"), default=None)

    def entries(self) -> Iterator[Entry]:
        """The files that may be activities or tables, in order, those of archives inside among them.

        An archive inside that cannot be opened is an entry itself, and reading it says why.
        """
        self.left_alone = 0
        self._seen = len(self._rows)
        self._unpacked_in_all = _unpacked_size(self._rows)
        yield from self._entries_of((), "", self._rows)

    def _entries_of(self, above: tuple[int, ...], prefix: str, rows: dict[int, Row]) -> Iterator[Entry]:
        notes = self._row_of_notes() if not above and self.notes is not None else None
        for row in rows.values():
            ending = _ending(row.path)
            if _is_other(row.path) or (notes is not None and ending in _TABLES):
                self.left_alone += row is not notes
                continue
            place, path = (*above, row.index), prefix + row.path
            inside = self._inside(place) if ending == "zip" else None
            if inside is None:
                yield Entry("/".join(map(str, place)), _last(row.path), path, row.size)
            else:
                yield from self._entries_of(place, path + "/", inside)

    def _inside(self, place: tuple[int, ...]) -> dict[int, Row] | None:
        """The rows of an archive inside; None where it cannot be opened or would go beyond a limit."""
        try:
            self._refuse_more()
            rows = self._open(place).rows
            self._seen += len(rows)
            self._unpacked_in_all += _unpacked_size(rows)
            self._refuse_more()
        except NotUnderstood as error:
            self._refused[place] = error
            return None
        return rows

    def _refuse_more(self) -> None:
        """Once it was too much no further archive is opened: each could keep us for a second, and be tiny."""
        limits = self.limits
        if self._seen > limits.entries_in_all or self._unpacked_in_all > limits.unpacked_bytes:
            raise NotUnderstood("too_much_inside")

    def read(self, place: str) -> bytes:
        """The content of one entry. Raises NotUnderstood with a sentence; others can be read all the same."""
        *above, index = _indices(place)
        file, rows = (self._file, self._rows) if not above else self._file_and_rows(tuple(above))
        row = _row(rows, index)
        if _ending(row.path) == "zip":
            self._refuse_archive((*above, index))
        return b"".join(self._pieces(file, row, self.limits.file_bytes))

    def _refuse_archive(self, place: tuple[int, ...]) -> None:
        """An archive is an entry where it cannot be opened, or holds more than all together may."""
        if place in self._refused:
            raise self._refused[place]
        self._open(place)
        raise NotUnderstood("too_much_inside")

    def _file_and_rows(self, place: tuple[int, ...]) -> tuple[BinaryIO, dict[int, Row]]:
        opened = self._open(place)
        return opened.file, opened.rows

    def _open(self, place: tuple[int, ...]) -> _Opened:
        """The archive at a place, from the one unpacked at the moment where it is that."""
        if len(place) > self.limits.nesting:
            raise NotUnderstood("nested_too_deep", deepest=self.limits.nesting)
        at = len(place) - 1
        if len(self._opened) > at and self._opened[at].place == place:
            return self._opened[at]
        file, rows = (self._file, self._rows) if at == 0 else self._file_and_rows(place[:-1])
        self._close_beyond(at)
        unpacked = self._unpacked(file, _row(rows, place[-1]), self.limits.archive_bytes)
        try:
            directory = directory_of(unpacked, self.limits)
        except BaseException:
            unpacked.close()
            raise
        self._opened.append(_Opened(place, unpacked, _by_index(directory)))
        return self._opened[at]

    def _close_beyond(self, depth: int) -> None:
        while len(self._opened) > depth:
            self._opened.pop().file.close()

    def _unpacked(self, file: BinaryIO, row: Row, most: int) -> BinaryIO:
        """The content of an entry as a temporary file."""
        unpacked: BinaryIO = tempfile.TemporaryFile(dir=self._scratch)  # noqa: SIM115 closed by who asked for it
        try:
            for piece in self._pieces(file, row, most):
                unpacked.write(piece)
        except BaseException:
            unpacked.close()
            raise
        unpacked.seek(0)
        return unpacked

    def _pieces(self, file: BinaryIO, row: Row, most: int) -> Iterator[bytes]:
        """The content of an entry piece by piece, checked as it comes."""
        self._refuse_at_once(row, most)
        size = crc = 0
        for piece in _unpacked_pieces(file, row):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > row.size:
                raise NotUnderstood("damaged_entry")
            yield piece
        if size != row.size or crc != row.crc:
            raise NotUnderstood("damaged_entry")

    def _refuse_at_once(self, row: Row, most: int) -> None:
        """What can be told before anything is unpacked."""
        if row.flags & ENCRYPTED:
            raise NotUnderstood("encrypted_entry")
        if row.method not in (STORED, DEFLATED):
            raise NotUnderstood("unknown_packing")
        if row.overlaps or row.size > max(_SMALL, row.packed * self.limits.unpack_ratio):
            raise NotUnderstood("packed_too_tightly")
        if row.size > most:
            raise NotUnderstood("entry_too_big", megabytes=most // (1024 * 1024))


def _unpacked_pieces(file: BinaryIO, row: Row) -> Iterator[bytes]:
    file.seek(row.at)
    head = file.read(LOCAL.size)
    if len(head) < LOCAL.size or head[:4] != b"PK\x03\x04":
        raise NotUnderstood("damaged_entry")
    *_, name_length, extra_length = LOCAL.unpack(head)
    file.seek(name_length + extra_length, io.SEEK_CUR)
    if row.method == STORED:
        return _stored(file, row.packed)
    return _inflated(file, row.packed)


def _stored(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        yield piece


def _inflated(file: BinaryIO, left: int) -> Iterator[bytes]:
    inflating = zlib.decompressobj(-15)
    try:
        for data in _stored(file, left):
            while data and not inflating.eof:
                yield inflating.decompress(data, PIECE)
                data = inflating.unconsumed_tail
        yield inflating.flush()
    except zlib.error as error:
        raise NotUnderstood("damaged_entry") from error


def _by_index(directory: Directory) -> dict[int, Row]:
    return {row.index: row for row in directory.rows}


def _row(rows: dict[int, Row], index: int) -> Row:
    if index not in rows:
        raise NotUnderstood("no_such_entry")
    return rows[index]


def _indices(place: str) -> list[int]:
    try:
        return [int(index) for index in place.split("/")]
    except ValueError as error:
        raise NotUnderstood("no_such_entry") from error


def _unpacked_size(rows: dict[int, Row]) -> int:
    """Of all that may be read; `_pieces` never gives more of a file than this says."""
    return sum(row.size for row in rows.values() if not _is_other(row.path))


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _ending(path: str) -> str:
    return _last(path).rpartition(".")[2].casefold()


def _is_other(path: str) -> bool:
    """No activity by its name; what a Mac puts beside each file has the name of that file."""
    name = _last(path)
    return _ending(path) in _OTHERS or name.startswith("._") or path.startswith("__MACOSX/")
