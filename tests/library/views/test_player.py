import json

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertRedirects

from library.models import Film, Rendition, Viewing

CALLS = []


def on_done(*, runner, video_class, how, now):
    """Stands at the seam where the plan is told."""
    CALLS.append((runner.email, video_class.slug, how))
    return f"/sessions/{len(CALLS)}/"


@pytest.fixture(autouse=True)
def seam(settings):
    CALLS.clear()
    settings.LIBRARY_ON_DONE = f"{__name__}.on_done"


@pytest.fixture
def ankles(make_class):
    return make_class("steady-ankles", duration_s=600.0)


@pytest.fixture
def film(ankles, settings):
    film = Film.objects.create(
        video_class=ankles, state="ready", folder="films/steady-ankles/abc", fingerprint="a"
    )
    folder = settings.MEDIA_ROOT / film.folder
    folder.mkdir(parents=True)
    for kind, name in [
        ("mp4", "film.mp4"),
        ("captions", "captions.vtt"),
        ("chapters", "c.vtt"),
        ("metadata", "t.vtt"),
    ]:
        (folder / name).write_bytes(b"0123456789")
        Rendition.objects.create(film=film, kind=kind, path=f"{film.folder}/{name}", size_bytes=10)
    return film


FILES = ["film.mp4", "captions.vtt", "chapters.vtt", "track.vtt"]


# --- the files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, "video/mp4" if name == "film.mp4" else "text/vtt; charset=utf-8") for name in FILES],
)
def test_each_file_of_a_film_can_be_read(runners_client, film, name, kind):
    response = runners_client.get(f"/library/steady-ankles/{name}")
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert response.getvalue() == b"0123456789"


def test_a_player_seeks_by_ranges(runners_client, film):
    response = runners_client.get("/library/steady-ankles/film.mp4", headers={"Range": "bytes=2-5"})
    assert (response.status_code, response["Content-Range"], response.getvalue()) == (
        206,
        "bytes 2-5/10",
        b"2345",
    )


