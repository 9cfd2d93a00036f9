"""From a film somebody sent to files every browser plays. Each file is either whole or not there."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex

from library.film.container import NotAFilm
from library.film.files import arriving, write_text
from library.film.foreign import GIB, Limits, reading, run
from library.film.ladder import SILENCE, Step, pictures_at, sound_of
from library.film.probe import FilmFacts, lasting

Tell = Callable[[float], None]
MP4 = ("-movflags", "+faststart", "-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn")
SEGMENT_S = 6
THUMB = (160, 90)
COLUMNS, MOST_THUMBS = 10, 100


def limits_for(facts: FilmFacts) -> Limits:
    """Ten times what a film of this length needs on a slow machine."""
    cpu_s = 300 + 20 * facts.duration_s
    most = max(GIB, round(facts.duration_s * 4_000_000))  # 32 Mb/s
    return Limits(cpu_s=round(cpu_s), wall_s=4 * cpu_s, memory=4 * GIB, file=most)


def make_step(
    source: Path, facts: FilmFacts, step: Step, out: Path, *, ffmpeg: str, progress: Tell = lambda share: None
) -> None:
    """Makes one MP4. NotAFilm where the film breaks off or cannot be read, FilmFailed, DiskFull."""
    made = _copied(facts) if step.copy else pictures_at(facts.picture, step.height)
    opened = reading(source, facts.container)
    silent = list(SILENCE) if facts.sound is None else []
    tracks = ["-map", "0:V:0", "-map", "1:a" if silent else "0:a:0"]
    ending = ["-t", f"{facts.duration_s + 1:.3f}", *(["-shortest"] if silent else [])]
    limits = limits_for(facts)
    if step.copy:
        limits = Limits(limits.cpu_s, limits.wall_s, limits.memory, max(limits.file, 2 * _size(source)))

    def told(seconds: float) -> None:
        progress(min(1.0, seconds / facts.duration_s))

    with arriving(out) as half:
        arguments = [*opened, *silent, *tracks, *made, *sound_of(facts), *MP4, *ending, str(half)]
        written = run(ffmpeg, arguments, limits, told)
        if written < facts.duration_s * 0.95 - 1:
            raise NotAFilm("cut_at", at=clock(written), of=lasting(facts.duration_s))


def _copied(facts: FilmFacts) -> list[str]:
    return ["-c:v", "copy", "-tag:v", "avc1"]


def _size(path: Path) -> int:
    return path.stat().st_size


def clock(seconds: float) -> str:
    """`12:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def shrink(larger: Path, facts: FilmFacts, height: int, out: Path, *, ffmpeg: str, progress: Tell) -> None:
    """A smaller rung out of a larger one of ours: turned, evened and coloured already."""
    wide, high = "-2", str(height)
    if facts.picture.shown[0] < facts.picture.shown[1]:
        wide, high = high, wide
    coded = pictures_at(facts.picture, height)
    coded[1] = f"scale={wide}:{high},setsar=1"
    with arriving(out) as half:
        opened = ["-protocol_whitelist", "file", "-i", f"file:{larger}"]
        arguments = [*opened, "-map", "0:v", "-map", "0:a", *coded, "-c:a", "copy", *MP4, str(half)]
        run(ffmpeg, arguments, limits_for(facts), lambda s: progress(min(1.0, s / facts.duration_s)))


# --- HLS ------------------------------------------------------------------------------------------


def playlist_of(film: Path, out: Path, *, ffmpeg: str) -> None:
    """Writes `out` (…m3u8) and beside it one file of segments, by stream copy."""
    with_folder = out.with_name(f".{out.stem}.{token_hex(4)}")
    with_folder.mkdir(parents=True)
    try:
        inner = with_folder / out.name
        shape = ["-f", "hls", "-hls_time", str(SEGMENT_S), "-hls_playlist_type", "vod"]
        shape += ["-hls_segment_type", "fmp4", "-hls_flags", "single_file"]
        segments = out.with_suffix(".m4s")
        name = ["-hls_segment_filename", str(with_folder / segments.name)]
        opened = ["-protocol_whitelist", "file", "-i", f"file:{film}"]
        run(ffmpeg, [*opened, "-c", "copy", *shape, *name, str(inner)], Limits(600, 1200, 2 * GIB, 8 * GIB))
        (with_folder / segments.name).replace(segments)
        inner.replace(out)  # last: a playlist is there only with its segments
    finally:
        shutil.rmtree(with_folder, ignore_errors=True)


def write_master(rungs: list[tuple[Path, tuple[int, int]]], out: Path) -> None:
    """The playlist over the rungs, the first one played first; each with its picture's width and height."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for playlist, (wide, high) in rungs:
        peak, average = bandwidth(playlist)
        codecs = f"{avc_of(playlist.with_suffix('.m4s'))},mp4a.40.2"
        about = f"BANDWIDTH={peak},AVERAGE-BANDWIDTH={average},RESOLUTION={wide}x{high}"
        lines += [f'#EXT-X-STREAM-INF:{about},CODECS="{codecs}"', playlist.name]
    write_text(out, "\n".join(lines) + "\n")


def bandwidth(playlist: Path) -> tuple[int, int]:
    """The most and the average, in bits a second."""
    text = playlist.read_text(encoding="utf-8")
    lasts = [float(found) for found in re.findall(r"#EXTINF:([\d.]+)", text)]
    sizes = [int(found) for found in re.findall(r"#EXT-X-BYTERANGE:(\d+)", text)]
    peak = max(8 * size / seconds for size, seconds in zip(sizes, lasts, strict=True))
    return round(peak), round(8 * sum(sizes) / sum(lasts))


def avc_of(segments: Path) -> str:
    """`avc1.64001f`: profile, constraints and level, from the box that says them (ISO 14496-15)."""
    with segments.open("rb") as file:
        head = file.read(64 * 1024)
    at = head.index(b"avcC") + 5
    return f"avc1.{head[at : at + 3].hex()}"


# --- pictures -------------------------------------------------------------------------------------


def frame_at(film: Path, at_s: float, out: Path, *, size: tuple[int, int], ffmpeg: str) -> None:
    """One frame as PNG, within `size`, the rest filled with the colour of plaster."""
    wide, high = size
    fit = f"scale={wide}:{high}:force_original_aspect_ratio=decrease"
    fill = f"pad={wide}:{high}:-1:-1:color=0xF3ECE2"
    opened = ["-ss", f"{max(0.0, at_s):.3f}", "-protocol_whitelist", "file", "-i", f"file:{film}"]
    with arriving(out) as half:
        run(ffmpeg, [*opened, "-frames:v", "1", "-vf", f"{fit},{fill}", "-c:v", "png", str(half)], Limits(60))


def every(duration_s: float) -> float:
    """Seconds from one thumbnail to the next: whole multiples of those one can seek to, 100 at most."""
    return max(2, -(-duration_s // (2 * MOST_THUMBS)) * 2)


def storyboard(film: Path, duration_s: float, picture: Path, track: Path, *, ffmpeg: str) -> None:
    """A sheet of thumbnails (JPEG) and a track (WebVTT) that says which belongs to which seconds."""
    apart, (wide, high) = every(duration_s), THUMB
    number = max(1, int(-(-duration_s // apart)))
    rows = -(-number // COLUMNS)
    fit = f"scale={wide}:{high}:force_original_aspect_ratio=decrease,pad={wide}:{high}:-1:-1:color=0xF3ECE2"
    sheet = f"fps=1/{apart:g}:round=up:start_time=0,{fit},tile={COLUMNS}x{rows}"
    opened = ["-skip_frame", "nokey", "-protocol_whitelist", "file", "-i", f"file:{film}"]
    with arriving(picture) as half:
        arguments = [*opened, "-an", "-frames:v", "1", "-vf", sheet, "-c:v", "mjpeg", "-q:v", "6", str(half)]
        run(ffmpeg, arguments, Limits(600, 1200))
    write_text(track, "".join(_thumbs(number, apart, duration_s, picture.name)))


def _thumbs(number: int, apart: float, duration_s: float, name: str) -> Iterator[str]:
    yield "WEBVTT\n"
    wide, high = THUMB
    for index in range(number):
        row, column = divmod(index, COLUMNS)
        until = min(duration_s, (index + 1) * apart)
        where = f"{name}#xywh={column * wide},{row * high},{wide},{high}"
        yield f"\n{_stamp(index * apart)} --> {_stamp(until)}\n{where}\n"


def _stamp(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
