"""The clips of all classes, rendered beside each other on every core."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from library.film import Clip, FilmFailed, clip_path, clips_needed, render_clip
from library.film.files import is_whole_mp4


def missing_clips(scripts, *, cache: Path, ffmpeg: str = "", height: int = 720) -> list[Clip]:
    """What is not in the cache yet, longest first: no core is left alone with the longest at the end."""
    needed = clips_needed(scripts)
    missing = [clip for clip in needed if not is_whole_mp4(clip_path(clip, cache, height, ffmpeg))]
    return sorted(missing, key=lambda clip: (clip.kind != "loop", -clip.frames))


def render_clips(
    clips: list[Clip], *, cache: Path, ffmpeg: str = "", height: int = 720, cores: int | None = None
) -> Iterator[str]:
    """Yields "" for each clip rendered, a sentence for one that failed. Stopping early keeps the rest."""
    one = partial(_render, cache=cache, ffmpeg=ffmpeg, height=height)
    # "spawn", for a fork of a process with threads may hang.
    pool = multiprocessing.get_context("spawn").Pool(cores or os.cpu_count(), initializer=_leave_ctrl_c)
    try:
        yield from pool.imap_unordered(one, clips)
        pool.close()
    finally:
        pool.terminate()
        pool.join()


def _leave_ctrl_c() -> None:
    """Ctrl-C reaches the whole group of processes; the first one ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _render(clip: Clip, *, cache: Path, ffmpeg: str, height: int) -> str:
    try:
        render_clip(clip, cache, height, ffmpeg)
    except FilmFailed as error:
        return f"{clip.kind} of {clip.dance.slug}: {error}"
    return ""
