"""Bringing files in on screen: arrival, progress, the dry run, the log, an undo, nobody else's imports."""

import datetime
import gzip
import json
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from plans.actions.imports_table import as_values, look_at, map_table
from plans.models import Arrival, Import, ImportedFile, Run, Session

MORNING = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def send(runners_client, uploaded):
    def send(*contents, names=(), **data):
        named = [*names, *(f"{n}.gpx" for n in range(len(names), len(contents)))]
        files = [uploaded(content, name) for content, name in zip(contents, named, strict=True)]
        return runners_client.post("/log/import/", {"files": files, **data})

    return send


@pytest.fixture
def found(send, work):
    """The address of an import that was read."""

    def found(*contents, **options):
        response = send(*contents, **options)
        assert response.status_code == 302, response.content.decode()
        work()
        return response["Location"]

    return found


@pytest.fixture
def bring(found, runners_client, work):
    """The address of an import that is in the log."""

    def bring(*contents, **options):
        address = found(*contents, **options)
        runners_client.post(f"{address}store/")
        work()
        return address

    return bring


@pytest.fixture
def shown(runners_client):
    return lambda address: runners_client.get(address).content.decode()


def on_disk(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# --- arriving and reading -------------------------------------------------------------------------


def test_what_arrives_is_read_in_the_background_and_nothing_is_in_the_log(send, shown, gpx, fit, work):
    address = send(gpx(), fit(MORNING + 3 * HOUR), names=["a.gpx", "b.fit"])["Location"]
    page = shown(address)
    assert "Reading your files" in page and "0 of 2 files read" in page and "It begins in a moment." in page
    assert DBTaskResult.objects.get().queue_name == "quick"
    work()
    page = shown(address)
    assert (
        "What was found" in page and "a.gpx" in page and "b.fit" in page and "2 runs, 7\xa0km, 2026" in page
    )
    assert Run.objects.count() == 0


def test_the_progress_is_asked_for_until_the_page_itself_is_due(send, runners_client, gpx, work):
    address = send(gpx())["Location"]
    part = runners_client.get(f"{address}progress/?state=reading")
    assert 'hx-trigger="every 2s"' in part.content.decode() and "HX-Refresh" not in part
    assert runners_client.get(f"{address}progress/?state=storing")["HX-Refresh"] == "true"
    work()
    assert runners_client.get(f"{address}progress/?state=reading")["HX-Refresh"] == "true"


def test_going_into_the_log_shows_how_far_it_is(found, runners_client, shown, gpx, work):
    address = found(gpx(), gpx(MORNING + 3 * HOUR))
    runners_client.post(f"{address}store/", {})
    assert "Going into your log" in shown(address) and "0 of 2 in your log" in shown(address)
    assert "Stop and take it back" in shown(address)


def test_without_scripts_the_page_looks_again_by_itself(send, shown, gpx):
    page = shown(send(gpx())["Location"])
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page and "Look again" in page


def test_a_reader_that_died_is_told_and_taken_up_again(send, shown, runners_client, gpx, work):
    address = send(gpx())["Location"]
    DBTaskResult.objects.update(status="FAILED")
    page = shown(address)
    assert "The reader stopped after file 0 of 1. Nothing is lost: it goes on by itself." in page
    assert f'action="{address}go-on/"' in page and 'hx-trigger="load"' in page
    for _ in range(2):
        runners_client.post(f"{address}go-on/")
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert "You may close this page" in shown(address) or "It begins in a moment" in shown(address)


def test_an_upload_in_parts_is_read_when_the_last_one_is_here(runners_client, uploaded, shown, gpx, work):
    json_please = {"headers": {"accept": "application/json"}}
    first = runners_client.post("/log/import/", {"files": [uploaded(gpx())], "more": "yes"}, **json_please)
    assert first.status_code == 201
    answer = json.loads(first.content)
    assert answer["more"] == f"{answer['next']}files/"
    assert "1 file has arrived, and nothing is in your log yet." in shown(answer["next"])
    assert not DBTaskResult.objects.exists()
    again = runners_client.post(answer["more"], {"files": [uploaded(gpx(MORNING + 3 * HOUR))]}, **json_please)
    assert again.status_code == 201
    work()
    assert "2 runs" in shown(answer["next"])


def test_a_last_part_sent_again_because_its_answer_was_lost_has_arrived(
    runners_client, uploaded, shown, gpx, work
):
    json_please = {"headers": {"accept": "application/json"}}
    first = runners_client.post("/log/import/", {"files": [uploaded(gpx())], "more": "yes"}, **json_please)
    more = json.loads(first.content)["more"]
    for _ in range(2):
        last = {"files": [uploaded(gpx(MORNING + DAY), "b.gpx")]}
        answer = runners_client.post(more, last, **json_please)
        assert (answer.status_code, json.loads(answer.content)) == (201, json.loads(first.content))
        work()
    assert "2 runs" in shown(json.loads(first.content)["next"])
    assert (Arrival.objects.count(), ImportedFile.objects.count()) == (2, 2)


def test_what_comes_after_the_reading_began_is_told_of_and_not_kept(
    runners_client, uploaded, found, gpx, settings
):
    address = found(gpx())
    late = {"files": [uploaded(gpx(MORNING + DAY), "late.gpx")]}
    answer = runners_client.post(f"{address}files/", late, headers={"accept": "application/json"})
    assert (answer.status_code, json.loads(answer.content)) == (
        409,
        {
            "error": "Your files are being read already, and this came too late."
            " Bring it once more, by itself."
        },
    )
    late = {"files": [uploaded(gpx(MORNING + DAY), "late.gpx")]}
    assert runners_client.post(f"{address}files/", late).status_code == 404
    assert (ImportedFile.objects.count(), len(on_disk(settings))) == (1, 1)


def test_an_upload_that_stopped_half_way_is_read_or_forgotten(
    send, runners_client, shown, gpx, work, settings
):
    for act in ("read", "discard"):
        address = send(gpx(), more="yes")["Location"]
        assert "Read what has arrived" in shown(address)
        runners_client.post(f"{address}{act}/")
        work()
    assert [each.state for each in Import.objects.all()] == ["read"]


def test_a_script_is_told_why_a_part_was_refused(runners_client, uploaded, settings):
    settings.ACTIVITY_FILE_MAX_BYTES = 1000
    response = runners_client.post(
        "/log/import/", {"files": [uploaded(bytes(2001))]}, headers={"accept": "application/json"}
    )
    assert (response.status_code, Import.objects.count()) == (422, 0)
    assert json.loads(response.content)["error"].startswith(
        "run.gpx has 1 MB. A file of one activity has at most 0"
    )


def test_no_file_is_asked_for(runners_client):
    page = runners_client.post("/log/import/", {}).content.decode()
    assert "Choose a file first." in page


def test_a_file_past_the_limit_is_said_at_the_field_and_nothing_is_stored(send, settings):
    settings.ACTIVITY_FILE_MAX_BYTES = 1024**2
    response = send(bytes(3 * 1024**2), names=["huge.fit"])
    assert (response.status_code, Import.objects.count(), on_disk(settings)) == (200, 0, [])
    assert (
        "huge.fit has 3 MB. A file of one activity has at most 1 MB; it was not kept."
        in response.content.decode()
    )


def test_a_file_past_the_limit_costs_none_beside_it(found, shown, gpx, settings):
    settings.ACTIVITY_FILE_MAX_BYTES = 1024**2
    address = found(bytes(3 * 1024**2), gpx(), names=["huge.fit"])
    assert "1 run, 4\xa0km, 2026" in shown(address)
    assert "huge.fit has 3 MB" in shown(f"{address}?show=unreadable")


def test_an_archive_may_be_larger_than_a_file_whatever_it_is_called(found, shown, gpx, zipped, settings):
    settings.ACTIVITY_FILE_MAX_BYTES = 50_000
    runs = {f"{n}.gpx": gpx(MORNING + n * DAY) for n in range(60)}
    archive = zipped(runs)
    assert len(archive) > 50_000
    assert "60 runs" in shown(found(archive, names=["export.fit"]))


def test_too_many_files_are_said_at_the_field_and_nothing_is_stored(send, gpx, settings):
    settings.IMPORT_FILES_MAX = 2
    response = send(gpx(), gpx(), gpx())
    assert (response.status_code, Import.objects.count(), on_disk(settings)) == (200, 0, [])
    assert "Bring at most 2 files at a time, or a zip of them." in response.content.decode()


def test_so_much_that_the_server_stops_listening_is_said_at_the_field(send, gpx, settings):
    settings.ACTIVITY_FILE_MAX_BYTES, settings.IMPORT_ARCHIVE_MAX_BYTES = 1000, 1000
    response = send(bytes(3 * 1024**2), gpx())
    assert (response.status_code, Import.objects.count(), on_disk(settings)) == (200, 0, [])
    assert "That is too much at once" in response.content.decode()


def test_more_than_may_wait_is_said_at_the_field_and_nothing_is_stored(
    send, found, runners_client, gpx, work, settings
):
    settings.IMPORT_WAITING_MAX_BYTES = len(gpx()) * 3 // 2
    first = found(gpx())
    response = send(gpx())
    assert (response.status_code, Import.objects.count(), len(on_disk(settings))) == (200, 1, 1)
    assert "would wait outside your log" in response.content.decode()
    runners_client.post(f"{first}discard/")
    assert send(gpx()).status_code == 302


def test_the_dry_run_says_until_when_it_waits(found, shown, gpx):
    address = found(gpx())
    Import.objects.update(began_at=datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC))
    assert "It waits until 25 December 2026" in shown(address)


