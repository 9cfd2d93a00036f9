"""Instants as GPX and TCX write them, to seconds since 1970 UTC."""

from datetime import UTC, datetime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 4102444800.0  # 2100-01-01: what lies after it is a broken clock


def read_instant(text: str) -> tuple[float, int | None] | None:
    """Seconds since 1970 UTC and the offset from UTC in seconds; None if it is no instant.

    A time without a zone counts as UTC, as both formats demand. "Z" says nothing about the runner's own
    clock, so its offset is None.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    offset = instant.utcoffset()
    if offset is None:
        return (instant.replace(tzinfo=UTC) - EPOCH).total_seconds(), None
    seconds = (instant - EPOCH).total_seconds()
    return seconds, None if text.rstrip()[-1:] in "Zz" else int(offset.total_seconds())


def is_plausible(seconds: float) -> bool:
    return 0 < seconds < LATEST
