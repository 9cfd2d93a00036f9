"""Two builders never make the same piece: a lock for each, across processes, that dies with its holder."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

FOLDER = ".locks"

_held = threading.local()  # the folders in which this thread holds a lock


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Waits until nobody else in `folder` holds `name`. RuntimeError where this thread holds one there.

    256 files serve all names, so that none has to be removed, which could not be done safely. So two names
    may share a file, and who asked for both would wait for themselves for ever.
    """
    path = folder / FOLDER / sha256(name.encode()).hexdigest()[:2]
    path.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(folder), path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield  # closing the file gives the lock back, as does the death of the process


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    held: set[Path] = _held.__dict__.setdefault("folders", set())
    if folder in held:
        raise RuntimeError(f"A lock in {folder} is held already; a second may be the same file.")
    held.add(folder)
    try:
        yield
    finally:
        held.discard(folder)
