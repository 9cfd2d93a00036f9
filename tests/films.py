"""Small films for the tests, made by ffmpeg when they are asked for: phones', cameras', and broken ones."""

import subprocess
from pathlib import Path

from library.film.ffmpeg import default_ffmpeg
from library.film.foreign import Limits, said

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25")
HLG = "log-level=none:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc"
HEVC = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", HLG, "-pix_fmt", "yuv420p10le")
VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-pix_fmt", "yuv420p")


def ffmpeg(*arguments: str | Path) -> None:
    command = [default_ffmpeg(), "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)


def film(
    path: Path, *, size="64x36", rate="25", seconds=2.0, coded=H264, tone=("-c:a", "aac"), more=()
) -> Path:
    """A test picture and a tone (`tone=()`: none), two seconds unless said otherwise."""
    picture = ("-f", "lavfi", "-i", f"testsrc=size={size}:rate={rate}:duration={seconds}")
    sine = ("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}") if tone else ()
    ffmpeg(*picture, *sine, *coded, *tone, *more, path)
    return path


def turned(path: Path, degrees: int, upright: Path) -> Path:
    """The same film with a note how it is to be turned, as phones write it."""
    ffmpeg("-display_rotation", str(degrees), "-i", upright, "-c", "copy", path)
    return path


def cut(path: Path, whole: Path, share: float = 0.5) -> Path:
    """The beginning of a file."""
    data = whole.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def streams(path: Path) -> list[str]:
    """What ffmpeg prints of a file's streams, and how it is turned."""
    text = said(default_ffmpeg(), ["-i", str(path)], Limits())
    return [line.strip() for line in text.splitlines() if "Stream #" in line or "rotation" in line]
