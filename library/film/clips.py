"""Clips: drawn, encoded, and cached by a hash of everything that shapes them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version as package_version
from pathlib import Path

import library.figure
from library.figure import PALETTES
from library.film import ffmpeg as ff
from library.film.files import arriving, is_whole_mp4
from library.film.schedule import FPS, Clip, schedule
from library.film.script import ClassScript, canonical
from library.film.stage import Stage, wide

HEIGHT = 720
# `veryfast` at crf 20: half the time of `medium` at 21, 4 % smaller, SSIM 0.9984 and not 0.9988 on these flat
# pictures. Stream copy joins clips only if their headers (SPS, PPS) are equal: one list for all clips.
# fmt: off
X264 = [
    "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-tune", "animation", "-threads", "1", "-an",
    "-profile:v", "high", "-level", "3.1", "-refs", "3", "-bf", "2", "-g", "250",
    "-x264-params", "open-gop=0", "-pix_fmt", "yuv420p", "-video_track_timescale", "12800",
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


def render_clip(clip: Clip, cache: Path, height: int = HEIGHT, ffmpeg: str = "") -> Path:
    """The clip's MP4 in the cache, encoded if it is not there yet. FilmFailed if ffmpeg fails."""
    ffmpeg = ffmpeg or ff.default_ffmpeg()
    path = clip_path(clip, cache, height, ffmpeg)
    if not is_whole_mp4(path):
        with arriving(path) as half:
            ff.run(ffmpeg, _arguments(clip, height, half), _pictures(clip, height))
    return path


def clip_path(clip: Clip, cache: Path, height: int = HEIGHT, ffmpeg: str = "") -> Path:
    """Where the clip is, or will be."""
    return cache / f"{clip.kind}-{clip.dance.slug}-{height}-{digest(clip, height, ffmpeg)[:16]}.mp4"


def digest(clip: Clip, height: int = HEIGHT, ffmpeg: str = "") -> str:
    """A hash of all that shapes the clip: the movement, palette, size, rate, encoder, renderers; no words."""
    shaped_by = {
        "clip": [clip.kind, clip.mirrored, clip.frames],
        "dance": _seen_of(clip),
        "palette": asdict(PALETTES[clip.palette]),
        "height": height,
        "rate": FPS,
        "encoder": [ff.version(ffmpeg or ff.default_ffmpeg()), COLOURS, *X264],
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


def _arguments(clip: Clip, height: int, out: Path) -> list[str]:
    """A still is sent once and held by a filter; a loop has a keyframe at its poster moment."""
    size = f"{wide(height)}x{height}"
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(FPS), "-i", "-"]
    if clip.kind == "loop":
        return [*raw, "-vf", COLOURS, *X264, "-force_key_frames", f"{_poster_s(clip):.3f}", str(out)]
    hold = f"loop=loop={clip.frames - 1}:size=1,setpts=N/{FPS}/TB"
    return [*raw, "-vf", f"{COLOURS},{hold}", *X264, str(out)]


def _poster_s(clip: Clip) -> float:
    movement = clip.dance.movement
    return round(movement.poster / movement.counts * clip.frames) / FPS
