"""A draft, tidied, to the ParsedRun that is handed out."""

from array import array
from datetime import timedelta

from .along import Along, along_distances, along_positions, climb, drop_spikes
from .draft import Columns, Draft, DraftLap, Numbers
from .instants import EPOCH, is_plausible
from .parsed import Column, Lap, ParsedRun, Track
from .sentences import Notice, NotUnderstood
from .sports import sport_at, sport_titled
from .tidy import sane_total, tidied

_DAY_S = 86400.0
_TOTALS = (
    ("elapsed_s", 0.001, 30 * _DAY_S, "duration"),
    ("moving_s", 0.001, 30 * _DAY_S, "moving time"),
    ("distance_m", 0.0, 1_000_000.0, "distance"),
    ("climb_m", 0.0, 30_000.0, "climb"),
    ("heart_rate_mean", 25.0, 250.0, "mean heart rate"),
    ("heart_rate_max", 25.0, 250.0, "highest heart rate"),
    ("cadence", 1.0, 300.0, "cadence"),
    ("rpe", 0.0, 10.0, "effort"),
    ("feel", 0.0, 100.0, "feeling"),
)
_STEEPEST = 0.6  # metres up for each metre along; stairs are about this
_PLACES = 3  # millimetres and milliseconds: what lies below is the noise of adding


def finished(draft: Draft, sha256: str, part: int) -> ParsedRun:
    """The run a draft holds. Raises NotUnderstood when nothing was recorded in it."""
    tidied(draft)
    for name, lowest, highest, called in _TOTALS:
        sane_total(draft, name, lowest, highest, called)
    columns = draft.columns
    along = _along(draft)
    start = _start(draft)
    elapsed = draft.elapsed_s or _span(draft, start)
    if not elapsed:
        raise NotUnderstood("nothing_recorded", format=draft.format.upper())
    moving = min(draft.moving_s or (along.moving_s if along else 0.0) or elapsed, elapsed)
    distance = draft.distance_m if draft.distance_m is not None else _last(along.distance_m if along else [])
    return ParsedRun(
        format=draft.format,
        sport=_sport(draft, distance, moving),
        started_at=EPOCH + timedelta(seconds=round(start, _PLACES)),
        elapsed_s=round(elapsed, _PLACES),
        moving_s=round(moving, _PLACES),
        track=_track(columns, along, start),
        sha256=sha256,
        part=part,
        utc_offset_s=draft.utc_offset_s,
        distance_m=_rounded(distance),
        climb_m=_rounded(_climb(draft, distance)),
        heart_rate_mean=_whole(draft.heart_rate_mean or _mean(columns.heart_rate)),
        heart_rate_max=_whole(draft.heart_rate_max or _highest(columns.heart_rate)),
        cadence=_rounded(draft.cadence or _mean([value for value in columns.cadence if value])),
        rpe=draft.rpe,
        feel=_whole(draft.feel),
        laps=tuple(_laps(draft, start)),
        device=draft.device,
        title=draft.title[:200],
        notes=draft.notes,
        warnings=tuple(draft.notices),
    )


def _start(draft: Draft) -> float:
    """The file's own start, unless points came before it; else the first point."""
    first = draft.columns.time[0] if draft.columns.time else None
    start = draft.start if draft.start is not None and is_plausible(draft.start) else None
    if start is None and first is None:
        start = next((lap.start for lap in draft.laps if lap.start and is_plausible(lap.start)), None)
    if first is not None and (start is None or first < start or first > start + _DAY_S):
        return first
    if start is None:
        raise NotUnderstood(_why_no_start(draft), format=draft.format.upper())
    return start


def _why_no_start(draft: Draft) -> str:
    """All points gone for their times: the clock was wrong."""
    if draft.columns.time:
        return "no_times"
    lost = any(notice.code == "untimed" for notice in draft.notices)
    return "bad_date" if lost else "nothing_recorded"


def _span(draft: Draft, start: float) -> float:
    """Seconds from the start to the last point or the end of the last lap, whichever is later."""
    last = draft.columns.time[-1] if draft.columns.time else None
    ends = [lap.start + _lap_length(lap) - start for lap in draft.laps if lap.start is not None]
    spans = [end for end in ends if end < _DAY_S] + [draft.moving_s or 0.0, (last or start) - start]
    return max(spans)


def _along(draft: Draft) -> Along | None:
    """Distance and motion by row: the device's own distances where it gives any, else by position."""
    columns = draft.columns
    positioned = any(value is not None for value in columns.latitude)
    if positioned:
        _note(draft, "spikes", drop_spikes(columns))
    if any(value for value in columns.distance_m):
        return along_distances(columns)
    if not positioned:
        return None
    along = along_positions(columns, draft.pieces_join)
    if draft.distance_m is None:
        _note(draft, "jumps", along.jumps)
    return along


def _climb(draft: Draft, distance: float | None) -> float | None:
    """The device's own; else along the altitudes, unless that were steeper than stairs: then it is noise."""
    if draft.climb_m is not None or distance is None:
        return draft.climb_m
    climbed = climb(draft.columns.altitude_m)
    return None if climbed is None or climbed > _STEEPEST * distance else climbed


def _note(draft: Draft, code: str, n: int) -> None:
    if n:
        draft.notices.append(Notice(code, {"n": n}))


def _sport(draft: Draft, distance: float | None, moving: float) -> str:
    if draft.sport is not None:
        return draft.sport
    guess = sport_titled(draft.title) or sport_at(distance / moving if distance and moving else None)
    draft.notices.append(Notice("sport_guessed", {"sport": guess}))
    return guess


def _track(columns: Columns, along: Along | None, start: float) -> Track:
    return Track(
        time_s=array("d", [round((time or start) - start, _PLACES) for time in columns.time]),
        latitude=_column(columns.latitude),
        longitude=_column(columns.longitude),
        altitude_m=_column(columns.altitude_m),
        distance_m=_column(along.distance_m) if along else None,
        heart_rate=_column(columns.heart_rate),
        cadence=_column(columns.cadence),
        power_w=_column(columns.power_w),
    )


def _column(values: Numbers) -> Column | None:
    return tuple(values) if any(value is not None for value in values) else None


def _laps(draft: Draft, start: float) -> list[Lap]:
    return [_lap(lap, start) for lap in draft.laps if lap.start is not None and _lap_length(lap)]


def _lap_length(lap: DraftLap) -> float:
    length = lap.elapsed_s if lap.elapsed_s is not None else lap.moving_s
    return length if length is not None and 0 < length < 30 * _DAY_S else 0.0


def _lap(lap: DraftLap, start: float) -> Lap:
    elapsed = _lap_length(lap)
    return Lap(
        offset_s=round(max(0.0, (lap.start or start) - start), _PLACES),
        elapsed_s=round(elapsed, _PLACES),
        moving_s=_rounded(_within(lap.moving_s, 0, elapsed)),
        distance_m=_rounded(_within(lap.distance_m, 0, 1_000_000)),
        heart_rate_mean=_whole(_within(lap.heart_rate_mean, 25, 250)),
        heart_rate_max=_whole(_within(lap.heart_rate_max, 25, 250)),
        kind=lap.kind,
    )


def _within(value: float | None, lowest: float, highest: float) -> float | None:
    return value if value is not None and lowest <= value <= highest else None


def _last(values: Numbers) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _mean(values: Numbers) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _highest(values: Numbers) -> float | None:
    return max((value for value in values if value is not None), default=None)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
