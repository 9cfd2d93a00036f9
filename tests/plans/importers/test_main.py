import gzip
import json
import subprocess
import sys

from plans.importers.__main__ import main


def test_a_line_for_each_activity_and_the_word_of_a_bad_file(make, tmp_path, capsys):
    good, bad = tmp_path / "x.fit", tmp_path / "y.gpx"
    good.write_bytes(make.fit_run(60).file())
    bad.write_bytes(b'<gpx><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>')
    assert main([str(good), str(bad)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        {
            "file": str(good),
            "format": "fit",
            "sport": "running",
            "is_run": True,
            "started_at": "2023-11-14T22:13:20Z",
            "elapsed_s": 60.0,
            "moving_s": 60.0,
            "distance_m": 180.0,
            "climb_m": 0.0,
            "heart_rate_mean": 150,
            "heart_rate_max": 151,
            "points": 61,
            "laps": 0,
            "rpe": None,
            "device": "garmin fr945",
            "title": "",
            "warnings": [],
        },
        {"file": str(bad), "error": "This GPX file has no times, so it is a route, not a run."},
    ]


def test_a_file_that_cannot_be_opened_gets_a_line_too(tmp_path, capsys):
    assert main([str(tmp_path / "none"), str(tmp_path), "a\0b"]) == 1
    errors = [json.loads(line)["error"] for line in capsys.readouterr().out.splitlines()]
    assert errors == [
        "This file could not be opened: no such file or directory.",
        "This file could not be opened: is a directory.",
        "This file could not be opened: embedded null byte.",
    ]


def test_all_understood_is_success(make, tmp_path, capsys):
    file = tmp_path / "x.gpx"
    file.write_bytes(make.gpx_run())
    assert main([str(file)]) == 0


def test_an_archive_gives_a_line_for_each_activity_inside(make, tmp_path, capsys):
    file = tmp_path / "export.zip"
    rows = (
        '1,"Nov 14, 2023, 10:13:20 PM",Hills,Run,,60,0.18,,,,,,activities/1.fit.gz,,,60.0,60.0,180.0',
        '2,"Nov 15, 2023, 6:00:00 AM",Treadmill,Run,,1800,5.0,,,,,,,,,1800.0,1800.0,5000.0',
    )
    monitoring = make.fit_run(5, session=False, kind=32).file()
    inside = make.zip_of(("a.fit", make.fit_run(30).file()), ("b.fit", monitoring))
    files = (
        ("activities/1.fit.gz", gzip.compress(make.fit_run(60).file())),
        ("activities.csv", make.activities_csv(*rows)),
        ("media/1.jpg", b"x"),
        ("in.zip", inside),
    )
    file.write_bytes(make.zip_of(*files))
    assert main([str(file)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = [(line["file"].removeprefix(f"{file}/"), line["title"], line["elapsed_s"]) for line in lines]
    assert found == [
        ("activities/1.fit.gz", "Hills", 60),
        ("in.zip/a.fit", "", 30),
        ("activities.csv", "Treadmill", 1800),
    ]


def test_what_is_damaged_in_an_archive_is_said_and_fails(make, tmp_path, capsys):
    file = tmp_path / "export.zip"
    whole = make.zip_of(("1.gpx", make.gpx_run()), ("2.gpx", make.gpx_run(90)))
    file.write_bytes(whole[: whole.index(b"2.gpx") + 60])
    assert main([str(file)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["file"].removeprefix(str(file)), line.get("error")) for line in lines] == [
        ("/1.gpx", None),
        ("/2.gpx", "This file is damaged inside its archive."),
        ("", "The archive ends in the middle; the files that are whole up to there were read."),
    ]


def test_a_table_gives_its_rows_where_there_is_no_doubt(tmp_path, capsys):
    sure, open_one = tmp_path / "sure.csv", tmp_path / "open.csv"
    sure.write_text(
        "Date,Distance (km),Duration,RPE\n2024-01-13,10,50:00,4\n2024-01-14 07:30,5,\nsoon,5,25\n"
    )
    open_one.write_text("Date,Distance (km)\n03/04/2024,10\n")
    assert main([str(sure), str(open_one)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    keys = ("format", "sport", "started_at", "moving_s", "distance_m", "rpe", "error")
    assert [tuple(line.get(key) for key in keys) for line in lines] == [
        ("csv", "running", "2024-01-13", 3000, 10_000, 4, None),
        ("csv", "running", "2024-01-14T07:30:00", None, 5000, None, None),
        (None,) * 6 + ("Line 4, column “Date”: “soon” is no date we understand.",),
        (None,) * 6
        + ("This is a table. Say which columns hold date, distance and time, and it can be read.",),
    ]


def test_it_starts_without_django(make, tmp_path):
    file = tmp_path / "x.gpx"
    file.write_bytes(make.gpx_run())
    program = (
        "import sys; from plans.importers.__main__ import main; "
        f"code = main([{str(file)!r}]); sys.exit(9 if 'django' in sys.modules else code)"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=False).returncode
        == 0
    )
