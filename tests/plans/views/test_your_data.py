"""Your data on screen: what is kept, everything out, health notes off."""

import datetime
import io
import json
import zipfile

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actions.consent import agree_to_terms
from accounts.models import Consent
from plans.actions.account_export import ask_for_export, go_on, place_of, sweep_exports, take_up_exports
from plans.actions.account_export import go_on_with_export as task
from plans.actions.health_notes import agree_to_notes
from plans.models import AccountExport, HealthNotes
from plans.models.account import EXPORT_KEPT

DAY = datetime.timedelta(days=1)


@pytest.fixture
def ready(runner, make_run):
    make_run(title="Along the canal")
    export = ask_for_export(runner=runner, now=timezone.now())
    assert go_on(export, now=timezone.now(), seconds=60)
    export.refresh_from_db()
    return export


def test_the_page_says_what_is_kept_and_asks_the_same_few_questions(
    runners_client, runner, ready, django_assert_num_queries
):
    agree_to_terms(user=runner, now=timezone.now())
    agree_to_notes(runner=runner, now=timezone.now())
    for n in range(3):
        runner.account_imports.create(arrived_at=timezone.now(), name=f"{n}.zip", state="refused")
    with django_assert_num_queries(5):  # session, user, exports, consents, what was brought
        page = runners_client.get("/your-data/").content.decode()
    for words in (
        "version 2026-11-30",
        "kept since",
        f"/your-data/exports/{ready.pk}/",
        "2.zip",
        "Delete my account",
    ):
        assert words in page


def test_without_anything_it_says_so(runners_client, runner):
    page = runners_client.get("/your-data/").content.decode()
    assert "none are kept" in page and "Put my data together" in page and "not yet" in page


def test_an_export_is_asked_for_made_told_of_and_fetched(runners_client, runner, make_run):
    make_run(title="Along the canal", note="<script>alert(1)</script>")
    assert runners_client.post("/your-data/export/").status_code == 302
    assert runners_client.post("/your-data/export/").status_code == 302  # asked twice, it is one
    export = AccountExport.objects.get()
    assert "Your data is being put together" in runners_client.get("/your-data/").content.decode()
    assert runners_client.get(export.get_absolute_url()).status_code == 404  # not ready yet
    assert go_on(export, now=timezone.now(), seconds=60)
    (told,) = mail.outbox
    assert (told.to, told.subject) == (["runner@example.com"], "Your data is ready")
    assert f"/your-data/exports/{export.pk}/" in told.body and "canal" not in told.body
    assert told.body.endswith("\n\nBallet Fusion for Runners\nhttp://127.0.0.1:8000\n")
    again = (
        "/accounts/reauthenticate/?next=%2Fyour-data%2F%23out"  # a download would leave the question there
    )
    assert runners_client.get(export.get_absolute_url())["Location"] == again
    said = {"password": "first-position", "next": "/your-data/#out"}
    assert runners_client.post("/accounts/reauthenticate/", said)["Location"] == "/your-data/#out"
    assert export.get_absolute_url() in runners_client.get("/your-data/").content.decode()
    answer = runners_client.get(export.get_absolute_url())
    assert answer["Content-Disposition"].startswith('attachment; filename="ballet-fusion-')
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "private, no-store")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert set(archive.namelist()) == {
        "data.json", "schema.json", "index.html", "page.css", "log.csv", "READ-ME.txt"
    }  # fmt: skip
    assert json.loads(archive.read("data.json"))["runs"][0]["title"] == "Along the canal"
    page = archive.read("index.html").decode()
    assert "Along the canal" in page and "<script>" not in page and "&lt;script&gt;" in page
    assert b"Along the canal" in archive.read("log.csv")


def test_it_is_its_owners_alone(ready, stranger, staff):
    for person in (stranger, staff):
        client = Client()
        client.force_login(person)
        assert client.get(ready.get_absolute_url()).status_code == 404
        assert client.post(f"{ready.get_absolute_url()}forget/").status_code == 404
    assert Client().get(ready.get_absolute_url()).status_code == 302
    assert place_of(ready.path).exists()


def test_it_is_kept_for_five_days(runners_client, ready):
    AccountExport.objects.update(ready_at=timezone.now() - EXPORT_KEPT)
    assert runners_client.get(ready.get_absolute_url()).status_code == 404
    assert sweep_exports(now=timezone.now()) == 1
    assert not AccountExport.objects.exists()