def test_a_disk_without_room_is_said_and_nothing_is_kept(send, gpx, settings, monkeypatch):
    monkeypatch.setattr("plans.views.imports.SPARE_BYTES", 2**60)
    response = send(gpx())
    assert (response.status_code, Import.objects.count(), on_disk(settings)) == (200, 0, [])
    assert "The site has no room for this at the moment." in response.content.decode()


# --- the dry run ----------------------------------------------------------------------------------


def test_a_file_that_is_no_run_gets_its_sentence(found, shown, gpx):
    address = found(gpx(times=False), b"\x89PNG", gzip.compress(bytes(30 * 1024**2)))
    assert "This GPX file has no times, so it is a route, not a run." in shown(address)
    page = shown(f"{address}?show=unreadable")
    assert "This is not a GPX, TCX or FIT file." in page
    assert "This packed file unpacks to far more than a run could be, so it was not opened." in page
    assert "Nothing new" in page and "Put it into my log" not in page


def test_a_hostile_name_is_text(found, shown, gpx):
    page = shown(found(gpx(), names=["<img src=x onerror=alert(1)>.gpx"]))
    assert "<img src=x" not in page and "&lt;img src=x" in page


def test_what_is_not_ticked_stays_out(found, runners_client, shown, gpx, work):
    address = found(gpx(), gpx(MORNING + 3 * HOUR))
    first, second = ImportedFile.objects.order_by("position")
    runners_client.post(f"{address}store/", {"shown": [first.pk, second.pk], "chosen": [second.pk]})
    work()
    assert [run.started_at for run in Run.objects.all()] == [MORNING + 3 * HOUR]
    page = shown(address)
    assert "One run is in your log" in page and "You left it out." in page


