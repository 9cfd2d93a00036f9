from array import array
from datetime import UTC, date, datetime

import pytest

from plans.importers import NotUnderstood, read


def codes(run):
    return [notice.code for notice in run.warnings]


def refusal(data):
    with pytest.raises(NotUnderstood) as caught:
        read(data)
    return caught.value.code


def test_a_track_gives_its_start_length_and_time(make):
    run = read(make.gpx_run(60))[0]
    assert (run.format, run.sport, run.is_run, run.device) == ("gpx", "running", True, "Ours")
    assert run.started_at == datetime(2023, 11, 14, 22, 0, tzinfo=UTC)
    assert (run.elapsed_s, run.moving_s) == (60, 60)
    assert run.distance_m == pytest.approx(180, abs=0.1)
    assert run.track.time_s == array("d", range(61))
    assert run.track.heart_rate is None
    assert run.warnings == ()


def test_extensions_count_whatever_their_prefix(make):
    first = "<extensions><tpx:TrackPointExtension><tpx:hr>140</tpx:hr></tpx:TrackPointExtension></extensions>"
    second = "<extensions><cadence>86</cadence><power>250</power><heartrate>150</heartrate></extensions>"
    run = read(make.gpx_file(make.gpx_point(0, first) + make.gpx_point(10, second)))[0]
    assert run.track.heart_rate == (140, 150)
    assert run.track.cadence == (None, 86)
    assert run.track.power_w == (None, 250)
    assert (run.heart_rate_mean, run.heart_rate_max, run.cadence) == (145, 150, 86)


def test_a_heart_rate_after_the_point_belongs_to_nobody(make):
    stray = make.gpx_point(0) + "<extensions><hr>99</hr></extensions>" + make.gpx_point(10)
    assert read(make.gpx_file(stray))[0].track.heart_rate is None


def test_a_segment_given_twice_counts_once(make):
    piece = "".join(make.gpx_point(at) for at in range(31))
    once, twice = read(make.gpx_file(piece))[0], read(make.gpx_file(piece, piece))[0]
    assert twice.distance_m == once.distance_m
    assert twice.track == once.track
    assert codes(twice) == ["repeated"]


def test_a_track_given_twice_counts_once(make):
    whole = make.gpx_run(30)
    track = whole[whole.index(b"<trk>") : whole.index(b"</gpx>")]
    runs = read(whole.replace(b"</gpx>", track + b"</gpx>"))
    assert [run.distance_m for run in runs] == [read(whole)[0].distance_m]


def test_tracks_of_different_hours_are_different_runs(make):
    whole = make.gpx_run(30)
    later = whole[whole.index(b"<trk>") : whole.index(b"</gpx>")].replace(b"T22:", b"T23:")
    runs = read(whole.replace(b"</gpx>", later + b"</gpx>"))
    assert [(run.part, run.started_at.hour) for run in runs] == [(0, 22), (1, 23)]


def test_the_way_between_two_segments_was_not_run(make):
    far = "".join(make.gpx_point(at, latitude=49 + at * 2.698e-5) for at in range(120, 151))
    run = read(make.gpx_file("".join(make.gpx_point(at) for at in range(31)), far))[0]
    assert run.distance_m == pytest.approx(180, abs=0.1)
    assert (run.elapsed_s, run.moving_s) == (150, 60)


def test_absurd_points_are_left_out_and_said(make):
    points = [make.gpx_point(at) for at in range(31)]
    points[5] = make.gpx_point(5, latitude=0, longitude=0)
    points[10] = make.gpx_point(10, latitude=95)
    points[20] = make.gpx_point(20, latitude=48.5)
    run = read(make.gpx_file("".join(points)))[0]
    assert run.distance_m == pytest.approx(90, abs=0.1)
    assert sorted(notice.sentence for notice in run.warnings) == [
        "One point had no possible position and was left out.",
        "One point lay at 0°, 0° and was left out.",
        "One point lay impossibly far from its neighbours and was left out.",
    ]


def test_values_no_body_has_are_left_out(make):
    inside = "<extensions><hr>{}</hr></extensions>"
    points = [make.gpx_point(at, inside.format(rate)) for at, rate in enumerate(("nan", "150", "900", "inf"))]
    run = read(make.gpx_file("".join(points)))[0]
    assert run.track.heart_rate == (None, 150, None, None)
    assert [notice.sentence for notice in run.warnings] == ["3 impossible values (heart rate) were left out."]


def test_points_out_of_order_are_put_in_order(make):
    order = [0, 1, 3, 2, 4]
    run = read(make.gpx_file("".join(make.gpx_point(at) for at in order)))[0]
    assert run.track.time_s == array("d", range(5))
    assert codes(run) == ["out_of_order"]


def test_an_offset_from_utc_gives_the_runners_own_date(make):
    data = make.gpx_run(30).replace(b"Z</time>", b"+05:30</time>")
    run = read(data)[0]
    assert run.started_at == datetime(2023, 11, 14, 16, 30, tzinfo=UTC)
    assert (run.utc_offset_s, run.local_date) == (19800, date(2023, 11, 14))


def test_a_drawing_without_times_is_no_run(make):
    data = make.gpx_run(3)
    for at in range(4):
        data = data.replace(f"<time>2023-11-14T22:00:0{at}Z</time>".encode(), b"")
    with pytest.raises(NotUnderstood, match=r"^This GPX file has no times, so it is a route, not a run\.$"):
        read(data)


def test_routes_and_waypoints_are_no_runs(make):
    point = b'<%s lat="48" lon="2"><time>2023-11-14T22:00:00Z</time></%s>'
    assert refusal(b"<gpx><rte>" + point % (b"rtept", b"rtept") + b"</rte></gpx>") == "route"
    assert refusal(b"<gpx>" + point % (b"wpt", b"wpt") + b"</gpx>") == "route"
    assert refusal(b"<gpx></gpx>") == "no_activity"


def test_dates_before_1970_are_refused(make):
    assert refusal(make.gpx_run(5).replace(b"2023", b"1800")) == "bad_date"


def test_a_single_point_is_no_run(make):
    assert refusal(make.gpx_file(make.gpx_point(0))) == "nothing_recorded"


def test_a_file_without_a_sport_is_taken_by_its_title_then_its_speed(make):
    points = "".join(make.gpx_point(at) for at in range(31))
    titled = read(make.gpx_file(points, head="<name>Sunday walk</name>"))[0]
    untitled = read(make.gpx_file(points, head=""))[0]
    assert (titled.sport, codes(titled)) == ("walking", ["sport_guessed"])
    assert (untitled.sport, codes(untitled)) == ("running", ["sport_guessed"])


def test_a_climb_is_counted_by_what_it_rises(make):
    heights = [100, 101, 100, 104, 109, 108, 109, 103, 107]
    points = "".join(
        make.gpx_point(at * 10).replace("<ele>100<", f"<ele>{height}<") for at, height in enumerate(heights)
    )
    assert read(make.gpx_file(points))[0].climb_m == 13
