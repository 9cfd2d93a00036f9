"""Real files, where they are at hand."""

import csv
from pathlib import Path

import pytest

from plans.importers import NotUnderstood, read

EXPECTED = {  # file → sport, distance in m, elapsed s, points of each activity
    "activity-small-fenix2-run.fit": [("running", 9008.22, 2832.0, 2809)],
    "garmin-fenix-5-run.fit": [("running", 157.56, 56.887, 21)],
    "garmin-fenix-5-walk.fit": [("walking", 67.85, 45.379, 17)],
    "compressed-speed-distance.fit": [("running", 10248.67, 3883.273, 755)],
    "sample-activity-indoor-trainer.fit": [("cycling", 0.0, 2261.85, 2263)],
    "strava-android-app-201.10-b1218918.fit": [("running", 11274.04, 3558.0, 2670)],
    "sample_mulitple_header.fit": [
        ("swimming", 1644.71, 1987.521, 349),
        ("other", 141.7, 170.269, 38),
        ("cycling", 40909.42, 4422.14, 854),
        ("other", 31.93, 60.724, 14),
        ("running", 9805.92, 2850.694, 518),
    ],
    "MonitoringFile.fit": "fit_kind",
    "WeightScaleMultiUser.fit": "fit_kind",
    "WorkoutIndividualSteps.fit": "fit_kind",
    "DeveloperData.fit": "no_times",
    "route.gpx": "route",
    "unicode_with_bom.gpx": "route",
    "track-with-extremes.gpx": "no_times",
    "2009_01_09_11_13_14.tcx": [("cycling", 238.742, 7767.0, 1424)],
    "argmac_Garmin_FR910XT_2015_01_31_10_17_02.tcx": [("other", 2000.0, 2299.022, 85)],
}


def test_samples_give_what_is_in_them(sample):
    try:
        runs = read(sample.read_bytes())
        found = [(run.sport, run.distance_m, run.elapsed_s, len(run.track)) for run in runs]
    except NotUnderstood as error:
        found = error.code
    if sample.name in EXPECTED:
        assert found == EXPECTED[sample.name]
    else:
        assert found


def test_records_are_those_another_program_read(records):
    with records.open() as stream:
        rows = list(csv.DictReader(stream))
    track = read(Path(str(records).replace("-records.csv", ".fit")).read_bytes())[0].track
    degree = 2**31 / 180
    assert [round(value * degree) for value in track.latitude] == [int(row["position_lat"]) for row in rows]
    assert [round(value * degree) for value in track.longitude] == [int(row["position_long"]) for row in rows]
    assert [int(value) for value in track.heart_rate] == [int(row["heart_rate"]) for row in rows]
    assert [int(value) for value in track.cadence] == [int(row["cadence"]) for row in rows]
    assert list(track.distance_m) == pytest.approx([float(row["distance"]) for row in rows])
    assert list(track.altitude_m) == pytest.approx([float(row["altitude"]) for row in rows])