def test_ticks_are_saved_page_by_page(found, runners_client, gpx):
    address = found(gpx(), gpx(MORNING + 3 * HOUR))
    first, second = ImportedFile.objects.order_by("position")
    part = runners_client.post(
        f"{address}choose/", {"shown": [first.pk]}, headers={"hx-request": "true"}
    ).content.decode()
    assert part.strip().startswith('<section class="card import-chosen" id="chosen"')
    assert "1 run, 4\xa0km" in part
    to = runners_client.post(f"{address}choose/", {"shown": [second.pk], "to": "?page=2&show=new_run"})
    assert to["Location"] == f"{address}?page=2&show=new_run"
    assert not ImportedFile.objects.filter(chosen=True).exists()
    runners_client.post(f"{address}choose-all/", {"verdict": "new_run", "all": "yes"})
    assert ImportedFile.objects.filter(chosen=True).count() == 2
    elsewhere = runners_client.post(f"{address}choose/", {"to": "https://example.org/"})
    assert elsewhere["Location"] == address


def test_what_looks_like_a_run_stands_beside_it_and_the_richer_is_proposed(
    bring, found, shown, runners_client, gpx, fit, work
):
    bring(gpx(name="Along the river"))
    address = found(fit())
    page = shown(address)
    assert (
        "Keep what is in your log" in page
        and "Take this one" in page
        and "They are two runs, keep both" in page
    )
    assert "Has the device’s own distance, which the other has not" in page
    assert "1 run of your log gets a record that says more." in page
    file = ImportedFile.objects.get(verdict="same_run")
    runners_client.post(f"{address}choose/", {f"keep-{file.pk}": "old"})
    assert "Nothing is ticked" in shown(address)
    runners_client.post(f"{address}store/", {f"keep-{file.pk}": "both"})
    work()
    assert Run.objects.count() == 2


