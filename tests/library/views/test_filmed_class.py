"""A teacher's class as runners meet it, and a draft, which they do not."""

import datetime

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertNotContains

from library.models import Viewing

pytest_plugins = ["tests.library.teachers"]

ADDRESS = "/library/ankles-on-film/"
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.fixture
def published(whole):
    whole.published_at = NOW
    whole.save()
    return whole


def test_a_draft_does_not_exist_for_runners_nor_do_its_files(runners_client, whole):
    for address in ["", "film/", "film.mp4", "captions.vtt", "chapters.vtt", "poster.webp"]:
        assert runners_client.get(ADDRESS + address).status_code == 404, address
    assert runners_client.post(ADDRESS + "watched/", {"position_s": 1, "seen": "[[0, 1]]"}).status_code == 404
    assertNotContains(runners_client.get("/library/"), "Ankles on film")


def test_its_teacher_sees_a_draft_as_a_runner_would(teachers_client, whole):
    response = teachers_client.get(ADDRESS)
    assertContains(response, "Preview: not published")
    assertContains(response, '<source src="/library/ankles-on-film/film.mp4?v=')
    assertNotContains(response, "I did this class")
    assert b"".join(teachers_client.get(ADDRESS + "film.mp4")) == b"film"


def test_looking_at_a_draft_counts_for_nothing(teachers_client, whole):
    sent = {"position_s": 60, "seen": "[[0, 60]]"}
    assert teachers_client.post(ADDRESS + "watched/", sent).json() == {"done": False, "next": ""}
    assert teachers_client.post(ADDRESS + "done/").status_code == 404
    assert not Viewing.objects.exists()


def test_a_draft_without_a_film_can_be_looked_at(teachers_client, filmed):
    response = teachers_client.get(ADDRESS)
    assertContains(response, "There is no film to watch at the moment.")
    assertNotContains(response, "data-timer")


def test_published_it_is_found_and_played(runners_client, published):
    assertContains(runners_client.get("/library/"), 'src="/library/ankles-on-film/poster.webp"')
    response = runners_client.get(ADDRESS)
    assertContains(response, '<source src="/library/ankles-on-film/film.mp4?v=')
    assertNotContains(response, "Preview")
    assertContains(response, "I did this class")


def test_its_captions_and_chapters_are_those_of_the_studio(runners_client, published):
    captions = runners_client.get(ADDRESS + "captions.vtt")
    assert captions["Content-Type"] == "text/vtt; charset=utf-8"
    assert captions.content.decode() == ("WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nHeels together.\n")
    published.cues.update(text="Heels <apart>.")
    assert "Heels &lt;apart&gt;." in runners_client.get(ADDRESS + "captions.vtt").content.decode()
    assert "\nRelevés\n" in runners_client.get(ADDRESS + "chapters.vtt").content.decode()


def test_nobody_has_it_drawn(runners_client, published):
    runners_client.post(ADDRESS + "film/")
    assert not DBTaskResult.objects.exists()
    assert published.films.get().state == "ready"


def test_watched_to_nine_tenths_it_is_done(runners_client, published, runner):
    done = runners_client.post(ADDRESS + "watched/", {"position_s": 55, "seen": "[[0, 55]]"}).json()
    assert done["done"]
    assert Viewing.objects.of(runner).get().done_at is not None


def test_the_timer_is_there_where_its_dancer_knows_every_chapter(runners_client, published):
    assertContains(runners_client.get(ADDRESS), "?with=timer")
    assertContains(runners_client.get(ADDRESS + "?with=timer"), "data-timer")
    published.chapters.update(movement=None)
    assertNotContains(runners_client.get(ADDRESS), "?with=timer")
    assertContains(runners_client.get(ADDRESS + "?with=timer"), "<video")


def test_withdrawn_it_is_gone_for_runners(runners_client, published):
    published.published_at = None
    published.save()
    assert runners_client.get(ADDRESS).status_code == 404
    assert runners_client.get(ADDRESS + "film.mp4").status_code == 404


def test_chapters_beyond_the_end_of_a_shorter_film_are_not_offered(runners_client, published):
    published.chapters.create(position=1, title="Cut from the film", start_s=61, end_s=90)
    assertNotContains(runners_client.get(ADDRESS), "Cut from the film")
    assertNotContains(runners_client.get(ADDRESS + "chapters.vtt"), "Cut from the film")
    assertContains(runners_client.get(ADDRESS), "Relevés")