def test_what_is_swept_or_forgotten_leaves_no_file(runners_client, ready, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        runners_client.post(f"{ready.get_absolute_url()}forget/")
    assert not place_of(ready.path).exists() and not AccountExport.objects.exists()


def test_a_file_that_is_gone_is_not_there(runners_client, ready):
    runners_client.post("/accounts/reauthenticate/", {"password": "first-position"})
    place_of(ready.path).unlink()
    assert runners_client.get(ready.get_absolute_url()).status_code == 404


def test_a_new_one_takes_the_place_of_the_old(runner, ready, django_capture_on_commit_callbacks):
    newer = ask_for_export(runner=runner, now=timezone.now())
    assert AccountExport.objects.count() == 2  # the old can be fetched until the new is there
    with django_capture_on_commit_callbacks(execute=True):
        go_on(newer, now=timezone.now(), seconds=60)
    assert AccountExport.objects.get() == newer and not place_of(ready.path).exists()


def test_slice_by_slice_it_is_the_same_and_a_killed_slice_costs_itself_alone(runner, make_run):
    from plans.actions.track import pack_track
    from plans.models import Track
    from tests.plans.whole_life import points

    for n in range(3):
        Track.objects.create(run=make_run(title=str(n)), packed=pack_track(points(10 + n)))
    export = ask_for_export(runner=runner, now=timezone.now())
    slices = 1
    while not go_on(export, now=timezone.now(), seconds=0):
        place_of(export.path).with_suffix(".dead").write_bytes(b"half a zip")
        slices += 1
    assert slices == 4  # one track each, then the words
    archive = zipfile.ZipFile(place_of(export.path))
    assert archive.testzip() is None
    tracks = [name for name in archive.namelist() if name.startswith("tracks/")]
    assert [row["packed"] for row in json.loads(archive.read("data.json"))["tracks"]] == tracks
    assert len(set(tracks)) == 3


@pytest.mark.parametrize("seconds", [0, 60])
@pytest.mark.parametrize("before", [True, False])
def test_forgotten_while_a_slice_is_at_work_nothing_of_it_is_left(
    runner, make_run, before, seconds, monkeypatch, django_capture_on_commit_callbacks
):
    """Before its file is there, or after; the slice may end with more to do, or with all of it done."""
    from plans.actions import account_export
    from plans.actions.track import pack_track
    from plans.models import Track
    from tests.plans.whole_life import points

    for n in range(2):
        Track.objects.create(run=make_run(title=str(n)), packed=pack_track(points(10 + n)))
    export, fill = ask_for_export(runner=runner, now=timezone.now()), account_export.fill

    def forget():
        with django_capture_on_commit_callbacks(execute=True):
            account_export.forget_export(export=AccountExport.objects.get(pk=export.pk))

    def fill_and_forget(*args, **named):
        if before:
            forget()
        is_whole = fill(*args, **named)
        if not before:
            forget()
        return is_whole

    monkeypatch.setattr(account_export, "fill", fill_and_forget)
    assert go_on(export, now=timezone.now(), seconds=seconds) is False
    assert list(place_of(export.path).parent.iterdir()) == [] and not mail.outbox


def test_one_whose_task_was_lost_gets_another(runner):
    from django_tasks_db.models import DBTaskResult

    ask_for_export(runner=runner, now=timezone.now())
    assert take_up_exports() == 0
    DBTaskResult.objects.all().delete()
    assert take_up_exports() == 1
    assert DBTaskResult.objects.get().task_path == task.module_path


def test_one_that_cannot_be_made_is_given_up_after_a_day(runner, caplog):
    ask_for_export(runner=runner, now=timezone.now() - 2 * DAY)
    assert sweep_exports(now=timezone.now()) == 1
    assert "could not be made" in caplog.text


# --- health notes ---------------------------------------------------------------------------------


def test_health_notes_are_switched_off_after_a_warning(runners_client, runner):
    agree_to_notes(runner=runner, now=timezone.now())
    page = runners_client.get("/your-data/health/").content.decode()
    assert "cannot be brought back" in page and "results of self-checks" in page
    assert HealthNotes.objects.count() == 1
    assert runners_client.post("/your-data/health/")["Location"] == "/your-data/"
    assert HealthNotes.objects.count() == 0
    assert Consent.objects.get(kind="health").withdrawn_at is not None


def test_a_file_that_holds_them_goes_with_them(
    runners_client, runner, ready, django_capture_on_commit_callbacks
):
    assert place_of(ready.path).exists()
    ask_for_export(runner=runner, now=timezone.now())  # and one that is being put together
    with django_capture_on_commit_callbacks(execute=True):
        runners_client.post("/your-data/health/")
    assert not runner.account_exports.exists() and not place_of(ready.path).exists()
