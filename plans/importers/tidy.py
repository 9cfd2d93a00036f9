"""A track put right: in order of time, each time once, nothing impossible left in it.

Every rule that leaves something out says so with a notice.
"""

from itertools import pairwise
from math import isfinite
from statistics import median_low

from .draft import Columns, Draft, Numbers
from .instants import is_plausible
from .sentences import Notice

# (column, lowest, highest, what it is called). Beyond these no runner has been.
_SANE = (
    ("altitude_m", -500.0, 9000.0, "altitude"),
    ("distance_m", 0.0, 1_000_000.0, "distance"),
    ("heart_rate", 25.0, 250.0, "heart rate"),
    ("cadence", 0.0, 300.0, "cadence"),
    ("power_w", 0.0, 3000.0, "power"),
)
_NEAR_S = 15 * 86400  # the longest races take a week
_ZERO_IS_MISSING = ("heart_rate",)  # a belt that lost contact; worth no warning


def tidied(draft: Draft) -> Draft:
    """Put the draft's columns in order, in place; gives the draft back."""
    _drop_untimed(draft)
    _order(draft)
    _drop_impossible_positions(draft)
    for name, lowest, highest, called in _SANE:
        _keep_sane(draft, name, lowest, highest, called)
    draft.columns.distance_m = _never_backwards(draft)
    return draft


def _note(draft: Draft, code: str, n: int, **params: object) -> None:
    if n:
        draft.notices.append(Notice(code, {"n": n, **params}))


def picked(columns: Columns, rows: list[int]) -> Columns:
    """The same columns with only these rows, in this order."""
    new = Columns()
    new.time = [columns.time[row] for row in rows]
    new.segment = [columns.segment[row] for row in rows]
    for mine, old in zip(new.values(), columns.values(), strict=True):
        mine.extend([old[row] for row in rows])
    return new


def _drop_untimed(draft: Draft) -> None:
    """Rows without a time, or with one far from the others: damage can leave a year 2085 behind."""
    times = draft.columns.time
    known = [time for time in times if time is not None and is_plausible(time)]
    middle = median_low(known) if known else 0.0
    kept = [row for row, time in enumerate(times) if time is not None and abs(time - middle) <= _NEAR_S]
    if len(kept) < len(times):
        _note(draft, "untimed", len(times) - len(kept))
        draft.columns = picked(draft.columns, kept)


def _order(draft: Draft) -> None:
    """Rows in order of time; rows of one time become one row, the first value of each column winning."""
    times = [time or 0.0 for time in draft.columns.time]
    if all(one < two for one, two in pairwise(times)):
        return
    rows = sorted(range(len(times)), key=times.__getitem__)
    kept: list[int] = []
    columns = draft.columns
    repeated = 0
    for row in rows:
        if kept and times[row] == times[kept[-1]]:
            repeated += _merge(columns, kept[-1], row)
        else:
            kept.append(row)
    if _went_back(times):
        draft.notices.append(Notice("out_of_order"))
    _note(draft, "repeated", repeated)
    draft.columns = picked(columns, kept)


def _went_back(times: list[float]) -> bool:
    """True if the points were mixed up; a whole piece given twice is a repetition and not disorder."""
    seen: set[float] = set()
    latest = 0.0
    for time in times:
        if time < latest and time not in seen:
            return True
        seen.add(time)
        latest = max(latest, time)
    return False


def _merge(columns: Columns, into: int, row: int) -> int:
    """Fill what is missing in one row from another of the same time: 1 if that other row said it again."""
    again = 0
    for values in columns.values():
        if values[into] is None:
            values[into] = values[row]
        elif values[row] is not None:
            again = 1
    return again


def _drop_impossible_positions(draft: Draft) -> None:
    columns = draft.columns
    null_island = off = 0
    latitudes, longitudes = columns.latitude, columns.longitude
    for row, (latitude, longitude) in enumerate(zip(latitudes, longitudes, strict=True)):
        if latitude is None or longitude is None:
            latitudes[row] = longitudes[row] = None
        elif not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            latitudes[row] = longitudes[row] = None
            off += 1
        elif latitude == 0 and longitude == 0:
            latitudes[row] = longitudes[row] = None
            null_island += 1
    _note(draft, "null_island", null_island)
    _note(draft, "off_the_globe", off)


def _keep_sane(draft: Draft, name: str, lowest: float, highest: float, called: str) -> None:
    values: Numbers = getattr(draft.columns, name)
    if all(value is None or lowest <= value <= highest for value in values):
        return
    absurd = 0
    for row, value in enumerate(values):
        if value is not None and not lowest <= value <= highest:
            values[row] = None
            absurd += not (value == 0 and name in _ZERO_IS_MISSING)
    _note(draft, "absurd_values", absurd, what=called)


def _never_backwards(draft: Draft) -> Numbers:
    """Distances that only grow. A counter that begins again with a new piece goes on from where it was."""
    columns = draft.columns
    farthest = base = 0.0
    backwards = 0
    grown: Numbers = []
    last_piece: int | None = None
    for value, piece in zip(columns.distance_m, columns.segment, strict=True):
        if value is None:
            grown.append(None)
            continue
        if last_piece is not None and piece != last_piece and value + base < farthest / 2:
            base = farthest
        last_piece = piece
        if value + base < farthest - 0.005:  # device's own rounding
            backwards += 1
            grown.append(None)
            continue
        farthest = max(farthest, value + base)
        grown.append(farthest)
    _note(draft, "distance_backwards", backwards)
    return grown


def sane_total(draft: Draft, name: str, lowest: float, highest: float, called: str) -> None:
    """Drop a total of the file that cannot be right, with a notice. A heart rate of 0 is merely missing."""
    value: float | None = getattr(draft, name)
    if value is None or (isfinite(value) and lowest <= value <= highest):
        return
    setattr(draft, name, None)
    if value != 0:
        draft.notices.append(Notice("absurd_total", {"what": called}))
