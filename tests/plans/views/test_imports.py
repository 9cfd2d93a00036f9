"""Bringing files in on screen: verdicts in sentences, limits at the field, an undo, nobody else's imports."""

import datetime
import gzip

import pytest
from django.utils import timezone

from plans.models import Import, ImportedFile, Run

MORNING = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def bring(runners_client, uploaded):
    def bring(*contents, names=()):
        named = [*names, *(f"{n}.gpx" for n in range(len(names), len(contents)))]
        files = [uploaded(content, name) for content, name in zip(contents, named, strict=True)]
        return runners_client.post("/log/import/", {"files": files})

    return bring


def shown(client, response):
    assert response.status_code == 302, response.content.decode()
    return client.get(response["Location"]).content.decode()


def test_a_gpx_and_a_fit_file_come_in_together(runners_client, bring, gpx, fit):
    page = shown(runners_client, bring(gpx(), fit(MORNING + 3 * HOUR), names=["a.gpx", "b.fit"]))
    assert "2 runs are in your log" in page and "a.gpx" in page and "b.fit" in page
    for run in Run.objects.all():
        assert f'href="/log/runs/{run.pk}/"' in page


def test_a_run_brought_in_shows_the_way_it_went(runners_client, bring, gpx):
    bring(gpx())
    page = runners_client.get(f"/log/runs/{Run.objects.get().pk}/").content.decode()
    assert '<polyline class="track__line" points="' in page and "Download the original" in page
    assert "Tuesday 3 March 2026</time>, 07:00" in page


def test_the_same_file_twice_says_so_and_adds_nothing(runners_client, bring, gpx):
    bring(gpx())
    page = shown(runners_client, bring(gpx()))
    assert "Nothing new" in page and "You brought this file before, so nothing was added." in page
    assert Run.objects.count() == 1


def test_a_file_that_is_no_run_gets_its_sentence(runners_client, bring, gpx):
    page = shown(runners_client, bring(gpx(times=False), b"\x89PNG", gzip.compress(bytes(30 * 1024**2))))
    assert "This GPX file has no times, so it is a route, not a run." in page
    assert "This is not a GPX, TCX or FIT file." in page
    assert "This packed file unpacks to far more than a run could be, so it was not opened." in page
    assert Run.objects.count() == 0


def test_a_hostile_name_is_text(runners_client, bring, gpx):
    page = shown(runners_client, bring(gpx(), names=["<img src=x onerror=alert(1)>.gpx"]))
    assert "<img src=x" not in page and "&lt;img src=x" in page


def test_no_file_is_asked_for(runners_client):
    page = runners_client.post("/log/import/", {}).content.decode()
    assert "Choose a file first." in page


def test_a_file_past_the_limit_is_said_at_the_field_and_nothing_is_stored(bring, gpx, settings):
    settings.ACTIVITY_FILE_MAX_BYTES = 1024**2
    response = bring(bytes(3 * 1024**2), gpx(), names=["huge.gpx"])
    assert (response.status_code, Import.objects.count(), Run.objects.count()) == (200, 0, 0)
    assert (
        "huge.gpx has 3 MB. A file of one activity has at most 1 MB; nothing was read."
        in response.content.decode()
    )


def test_too_many_files_are_said_at_the_field_and_nothing_is_stored(bring, gpx, settings):
    settings.UPLOAD_FILES_MAX = 2
    response = bring(gpx(), gpx(), gpx())
    assert (response.status_code, Import.objects.count(), Run.objects.count()) == (200, 0, 0)
    assert "Bring at most 2 files at a time." in response.content.decode()


def test_so_much_that_the_server_stops_listening_is_said_at_the_field(bring, gpx, settings):
    settings.ACTIVITY_FILE_MAX_BYTES, settings.UPLOAD_FILES_MAX = 1000, 1
    response = bring(bytes(3 * 1024**2), gpx())
    assert (response.status_code, Import.objects.count()) == (200, 0)
    assert "That is too much at once. Bring fewer files." in response.content.decode()


def test_an_import_is_undone(runners_client, bring, gpx):
    address = bring(gpx())["Location"]
    response = runners_client.post(f"{address}undo/")
    assert (response["Location"], Run.objects.count()) == (address, 0)
    page = runners_client.get(address).content.decode()
    assert "Undone" in page and "It is no longer in your log." in page and "Undo this import" not in page


def test_undo_names_what_was_changed_by_hand(runners_client, bring, gpx):
    address = bring(gpx(), gpx(MORNING + 3 * HOUR))["Location"]
    edited = Run.objects.first()
    runners_client.post(f"/log/runs/{edited.pk}/kind/", {"kind": "tempo"})
    runners_client.post(f"{address}undo/")
    assert list(Run.objects.all()) == [edited]
    page = runners_client.get(address).content.decode()
    assert "Changed by hand since, so still in your log" in page and f'href="/log/runs/{edited.pk}/"' in page


@pytest.mark.parametrize("many", [1, 10])
def test_an_import_asks_as_much_for_one_file_as_for_many(
    runners_client, bring, gpx, many, django_assert_num_queries
):
    address = bring(*(gpx(MORNING - n * 24 * HOUR) for n in range(many)))["Location"]
    with django_assert_num_queries(4):
        runners_client.get(address)


def test_the_last_imports_can_be_found_again(runners_client, runner, stranger):
    mine = runner.imports.create(created_at=timezone.now())
    other = stranger.imports.create(created_at=timezone.now())
    page = runners_client.get("/log/import/").content.decode()
    assert f"/log/imports/{mine.pk}/" in page and f"/log/imports/{other.pk}/" not in page


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
@pytest.mark.parametrize("page", ["", "undo/"])
def test_a_strangers_import_does_not_exist(runners_client, stranger, make_run, page, method):
    run = make_run(of=stranger)
    other = stranger.imports.create(created_at=timezone.now())
    other.files.create(position=0, name="a.gpx", sha256="a" * 64, size_bytes=5, verdict="new_run", run=run)
    answer = getattr(runners_client, method)(f"/log/imports/{other.pk}/{page}")
    assert answer.status_code == (404 if method == ("post" if page else "get") else 405)
    assert Run.objects.get() == run


@pytest.mark.parametrize("page", ["/log/import/", "/log/imports/1/", "/log/imports/1/undo/"])
def test_visitors_are_asked_to_sign_in(client, db, page):
    response = client.post(page) if page.endswith("undo/") else client.get(page)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={page}")


def test_a_slow_run_is_kept_by_its_button(runners_client, bring, gpx):
    page = shown(runners_client, bring(gpx(sport="", speed=1.4)))
    address = f"/log/files/{ImportedFile.objects.get().pk}/keep/"
    assert f'action="{address}"' in page and "It was a run, keep it" in page
    page = shown(runners_client, runners_client.post(address))
    assert "One run is in your log" in page and "It was a run, keep it" not in page


def test_nobody_keeps_anothers_file(bring, gpx, stranger, client):
    bring(gpx(sport="", speed=1.4))
    client.force_login(stranger)
    assert client.post(f"/log/files/{ImportedFile.objects.get().pk}/keep/").status_code == 404
    assert not Run.objects.exists()
