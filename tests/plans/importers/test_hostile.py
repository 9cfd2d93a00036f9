"""Whatever the bytes, `read` gives runs or says why not, soon."""

import gzip
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importers import NotUnderstood, read
from tests.plans.importers.sound import assert_sound

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


def test_ten_million_points_are_refused_soon(make):
    began = time.process_time()
    fit = make.Fit().define(0, 20, (3, 0x02)).file(size=20_000_020)[:-2] + b"\0\x96" * 10_000_000
    assert refusal(fit) == "too_many_parts"
    assert refusal(b"<gpx><trk><trkseg>" + b"<trkpt/>" * 3_000_000) == "too_many_points"
    assert refusal(b"<gpx><trk><trkseg>" + b"<trkpt/>" * 10_000_000) == "too_big"
    pieces = zlib.compressobj(wbits=31)
    packed = pieces.compress(b"<gpx><trk><trkseg>")
    packed += b"".join(pieces.compress(b"<trkpt/>" * 100_000) for _ in range(100)) + pieces.flush()
    assert refusal(packed) == "packed_too_tightly"
    assert time.process_time() - began < 10


def refusal(data):
    with pytest.raises(NotUnderstood) as caught:
        read(data)
    assert str(caught.value).endswith(".")
    return caught.value.code


@pytest.mark.parametrize("year", ["1970-01-01T00:00:00Z", "2107-02-06T06:28:15Z"])
def test_dates_at_the_ends_of_the_clocks_are_none(make, year):
    gpx = make.gpx_file(make.gpx_point(0) + make.gpx_point(9)).replace(b"2023-11-14T22:00:00Z", year.encode())
    assert refusal(gpx.replace(b"2023-11-14T22:00:09Z", year.encode())) == "bad_date"
    tcx = make.tcx_run(5).replace(b"2023", year[:4].encode())
    assert (refusal(tcx) == "bad_date") if year.startswith("2107") else read(tcx)


def test_the_largest_time_of_fit_leaves_no_day(make):
    fit = make.Fit().define(0, 20, (253, 0x86), (3, 0x02))
    fit.data(0, 0xFFFFFFFE, 140).data(0, 0xFFFFFFFD, 141)
    assert refusal(fit.file()) == "bad_date"


def test_values_that_are_no_numbers_are_left_out(make):
    for value in ("nan", "inf", "-inf", "1e999"):
        points = "".join(make.gpx_point(at) for at in range(31))
        spoiled = points.replace('lat="48.0002698"', f'lat="{value}"', 1)
        spoiled = spoiled.replace("<ele>100</ele>", f"<ele>{value}</ele>", 3)
        assert spoiled != points
        (run,) = read(make.gpx_file(spoiled))
        assert_sound(run)
        assert run.distance_m == pytest.approx(90, abs=0.1)


def test_a_picture_called_fit_is_no_activity():
    with pytest.raises(NotUnderstood, match=r"^This is not a GPX, TCX or FIT file\.$"):
        read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0", "run.fit")
