"""ffmpeg on foreign files: bounded, watched, and ended with whoever watches it."""

import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from library.film.container import NotAFilm
from library.film.ffmpeg import FilmFailed, default_ffmpeg
from library.film.foreign import DiskFull, Limits, _failure, run, said
from tests.films import film

ENDLESS = ["-f", "lavfi", "-i", "testsrc=size=640x360:rate=25", "-f", "null", "-"]


def test_progress_is_told_in_seconds_and_the_length_comes_back(tmp_path):
    told = []
    source = film(tmp_path / "a.mp4")
    copy = ["-i", str(source), "-c", "copy", str(tmp_path / "b.mp4")]
    assert run(default_ffmpeg(), copy, Limits(), told.append) == pytest.approx(2.0, abs=0.1)
    assert told[-1] == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("limits", [Limits(wall_s=0.5), Limits(cpu_s=1)])
def test_what_takes_too_long_is_ended(limits):
    began = time.monotonic()
    with pytest.raises(NotAFilm, match="took too long"):
        run(default_ffmpeg(), ENDLESS, limits)
    assert time.monotonic() - began < 120  # on a busy machine a second of the processor takes many


def test_what_takes_too_much_memory_is_ended(tmp_path):
    large = ["-f", "lavfi", "-i", "color=size=8000x4000:rate=25:duration=9", "-f", "null", "-"]
    with pytest.raises((FilmFailed, NotAFilm)):
        run(default_ffmpeg(), large, Limits(memory=64 * 1024**2))


def test_what_writes_too_much_is_ended(tmp_path):
    out = tmp_path / "large.avi"
    raw = ["-f", "lavfi", "-i", "testsrc=size=640x360:rate=25:duration=60", "-c:v", "rawvideo", str(out)]
    with pytest.raises((FilmFailed, NotAFilm)):
        run(default_ffmpeg(), raw, Limits(file=1024**2))
    assert out.stat().st_size <= 1024**2


def test_a_watcher_that_has_enough_ends_it():
    def enough(seconds):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(default_ffmpeg(), ENDLESS, Limits(), enough)


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="Only Linux ends it.")
def test_a_killed_worker_leaves_no_ffmpeg_behind(tmp_path):
    out = tmp_path / "endless.mkv"
    arguments = ["-re", *ENDLESS[:4], "-c:v", "libx264", "-preset", "ultrafast", str(out)]
    program = (
        "from library.film.foreign import Limits, run\nfrom library.film.ffmpeg import default_ffmpeg\n"
        f"run(default_ffmpeg(), {arguments!r}, Limits())"
    )
    worker = subprocess.Popen([sys.executable, "-c", program])
    wait_until(lambda: out.exists() and encoders(out))
    worker.kill()
    worker.wait()
    wait_until(lambda: not encoders(out), seconds=5)


def encoders(out) -> list[str]:
    """The processes that were told to write this file, without the program that told them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = entry.read_bytes().split(b"\0")
            found += [entry.parent.name] if words[-2:-1] == [str(out).encode()] else []
    return found


def wait_until(answer, seconds=30):
    until = time.monotonic() + seconds
    while not answer():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_full_disk_is_named():
    words = "av_interleaved_write_frame(): No space left on device"
    assert isinstance(_failure(1, words), DiskFull)
    assert isinstance(_failure(-9, ""), NotAFilm)
    assert str(_failure(1, "Invalid argument")) == "ffmpeg stopped with 1.\nInvalid argument"


def test_a_missing_ffmpeg_is_named():
    with pytest.raises(FilmFailed, match="no-ffmpeg"):
        said("/nowhere/no-ffmpeg", [], Limits())