def test_a_walk_is_kept_as_an_easy_run_when_it_is_ticked(found, runners_client, shown, gpx, work):
    address = found(gpx(sport="hiking", speed=1.2))
    file = ImportedFile.objects.get()
    assert "This is a hike, so it stays out of your running log." in shown(address)
    runners_client.post(f"{address}store/", {"shown": [file.pk], "chosen": [file.pk]})
    work()
    assert [run.kind for run in Run.objects.all()] == ["easy"]


def test_strength_training_stands_beside_the_classes(bring, shown, gpx):
    address = bring(gpx(sport="Strength Training"))
    session = Session.objects.get()
    assert (session.title, session.minutes, session.leg_load, session.video_class) == (
        "Strength training", 20, 2, None,
    )  # fmt: skip
    assert f'href="/sessions/{session.pk}/"' in shown(f"{address}?show=other_training")


def test_a_dry_run_is_forgotten(found, runners_client, gpx, settings, django_capture_on_commit_callbacks):
    address = found(gpx(), gpx(MORNING + 3 * HOUR))
    assert len(on_disk(settings)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        response = runners_client.post(f"{address}discard/")
    assert (response["Location"], Import.objects.count(), on_disk(settings)) == ("/log/import/", 0, [])


def test_what_is_in_the_log_cannot_be_forgotten(bring, runners_client, gpx):
    address = bring(gpx())
    assert runners_client.post(f"{address}discard/")["Location"] == address
    assert (Import.objects.count(), Run.objects.count()) == (1, 1)


@pytest.mark.parametrize("many", [1, 60])
def test_a_dry_run_asks_as_much_for_one_file_as_for_many(
    found, runners_client, gpx, zipped, many, django_assert_num_queries
):
    address = found(zipped({f"{n}.gpx": gpx(MORNING - n * DAY, seconds=60) for n in range(many)}))
    with django_assert_num_queries(8):
        runners_client.get(address)


@pytest.mark.parametrize("many", [1, 60])
def test_look_alikes_ask_as_much_for_one_file_as_for_many(
    bring, found, runners_client, gpx, fit, zipped, many, django_assert_num_queries
):
    bring(zipped({f"{n}.gpx": gpx(MORNING - n * DAY, seconds=60) for n in range(many)}))
    address = found(zipped({f"{n}.fit": fit(MORNING - n * DAY, seconds=60) for n in range(many)}))
    with django_assert_num_queries(8):
        assert "Take this one" in runners_client.get(f"{address}?show=same_run").content.decode()


# --- in the log -----------------------------------------------------------------------------------


def test_a_gpx_and_a_fit_file_come_in_together(bring, shown, gpx, fit):
    page = shown(bring(gpx(), fit(MORNING + 3 * HOUR), names=["a.gpx", "b.fit"]))
    assert "2 runs are in your log" in page and "a.gpx" in page and "b.fit" in page
    for run in Run.objects.all():
        assert f'href="/log/runs/{run.pk}/"' in page


def test_a_run_brought_in_shows_the_way_it_went(bring, shown, gpx):
    bring(gpx())
    page = shown(f"/log/runs/{Run.objects.get().pk}/")
    assert "<polyline" in page and "Download the original" in page
    assert "Tuesday 3 March 2026</time>, 07:00" in page


def test_the_same_file_twice_says_so_and_adds_nothing(bring, shown, gpx):
    bring(gpx())
    page = shown(bring(gpx()))
    assert "Nothing new" in page and "You brought this file before, so nothing was added." in page
    assert Run.objects.count() == 1


def test_an_import_is_undone(runners_client, bring, shown, gpx):
    address = bring(gpx())
    response = runners_client.post(f"{address}undo/")
    assert (response["Location"], Run.objects.count()) == (address, 0)
    page = shown(address)
    assert "Undone" in page and "It is no longer in your log." in page and "Undo this import" not in page


@pytest.mark.parametrize(("answer", "left"), [("keep", 1), ("take", 0)])
def test_undo_asks_what_becomes_of_what_was_changed_by_hand(runners_client, bring, shown, gpx, answer, left):
    address = bring(gpx(), gpx(MORNING + 3 * HOUR))
    edited = Run.objects.first()
    runners_client.post(f"/log/runs/{edited.pk}/kind/", {"kind": "tempo"})
    page = runners_client.post(f"{address}undo/").content.decode()
    assert "You have changed one of its runs by hand since." in page
    assert f'href="/log/runs/{edited.pk}/"' in page and Run.objects.count() == 2
    runners_client.post(f"{address}undo/", {"changed": answer})
    assert list(Run.objects.all()) == [edited][:left]
    page = shown(address)
    assert ("Changed by hand since, so still in your log" in page) == bool(left)


@pytest.mark.parametrize("many", [1, 60])
def test_an_import_asks_as_much_for_one_file_as_for_many(
    runners_client, bring, gpx, zipped, many, django_assert_num_queries
):
    address = bring(zipped({f"{n}.gpx": gpx(MORNING - n * DAY, seconds=60) for n in range(many)}))
    with django_assert_num_queries(8):
        runners_client.get(address)


def test_the_last_imports_can_be_found_again(runners_client, runner, stranger):
    mine = runner.imports.create(created_at=timezone.now(), state="read")
    other = stranger.imports.create(created_at=timezone.now())
    page = runners_client.get("/log/import/").content.decode()
    assert f"/log/imports/{mine.pk}/" in page and f"/log/imports/{other.pk}/" not in page
    assert "Read: nothing is in the log yet" in page


def test_a_slow_run_is_kept_by_its_button(runners_client, bring, shown, gpx):
    address = bring(gpx(sport="", speed=1.4))
    keep = f"/log/files/{ImportedFile.objects.get().pk}/keep/"
    page = shown(address)
    assert f'action="{keep}"' in page and "It was a run, keep it" in page
    page = shown(runners_client.post(keep)["Location"])
    assert "One run is in your log" in page and "It was a run, keep it" not in page


def test_every_import_is_found_by_what_came_and_how_many_runs_it_gave(
    bring, shown, runners_client, client, stranger, gpx, django_assert_num_queries
):
    address = bring(gpx(), b"nothing", names=["morning.gpx", "odd.gpx"])
    page = shown("/log/imports/")
    assert f'href="{address}"><bdi>morning.gpx</bdi> and 1 more</a>' in page and "· 1 run<" in page
    assert f'href="{address}"' in shown("/log/import/") and 'href="/log/imports/"' in shown("/log/import/")
    runners_client.post(f"{address}undo/")
    page = shown("/log/imports/?page=x")
    assert "undone" in page and "1 run" not in page
    one = Import.objects.get()
    for _ in range(40):
        Import.objects.create(runner_id=one.runner_id, created_at=one.created_at)
    with django_assert_num_queries(4):  # session, runner, how many, a page of them
        page = shown("/log/imports/")
    assert "Page 1 of 2" in page
    client.force_login(stranger)
    assert "morning.gpx" not in client.get("/log/imports/").content.decode()


def test_where_there_is_nothing_to_tick_nobody_is_asked_to(found, bring, shown, gpx):
    bring(gpx())
    page = shown(found(gpx(), gpx(times=False)))
    assert "There is nothing new in it to put into your log." in page and "Nothing is ticked" not in page
    assert page.index("Brought before") < page.index("Not runs")
    nothing = shown(found(b"nothing"))
    assert (
        "There is nothing new in it to put into your log." in nothing and "Nothing is ticked" not in nothing
    )


# --- tables ---------------------------------------------------------------------------------------

TABLE = (
    b"Date;Distance (km);Time;Title\n31/01/2026;8,5;0:45:00;Canal\n02/02/2026;10;52:30;Park\nsoon;5;30:00;?\n"
    + b"".join(b"%02d/02/2026;5;25:00;Round\n" % day for day in range(3, 9))
)


def test_a_table_waits_until_its_columns_are_known(found, shown, runners_client, work):
    address = found(TABLE, names=["log.csv"])
    table = Arrival.objects.get()
    assert "log.csv is a table" in shown(address) and f'href="{address}tables/{table.pk}/"' in shown(address)
    page = shown(f"{address}tables/{table.pk}/")
    assert "Sat 31 January 2026" in page and "8.50\xa0km" in page and "45:00" in page
    look = {"date": "0", "distance": "1", "duration": "2", "title": "3", "date_order": "dmy",
            "distance_unit": "km",
            "decimal_sign": ",", "duration_unit": "min", "duration_pair": "m:s"}  # fmt: skip
    preview = runners_client.post(f"{address}tables/{table.pk}/", {**look, "title": "", "preview": "yes"})
    assert preview.status_code == 200 and "Canal" not in preview.content.decode().split("</table>")[0]
    wrong = runners_client.post(f"{address}tables/{table.pk}/", {**look, "date": ""}).content.decode()
    assert "Say which column holds the date." in wrong
    assert runners_client.post(f"{address}tables/{table.pk}/", look)["Location"] == address
    work()
    assert "8 runs, 48\xa0km, 2026" in shown(address)
    assert "log.csv, line 4" in shown(f"{address}?show=unreadable")
    runners_client.post(f"{address}store/")
    work()
    runs = Run.objects.order_by("date").values_list("date", "distance_m", "duration_s", "title")
    assert list(runs[:2]) == [
        (datetime.date(2026, 1, 31), 8500.0, 2700, "Canal"),
        (datetime.date(2026, 2, 2), 10_000.0, 3150, "Park"),
    ]
    assert runners_client.get(f"{address}tables/{table.pk}/").status_code == 404


def test_our_own_table_brings_nothing_twice_wherever_it_was_run(found, runners_client, work, make_run):
    """A run abroad is compared as the instant it was, by the zone its row tells."""
    instant = datetime.datetime(2026, 11, 20, 2, tzinfo=datetime.UTC)
    make_run(
        date=datetime.date(2026, 11, 19),
        started_at=instant,
        time_zone="America/Los_Angeles",
        distance_m=8000.0,
    )
    table = b"".join(runners_client.get("/log/export/").streaming_content)
    address = found(table, names=["running-log.csv"])
    arrival = Arrival.objects.get()
    form = runners_client.get(f"{address}tables/{arrival.pk}/").context["form"]
    values = {name: "" if value is None else value for name, value in form.initial.items()}
    assert values["zone"] == 1
    runners_client.post(f"{address}tables/{arrival.pk}/", values)
    work()
    assert [file.verdict for file in ImportedFile.objects.all()] == ["same_run"]


def test_a_kind_the_table_says_is_no_guess(found, runners_client, work):
    table = b"Date,Distance (km),Time,Type\n2026-11-20,12,1:10:00,Intervals\n2026-11-21,5,30:00,Gym\n"
    address = found(table, names=["log.csv"])
    arrival = Arrival.objects.get()
    form = runners_client.get(f"{address}tables/{arrival.pk}/").context["form"]
    values = {name: "" if value is None else value for name, value in form.initial.items()}
    runners_client.post(f"{address}tables/{arrival.pk}/", values)
    work()
    guesses = [file.facts["kind_is_guess"] for file in ImportedFile.objects.order_by("position")]
    assert guesses == [False, True]


DAYS = b"date,km,min\n" + b"".join(b"2026-04-%02d,5,30\n" % day for day in range(1, 20))
TWICE = DAYS + b"2026-03-01,5,30\n2026-03-01,5,30\n2026-03-01,5.05,31\n"


@pytest.fixture
def read_table(found, runners_client, work):
    """The address of an import of a table whose guessed columns were agreed to."""

    def read_table(*contents, **options):
        address = found(*contents, **options)
        table = Arrival.objects.get(of_import__state="read", what="table", mapping__isnull=True)
        assert map_table(arrival=table, mapping=as_values(look_at(table).mapping))
        runners_client.post(f"{address}read/")
        work()
        return address

    return read_table


def test_rows_of_one_day_and_no_hour_are_a_run_each_and_known_again(read_table, runners_client, work):
    address = read_table(TWICE, names=["log.csv"])
    assert set(ImportedFile.objects.values_list("verdict", "chosen")) == {("new_run", True)}
    runners_client.post(f"{address}store/")
    work()
    assert (Run.objects.count(), Run.objects.filter(date="2026-03-01").count()) == (22, 3)
    again = read_table(TWICE, names=["log.csv"])
    runners_client.post(f"{again}store/")
    work()
    assert (Import.objects.count(), Run.objects.count()) == (2, 22)


def test_a_row_of_the_same_day_as_a_run_is_proposed_and_kept_when_the_runner_says_so(
    read_table, runners_client, work, make_run
):
    run = make_run(date=datetime.date(2026, 4, 3), started_at=MORNING + 31 * DAY, distance_m=5000)
    address = read_table(DAYS, names=["log.csv"])
    row = ImportedFile.objects.get(verdict="same_run")
    assert (row.run, row.chosen, row.sentence) == (
        run,
        False,
        (
            "It is of the same day and as long or as far as this run, so it was not added."
            " If you ran twice, keep both."
        ),
    )
    runners_client.post(f"{address}choose/", {f"keep-{row.pk}": "both"})
    runners_client.post(f"{address}store/")
    work()
    assert Run.objects.filter(date="2026-04-03").count() == 2


def test_a_row_that_says_more_takes_no_place_for_its_day_alone(read_table, make_run):
    make_run(date=datetime.date(2026, 4, 3), started_at=MORNING + 31 * DAY, distance_m=5000)
    rows = b"".join(b"2026-04-%02d,5,30,%d\n" % (day, 140 + day) for day in range(1, 20))
    read_table(b"date,km,min,heart rate\n" + rows, names=["log.csv"])
    row = ImportedFile.objects.get(verdict="same_run")
    assert (row.facts["heart_rate_mean"], row.chosen, row.keep_this) == (143, False, False)


def test_a_chosen_row_is_not_left_out_for_a_run_of_its_day_that_came_meanwhile(
    read_table, runners_client, work, make_run
):
    address = read_table(DAYS, names=["log.csv"])
    make_run(date=datetime.date(2026, 4, 3), started_at=MORNING + 31 * DAY, distance_m=5000)
    runners_client.post(f"{address}store/")
    work()
    assert Run.objects.filter(date="2026-04-03").count() == 2


def test_a_table_is_left_out(found, shown, runners_client, gpx, settings):
    address = found(TABLE, gpx(), names=["log.csv"])
    table = Arrival.objects.get(what="table")
    assert runners_client.post(f"{address}tables/{table.pk}/leave/")["Location"] == address
    assert "is a table" not in shown(address)
    assert len(on_disk(settings)) == 1  # the original of the run


@pytest.mark.parametrize("packed", [False, True])
def test_a_table_nobody_said_the_columns_of_is_told_of_when_the_rest_is_stored(
    bring, shown, runners_client, gpx, zipped, settings, packed
):
    contents = [zipped({"log.csv": TABLE, "a.gpx": gpx()})] if packed else [TABLE, gpx()]
    address = bring(*contents, names=["log.csv", "a.gpx"][: len(contents)])
    table = Arrival.objects.get(what="table")
    file = ImportedFile.objects.get(verdict="nothing")
    assert (file.name, file.sentence) == ("log.csv", "You did not say what its columns hold.")
    page = shown(f"{address}?show=nothing")
    assert "log.csv" in page and "You did not say what its columns hold." in page and "is a table" not in page
    assert runners_client.get(f"{address}tables/{table.pk}/").status_code == 404
    assert runners_client.post(f"{address}tables/{table.pk}/leave/").status_code == 404
    assert (Arrival.objects.filter(pk=table.pk).exists(), len(on_disk(settings))) == (True, 1)


def test_the_columns_of_a_table_are_asked_for_once_all_is_read(found, runners_client, gpx):
    address = found(TABLE, gpx(), names=["log.csv"])
    place = f"{address}tables/{Arrival.objects.get(what='table').pk}/"
    assert runners_client.get(place).status_code == 200
    for state in ("arriving", "reading", "storing", "stored"):
        Import.objects.update(state=state)
        assert runners_client.get(place).status_code == 404
    Import.objects.update(state="read", undone_at=timezone.now())
    assert runners_client.get(place).status_code == 404


# --- nobody else's --------------------------------------------------------------------------------

PAGES = {"": "get", "progress/": "get", "undo/": "post", "files/": "post", "read/": "post", "go-on/": "post",
         "choose/": "post", "choose-all/": "post", "store/": "post", "discard/": "post"}  # fmt: skip


@pytest.mark.parametrize("state", Import.State.values)
@pytest.mark.parametrize("page", PAGES)
def test_a_strangers_import_does_not_exist(runners_client, stranger, make_run, page, state):
    run = make_run(of=stranger)
    other = stranger.imports.create(created_at=timezone.now(), state=state)
    other.files.create(position=0, name="a.gpx", sha256="a" * 64, size_bytes=5, verdict="new_run", run=run)
    answers = {
        method: getattr(runners_client, method)(f"/log/imports/{other.pk}/{page}")
        for method in ("get", "post")
    }
    assert {method: answer.status_code for method, answer in answers.items()} == {
        method: 404 if PAGES[page] == method else 405 for method in ("get", "post")
    }
    other.refresh_from_db()
    assert (Run.objects.get(), other.state, other.files.count()) == (run, state, 1)


def test_a_strangers_table_does_not_exist(found, client, stranger):
    address = found(TABLE, names=["log.csv"])
    table = Arrival.objects.get()
    client.force_login(stranger)
    assert client.get(f"{address}tables/{table.pk}/").status_code == 404
    assert client.post(f"{address}tables/{table.pk}/leave/").status_code == 404
    own = stranger.imports.create(created_at=timezone.now(), state="read")
    assert client.get(f"/log/imports/{own.pk}/tables/{table.pk}/").status_code == 404


def test_a_strangers_files_are_not_ticked_through_an_import_of_ones_own(found, client, stranger, gpx):
    found(gpx())
    file = ImportedFile.objects.get()
    own = stranger.imports.create(created_at=timezone.now(), state="read")
    client.force_login(stranger)
    client.post(f"/log/imports/{own.pk}/choose/", {"shown": [file.pk], f"keep-{file.pk}": "this"})
    file.refresh_from_db()
    assert (file.chosen, file.keep_this) == (True, False)


@pytest.mark.parametrize("page", ["/log/import/", *(f"/log/imports/1/{page}" for page in PAGES)])
def test_visitors_are_asked_to_sign_in(client, db, page):
    response = client.get(page)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={page}")


def test_nobody_keeps_anothers_file(bring, gpx, stranger, client):
    bring(gpx(sport="", speed=1.4))
    client.force_login(stranger)
    assert client.post(f"/log/files/{ImportedFile.objects.get().pk}/keep/").status_code == 404
    assert not Run.objects.exists()
