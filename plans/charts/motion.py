"""What the columns of a track say about moving: how fast, for how long, how far up.

Columns are arrays of equal length; what was not measured is NaN.
"""

import numpy as np

from .thinning import Numbers, Rows

WINDOW_S = 30.0
SLOWEST_M_S = 0.5  # slower than a stroll is standing still with an unsteady signal
LONGEST_GAP_S = 30.0  # watches that save memory write a point every few seconds
CLIMB_STEP_M = 3.0  # rises smaller than this are noise of the barometer or the satellites
_LOOKED_AT = 4000  # heights; more are thinned evenly


def pieces(time_s: Numbers, values: Numbers) -> Rows:
    """The number of the piece each row belongs to, counted from 0; -1 where nothing was measured.

    A new piece begins after a gap longer than half a minute, or than five usual steps of a slow recording.
    """
    numbers = np.full(len(time_s), -1, np.intp)
    rows = np.flatnonzero(np.isfinite(values))
    if len(rows):
        steps = np.diff(time_s[rows])
        usual = float(np.median(steps)) if len(steps) else 0.0
        numbers[rows[0]] = 0
        numbers[rows[1:]] = np.cumsum(steps > max(LONGEST_GAP_S, 5 * usual))
    return numbers


def smooth_speed(time_s: Numbers, distance_m: Numbers, window_s: float = WINDOW_S) -> Numbers:
    """Metres a second around each row: the way covered in a window by the time it took. NaN if unknown.

    From one second to the next a satellite's error of a metre is a third of a runner's step, so raw speed is
    noise. Half a minute takes that away and still shows a repeat of 200 m. A mean of ways, not of paces: the
    window's pace is the one a stopwatch would give. No window reaches across a gap.
    """
    speed = np.full(len(time_s), np.nan)
    numbers = pieces(time_s, distance_m)
    measured = np.flatnonzero(numbers >= 0)
    for rows in np.split(measured, np.flatnonzero(np.diff(numbers[measured])) + 1):
        if not len(rows):
            continue
        time, metres = time_s[rows], distance_m[rows]
        start = np.maximum(time - window_s / 2, time[0])
        end = np.minimum(time + window_s / 2, time[-1])
        way = np.interp(end, time, metres) - np.interp(start, time, metres)
        np.divide(way, end - start, out=way, where=end > start)
        speed[rows] = np.where(end > start, way, np.nan)
    return speed


def moving_time(time_s: Numbers, distance_m: Numbers, speed_m_s: Numbers) -> Numbers:
    """Seconds in motion up to each row; a gap counts if it was crossed faster than a stroll."""
    seconds = np.zeros(len(time_s))
    rows = np.flatnonzero(np.isfinite(distance_m))
    if len(rows) < 2:
        return seconds
    steps, ways = np.diff(time_s[rows]), np.diff(distance_m[rows])
    numbers = pieces(time_s, distance_m)[rows]
    within = numbers[1:] == numbers[:-1]
    moved = np.where(within, speed_m_s[rows][1:] >= SLOWEST_M_S, ways >= SLOWEST_M_S * steps)
    moved_s = np.concatenate([[0.0], np.cumsum(np.where(moved, steps, 0.0))])
    up_to: Numbers = np.interp(time_s, time_s[rows], moved_s)
    return up_to


def climbed(altitude_m: Numbers) -> Numbers:
    """Metres climbed up to each row. A rise counts from the last low on, if it comes to three metres."""
    rows = np.flatnonzero(np.isfinite(altitude_m))
    if not len(rows):
        return np.zeros(len(altitude_m))
    rows = rows[:: max(1, len(rows) // _LOOKED_AT)]
    heights: list[float] = altitude_m[rows].tolist()
    low, at, total = heights[0], 0, 0.0
    feet, sums = [0], [0.0]
    for row, height in enumerate(heights):
        if height < low:
            low, at = height, row
        elif height >= low + CLIMB_STEP_M:
            feet += [at, row]
            sums += [total, total + height - low]
            low, at, total = height, row, sums[-1]
    totals: Numbers = np.interp(np.arange(len(altitude_m)), rows[feet], sums)
    return totals


def filled(time_s: Numbers, values: Numbers) -> Numbers:
    """Rows between measured ones get the value on the straight line between; NaN before and after them."""
    rows = np.flatnonzero(np.isfinite(values))
    if not len(rows):
        return np.full(len(values), np.nan)
    return np.interp(time_s, time_s[rows], values[rows], left=np.nan, right=np.nan)
