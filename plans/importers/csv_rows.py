"""Rows of separated values, whatever is wrong with some of them."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

# The csv module's own bound on a cell, and ours on a line: a quote that never closes must not fill memory.
_LONGEST_LINE = 131_072


def lines_of(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines of a file from its start, their endings kept; the stream stays open and can be read again."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    try:
        while line := text.readline(_LONGEST_LINE):
            yield line.replace("\0", "")
    finally:
        text.detach()


def rows_of(lines: Iterable[str], delimiter: str = ",") -> Iterator[tuple[int, list[str] | None]]:
    """The number of the line each row ends on, and its cells; None for a row that cannot be taken apart."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
            continue
        if any(row):
            yield reader.line_num, row
