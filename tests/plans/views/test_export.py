"""The log taken out: a table that spreadsheets read and cannot be harmed by, and the files it came from."""

import csv
import datetime
import io
import tracemalloc
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from plans.actions.export import AT_ONCE, harmless, log_as_csv
from plans.models import Import, ImportedFile, Run


def table(client):
    text = b"".join(client.get("/log/export/").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_runs_and_classes_stand_there_newest_first_with_their_units_in_the_header(
    runners_client, runner, make_run, make_session, stranger
):
    make_run(
        title="Brücken, „schnell“",
        note="Zeile 1\nZeile 2",
        started_at=datetime.datetime(2026, 11, 24, 23, 30, tzinfo=datetime.UTC),
        date=datetime.date(2026, 11, 25),
        time_zone="Europe/Berlin",
        distance_m=10_012.346,
        climb_m=40.0,
        elapsed_s=3200,
        heart_rate_mean=151,
        heart_rate_max=172,
        effort=0,
        device="Watch",
        shoe=runner.shoes.create(name="Blue"),
    )
    make_session(effort=3)
    make_run(of=stranger, title="Secret")
    assert table(runners_client) == [
        {
            "Date": "2026-11-25 00:30:00",
            "Time zone": "Europe/Berlin",
            "Run or class": "Run",
            "Kind": "Easy",
            "Title": "Brücken, „schnell“",
            "Duration (s)": "3120",
            "With pauses (s)": "3200",
            "Distance (m)": "10012.35",
            "Climb (m)": "40",
            "Average heart rate (bpm)": "151",
            "Highest heart rate (bpm)": "172",
            "Effort (0-10)": "0",
            "Shoes": "Blue",
            "Device": "Watch",
            "Class (min)": "",
            "Note": "Zeile 1\nZeile 2",
        },
        {
            **dict.fromkeys(table(runners_client)[0], ""),
            "Date": "2026-11-24",
            "Time zone": "Europe/London",
            "Run or class": "Class",
            "Kind": "Stabilisers",
            "Title": "Steady ankles",
            "Effort (0-10)": "3",
            "Class (min)": "15",
        },
    ]


def test_it_is_a_file_to_keep(runners_client, db, clock):
    answer = runners_client.get("/log/export/")
    assert (answer["Content-Type"], answer["Content-Disposition"], answer["X-Content-Type-Options"]) == (
        "text/csv; charset=utf-8", 'attachment; filename="running-log-2026-11-25.csv"', "nosniff"
    )  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "'quoted'"])
def test_no_cell_is_a_formula_and_what_it_said_can_be_read_back(runners_client, make_run, text):
    make_run(title=text, note=text, device=text)
    row = table(runners_client)[0]
    assert {row["Title"], row["Note"], row["Device"]} == {f"'{text}"}


@pytest.mark.parametrize("text", ["", "a=1", "Bridges", " =1"])
def test_other_words_stay_as_they_are(text):
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("zone", "date", "said"),
    [
        ("Etc/GMT+12", "2026-11-24", "2026-11-24"),  # the day was changed by hand
        ("No/Where", "2026-11-24", "2026-11-24"),
        ("", "2026-11-24", "2026-11-24 07:00:00"),
    ],
)
def test_the_hour_is_given_where_it_is_known_and_of_that_day(runners_client, make_run, zone, date, said):
    make_run(
        date=datetime.date.fromisoformat(date),
        started_at=datetime.datetime(2026, 11, 24, 7, tzinfo=datetime.UTC),
        time_zone=zone,
    )
    assert table(runners_client)[0]["Date"] == said


def test_ten_times_the_runs_take_no_more_memory(runner):
    day = datetime.date(2000, 1, 1)
    Run.objects.bulk_create(
        Run(runner=runner, date=day + datetime.timedelta(days=n), duration_s=60, note="n" * 500)
        for n in range(10 * AT_ONCE)
    )
    tracemalloc.start()
    lines = sum(1 for _ in log_as_csv(runner))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lines == 10 * AT_ONCE + 2
    assert peak < 10 * AT_ONCE * 600  # bytes: less than the text alone, were it held at once


def test_every_original_is_in_the_archive_once(runners_client, runner, stranger, make_run):
    def add(run, name, content, of):
        of_import = Import.objects.create(runner=of, created_at=timezone.now())
        file = ImportedFile(of_import=of_import, position=0, name=name, size_bytes=len(content), run=run)
        file.sha256, file.verdict = content.hex().ljust(64, "0"), "new_run"
        file.original.save("x", ContentFile(content))

    run = make_run()
    add(run, "run.gpx", b"<gpx/>", runner)
    add(make_run(removed_at=timezone.now(), merged_into=run), "other watch.gpx", b"other", runner)
    into_gone = make_run(removed_at=timezone.now())
    add(make_run(removed_at=timezone.now(), merged_into=into_gone), "of the gone.gpx", b"too", runner)
    add(run, "../../etc/passwd.fit", b"FIT!", runner)
    add(make_run(removed_at=timezone.now()), "gone.gpx", b"gone", runner)
    add(make_run(of=stranger), "secret.gpx", b"secret", stranger)
    answer = runners_client.get("/log/export/originals/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == {
        "2026/2026-11-24 run 3c677078.gpx": b"<gpx/>",
        "2026/2026-11-24 other watch 6f746865.gpx": b"other",
        "2026/2026-11-24 passwd 46495421.fit": b"FIT!",
    }


def test_an_archive_without_files_is_an_archive(runners_client, db):
    answer = runners_client.get("/log/export/originals/")
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist() == []


@pytest.mark.parametrize("page", ["/log/export/", "/log/export/originals/"])
def test_asked_for_its_head_alone_it_reads_nothing(runners_client, make_run, page, django_assert_num_queries):
    make_run()
    with django_assert_num_queries(2):
        assert b"".join(runners_client.head(page).streaming_content) == b""
