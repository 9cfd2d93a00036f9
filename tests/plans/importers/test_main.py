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
