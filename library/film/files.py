"""Files that are either whole or not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

BOX_HEAD = 8  # bytes: size and name


@contextmanager
def arriving(path: Path) -> Iterator[Path]:
    """A name to write to; on success it becomes `path` in one step, on failure nothing is left.

    A process killed half-way leaves a dot-file nobody reads: names are never used twice.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.stem}.{os.getpid()}.{token_hex(4)}.part{path.suffix}")
    try:
        yield half
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Writes a text file in one step, UTF-8."""
    with arriving(path) as half:
        half.write_text(text, encoding="utf-8", newline="\n")


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file in one step."""
    with arriving(path) as half:
        half.write_bytes(data)


def is_whole_mp4(path: Path) -> bool:
    """Whether the boxes of an MP4 file add up to its size and an index is among them."""
    try:
        size, names, at = path.stat().st_size, set(), 0
        with path.open("rb") as film:
            while at < size:
                film.seek(at)
                head = film.read(BOX_HEAD)
                length = int.from_bytes(head[:4], "big")
                if len(head) < BOX_HEAD or length < BOX_HEAD:
                    return False
                names.add(head[4:])
                at += length
    except OSError:
        return False
    return at == size and {b"moov", b"mdat"} <= names
