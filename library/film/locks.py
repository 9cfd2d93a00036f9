"""Two builders never make the same piece: a lock for each, across processes, that dies with its holder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

FOLDER = ".locks"


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Waits until nobody else in `folder` holds `name`. Never hold two at once.

    256 files serve all names, so that none has to be removed, which could not be done safely.
    """
    path = folder / FOLDER / sha256(name.encode()).hexdigest()[:2]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield  # closing the file gives the lock back, as does the death of the process
