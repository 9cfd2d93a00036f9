"""The clips of all classes, rendered beside each other on every core."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from functools import partial

from library.film import Clip, FilmFailed, Workshop, clips_needed


def missing_clips(scripts, workshop: Workshop) -> list[Clip]:
    """What is not in the cache yet, longest first: no core is left alone with the longest at the end."""
    missing = [clip for clip in clips_needed(scripts) if not workshop.has(clip)]
    return sorted(missing, key=lambda clip: (clip.kind != "loop", -clip.frames))


def counted(scripts) -> str:
    """How many clips the films need, and of what: each costs seconds to draw, so the number matters."""
    clips = clips_needed(scripts)
    movements = {clip.dance.slug for clip in clips}
    dancers = {clip.palette for clip in clips}
    return f"{len(clips)} clips of {len(movements)} movements and {len(dancers)} dancers"


def render_clips(clips: list[Clip], workshop: Workshop, *, cores: int | None = None) -> Iterator[str]:
    """Yields "" for each clip rendered, a sentence for one that failed. Stopping early keeps the rest."""
    one = partial(_render, workshop=workshop)
    # "spawn", for a fork of a process with threads may hang.
    pool = multiprocessing.get_context("spawn").Pool(cores or os.cpu_count(), initializer=leave_ctrl_c)
    try:
        yield from pool.imap_unordered(one, clips)
        pool.close()
    finally:
        pool.terminate()
        pool.join()


def leave_ctrl_c() -> None:
    """Ctrl-C reaches the whole group of processes; the first one ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _render(clip: Clip, *, workshop: Workshop) -> str:
    try:
        workshop.render(clip)
    except FilmFailed as error:
        return f"{clip.kind} of {clip.dance.slug}: {error}"
    return ""
