"""What a file says about one activity, in metres, seconds and beats per minute."""

from array import array
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .sentences import Notice

Column = tuple[float | None, ...]


@dataclass(frozen=True)
class Lap:
    """One lap. `kind` is active, rest, warmup, cooldown, recovery, interval or empty when not said."""

    offset_s: float  # from the start of the run
    elapsed_s: float
    moving_s: float | None = None
    distance_m: float | None = None
    heart_rate_mean: int | None = None
    heart_rate_max: int | None = None
    kind: str = ""


@dataclass(frozen=True)
class Track:
    """Parallel columns, all as long as `time_s`; a missing value is None, an empty column is None as a whole.

    `time_s` counts seconds from the start of the run and rises strictly. `distance_m` is along the run.
    Cadence is in the file's own counting: strides (one foot) a minute from most running watches.
    """

    time_s: "array[float]"  # quoted: Python 3.11 cannot subscript it
    latitude: Column | None = None
    longitude: Column | None = None
    altitude_m: Column | None = None
    distance_m: Column | None = None
    heart_rate: Column | None = None
    cadence: Column | None = None
    power_w: Column | None = None

    def __len__(self) -> int:
        return len(self.time_s)


@dataclass(frozen=True)
class ParsedRun:
    """One activity as its file tells it. Several may come from one file: `part` counts them from 0."""

    format: str  # gpx, tcx, fit, strava (written there by hand)
    sport: str  # running, walking, hiking, cycling, swimming, strength, yoga, other
    started_at: datetime  # aware, UTC
    elapsed_s: float
    moving_s: float
    track: Track
    sha256: str  # of the unpacked content, so a file and its .gz agree
    part: int = 0
    zone: str | None = None  # IANA name; none of these formats gives one
    utc_offset_s: int | None = None  # of the runner's clock then, if the file says it
    distance_m: float | None = None
    climb_m: float | None = None
    heart_rate_mean: int | None = None
    heart_rate_max: int | None = None
    cadence: float | None = None  # mean over the time it was not zero
    rpe: float | None = None  # 0–10
    feel: int | None = None  # 0 (very weak) to 100 (very strong)
    laps: tuple[Lap, ...] = ()
    device: str = ""
    title: str = ""
    notes: str = ""
    gear: str = ""  # the name of the shoes, from an archive that tells it
    warnings: tuple[Notice, ...] = ()

    @property
    def is_run(self) -> bool:
        return self.sport == "running"

    @property
    def local_date(self) -> date | None:
        """The runner's own date at the start, where the file knows the offset from UTC."""
        if self.utc_offset_s is None:
            return None
        return (self.started_at + timedelta(seconds=self.utc_offset_s)).date()
