"""What the demonstration runner wore: a watch made of formulas, the same each time, on nobody's own way."""

import re
from array import array

import numpy as np

from plans.actions.laps import laps_to_keep
from plans.actions.recorded import recorded_of
from plans.actions.track import pack_track
from plans.importers import Lap
from plans.importers import Track as Columns
from plans.models import Run, Track

PARK = (51.5313, -0.1570)  # its outer circle is public
_REPEATS = re.compile(r"(\d+) × (\d+) (k?)m")
QUICK_M_S, REST_M_S = 4.2, 2.3
_METRES_A_DEGREE = 111_195


def record(run: Run) -> Track:
    """Give a run the laps and the track of a watch, a point a second; its totals stand. Nothing is stored."""
    time_s = np.arange(run.duration_s + 1.0)
    pieces = _pieces(run)
    speed = _speed(time_s, pieces)
    distance_m = np.concatenate([[0.0], np.cumsum((speed[1:] + speed[:-1]) / 2)])
    distance_m *= run.distance_m / distance_m[-1]
    heart_rate = _heart_rate(run, speed)
    latitude, longitude = _way(distance_m, loops=run.kind != "long")
    run.heart_rate_max, run.elapsed_s = int(heart_rate.max()), run.duration_s
    run.device = "Watch of the demonstration"
    run.laps = laps_to_keep(_laps(pieces, time_s, distance_m, heart_rate))
    run.recorded = recorded_of(run)
    columns = Columns(
        array("d", time_s),
        latitude=tuple(latitude.tolist()),
        longitude=tuple(longitude.tolist()),
        altitude_m=tuple(_height(distance_m, run.climb_m).tolist()),
        distance_m=tuple(distance_m.tolist()),
        heart_rate=tuple(heart_rate.tolist()),
        cadence=tuple(np.rint(84 + 2 * (speed - speed.mean())).tolist()),
    )
    return Track(run=run, packed=pack_track(columns))


def _pieces(run: Run) -> list[tuple[str, float, float]]:
    """Kind, seconds and speed (m/s) of each lap. What the repeats leave of the way is run easily."""
    repeats = _REPEATS.search(run.title) if run.kind == "intervals" else None
    if repeats is None:
        laps = max(1, round(run.distance_m / 1000))
        usual = run.distance_m / run.duration_s
        return [("", run.duration_s / laps, usual * (1 + 0.03 * np.sin(2.4 * lap))) for lap in range(laps)]
    count, metres = int(repeats[1]), int(repeats[2]) * (1000 if repeats[3] else 1)
    quick_s, rest_s = metres / QUICK_M_S, 90.0
    easy_s = (run.duration_s - count * quick_s - (count - 1) * rest_s) / 2
    easy_m_s = (run.distance_m - count * metres - (count - 1) * rest_s * REST_M_S) / (2 * easy_s)
    middle = [("interval", quick_s, QUICK_M_S), ("recovery", rest_s, REST_M_S)] * count
    return [("warmup", easy_s, easy_m_s), *middle[:-1], ("cooldown", easy_s, easy_m_s)]


def _speed(time_s: np.ndarray, pieces: list[tuple[str, float, float]]) -> np.ndarray:
    """Nobody changes speed at once; and nobody holds one without a waver."""
    ends = np.cumsum([seconds for _kind, seconds, _speed in pieces])
    steps = np.array([speed for _kind, _seconds, speed in pieces])
    level = steps[np.minimum(np.searchsorted(ends, time_s), len(steps) - 1)]
    eased = np.convolve(np.pad(level, 6, mode="edge"), np.ones(13) / 13, mode="valid")
    return eased * (1 + 0.014 * np.sin(time_s / 47) + 0.01 * np.sin(time_s / 11.3))


def _heart_rate(run: Run, speed: np.ndarray) -> np.ndarray:
    """It follows the speed half a minute later, begins low and drifts upwards."""
    late = np.convolve(np.pad(speed, (89, 0), mode="edge"), np.exp(-np.arange(90) / 30), mode="valid")
    second = np.arange(len(speed))
    shape = 45 * (late / late.mean() - 1) + 8 * second / len(second) - 45 * np.exp(-second / 100)
    return np.rint(run.heart_rate_mean + shape - shape.mean())


def _height(distance_m: np.ndarray, climb_m: float) -> np.ndarray:
    """As many even hills as make up the climb, of 25 metres at most."""
    hills = max(3, -int(-climb_m // 25))
    return 32 + climb_m / hills / 2 * (1 - np.cos(2 * np.pi * hills * distance_m / distance_m[-1]))


def _way(distance_m: np.ndarray, *, loops: bool) -> tuple[np.ndarray, np.ndarray]:
    """Rounds of a park, or out along a river and back on the other bank, in degrees."""
    if loops:
        angle = 2 * np.pi * distance_m / 3300
        east, north = (
            540 * np.cos(angle) + 40 * np.cos(3 * angle),
            470 * np.sin(angle) - 60 * np.sin(2 * angle),
        )
        east, north = east + 9 * np.sin(angle / 5), north + 9 * np.cos(angle / 7)
    else:
        half = distance_m[-1] / 2
        out = half - np.abs(distance_m - half)
        bank = np.where(distance_m < half, 0.0, 120 * np.sin(np.pi * out / half))
        east, north = 0.9 * out, 700 * np.sin(out / 1700) + 160 * np.sin(out / 420) + bank
    latitude = PARK[0] + north / _METRES_A_DEGREE
    return latitude, PARK[1] + east / (_METRES_A_DEGREE * np.cos(np.radians(PARK[0])))


def _laps(pieces, time_s, distance_m, heart_rate) -> list[Lap]:
    ends = np.cumsum([0.0, *(seconds for _kind, seconds, _speed in pieces)])
    way = np.interp(ends, time_s, distance_m)
    return [
        Lap(
            offset_s=float(start),
            elapsed_s=float(end - start),
            moving_s=float(end - start),
            distance_m=float(way[n + 1] - way[n]),
            heart_rate_mean=round(float(heart_rate[int(start) : int(end) + 1].mean())),
            heart_rate_max=int(heart_rate[int(start) : int(end) + 1].max()),
            kind=kind,
        )
        for n, ((kind, _seconds, _speed), start, end) in enumerate(zip(pieces, ends, ends[1:], strict=False))
    ]
