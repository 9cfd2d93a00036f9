"""A class as HLS playlists (RFC 8216): segments of shared clips, its sound a rendition of its own.

A segment is a few clips one after the other, put on the film's time line by `moved`; it is not stored.
So there is one init segment, one clock, and no discontinuity.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from json import dumps, loads
from math import ceil
from pathlib import Path
from re import search

from library.film.clips import Workshop, piece
from library.film.ffmpeg import FilmFailed
from library.film.fragments import TICKS, codec, moved, split
from library.film.schedule import FPS, Schedule
from library.film.soundtrack import CODEC, Cut
from library.film.stage import wide

SEGMENT_S = 4  # a segment ends with the clip that makes it this long
PER_FRAME = TICKS // FPS
INIT = 0  # the init segment's number; those with pictures count from 1


@dataclass(frozen=True)
class Play:
    """A clip, by its name in the cache, and the frame of the film at which it begins."""

    clip: str
    frame: int
    number: int  # which play of the film it is, from 1


@dataclass(frozen=True)
class Segment:
    plays: tuple[Play, ...]
    frames: int

    @property
    def seconds(self) -> float:
        return self.frames / FPS


def segments(plan: Schedule, names: Mapping[object, str]) -> list[Segment]:
    """The film cut where clips begin. `names`: of each clip, its name in the cache."""
    out: list[Segment] = []
    plays: list[Play] = []
    number = frames = 0
    for part in plan.parts:
        for time in range(part.times):
            number += 1
            plays.append(Play(names[part.clip], part.start + time * part.clip.frames, number))
            frames += part.clip.frames
            if frames >= SEGMENT_S * FPS:
                out.append(Segment(tuple(plays), frames))
                plays, frames = [], 0
    return [*out, Segment(tuple(plays), frames)] if plays else out


# --- kept on disk ---------------------------------------------------------------------------------


def plan_text(cut: Iterable[Segment]) -> str:
    """The segments as JSON, for the one who serves them."""
    return dumps([[s.frames, [[p.clip, p.frame, p.number] for p in s.plays]] for s in cut])


def read_plan(path: Path) -> list[Segment]:
    """What `plan_text` wrote. OSError."""
    return list(_read(str(path), path.stat().st_mtime_ns))


@lru_cache(maxsize=64)
def _read(path: str, _written: int) -> tuple[Segment, ...]:
    rows = loads(Path(path).read_text(encoding="utf-8"))
    return tuple(Segment(tuple(Play(*play) for play in plays), frames) for frames, plays in rows)


def segment_bytes(cut: list[Segment], number: int, height: int, cache: Path) -> bytes:
    """What a player asks for by number. IndexError: there is none. OSError, BadFragment: a clip is lost."""
    if number == INIT:
        return split(piece(cache, cut[0].plays[0].clip, height))[0]
    if number > len(cut):
        raise IndexError(number)
    return b"".join(_played(cut[number - 1].plays, height, cache))


def _played(plays: Iterable[Play], height: int, cache: Path) -> Iterable[bytes]:
    for play in plays:
        _init, body = split(piece(cache, play.clip, height))
        yield moved(body, play.number, play.frame * PER_FRAME)


def sound_text(cut: Iterable[Cut]) -> str:
    """Where the pieces of the sound lie in its file, as JSON."""
    return dumps([[piece_.start, piece_.end, piece_.seconds] for piece_ in cut])


def sound_bytes(cuts: Path, number: int) -> bytes:
    """A piece of the sound by number, of the file beside its cuts. OSError, IndexError."""
    start, end, _seconds = loads(cuts.read_text(encoding="utf-8"))[number]
    with cuts.with_suffix(".mp4").open("rb") as sound:
        sound.seek(start)
        return sound.read(end - start)


def film_bytes(cut: list[Segment], height: int, cache: Path) -> Iterable[bytes]:
    """The whole picture as one fragmented MP4, piece by piece."""
    yield segment_bytes(cut, INIT, height, cache)
    for segment in cut:
        yield from _played(segment.plays, height, cache)


def weight(cut: list[Segment], height: int, cache: Path) -> int:
    """Bytes of the whole picture at a height."""
    size = _sizes(cut, height, cache)
    return sum(size[play.clip] for segment in cut for play in segment.plays)


# --- the playlists --------------------------------------------------------------------------------


def of_pictures(cut: list[Segment], height: int, version: str) -> str:
    """A height's playlist."""
    longest = max(ceil(segment.seconds) for segment in cut)
    rows = [f'#EXT-X-MAP:URI="{height}-{INIT}.m4s?v={version}"']
    for number, segment in enumerate(cut, 1):
        rows += [f"#EXTINF:{segment.seconds:.5f},", f"{height}-{number}.m4s?v={version}"]
    return _media(longest, rows)


