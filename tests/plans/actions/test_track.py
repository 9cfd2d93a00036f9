"""A track comes back as it was, within its steps, and takes little room."""

import math
import random
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.actions.track import pack_track, shape_of, track_columns, track_of, unpack_track
from plans.importers import Track
from plans.models import Track as TrackRow


def an_hour_of_a_watch():
    """A point a second with the noise of a real watch, in every column."""
    chance = random.Random(1)
    latitude, longitude, altitude, distance, heart = [51.5], [-0.12], [20.0], [0.0], [140.0]
    for second in range(3599):
        heading = second / 200 + chance.gauss(0, 0.1)
        latitude.append(latitude[-1] + 2.7e-5 * math.cos(heading) + chance.gauss(0, 3e-6))
        longitude.append(longitude[-1] + 4e-5 * math.sin(heading) + chance.gauss(0, 3e-6))
        altitude.append(altitude[-1] + chance.gauss(0, 0.2))
        distance.append(distance[-1] + 3 + chance.gauss(0, 0.3))
        heart.append(heart[-1] + chance.choice([-1, 0, 0, 1]))
    return Track(
        time_s=array("d", range(3600)),
        latitude=tuple(latitude),
        longitude=tuple(longitude),
        altitude_m=tuple(altitude),
        distance_m=tuple(distance),
        heart_rate=tuple(heart),
        cadence=tuple(float(chance.choice([84, 85, 86, 87])) for _ in range(3600)),
        power_w=tuple(float(round(chance.gauss(280, 25))) for _ in range(3600)),
    )


def test_an_hour_takes_at_most_20_kib():
    assert len(pack_track(an_hour_of_a_watch())) <= 20 * 1024


def test_an_hour_comes_back_within_its_steps():
    track = an_hour_of_a_watch()
    back = unpack_track(pack_track(track))
    assert back.time_s == track.time_s
    assert back.latitude == pytest.approx(track.latitude, abs=5.1e-7)
    assert back.distance_m == pytest.approx(track.distance_m, abs=0.051)
    assert (back.heart_rate, back.cadence, back.power_w) == (track.heart_rate, track.cadence, track.power_w)


def test_missing_values_and_missing_columns_stay_missing():
    track = Track(time_s=array("d", [0, 1, 2.5]), heart_rate=(None, 140.0, None))
    assert unpack_track(pack_track(track)) == track


def test_a_track_of_no_points_comes_back_empty():
    assert unpack_track(pack_track(Track(time_s=array("d")))) == Track(time_s=array("d"))


whole_columns = st.integers(0, 60).flatmap(
    lambda n: st.tuples(
        st.just(n),
        *(
            st.none() | st.lists(st.none() | values, min_size=n, max_size=n).map(tuple)
            for values in (
                st.integers(-90, 90).map(float),
                st.integers(-180, 180).map(float),
                st.integers(-500, 9000).map(float),
                st.integers(0, 250).map(float),
            )
        ),
    )
)


@given(whole_columns)
def test_whatever_stands_on_the_steps_comes_back_exactly(columns):
    n, latitude, longitude, altitude_m, heart_rate = columns
    track = Track(array("d", range(n)), latitude, longitude, altitude_m, heart_rate=heart_rate)
    assert unpack_track(pack_track(track)) == track


@given(st.lists(st.floats(), max_size=30))
def test_values_that_are_no_numbers_or_absurd_count_as_missing(values):
    track = Track(time_s=array("d", range(len(values))), power_w=tuple(values))
    back = unpack_track(pack_track(track))
    expected = [float(round(value)) if abs(value) <= 1e9 else None for value in values]
    assert list(back.power_w) == expected


def test_bytes_of_another_version_are_refused():
    packed = bytearray(pack_track(Track(time_s=array("d"))))
    packed[3] = 2
    with pytest.raises(ValueError, match="no track of version 1"):
        unpack_track(bytes(packed))


def test_a_run_without_positions_has_no_shape(make_run):
    indoors = make_run()
    TrackRow.objects.create(run=indoors, packed=pack_track(Track(array("d", [0, 1]), heart_rate=(140, 141))))
    assert shape_of(track_of(indoors)) is None
    silent = Track(array("d", [0, 1]), latitude=(None, None), longitude=(None, None))
    assert shape_of(track_columns(pack_track(silent))) is None


def test_a_run_by_hand_has_no_track(make_run):
    assert track_of(make_run()) is None


def test_a_run_north_and_back_is_a_line_up_and_down(make_run):
    outdoors = make_run()
    there_and_back = Track(array("d", [0, 1, 2]), latitude=(51.5, 51.6, 51.5), longitude=(0.0, 0.0, 0.0))
    TrackRow.objects.create(run=outdoors, packed=pack_track(there_and_back))
    assert shape_of(track_of(outdoors)).line == ((160, 307.2), (160, 12.8), (160, 307.2))


def test_columns_are_arrays_with_holes():
    columns = track_columns(pack_track(Track(array("d", [0, 1, 2.5]), heart_rate=(None, 140.0, None))))
    assert list(columns) == ["time_s", "heart_rate"]
    assert columns["time_s"].tolist() == [0, 1, 2.5]
    assert str(columns["heart_rate"].tolist()) == "[nan, 140.0, nan]"
