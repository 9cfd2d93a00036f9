"""Bytes of a table into rows: which encoding, and which sign stands between the columns."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from .csv_rows import lines_of, rows_of
from .sentences import NotUnderstood

LOOKED_AT = 200  # rows a guess is made from
_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 200
_HEAD = 64 * 1024


@dataclass(frozen=True)
class Sheet:
    """A table whose encoding and delimiter are known."""

    stream: BinaryIO
    encoding: str
    delimiter: str

    def rows(self) -> Iterator[tuple[int, list[str] | None]]:
        """Rows with the numbers of their lines, without the line in which Excel names the delimiter."""
        rows = rows_of(lines_of(self.stream, self.encoding), self.delimiter)
        for place, (line, row) in enumerate(rows):
            if place or not row or not row[0].startswith("sep="):
                yield line, row[:_MOST_COLUMNS] if row else None


def is_table(data: bytes) -> bool:
    """Whether rows with several columns can be made out at the beginning of the data."""
    if data.lstrip()[:1] in (b"{", b"["):  # JSON has commas on every line
        return False
    try:
        sheet = sheet_of(data[:_HEAD])
    except NotUnderstood:
        return False
    return sum(bool(row and len(row) > 1) for _, row in islice(sheet.rows(), 3)) > 1


def sheet_of(data: bytes) -> Sheet:
    encoding = _encoding(data)
    stream = io.BytesIO(data)
    if encoding is None:
        raise NotUnderstood("no_table")
    head = list(islice(lines_of(io.BytesIO(data[: 4 * _HEAD]), encoding), LOOKED_AT))
    delimiter = max(_DELIMITERS, key=lambda sign: _alike(head, sign))
    if not _alike(head, delimiter):
        raise NotUnderstood("no_table")
    return Sheet(stream, encoding, delimiter)


def _encoding(data: bytes) -> str | None:
    """By its mark, else UTF-8 where that is what it is, else that of Windows. None for what is no text."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return name
    head = data[:_HEAD]
    if head.count(0) > len(head) // 3:
        return "utf-16-le" if not head[1:2].strip(b"\0") else "utf-16-be"
    if re.search(rb"[\0-\x08\x0e-\x1f]", head):
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _HEAD):
            decoder.decode(data[at : at + _HEAD])
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _alike(lines: list[str], delimiter: str) -> float:
    """How many rows have as many columns as most have, the more columns the better; 0 for a single column."""
    widths = [len(row) for _, row in rows_of(lines, delimiter) if row]
    several = [width for width in widths if width > 1]
    if not several:
        return 0
    usual = max(set(several), key=lambda width: (several.count(width), width))
    return several.count(usual) / len(widths) + min(usual, 50) / 1000
