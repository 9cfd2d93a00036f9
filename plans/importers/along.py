"""Distance, moving time and climb along a track.

Great-circle distances are haversines on a sphere of the Earth's mean radius (IUGG, 6,371,008.8 m).
"""

from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from .draft import Columns, Numbers

EARTH_M = 6_371_008.8
FASTEST_M_S = 45.0  # nobody moves faster on their own, downhill on a bicycle included
DEGREE_M = 111_700  # no degree of latitude or longitude is longer
MOVING_M_S = 0.5  # slower than a stroll is standing still with an unsteady signal
CLIMB_STEP_M = 3.0  # rises smaller than this are noise of the barometer or the satellites


def metres_between(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Haversine distance in metres between two positions in degrees."""
    one, two = radians(latitude), radians(latitude2)
    across = sin(radians(longitude2 - longitude) / 2)
    up = sin((two - one) / 2)
    return 2 * EARTH_M * asin(min(1.0, sqrt(up * up + cos(one) * cos(two) * across * across)))


@dataclass(frozen=True)
class Along:
    """Cumulative distance in metres by row (None where unknown), seconds in motion, jumps not counted."""

    distance_m: Numbers
    moving_s: float
    jumps: int = 0


def drop_spikes(columns: Columns) -> int:
    """Take away positions that could be neither reached nor left at any human speed; how many there were."""
    if _is_calm(columns):
        return 0
    rows = [row for row, latitude in enumerate(columns.latitude) if latitude is not None]
    dropped = 0
    before = rows[0] if rows else 0
    for row, after in pairwise(rows[1:]):
        if not _too_far(columns, before, row) or not _is_alone(columns, before, row, after):
            before = row
            continue
        columns.latitude[row] = columns.longitude[row] = None
        dropped += 1
    return dropped


def _is_calm(columns: Columns) -> bool:
    """A quick look that settles nearly every track: no two neighbours far apart, and no position missing."""
    y, x, t = columns.latitude, columns.longitude, columns.time
    most = FASTEST_M_S / DEGREE_M  # degrees a second
    try:
        steps = zip(y, y[1:], x, x[1:], t, t[1:], strict=False)
        return all(abs(y2 - y1) + abs(x2 - x1) <= most * (t2 - t1) for y1, y2, x1, x2, t1, t2 in steps)
    except TypeError:  # None: a position is missing
        return False


def _is_alone(columns: Columns, before: int, row: int, after: int) -> bool:
    """The point after is near the one before: it is this one that is wrong."""
    return _too_far(columns, row, after) and not _too_far(columns, before, after)


def _too_far(columns: Columns, row: int, other: int) -> bool:
    seconds = (columns.time[other] or 0) - (columns.time[row] or 0)
    near = FASTEST_M_S * seconds
    latitude, latitude2 = columns.latitude[row] or 0, columns.latitude[other] or 0
    longitude, longitude2 = columns.longitude[row] or 0, columns.longitude[other] or 0
    if (abs(latitude2 - latitude) + abs(longitude2 - longitude)) * DEGREE_M <= near:
        return False  # near by this, so it need not be measured
    return metres_between(latitude, longitude, latitude2, longitude2) > near


def along_positions(columns: Columns, pieces_join: bool) -> Along:
    """Along the positions, leaving out jumps and, unless `pieces_join`, the ways between recorded pieces."""
    distance: Numbers = []
    total = moving = 0.0
    jumps = 0
    last: tuple[float, float, float, int] | None = None
    rows = zip(columns.time, columns.latitude, columns.longitude, columns.segment, strict=True)
    for time, latitude, longitude, piece in rows:
        if latitude is None or longitude is None or time is None:
            distance.append(None)
            continue
        if last is not None and (pieces_join or piece == last[3]):
            metres = metres_between(last[1], last[2], latitude, longitude)
            seconds = time - last[0]
            if metres > FASTEST_M_S * seconds:
                jumps += 1
            else:
                total += metres
                if metres >= MOVING_M_S * seconds:
                    moving += seconds
        distance.append(total)
        last = (time, latitude, longitude, piece)
    return Along(distance, moving, jumps)


def along_distances(columns: Columns) -> Along:
    """Moving time from the device's own distances."""
    moving = 0.0
    last: tuple[float, float] | None = None
    for time, metres in zip(columns.time, columns.distance_m, strict=True):
        if metres is None or time is None:
            continue
        if last is not None and metres - last[1] >= MOVING_M_S * (time - last[0]):
            moving += time - last[0]
        last = (time, metres)
    return Along(columns.distance_m, moving)


def climb(altitudes: Numbers) -> float | None:
    """Metres climbed, counting a rise once it is CLIMB_STEP_M above the last low. None without altitudes."""
    heights = [height for height in altitudes if height is not None]
    if len(heights) < 2:
        return None
    total = 0.0
    low = heights[0]
    for height in heights:
        if height < low:
            low = height
        elif height >= low + CLIMB_STEP_M:
            total += height - low
            low = height
    return total
