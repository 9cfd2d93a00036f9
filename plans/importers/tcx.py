"""TCX: activities of laps of tracks. Courses and planned workouts are not activities."""

from .draft import Draft, DraftLap
from .limits import Limits
from .sentences import NotUnderstood
from .sports import sport_named
from .xml_values import Rows, number, words
from .xml_walk import Text, Walked, Wanted, walk

_CELLS = {
    "Time": {"Trackpoint": "time"},
    "LatitudeDegrees": {"Position": "latitude"},
    "LongitudeDegrees": {"Position": "longitude"},
    "AltitudeMeters": {"Trackpoint": "altitude_m"},
    "DistanceMeters": {"Trackpoint": "distance_m"},
    "Value": {"HeartRateBpm": "heart_rate"},
    "Cadence": {"Trackpoint": "cadence"},
    "RunCadence": {"TPX": "cadence"},
    "Watts": {"TPX": "power_w"},
}


def read_tcx(data: bytes, limits: Limits) -> tuple[list[Draft], Walked]:
    """The activities of a file as drafts, and how reading ended."""
    reader = _Reader(limits)
    walked = walk(data, reader.wanted(), limits)
    reader.settle()
    if not reader.drafts and walked.damaged_line is None:
        raise NotUnderstood("course" if reader.planned else "no_activity", format="TCX")
    if reader.rows.bad_times and not any(draft.start or any(draft.columns.time) for draft in reader.drafts):
        raise NotUnderstood("bad_date", format="TCX")
    return [_summed(draft) for draft in reader.drafts], walked


def _summed(draft: Draft) -> Draft:
    """The device's own totals are those of its laps. Time in laps is timer time: pauses are not in it."""
    draft.moving_s = _sum([lap.moving_s for lap in draft.laps])
    draft.distance_m = _sum([lap.distance_m for lap in draft.laps]) or None
    return draft


def _sum(values: list[float | None]) -> float | None:
    """None unless every lap says its part: a lap cut short would make the whole too small."""
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


class _Reader:
    """Handlers for the elements of TCX."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows = Rows(limits)
        self.drafts: list[Draft] = []
        self.draft: Draft | None = None  # None outside an Activity: a Course has laps and points too
        self.planned = False

    def wanted(self) -> Wanted:
        texts: dict[str, dict[str, Text]] = {
            "Id": {"Activity": self.identity},
            "Notes": {"Activity": self.notes},
            "Name": {"Creator": self.device},
            "TotalTimeSeconds": {"Lap": self.lap_seconds},
            "DistanceMeters": {"Lap": self.lap_distance},
            "Intensity": {"Lap": self.lap_kind},
            "Value": {"AverageHeartRateBpm": self.lap_mean, "MaximumHeartRateBpm": self.lap_max},
        }
        starts = {
            "Activity": self.activity,
            "Course": self.other,
            "Workout": self.other,
            "Lap": self.lap,
        }
        ends = {"Activity": self.leave_activity, "Trackpoint": self.leave_point}
        return Wanted(starts, texts, _CELLS, ends, self.rows.row)

    def settle(self) -> None:
        if self.drafts:
            self.rows.settle(self.drafts[-1])

    def activity(self, attributes: dict[str, str]) -> None:
        if len(self.drafts) >= self.limits.activities:
            raise NotUnderstood("too_many_parts")
        self.settle()
        self.draft = Draft("tcx", sport=sport_named(attributes.get("Sport", "")))
        self.drafts.append(self.draft)

    def leave_activity(self) -> None:
        self.draft = None

    def other(self, _: dict[str, str]) -> None:
        self.planned = True

    def leave_point(self) -> None:
        if self.draft is None:
            self.rows.row.clear()
        else:
            self.rows.keep(self.draft, len(self.draft.laps))

    def lap(self, attributes: dict[str, str]) -> None:
        if self.draft is None:
            return
        if len(self.draft.laps) >= self.limits.laps:
            raise NotUnderstood("too_many_parts")
        start = self.rows.instant(self.draft, attributes.get("StartTime"))
        self.draft.laps.append(DraftLap(start=start))

    def current_lap(self) -> DraftLap:
        """The lap being read; one that goes nowhere outside of any."""
        return self.draft.laps[-1] if self.draft and self.draft.laps else DraftLap()

    def lap_seconds(self, text: str) -> None:
        self.current_lap().moving_s = number(text)

    def lap_distance(self, text: str) -> None:
        self.current_lap().distance_m = number(text)

    def lap_mean(self, text: str) -> None:
        self.current_lap().heart_rate_mean = number(text)

    def lap_max(self, text: str) -> None:
        self.current_lap().heart_rate_max = number(text)

    def lap_kind(self, text: str) -> None:
        self.current_lap().kind = {"Active": "active", "Resting": "rest"}.get(text, "")

    def identity(self, text: str) -> None:
        if self.draft is not None:
            self.draft.start = self.rows.instant(self.draft, text)

    def notes(self, text: str) -> None:
        if self.draft is not None:
            self.draft.notes = words(text)
            self.draft.title = next(iter(self.draft.notes.splitlines()), "")

    def device(self, text: str) -> None:
        if self.draft is not None:
            self.draft.device = words(text)[:200]
