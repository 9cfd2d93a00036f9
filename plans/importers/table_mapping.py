"""Which column of a table holds what, and how it is written there."""

from dataclasses import dataclass

from .dates import DMY
from .table_words import KM


@dataclass(frozen=True)
class TableMapping:
    """Which column holds what, counted from 0 (None: no column does), and how it is written there."""

    date: int | None = None
    distance: int | None = None
    duration: int | None = None
    kind: int | None = None
    effort: int | None = None
    title: int | None = None
    note: int | None = None
    heart_rate: int | None = None
    zone: int | None = None
    date_order: str = DMY  # dmy, mdy, ymd
    decimal_sign: str = "."
    distance_unit: str = KM  # km, mi, m; a unit beside a number counts more
    duration_unit: str = "min"  # of plain numbers: h, min, s
    duration_pair: str = "m:s"  # or "h:m"
    first_row: int = 1  # rows above the first run: 1 where only the headers are

    @property
    def is_usable(self) -> bool:
        """A run has a day, and time or distance."""
        return self.date is not None and (self.distance is not None or self.duration is not None)
