"""ffmpeg on a file that somebody sent: no network, no other files, bounded in time, memory and output."""

import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from library.film.container import NotAFilm
from library.film.ffmpeg import FilmFailed, _nicely

GIB = 1024**3
LAST_LINES = 12
LAST_BYTES = 64 * 1024
NOISY = 1024**2  # bytes of complaints that are read, at most
# What cameras, phones and editors write. Whatever is missing here is not decoded, whoever asks.
PICTURES = (
    "h264,hevc,mpeg4,vp8,vp9,libvpx,libvpx-vp9,libdav1d,av1,mjpeg,prores,dnxhd,mpeg2video,mpegvideo,h263"
)
SOUNDS = (
    "aac,aac_latm,mp3,mp3float,mp2,mp2float,opus,libopus,vorbis,libvorbis,flac,alac,ac3,eac3,amrnb,amrwb,"
    "libopencore_amrnb,libopencore_amrwb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,"
    "pcm_f32le,pcm_f32be,pcm_u8,pcm_s8,pcm_alaw,pcm_mulaw,adpcm_ima_qt"
)


class DiskFull(FilmFailed):
    """There was no room for what was to be written."""


@dataclass(frozen=True)
class Limits:
    """What one run may take: seconds of processor and of waiting, bytes of memory and of a file written."""

    cpu_s: int = 20
    wall_s: float = 60
    memory: int = GIB
    file: int = GIB


def reading(path: Path, container: str) -> list[str]:
    """The arguments that open a foreign file: as the container its bytes showed, from this disk, alone."""
    safe = ["-protocol_whitelist", "file", "-format_whitelist", container, "-max_streams", "50"]
    # Each thread of a decoder holds pictures of its own: without a bound, many cores are much memory.
    decoded = ["-codec_whitelist", f"{PICTURES},{SOUNDS}", "-threads", "2"]
    return [*safe, *decoded, "-f", container, "-i", f"file:{path}"]


def run(
    ffmpeg: str,
    arguments: list[str],
    limits: Limits,
    progress: Callable[[float], None] = lambda seconds: None,
) -> float:
    """Runs ffmpeg to its end; returns the seconds written. FilmFailed, DiskFull, NotAFilm("slow").

    `progress` is called with the seconds written so far, twice a second; what it raises ends ffmpeg.
    """
    command = ["-y", "-loglevel", "error", "-progress", "pipe:1", "-stats_period", "0.5", *arguments]
    with tempfile.TemporaryFile() as words:
        code, seconds = _watched(ffmpeg, command, limits, words, progress)
        if code != 0:
            raise _failure(code, last_words(words))
    return seconds


def said(ffmpeg: str, arguments: list[str], limits: Limits) -> str:
    """What ffmpeg says of a file when it is only asked to open it. NotAFilm("slow")."""
    with tempfile.TemporaryFile() as words:
        code, _ = _watched(ffmpeg, arguments, limits, words, lambda seconds: None)
        if code < 0:
            raise NotAFilm("slow")
        words.seek(0)
        return words.read(NOISY).decode("utf-8", "replace")


def _watched(
    ffmpeg: str, command: list[str], limits: Limits, words: IO[bytes], progress: Callable[[float], None]
) -> tuple[int, float]:
    """The exit code (negative: ended by that signal) and the seconds written."""
    if shutil.which(ffmpeg) is None:  # `nice` would say it with an exit code, like a fault of the film
        raise FilmFailed(f"ffmpeg cannot be started at {ffmpeg}.")
    try:
        process = subprocess.Popen(
            [*_ending_with_us(), *_nicely(), ffmpeg, "-nostdin", "-hide_banner", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=words,
        )
    except OSError as error:
        raise FilmFailed(f"ffmpeg cannot be started at {ffmpeg}: {error}") from error
    timer = threading.Timer(limits.wall_s, process.kill)
    timer.start()
    try:
        _restrain(process.pid, limits)
        seconds = _follow(process, progress)
        return process.wait(), seconds
    finally:  # whatever happened, no orphan stays behind
        timer.cancel()
        process.kill()
        process.wait()


def _ending_with_us() -> list[str]:
    """Linux ends it when this process is killed; ffmpeg itself does not mind that nobody listens any more."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv and sys.platform == "linux" else []


def _restrain(pid: int, limits: Limits) -> None:
    """From outside, for a function between fork and exec is not safe in a process with threads."""
    if sys.platform != "linux":
        return
    bounds = {
        resource.RLIMIT_CPU: limits.cpu_s,
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_FSIZE: limits.file,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in bounds.items():
        try:
            resource.prlimit(pid, kind, (most, most))
        except (ProcessLookupError, ValueError, PermissionError):  # gone already, or bounded more tightly
            continue


def _follow(process: "subprocess.Popen[bytes]", progress: Callable[[float], None]) -> float:
    seconds = 0.0
    assert process.stdout is not None  # noqa: S101 — it was opened as a pipe
    with process.stdout as told:
        for line in told:
            name, _, value = line.decode("ascii", "replace").strip().partition("=")
            if name == "out_time_us" and value.lstrip("-").isdigit():
                seconds = max(seconds, int(value) / 1e6)
                progress(seconds)
    return seconds


def last_words(words: IO[bytes]) -> str:
    """ffmpeg's last lines."""
    words.seek(max(0, words.seek(0, 2) - LAST_BYTES))
    lines = words.read().decode("utf-8", "replace").strip().splitlines()
    return "\n".join(lines[-LAST_LINES:])


def _failure(code: int, words: str) -> Exception:
    if "No space left on device" in words:
        return DiskFull("The disk is full.")
    if code < 0:  # too long, too much processor, or the system's own killer
        return NotAFilm("slow")
    return FilmFailed(f"ffmpeg stopped with {code}.\n{words}")
