from array import array
from datetime import UTC, datetime

import pytest

from plans.importers import Lap, NotUnderstood, read


def test_laps_give_the_totals_and_the_device_its_distance(make):
    heart = "<AverageHeartRateBpm><Value>150</Value></AverageHeartRateBpm><Intensity>Active</Intensity>"
    first = make.tcx_lap(0, 30, 101.5, "".join(make.tcx_point(at, at * 3) for at in range(31)), heart)
    second = make.tcx_lap(40, 20, 60, "".join(make.tcx_point(40 + at, 90 + at * 3) for at in range(21)))
    run = read(make.tcx_file(first, second, tail="<Creator><Name>Watch</Name></Creator>"))[0]
    assert (run.format, run.sport, run.device) == ("tcx", "running", "Watch")
    assert run.started_at == datetime(2023, 11, 14, 22, 0, tzinfo=UTC)
    assert (run.distance_m, run.elapsed_s, run.moving_s) == (161.5, 60, 50)
    assert run.laps == (
        Lap(0, 30, 30, 101.5, heart_rate_mean=150, kind="active"),
        Lap(40, 20, 20, 60),
    )


def test_indoors_needs_no_position(make):
    run = read(make.tcx_run(59))[0]
    assert run.track.latitude is None
    assert run.track.distance_m == tuple(at * 3.0 for at in range(60))


def test_distance_that_goes_backwards_is_left_out(make):
    metres = [0, 3, 6, 2, 9]
    points = "".join(make.tcx_point(at, value) for at, value in enumerate(metres))
    run = read(make.tcx_file(make.tcx_lap(0, 5, 9, points)))[0]
    assert run.track.distance_m == (0, 3, 6, None, 9)
    assert [notice.code for notice in run.warnings] == ["distance_backwards"]


def test_a_counter_that_begins_again_with_each_lap_goes_on(make):
    points = [make.tcx_point(at, at % 10 * 3) for at in range(20)]
    laps = [make.tcx_lap(0, 10, 27, "".join(points[:10])), make.tcx_lap(10, 10, 27, "".join(points[10:]))]
    run = read(make.tcx_file(*laps))[0]
    assert run.track.distance_m == tuple([at * 3 for at in range(10)] + [27 + at * 3 for at in range(10)])
    assert run.warnings == ()


def test_extensions_give_cadence_and_power(make):
    inside = "<Extensions><n:TPX><n:RunCadence>87</n:RunCadence><n:Watts>250</n:Watts></n:TPX></Extensions>"
    points = make.tcx_point(0, 0, inside) + make.tcx_point(9, 27, "<Cadence>80</Cadence>")
    track = read(make.tcx_file(make.tcx_lap(0, 9, 27, points)))[0].track
    assert (track.cadence, track.power_w) == ((87, 80), (250, None))


def test_blanks_before_the_declaration_do_no_harm(make):
    assert read(b"  \r\n\xef\xbb\xbf" + make.tcx_run())[0].distance_m == 177


def test_several_activities_are_several_runs(make):
    whole = make.tcx_run()
    activity = whole[whole.index(b"<Activity ") : whole.index(b"</Activities>")]
    other = activity.replace(b"T22:", b"T23:").replace(b"Running", b"Biking")
    runs = read(whole.replace(b"</Activities>", other + b"</Activities>"))
    assert [(run.part, run.sport, run.started_at.hour) for run in runs] == [
        (0, "running", 22),
        (1, "cycling", 23),
    ]


def test_a_lap_without_trackpoints_counts_by_its_totals(make):
    run = read(make.tcx_file(make.tcx_lap(0, 600, 2000, "")))[0]
    assert (run.elapsed_s, run.distance_m, run.track.time_s) == (600, 2000, array("d"))


def test_notes_give_the_title(make):
    run = read(make.tcx_file(make.tcx_lap(0, 60, 180, ""), tail="<Notes>8x400\nhard &amp; fast</Notes>"))[0]
    assert (run.title, run.notes) == ("8x400", "8x400\nhard & fast")


def test_a_course_is_no_run(make):
    lap = make.tcx_lap(0, 60, 180, make.tcx_point(0, 0))
    data = f"<TrainingCenterDatabase><Courses><Course>{lap}</Course></Courses></TrainingCenterDatabase>"
    with pytest.raises(NotUnderstood, match=r"^This TCX file holds a course to follow, not a run\.$"):
        read(data.encode())


def test_a_file_cut_short_gives_what_was_recorded(make):
    whole = make.tcx_run(59)
    run = read(whole[: whole.index(b"22:00:30Z")])[0]
    assert len(run.track) == 30
    assert [notice.code for notice in run.warnings] == ["unfinished"]
