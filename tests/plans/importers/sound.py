"""What every run must be like, whatever the bytes it came from."""

import math
from datetime import UTC, datetime


def finite(values):
    return all(value is None or math.isfinite(value) for value in values)


def assert_sound(run):
    """Nothing a page or a database could trip over."""
    assert datetime(1970, 1, 1, tzinfo=UTC) <= run.started_at < datetime(2100, 1, 1, tzinfo=UTC)
    assert 0 < run.moving_s <= run.elapsed_s <= 30 * 86400
    totals = (
        run.distance_m,
        run.climb_m,
        run.heart_rate_mean,
        run.heart_rate_max,
        run.cadence,
        run.rpe,
        run.feel,
    )
    assert all(value is None or (math.isfinite(value) and value >= 0) for value in totals)
    track = run.track
    times = list(track.time_s)
    assert finite(times) and times == sorted(set(times))
    for column in (
        track.latitude,
        track.longitude,
        track.altitude_m,
        track.distance_m,
        track.heart_rate,
        track.cadence,
        track.power_w,
    ):
        assert column is None or (len(column) == len(track) and finite(column))
    for lap in run.laps:
        assert finite((lap.offset_s, lap.elapsed_s, lap.distance_m)) and lap.elapsed_s > 0
    assert all(notice.sentence for notice in run.warnings)
