"""How much of a file is read before we say that it is too much."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on one file. Sizes in bytes; the others are counts."""

    file_bytes: int = 25 * 1024 * 1024  # as given and again as unpacked
    unpack_ratio: int = 200  # a long TCX packs about 30:1; zeros pack 1000:1
    points: int = 250_000  # 24 hours at one a second are 86,400
    activities: int = 500
    laps: int = 10_000
    xml_depth: int = 64  # real files reach 12
    fit_messages: int = 600_000  # a day's run with two records a second is 180,000


DEFAULT_LIMITS = Limits()
