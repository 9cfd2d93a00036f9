"""Films out of a bucket. Django's own storage in memory stands for it: it answers as one does."""

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import RequestFactory
from django_tasks_db.models import DBTaskResult

from balletfusion.bucket import copy_to_bucket
from balletfusion.ranges import ranged

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(settings):
    cache.clear()
    memory = "django.core.files.storage.InMemoryStorage"
    films = {"BACKEND": memory, "OPTIONS": {"base_url": "https://bucket.example/"}}
    settings.STORAGES = {**settings.STORAGES, "films": films}
    yield storages["films"]
    cache.clear()


@pytest.fixture
def film(settings):
    path = settings.MEDIA_ROOT / "wholes" / "a.mp4"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"0123456789")
    return path


def asked(path):
    response = ranged(RequestFactory().get("/"), path)
    request_finished.disconnect(close_old_connections)  # as Django's own test client does
    response.close()
    request_finished.connect(close_old_connections)
    return response.status_code, response.headers.get("Location")


def test_a_film_is_sent_from_disk_and_copied_and_then_given_by_address(bucket, film):
    assert asked(film) == asked(film) == (200, None)
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [["wholes/a.mp4"]]
    assert copy_to_bucket.call("wholes/a.mp4") == "copied"
    cache.clear()
    assert asked(film) == (302, "https://bucket.example/wholes/a.mp4")


def test_a_film_made_anew_is_not_taken_for_the_old_one(bucket, film):
    copy_to_bucket.call("wholes/a.mp4")
    film.write_bytes(b"longer than before")
    assert asked(film) == (200, None)
    copy_to_bucket.call("wholes/a.mp4")
    cache.clear()
    assert asked(film)[0] == 302
    assert bucket.open("wholes/a.mp4").read() == b"longer than before"


def test_a_film_that_waits_to_be_copied_is_not_asked_for_again(bucket, film):
    for _ in range(3):
        assert asked(film) == (200, None)
        cache.clear()  # a minute later
    assert [task.queue_name for task in DBTaskResult.objects.all()] == ["films"]


def test_a_bucket_that_does_not_answer_costs_nobody_the_film(bucket, film, monkeypatch, caplog):
    def silent(name):
        raise ConnectionError("no route")

    monkeypatch.setattr(bucket, "exists", silent)
    assert asked(film) == (200, None)
    assert "The bucket of films does not answer." in caplog.text


def test_playlists_are_always_sent_from_here(bucket, settings):
    path = settings.MEDIA_ROOT / "film.m3u8"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#EXTM3U")
    copy_to_bucket.call("film.m3u8")
    assert asked(path) == (200, None)


def test_without_a_bucket_nothing_is_asked(film):
    assert asked(film) == (200, None)
    assert not DBTaskResult.objects.exists()


def test_a_film_that_went_meanwhile_is_not_copied(bucket):
    assert copy_to_bucket.call("wholes/gone.mp4") == "gone"