def of_sound(cut: list[Cut], version: str) -> str:
    """The sound's playlist. Pieces have their own addresses: of byte ranges Chromium takes too much."""
    rows = [f'#EXT-X-MAP:URI="sound-{INIT}.m4s?v={version}"']
    for number, piece_ in enumerate(cut[1:], 1):
        rows += [f"#EXTINF:{piece_.seconds:.5f},", f"sound-{number}.m4s?v={version}"]
    return _media(max(ceil(piece_.seconds) for piece_ in cut), rows)


def _media(longest: int, rows: list[str]) -> str:
    head = ["#EXTM3U", "#EXT-X-VERSION:7", f"#EXT-X-TARGETDURATION:{longest}", "#EXT-X-PLAYLIST-TYPE:VOD"]
    return "\n".join([*head, "#EXT-X-INDEPENDENT-SEGMENTS", *rows, "#EXT-X-ENDLIST", ""])


def master(cut: list[Segment], heights: Iterable[int], sound: list[Cut], cache: Path, version: str) -> str:
    """The playlist over all. FilmFailed if the clips of a height have different headers."""
    music = {
        "TYPE": "AUDIO",
        "GROUP-ID": '"sound"',
        "NAME": '"Music"',
        "DEFAULT": "YES",
        "AUTOSELECT": "YES",
        "URI": f'"sound.m3u8?v={version}"',
    }
    heard = max(8 * (part.end - part.start) / part.seconds for part in sound[1:])
    rows = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS", _tag("MEDIA", music)]
    for height in heights:
        rates = _rates(cut, height, cache)
        stream = {
            "BANDWIDTH": f"{max(rates) + heard:.0f}",
            "AVERAGE-BANDWIDTH": f"{_average(cut, rates) + heard:.0f}",
            "CODECS": f'"{_codec(cut, height, cache)},{CODEC}"',
            "RESOLUTION": f"{wide(height)}x{height}",
            "FRAME-RATE": f"{FPS}.000",
            "AUDIO": '"sound"',
        }
        rows += [_tag("STREAM-INF", stream), f"{height}.m3u8?v={version}"]
    return "\n".join([*rows, ""])


def smallest(text: str) -> str:
    """A playlist over all with its lowest rung only, ours or a teacher's film's; any other as it is."""
    lines = text.splitlines()
    rungs = [i for i, line in enumerate(lines) if line.startswith("#EXT-X-STREAM-INF:")]
    if len(rungs) < 2:
        return text
    least = min(rungs, key=lambda i: _bandwidth(lines[i]))
    gone = {line for i in rungs if i != least for line in (i, i + 1)}  # a rung's address stands below it
    return "\n".join([*(line for i, line in enumerate(lines) if i not in gone), ""])


def _bandwidth(line: str) -> int:
    found = search(r"[:,]BANDWIDTH=(\d+)", line)
    return int(found[1]) if found else 0


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    return f"#EXT-X-{name}:" + ",".join(f"{key}={value}" for key, value in attributes.items())


def _rates(cut: list[Segment], height: int, cache: Path) -> list[float]:
    """Bits a second of each segment."""
    size = _sizes(cut, height, cache)
    return [8 * sum(size[play.clip] for play in s.plays) / s.seconds for s in cut]


def _sizes(cut: list[Segment], height: int, cache: Path) -> dict[str, int]:
    return {name: piece(cache, name, height).stat().st_size for name in clip_names(cut)}


def clip_names(cut: Iterable[Segment]) -> set[str]:
    """The clips a film plays, by name."""
    return {play.clip for segment in cut for play in segment.plays}


def _average(cut: list[Segment], rates: list[float]) -> float:
    bits = sum(rate * segment.seconds for rate, segment in zip(rates, cut, strict=True))
    return bits / sum(segment.seconds for segment in cut)


def _codec(cut: list[Segment], height: int, cache: Path) -> str:
    heads = {split(piece(cache, name, height))[0] for name in clip_names(cut)}
    if len(heads) != 1:
        raise FilmFailed(
            f"The clips at {height} lines have {len(heads)} different headers: they cannot be joined."
        )
    return codec(heads.pop())


def names_of(plan: Schedule, workshop: Workshop) -> dict[object, str]:
    """The name of each clip of the film."""
    return {clip: workshop.name(clip) for clip in dict.fromkeys(part.clip for part in plan.parts)}