def test_a_known_file_is_not_sent_again(runners_client, film):
    first = runners_client.get("/library/steady-ankles/film.mp4")
    assert first.getvalue() == b"0123456789"
    etag = first["ETag"]
    again = runners_client.get("/library/steady-ankles/film.mp4", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", FILES)
def test_a_film_that_is_not_there_is_404(runners_client, ankles, name):
    response = runners_client.get(f"/library/steady-ankles/{name}")
    assert (response.status_code, response.content) == (404, b"This film is not ready yet.")


def test_a_film_whose_file_was_lost_is_404(runners_client, film, settings):
    (settings.MEDIA_ROOT / film.folder / "film.mp4").unlink()
    assert runners_client.get("/library/steady-ankles/film.mp4").status_code == 404


def test_the_film_of_a_withdrawn_class_is_gone(runners_client, film):
    film.video_class.published_at = None
    film.video_class.save()
    assert runners_client.get("/library/steady-ankles/film.mp4").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_visitors_get_no_film(client, film, name):
    address = f"/library/steady-ankles/{name}"
    assertRedirects(client.get(address), f"/accounts/login/?next={address}", fetch_redirect_response=False)


# --- its making -------------------------------------------------------------------------------------


def test_opening_asks_for_the_film_once_and_before_all_others(runners_client, ankles):
    for _ in range(2):
        response = runners_client.post("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, "The film waits for its turn.")
    assertContains(response, 'hx-get="/library/steady-ankles/film/" hx-trigger="every 2s"')
    assert [task.priority for task in DBTaskResult.objects.all()] == [10]


def test_the_making_is_shown_as_it_goes_on(runners_client, ankles):
    runners_client.post("/library/steady-ankles/film/")
    Film.objects.update(state="building", progress=0.42)
    response = runners_client.get("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, '<progress max="1" value="0.42"')


def test_a_film_whose_worker_died_for_good_is_asked_for_again(runners_client, ankles):
    Film.objects.create(video_class=ankles, state="building", progress=0.42)
    response = runners_client.get("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, 'hx-trigger="load, submit"')
    assert not DBTaskResult.objects.exists()  # looking asks for nothing
    runners_client.post("/library/steady-ankles/film/")
    assert DBTaskResult.objects.count() == 1


def test_a_finished_film_is_offered_and_the_asking_ends(runners_client, film):
    response = runners_client.get("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, "The film is ready.")
    assert b"hx-get" not in response.content


def test_a_film_that_failed_says_so_calmly_and_can_be_tried_again(runners_client, ankles):
    Film.objects.create(video_class=ankles, state="failed", error="ffmpeg stopped with 1.")
    response = runners_client.get("/library/steady-ankles/film/", headers={"HX-Request": "true"})
    assertContains(response, "could not be made this time")
    assert b"ffmpeg" not in response.content
    runners_client.post("/library/steady-ankles/film/")
    assert Film.objects.get().state == "waiting"


def test_without_htmx_the_page_itself_is_shown(runners_client, ankles):
    for response in (
        runners_client.get("/library/steady-ankles/film/"),
        runners_client.post("/library/steady-ankles/film/"),
    ):
        assertRedirects(response, "/library/steady-ankles/", fetch_redirect_response=False)


# --- what was watched -------------------------------------------------------------------------------


def watched(client, body, **more):
    more.setdefault("content_type", "application/json")
    body = (
        body
        if isinstance(body, str | dict) and more["content_type"] != "application/json"
        else json.dumps(body)
    )
    return client.post("/library/steady-ankles/watched/", body, **more)


def test_a_beat_as_json_and_as_a_form(runners_client, runner, ankles):
    answer = watched(runners_client, {"position_s": 120.5, "watched_s": 118})
    assert (answer.status_code, answer.json()) == (200, {"done": False, "next": ""})
    answer = runners_client.post("/library/steady-ankles/watched/", {"position_s": "130", "watched_s": "128"})
    assert answer.json() == {"done": False, "next": ""}
    viewing = Viewing.objects.get()
    assert (viewing.runner, viewing.position_s, viewing.watched_s) == (runner, 130, 128)


def test_ninety_per_cent_makes_one_session_however_often_it_is_said(runners_client, ankles):
    answers = [watched(runners_client, {"position_s": 560, "watched_s": 545}).json() for _ in range(3)]
    assert answers == [{"done": True, "next": "/sessions/1/"}, *[{"done": False, "next": ""}] * 2]
    assert [*CALLS] == [("runner@example.com", "steady-ankles", "film")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"position_s": "soon", "watched_s": 1}, "Where you are: Enter a number."),
        (
            {"position_s": -1, "watched_s": 1},
            "Where you are: Ensure this value is greater than or equal to 0.",
        ),
        ({"position_s": 1e300, "watched_s": 1}, "Where you are: That is after the end of the class."),
        ({"position_s": float("nan"), "watched_s": 1}, "Where you are: Enter a number."),
        ({"position_s": float("inf"), "watched_s": 1}, "Where you are: Enter a number."),
        ({"position_s": 1, "watched_s": 9999}, "What you watched: That is longer than the class lasts."),
        ({"position_s": 1, "watched_s": [1]}, "What you watched: Enter a number."),
        ({"position_s": 1}, "What you watched: Say how many seconds were watched."),
        ([1, 2], "That could not be read: send a form, or JSON with position_s and watched_s."),
    ],
)
def test_a_bogus_beat_is_refused_with_a_sentence(runners_client, ankles, body, sentence):
    answer = watched(runners_client, body)
    assert (answer.status_code, answer.json()) == (400, {"done": False, "error": sentence})
    assert not Viewing.objects.exists()


@pytest.mark.parametrize("digits", [400, 6000])
def test_a_whole_number_no_fraction_can_hold_is_no_number(runners_client, ankles, digits):
    sent = f'{{"position_s": 1{"0" * digits}, "watched_s": 1}}'
    answer = runners_client.post("/library/steady-ankles/watched/", sent, content_type="application/json")
    sentence = "Where you are: Enter a number."
    assert (answer.status_code, answer.json()) == (400, {"done": False, "error": sentence})


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, "\xff"])
def test_what_is_not_json_is_refused(runners_client, ankles, body):
    answer = runners_client.post("/library/steady-ankles/watched/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_beat_is_a_post(runners_client, ankles):
    assert runners_client.get("/library/steady-ankles/watched/").status_code == 405


def test_a_beat_needs_its_token(runner, ankles):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(runner)
    assert watched(strict, {"position_s": 1, "watched_s": 1}).status_code == 403


def test_visitors_watch_nothing(client, ankles):
    assert watched(client, {"position_s": 1, "watched_s": 1}).status_code == 302
    assert not Viewing.objects.exists()


# --- done -------------------------------------------------------------------------------------------


def test_the_button_records_one_session_however_often_it_is_pressed(runners_client, ankles):
    for _ in range(2):
        response = runners_client.post("/library/steady-ankles/done/")
        assertRedirects(response, "/sessions/1/", fetch_redirect_response=False)
    assert [*CALLS] == [("runner@example.com", "steady-ankles", "button")]


def test_looking_at_done_records_nothing(runners_client, ankles):
    assert runners_client.get("/library/steady-ankles/done/").status_code == 405
    assert CALLS == []


def test_a_class_that_is_not_published_cannot_be_done(runners_client, make_class):
    make_class("draft", published=False)
    assert runners_client.post("/library/draft/done/").status_code == 404
