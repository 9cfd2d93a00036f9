"""Whatever the bytes, `read` gives runs or says why not, soon."""

import gzip
import math
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importers import NotUnderstood, read

changes = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "insert", "repeat"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def changed(data, edits):
    for kind, place, extra in edits:
        at = int(place * len(data))
        if kind == "flip":
            data = data[:at] + bytes([data[at] ^ extra[0]]) + data[at + 1 :] if data else extra
        elif kind == "cut":
            data = data[:at] + data[at + extra[0] % 40 + 1 :]
        elif kind == "insert":
            data = data[:at] + extra + data[at:]
        else:
            data = data[:at] + data[max(0, at - 60) :]
    return data


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


def read_or_refuse(data):
    began = time.process_time()
    try:
        for run in read(data):
            assert_sound(run)
    except NotUnderstood as error:
        assert str(error) and error.code
    assert time.process_time() - began < 5


@pytest.mark.parametrize("form", ["gpx", "tcx", "fit", "gz"])
@given(edits=changes)
@settings(max_examples=120, deadline=None)
def test_a_damaged_file_gives_runs_or_a_sentence(make, form, edits):
    data = {
        "gpx": lambda: make.gpx_run(30),
        "tcx": lambda: make.tcx_run(30),
        "fit": lambda: make.fit_run(30).file(),
        "gz": lambda: gzip.compress(make.gpx_run(20)),
    }[form]()
    read_or_refuse(changed(data, edits))


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_runs_or_a_sentence(data):
    read_or_refuse(data)
    read_or_refuse(b"\x0e\x10\0\0" + len(data).to_bytes(4, "little") + b".FIT\0\0" + data)
    read_or_refuse(b"<gpx>" + data)


def headers(count):
    return (b"\x0c\x10\0\0\0\0\0\0.FIT") * count


@pytest.mark.parametrize(
    "data",
    [
        headers(20_000),
        headers(1) + b"\x40\0\0\x14\0\0" + b"\0" * 1_000_000,
        headers(1) + b"\x40\0\0\x14\0\0" * 300_000,
        headers(1) + b"\x40\0\0\x14\0\xff" + b"\xfd\x04\x86" * 255 + b"\0" * 500_000,
        b"<gpx>" + b"<a/>" * 500_000 + b"</gpx>",
        b"<gpx>" + b"".join(b"<n%d/>" % at for at in range(100_000)),
        b"<gpx><trk>" + b"<trkpt/>" * 200_000,
        b"<gpx><trk><name>" + b"&#38;" * 400_000,
        b"<" * 2_000_000,
        b"<gpx a='" + b"x" * 3_000_000,
    ],
    ids=[
        "headers",
        "empty messages",
        "definitions",
        "wide",
        "elements",
        "names",
        "points",
        "text",
        "lt",
        "value",
    ],
)
def test_files_made_to_keep_us_busy_end_soon(data):
    read_or_refuse(data)
