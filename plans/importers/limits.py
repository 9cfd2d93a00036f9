"""How much of a file is read before we say that it is too much."""

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds on one file, then on an archive. Sizes in bytes; the others are counts."""

    file_bytes: int = 25 * _MIB  # as given and again as unpacked
    unpack_ratio: int = 200  # a long TCX packs about 30:1; zeros pack 1000:1
    points: int = 250_000  # 24 hours at one a second are 86,400
    activities: int = 500
    laps: int = 10_000
    xml_depth: int = 64  # real files reach 12
    fit_messages: int = 600_000  # a day's run with two records a second is 180,000
    rows: int = 100_000  # of a table: 50 years of two runs a day are 36,500

    archive_bytes: int = 2048 * _MIB  # as given, and each archive inside it as unpacked
    entries: int = 30_000  # in one archive; ten years of runs with photographs are 10,000
    entries_in_all: int = 100_000  # with those of archives inside
    unpacked_bytes: int = 16 * 1024 * _MIB  # all files of an archive together, photographs aside
    nesting: int = 2  # archives inside the archive


DEFAULT_LIMITS = Limits()
