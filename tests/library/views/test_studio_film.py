"""The films of a class: their state, versions, and the poster."""

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.models import Film

pytest_plugins = ["tests.library.teachers"]

CLASS = "/library/studio/ankles-on-film/"
FILM = CLASS + "film/"
# session, person, class, tags, chapters, films, renditions; versions and their renditions
QUERIES = 9


def states():
    return list(Film.objects.order_by("version").values_list("version", "state", "current"))


def test_without_a_film_it_says_where_to_begin(teachers_client, filmed):
    response = teachers_client.get(FILM)
    assertContains(response, "No film yet")
    assertContains(response, 'href="/library/studio/ankles-on-film/upload/"')


def test_versions_are_listed_with_state_date_and_length(teachers_client, filmed, film_of):
    film_of(filmed, duration_s=75.0)
    film_of(filmed, version=2, current=False, state="failed")
    Film.objects.filter(version=2).update(error="The file ends in the middle.")
    response = teachers_client.get(FILM)
    assertContains(response, "Version 1")
    assertContains(response, "1:15")
    assertContains(response, "Played now")
    assertContains(response, "The file ends in the middle.")
    assertContains(response, f'action="{FILM}2/again/"')
    assertNotContains(response, "every 3s")


def test_a_film_at_work_is_asked_for_again_and_may_be_cancelled(teachers_client, filmed, film_of):
    film_of(filmed)
    film = Film.objects.create(video_class=filmed, version=2, current=False, state="failed")
    assertRedirects(teachers_client.post(f"{FILM}2/again/"), FILM)
    film.refresh_from_db()
    assert (film.state, DBTaskResult.objects.count()) == ("waiting", 1)
    assertContains(teachers_client.get(FILM), 'hx-trigger="every 3s"')
    teachers_client.post(f"{FILM}2/cancel/")
    assert states() == [(1, "ready", True), (2, "cancelled", False)]


def test_an_older_version_is_played_again_and_everything_else_stays(teachers_client, whole, film_of):
    Film.objects.update(current=False)
    film_of(whole, version=2, duration_s=50.0)
    assertRedirects(teachers_client.post(f"{FILM}1/restore/"), FILM)
    assert states() == [(1, "ready", True), (2, "ready", False)]
    whole.refresh_from_db()
    assert (whole.slug, whole.duration_s, whole.chapters.count()) == ("ankles-on-film", 60.0, 1)


def test_a_version_is_looked_at_before_it_is_chosen(teachers_client, whole, film_of):
    film_of(whole, version=2, current=False)
    response = teachers_client.get(FILM)
    assertContains(response, "Play this version from now on")
    assertContains(response, f'src="{FILM}2/film.mp4"')
    assert b"".join(teachers_client.get(f"{FILM}2/film.mp4")) == b"film"


def test_a_version_whose_file_was_lost_is_not_found(teachers_client, whole, settings):
    (settings.MEDIA_ROOT / "filmed/ankles-on-film/1/720.mp4").unlink()
    assert teachers_client.get(f"{FILM}1/film.mp4").status_code == 404


def test_a_version_without_a_file_is_not_played(teachers_client, filmed, film_of):
    film_of(filmed)
    Film.objects.create(video_class=filmed, version=2, current=False, state="failed")
    response = teachers_client.post(f"{FILM}2/restore/", follow=True)
    assertContains(response, "This version cannot be watched yet")
    assert states() == [(1, "ready", True), (2, "failed", False)]


def test_an_older_version_is_removed_but_not_the_one_runners_see(teachers_client, whole, film_of):
    film_of(whole, version=2, current=False)
    whole.published_at = whole.edited_at or whole.films.first().created_at
    whole.save()
    teachers_client.post(f"{FILM}2/remove/")
    assertContains(teachers_client.post(f"{FILM}1/remove/", follow=True), "Runners see this version now.")
    assert states() == [(1, "ready", True)]


@pytest.mark.parametrize("versions", [1, 9])
def test_the_page_asks_as_much_for_one_version_as_for_many(
    teachers_client, filmed, film_of, django_assert_num_queries, versions
):
    for n in range(versions):
        film_of(filmed, version=n + 1, current=n == 0)
    with django_assert_num_queries(QUERIES):
        teachers_client.get(FILM)


@pytest.mark.parametrize("act", ["again", "cancel", "restore", "remove"])
def test_anothers_film_does_not_exist(client, stranger, whole, act):
    stranger.is_teacher = True
    stranger.save()
    client.force_login(stranger)
    before = states()
    assert client.post(f"{FILM}1/{act}/").status_code == 404
    assert client.get(f"{FILM}1/film.mp4").status_code == 404
    assert states() == before


def test_a_version_that_never_was_is_not_found(teachers_client, whole):
    assert teachers_client.post(f"{FILM}7/restore/").status_code == 404


def test_a_visitor_is_sent_to_sign_in(client, whole):
    assertRedirects(client.get(FILM), f"/accounts/login/?next={FILM}", fetch_redirect_response=False)


# --- poster ----------------------------------------------------------------------------------------
def test_without_a_film_there_is_no_frame_to_take(teachers_client, filmed):
    assertContains(teachers_client.get(CLASS + "poster/"), "There is no film to look at yet")
    assert teachers_client.post(CLASS + "poster/", {"at": "0:05"}).status_code == 200


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("", "Say which moment of the film."),
        ("soon", "Write the time as"),
        ("2:00", "The film ends at 1:00.000."),
    ],
)
def test_a_moment_outside_the_film_is_said(teachers_client, whole, at, said):
    assertContains(teachers_client.post(CLASS + "poster/", {"at": at}), said)
    whole.refresh_from_db()
    assert whole.poster_s == 5.0


def test_a_frame_that_cannot_be_taken_is_said(teachers_client, whole):
    """The film of this test is four letters, so ffmpeg finds no frame in it."""
    response = teachers_client.post(CLASS + "poster/", {"at": "0:10"})
    assertContains(response, "This frame could not be taken: choose another. Nothing changed.")
    whole.refresh_from_db()
    assert whole.poster_s == 5.0
