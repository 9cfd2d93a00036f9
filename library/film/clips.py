"""Clips: drawn, encoded, and cached by a hash of everything that shapes them."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version as package_version
from pathlib import Path

import library.figure
from library.figure import PALETTES
from library.film import ffmpeg as ff
from library.film.files import arriving, is_whole_mp4
from library.film.fragments import TICKS
from library.film.locks import alone
from library.film.schedule import FPS, Clip, schedule
from library.film.script import ClassScript, canonical
from library.film.stage import Stage, wide

HEIGHTS = (720, 360)
# `veryfast` at crf 20: half the time of `medium` at 21, 4 % smaller, SSIM 0.9984 and not 0.9988 on these flat
# pictures. One list for all clips: only with equal headers (SPS, PPS) do they play one after the other.
# fmt: off
X264 = [
    "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-tune", "animation", "-threads", "1", "-an",
    "-profile:v", "high", "-level", "3.1", "-refs", "3", "-bf", "2", "-g", "125",
    "-x264-params", "open-gop=0", "-pix_fmt", "yuv420p", "-video_track_timescale", str(TICKS),
    # One fragment that starts at 0, without an edit list: it can be put anywhere on a film's time line.
    "-movflags", "+empty_moov+default_base_moof+negative_cts_offsets+skip_trailer",
    "-frag_duration", "1000000000",
    "-map_metadata", "-1", "-fflags", "+bitexact",
]
# fmt: on
# The encoder writes the colours the frames carry, so they are set there: options after -c:v are not heard.
COLOURS = (
    "scale=out_color_matrix=bt709:out_range=tv,"
    "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
)
RENDERERS = ("aggdraw", "pillow", "resvg")
DRAWS_NOTHING = (  # of the figure: they judge and export
    "__init__.py",
    "carriage.py",
    "frames.py",
    "landings.py",
    "limits.py",
    "ranges.py",
    "tables.py",
)


def clips_needed(scripts: Iterable[ClassScript]) -> list[Clip]:
    """Every clip these classes play, each once, in the order in which they are first needed."""
    return list(dict.fromkeys(part.clip for script in scripts for part in schedule(script).parts))


@dataclass(frozen=True)
class Workshop:
    """Where clips are kept, at which heights, and by which ffmpeg they are encoded ("": our own)."""

    cache: Path
    heights: tuple[int, ...] = HEIGHTS
    ffmpeg: str = ""

    @property
    def encoder(self) -> str:
        return self.ffmpeg or ff.default_ffmpeg()

    def name(self, clip: Clip) -> str:
        """The clip's name without height and ending: readable, then a hash of all that shapes it."""
        return f"{clip.kind}-{clip.dance.slug}-{digest(clip, self.heights, self.encoder)[:16]}"

    def path(self, clip: Clip, height: int) -> Path:
        """Where the clip is, or will be."""
        return piece(self.cache, self.name(clip), height)

    def has(self, clip: Clip) -> bool:
        """Whether the clip is there, whole, at every height."""
        return all(is_whole_mp4(self.path(clip, height)) for height in self.heights)

    def render(self, clip: Clip) -> None:
        """Draws the clip once and encodes it at every height, unless it is there. FilmFailed."""
        if self.has(clip):
            return
        with alone(self.cache, self.name(clip)):
            if not self.has(clip):  # another process may have made it while we waited
                self._make(clip)

    def _make(self, clip: Clip) -> None:
        with ExitStack() as stack:
            halves = [stack.enter_context(arriving(self.path(clip, height))) for height in self.heights]
            ff.run(self.encoder, _arguments(clip, self.heights, halves), _pictures(clip, max(self.heights)))
            if not all(map(is_whole_mp4, halves)):
                raise ff.FilmFailed(f"The {clip.kind} of {clip.dance.slug} was not written to its end.")


def piece(cache: Path, name: str, height: int) -> Path:
    """The file of a named clip at a height."""
    return cache / f"{name}-{height}.mp4"


@lru_cache(maxsize=4096)
def digest(clip: Clip, heights: tuple[int, ...], ffmpeg: str) -> str:
    """A hash of all that shapes the clip: the movement, palette, size, rate, encoder, renderers; no words."""
    shaped_by = {
        "clip": [clip.kind, clip.mirrored, clip.frames],
        "dance": _seen_of(clip),
        "palette": asdict(PALETTES[clip.palette]),
        "heights": heights,
        "rate": FPS,
        "encoder": [ff.version(ffmpeg), COLOURS, *X264],
        "renderers": _renderers(),
    }
    return sha256(canonical(shaped_by).encode()).hexdigest()


def _seen_of(clip: Clip) -> dict[str, object]:
    """What of the movement is seen. A cue is only heard, the tempo is in the number of frames, and of the
    presets only those count that the movement has put into its own poses."""
    seen = {f.name: getattr(clip.dance.movement, f.name) for f in fields(clip.dance.movement)}
    for unseen in ("slug", "cues", "bpm"):
        del seen[unseen]
    return {**seen, "keys": [asdict(key) for key in clip.dance.movement.keys]}


@lru_cache(maxsize=1)
def _renderers() -> list[str]:
    """Packages that draw, and our own drawing code: a corrected foot is a new clip."""
    code = sha256(b"".join(path.read_bytes() for path in _sources())).hexdigest()
    return [*(f"{name} {package_version(name)}" for name in RENDERERS), code]


def _sources() -> list[Path]:
    figure, here = Path(str(library.figure.__file__)).parent, Path(__file__)
    drawing = [path for path in sorted(figure.glob("*.py")) if path.name not in DRAWS_NOTHING]
    return [*drawing, *(here.with_name(name) for name in ("studio.py", "stage.py"))]


def _pictures(clip: Clip, height: int) -> Iterator[bytes]:
    for frame in Stage(clip, height).frames():
        yield frame.tobytes()


def _arguments(clip: Clip, heights: tuple[int, ...], outs: list[Path]) -> list[str]:
    """One picture in, each height out. A still is sent once and held by a filter."""
    high = max(heights)
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{wide(high)}x{high}", "-r", str(FPS), "-i", "-"]
    hold = f",loop=loop={clip.frames - 1}:size=1,setpts=N/{FPS}/TB" if clip.kind == "ready" else ""
    heads = "".join(f"[in{height}]" for height in heights)
    sized = (f"[in{height}]scale={wide(height)}:{height}:flags=area[out{height}]" for height in heights)
    arguments = [
        *raw,
        "-filter_complex",
        ";".join([f"[0:v]{COLOURS}{hold},split={len(heights)}{heads}", *sized]),
    ]
    for height, out in zip(heights, outs, strict=True):
        arguments += ["-map", f"[out{height}]", *X264, *_poster_key(clip), str(out)]
    return arguments


def _poster_key(clip: Clip) -> list[str]:
    """A loop has a keyframe at its poster moment, or every thumbnail shows the neutral pose."""
    return ["-force_key_frames", f"{_poster_s(clip):.3f}"] if clip.kind == "loop" else []


def _poster_s(clip: Clip) -> float:
    movement = clip.dance.movement
    return round(movement.poster / movement.counts * clip.frames) / FPS
