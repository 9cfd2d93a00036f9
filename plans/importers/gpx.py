"""GPX 1.0 and 1.1: each recorded track is an activity. Routes and waypoints are not."""

from .draft import Draft
from .limits import Limits
from .sentences import Notice, NotUnderstood
from .sports import sport_named
from .xml_values import Rows, words
from .xml_walk import Text, Walked, Wanted, walk

# Names of the same thing in the extensions of different makers, whatever their prefix.
_EXTENSIONS = {
    "heart_rate": ("hr", "heartrate", "HeartRate", "heart_rate", "HeartRateBpm"),
    "cadence": ("cad", "cadence", "Cadence", "RunCadence", "run_cadence"),
    "power_w": ("power", "watts", "PowerInWatts", "pwr"),
}
_JOIN_WITHIN_S = 300  # some devices write one run as a track per lap


def read_gpx(data: bytes, limits: Limits) -> tuple[list[Draft], Walked]:
    """The tracks of a file as drafts, and how reading ended."""
    reader = _Reader(limits)
    walked = walk(data, reader.wanted(), limits)
    reader.settle()
    drafts = [draft for draft in reader.drafts if draft.columns.time]
    timed = [draft for draft in drafts if _is_timed(draft)]
    if drafts and not timed:
        raise NotUnderstood("bad_date" if reader.rows.bad_times else "no_times", format="GPX")
    if not drafts and walked.damaged_line is None:
        raise NotUnderstood("route" if reader.drawn else "no_activity", format="GPX")
    if len(timed) < len(drafts):
        timed[0].notices.append(Notice("untimed_tracks", {"n": len(drafts) - len(timed)}))
    return _joined(timed), walked


def _is_timed(draft: Draft) -> bool:
    return any(time is not None for time in draft.columns.time)


class _Reader:
    """Handlers for the elements of GPX."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows = Rows(limits)
        self.drafts: list[Draft] = []
        self.device = ""
        self.drawn = False  # routes or waypoints were seen
        self.segment = 0

    def wanted(self) -> Wanted:
        cells = {"time": {"trkpt": "time"}, "ele": {"trkpt": "altitude_m"}}
        for cell, names in _EXTENSIONS.items():
            cells |= {name: {"": cell} for name in names}
        texts: dict[str, dict[str, Text]] = {
            "name": {"trk": self.title},
            "type": {"trk": self.sport},
            "desc": {"trk": self.notes},
        }
        starts = {
            "gpx": self.file,
            "trk": self.track,
            "trkseg": self.piece,
            "trkpt": self.point,
            "rtept": self.drawing,
            "wpt": self.drawing,
        }
        return Wanted(starts, texts, cells, {"trkpt": self.leave_point}, self.rows.row)

    def settle(self) -> None:
        if self.drafts:
            self.rows.settle(self.drafts[-1])

    def file(self, attributes: dict[str, str]) -> None:
        self.device = words(attributes.get("creator", ""))[:200]

    def track(self, _: dict[str, str]) -> None:
        if len(self.drafts) >= self.limits.activities:
            raise NotUnderstood("too_many_parts")
        self.settle()
        self.drafts.append(Draft("gpx", device=self.device, pieces_join=False))

    def piece(self, _: dict[str, str]) -> None:
        self.segment += 1

    def drawing(self, _: dict[str, str]) -> None:
        self.drawn = True

    def point(self, attributes: dict[str, str]) -> None:
        row = self.rows.row
        row.clear()
        row["latitude"] = attributes.get("lat", "")
        row["longitude"] = attributes.get("lon", "")

    def leave_point(self) -> None:
        if not self.drafts:
            self.track({})
        self.rows.keep(self.drafts[-1], self.segment)

    def title(self, text: str) -> None:
        self.drafts[-1].title = words(text)

    def sport(self, text: str) -> None:
        self.drafts[-1].sport = sport_named(text)

    def notes(self, text: str) -> None:
        self.drafts[-1].notes = words(text)


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Tracks that follow each other at once, or repeat one another, are one activity."""
    whole: list[Draft] = []
    spans: list[tuple[float, float]] = []
    for draft in drafts:
        first, last = _span(draft)
        if whole and whole[-1].sport == draft.sport and _follows(spans[-1], first):
            _append(whole[-1], draft)
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            whole.append(draft)
            spans.append((first, last))
    return whole


def _span(draft: Draft) -> tuple[float, float]:
    times = [time for time in draft.columns.time if time is not None]
    return min(times), max(times)


def _follows(span: tuple[float, float], start: float) -> bool:
    return span[0] <= start <= span[1] + _JOIN_WITHIN_S


def _append(first: Draft, second: Draft) -> None:
    first.notices += second.notices
    first.columns.time += second.columns.time
    first.columns.segment += second.columns.segment
    for mine, other in zip(first.columns.values(), second.columns.values(), strict=True):
        mine += other
