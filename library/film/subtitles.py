"""Subtitle files, WebVTT or SubRip (SRT) -> captions, or every fault with its line.

https://www.w3.org/TR/webvtt1/ names the parts of WebVTT; SRT has no standard, so it is read generously.
"""

import html
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from library.film.captions import Caption

MOST_BYTES = 1024**2
MOST_CAPTIONS = 3000
MOST_LETTERS = 300
SLACK_S = 0.5  # a last caption may outlive its film by this much; it is cut
TOUCH_S = 0.0015  # written to the millisecond, two captions that touch may seem to overlap

ARROW = "-->"
MOMENT = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?"
TIMES = re.compile(rf"\s*{MOMENT}\s*{ARROW}\s*{MOMENT}(?:\s.*)?", re.ASCII)
NOT_CAPTIONS = ("WEBVTT", "NOTE", "STYLE", "REGION")
VTT_TAG = re.compile(r"<[^<>]*>")
SRT_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|\{\\[^{}]*\}")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

SAID = {
    "too-big": "The file is too big for subtitles: at most {most_kib} KiB.",
    "not-text": "This is not a text file. Choose a file that ends in .vtt or .srt.",
    "no-captions": "There is no caption with times in this file. Choose a WebVTT or SRT file.",
    "too-many": "The file holds more than {most} captions.",
    "no-times": "There are words here without times above them.",
    "odd-times": "These times are not understood. They are written 00:01:02.500 --> 00:01:05.000.",
    "backwards": "The caption ends at {end}, before or when it begins ({start}).",
    "out-of-order": "The caption begins at {start}, before the one above it ({before}).",
    "overlap": "The caption begins at {start}, while the one above it is shown until {until}.",
    "after-the-end": "The caption ends at {end}, after the end of the film ({film}).",
    "too-long": "The caption has {letters} letters; at most {most} can be read in one.",
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its line (from 1; 0 for the whole file), its code, and a sentence."""

    line: int
    code: str
    said: str


class SubtitlesRefused(Exception):
    """The file cannot be taken as it is; `faults` says why, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(f"{fault.line}: {fault.said}" for fault in faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class _Found:
    """A caption and the line of its times."""

    line: int
    caption: Caption


def read_subtitles(data: bytes, film_s: float = math.inf) -> list[Caption]:
    """The captions of a file, in order, inside a film of `film_s` seconds. Raises SubtitlesRefused."""
    if len(data) > MOST_BYTES:
        raise SubtitlesRefused([_fault(0, "too-big", most_kib=MOST_BYTES // 1024)])
    text = decoded(data)
    found: list[_Found] = []
    faults: list[Fault] = []
    for entry in _entries(text):
        if isinstance(entry, Fault):
            faults.append(entry)
        else:
            found.append(entry)
    if not found and not faults:
        faults = [_fault(0, "no-captions")]
    if len(found) > MOST_CAPTIONS:
        faults = [_fault(0, "too-many", most=MOST_CAPTIONS)]
    faults += _checked(found, film_s)
    if faults:
        raise SubtitlesRefused(sorted(faults, key=lambda fault: fault.line))
    return [replace(f.caption, end_s=min(f.caption.end_s, film_s)) for f in found]


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark or without, else Western European. Raises SubtitlesRefused."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROLS.search(text):
            break
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise SubtitlesRefused([_fault(0, "not-text")])


def _encodings(data: bytes) -> list[str]:
    """What the file may be written in, the likeliest first."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if b"\0" in data[:200]:
        # Latin letters in UTF-16: every other byte is zero.
        return ["utf-16-be" if data[:1] == b"\0" else "utf-16-le"]
    return ["utf-8", "cp1252", "latin-1"]


def _entries(text: str) -> Iterator[_Found | Fault]:
    """Captions and faults, block by block; blank lines part the blocks."""
    is_vtt = text.startswith("WEBVTT")
    for first, lines in _blocks(text):
        times = [i for i, line in enumerate(lines) if ARROW in line]
        if not times:
            if not _is_something_else(lines, is_vtt):
                yield _fault(first, "no-times")
            continue
        if times[0] > 1:
            yield _fault(first, "no-times")
        for begin, end in pairwise([*times, len(lines)]):
            yield from _entry(first, lines, begin, end, is_vtt)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The number of each block's first line, and its lines."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _is_something_else(lines: list[str], is_vtt: bool) -> bool:
    """The head of the file, a note, a style sheet; or the number of an empty caption."""
    return (is_vtt and lines[0].startswith(NOT_CAPTIONS)) or (len(lines) == 1 and lines[0].strip().isdigit())


def _entry(first: int, lines: list[str], begin: int, end: int, is_vtt: bool) -> Iterator[_Found | Fault]:
    """The caption whose times stand in `lines[begin]`; nothing where it has no words."""
    match = TIMES.fullmatch(lines[begin])
    words = lines[begin + 1 : end]
    if words and end < len(lines) and words[-1].strip().isdigit():
        words.pop()  # the number of the next one, which no blank line keeps apart
    if match is None:
        yield _fault(first + begin, "odd-times")
        return
    start_s, end_s = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
    said = _plain(words, is_vtt)
    if start_s is None or end_s is None:
        yield _fault(first + begin, "odd-times")
    elif said:
        yield _Found(first + begin, Caption(start_s, end_s, said))


def _seconds(parts: Sequence[str | None]) -> float | None:
    """Hours, minutes, seconds and their fraction; None where there are sixty of what there cannot be."""
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    if seconds > 59 or (minutes > 59 and parts[0] is not None):
        return None
    ms = int((parts[3] or "").ljust(3, "0"))
    return (hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + ms) / 1000


def _plain(lines: list[str], is_vtt: bool) -> str:
    """The words alone, on one line."""
    joined = " ".join(lines)
    if is_vtt:
        return " ".join(html.unescape(VTT_TAG.sub("", joined)).split())
    return " ".join(SRT_TAG.sub("", joined).split())


def _checked(found: list[_Found], film_s: float) -> Iterator[Fault]:
    before: Caption | None = None
    for entry in found:
        yield from (
            _fault(entry.line, code, **said) for code, said in faults_of(entry.caption, before, film_s)
        )
        before = entry.caption


def faults_of(
    caption: Caption, before: Caption | None, film_s: float
) -> Iterator[tuple[str, dict[str, object]]]:
    """Code and parameters of what is wrong with a caption that follows another."""
    start, end = clock(caption.start_s), clock(caption.end_s)
    if caption.end_s <= caption.start_s:
        yield "backwards", {"start": start, "end": end}
    elif caption.end_s > film_s + SLACK_S or caption.start_s >= film_s:
        yield "after-the-end", {"end": end, "film": clock(film_s)}
    if before and caption.start_s < before.start_s:
        yield "out-of-order", {"start": start, "before": clock(before.start_s)}
    elif before and caption.start_s < before.end_s - TOUCH_S:
        yield "overlap", {"start": start, "until": clock(before.end_s)}
    if len(caption.text) > MOST_LETTERS:
        yield "too-long", {"letters": len(caption.text), "most": MOST_LETTERS}


def _fault(line: int, code: str, **said: object) -> Fault:
    return Fault(line, code, SAID[code].format(**said))


def clock(seconds: float) -> str:
    """245.3 -> "4:05.3", 3729 -> "1:02:09"."""
    ms = round(seconds * 1000)
    hours, minutes, rest = ms // 3_600_000, ms // 60_000 % 60, ms % 60_000
    fraction = f".{rest % 1000:03d}".rstrip("0").rstrip(".")
    before = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{before}:{rest // 1000:02d}{fraction}"
