"""What the making of drawn and of uploaded films shares: telling how far it is, and clearing up."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

BEAT_S = 1.0  # progress is written, and a wish to cancel is seen, at most this often


def at_most_once_a_beat(tell: Callable[[float], None]) -> Callable[[float], None]:
    """`tell`, called with 0..1 and not too often."""
    last = float("-inf")

    def progress(share: float) -> None:
        nonlocal last
        if time.monotonic() - last >= BEAT_S:
            last = time.monotonic()
            tell(min(1.0, max(0.0, share)))

    return progress


def remove_folder(folder: str, *, below: str) -> None:
    """Remove a film's folder; nothing that does not lie below `below`, both below the media root."""
    films = (Path(settings.MEDIA_ROOT) / below).resolve()
    path = (Path(settings.MEDIA_ROOT) / folder).resolve()
    if films in path.parents:
        shutil.rmtree(path, ignore_errors=True)
