"""ffmpeg as a process: niced, fed through a pipe, and its last words kept when it fails."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import IO

import imageio_ffmpeg

LAST_LINES = 12


class FilmFailed(Exception):
    """A film could not be made; the message ends with ffmpeg's last lines."""


def default_ffmpeg() -> str:
    """The static ffmpeg that comes with the packages, as a path."""
    return str(imageio_ffmpeg.get_ffmpeg_exe())


@lru_cache(maxsize=8)
def version(ffmpeg: str) -> str:
    """The first line of `ffmpeg -version`: part of a clip's identity, as builds differ in headers."""
    try:
        done = subprocess.run([ffmpeg, "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise FilmFailed(f"ffmpeg cannot be started at {ffmpeg}: {error}") from error
    return done.stdout.partition("\n")[0]


def run(ffmpeg: str, arguments: list[str], feed: Iterable[bytes] = ()) -> None:
    """Runs ffmpeg to its end with `feed` on its standard input. FilmFailed if it fails or does not start."""
    with tempfile.TemporaryFile() as words:  # a file, for a full pipe nobody reads would stop it for ever
        try:
            process = subprocess.Popen(
                [*_nicely(), ffmpeg, "-y", "-nostdin", "-hide_banner", "-loglevel", "error", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=words,
            )
        except OSError as error:
            raise FilmFailed(f"ffmpeg cannot be started at {ffmpeg}: {error}") from error
        _feed(process, feed)
        if process.wait() != 0:
            raise FilmFailed(f"ffmpeg stopped with {process.returncode}.\n{_last_lines(words)}")


def _nicely() -> list[str]:
    nice = shutil.which("nice")
    return [nice, "-n", "10"] if nice else []


def _feed(process: "subprocess.Popen[bytes]", feed: Iterable[bytes]) -> None:
    """Writes all of it; an ffmpeg that has gone says why through its exit code, not through a broken pipe."""
    assert process.stdin is not None  # noqa: S101 — it was opened as a pipe
    try:
        with suppress(BrokenPipeError), process.stdin as pipe:
            for piece in feed:
                pipe.write(piece)
    except BaseException:  # the drawing failed, or the worker was stopped: leave no orphan behind
        process.kill()
        process.wait()
        raise


def _last_lines(words: IO[bytes]) -> str:
    words.seek(0)
    lines = words.read().decode("utf-8", "replace").strip().splitlines()
    return "\n".join(lines[-LAST_LINES:])
