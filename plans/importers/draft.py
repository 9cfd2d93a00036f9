"""What a reader collects before it is tidied: one activity with plain lists, nothing checked yet."""

from dataclasses import dataclass, field

from .sentences import Notice

Numbers = list[float | None]


@dataclass
class Columns:
    """Rows of a track as parallel lists. `time`: seconds since 1970 UTC; `segment` numbers the pieces."""

    time: Numbers = field(default_factory=list)
    latitude: Numbers = field(default_factory=list)
    longitude: Numbers = field(default_factory=list)
    altitude_m: Numbers = field(default_factory=list)
    distance_m: Numbers = field(default_factory=list)
    heart_rate: Numbers = field(default_factory=list)
    cadence: Numbers = field(default_factory=list)
    power_w: Numbers = field(default_factory=list)
    segment: list[int] = field(default_factory=list)

    def values(self) -> tuple[Numbers, ...]:
        """Every column of measured values: all but time and segment."""
        return (
            self.latitude,
            self.longitude,
            self.altitude_m,
            self.distance_m,
            self.heart_rate,
            self.cadence,
            self.power_w,
        )


@dataclass
class DraftLap:
    start: float | None = None  # seconds since 1970 UTC
    elapsed_s: float | None = None
    moving_s: float | None = None
    distance_m: float | None = None
    heart_rate_mean: float | None = None
    heart_rate_max: float | None = None
    kind: str = ""


@dataclass
class Draft:
    """One activity as read; None where the file is silent."""

    format: str
    sport: str | None = None
    start: float | None = None  # seconds since 1970 UTC
    utc_offset_s: int | None = None
    elapsed_s: float | None = None
    moving_s: float | None = None
    distance_m: float | None = None
    climb_m: float | None = None
    heart_rate_mean: float | None = None
    heart_rate_max: float | None = None
    cadence: float | None = None
    rpe: float | None = None
    feel: float | None = None
    device: str = ""
    title: str = ""
    notes: str = ""
    laps: list[DraftLap] = field(default_factory=list)
    columns: Columns = field(default_factory=Columns)
    notices: list[Notice] = field(default_factory=list)
    pieces_join: bool = True  # False: the way between two segments was not recorded (GPX)
