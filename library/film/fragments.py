"""Fragments of MP4 files: a clip is one, and two numbers in its head put it anywhere on a time line.

A clip's file is an init segment (`ftyp`, `moov`; equal for all clips of a height) and one fragment (`moof`,
`mdat`) that begins at 0. ISO/IEC 14496-12: `mfhd` holds the fragment's number, `tfdt` its decode time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = 12800  # of a clip's clock, a second
HEAD = 8  # bytes of a box: size and name
INIT = (b"ftyp", b"moov")
WITHIN = (b"moof", b"traf", b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex")
FULL = 4  # bytes of version and flags, in most boxes


class BadFragment(ValueError):
    """The file is not built as ours are."""


@dataclass(frozen=True)
class Box:
    name: bytes
    start: int  # of its head
    end: int


@dataclass(frozen=True)
class Fragment:
    """Where a fragment lies in its file, when it starts, and how many samples it has."""

    start: int
    end: int
    time: int  # ticks of its own clock
    samples: int


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """All boxes, those inside others after them. BadFragment where sizes do not add up."""
    end = len(data) if end is None else end
    while start < end:
        size = int.from_bytes(data[start : start + 4], "big")
        if size < HEAD or start + size > end:
            raise BadFragment("The boxes of an MP4 file do not add up.")
        box = Box(data[start + 4 : start + HEAD], start, start + size)
        yield box
        if box.name in WITHIN:
            yield from boxes(data, start + HEAD, box.end)
        start = box.end


def split(path: Path) -> tuple[bytes, bytes]:
    """The init segment and the fragments after it. OSError, BadFragment."""
    data, at = path.read_bytes(), 0
    for box in boxes(data):
        if box.start == at and box.name in INIT:
            at = box.end
    if not at or at == len(data):
        raise BadFragment(f"{path.name} is no fragmented MP4 file.")
    return data[:at], data[at:]


def moved(fragment: bytes, number: int, time: int) -> bytes:
    """The same fragment as the film's `number`-th, beginning at `time` (ticks)."""
    out = bytearray(fragment)
    for box in boxes(fragment):
        if box.name == b"mfhd":
            _put(out, box.start + HEAD + FULL, number, 4)
        if box.name == b"tfdt":
            _put(out, box.start + HEAD + FULL, time, 8 if fragment[box.start + HEAD] else 4)
    return bytes(out)


def _put(out: bytearray, at: int, value: int, width: int) -> None:
    out[at : at + width] = value.to_bytes(width, "big")


def fragments(path: Path) -> list[Fragment]:
    """Every fragment of a file with one track."""
    data, out, start, time, samples = path.read_bytes(), [], 0, 0, 0
    for box in boxes(data):
        body = box.start + HEAD + FULL
        if box.name == b"moof":
            start = box.start
        elif box.name == b"tfdt":
            time = int.from_bytes(data[body : body + (8 if data[body - FULL] else 4)], "big")
        elif box.name == b"trun":
            samples = int.from_bytes(data[body : body + 4], "big")
        elif box.name == b"mdat":
            out.append(Fragment(start, box.end, time, samples))
    return out


def codec(init: bytes) -> str:
    """The picture's codec as playlists name it (RFC 6381): profile, constraints and level out of `avcC`."""
    at = init.find(b"avcC") + 4
    if at < HEAD:
        raise BadFragment("This init segment holds no H.264 picture.")
    return "avc1." + init[at + 1 : at + 4].hex()
