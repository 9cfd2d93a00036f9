"""A class goes into the library, now or on a date, and out again."""

import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

pytest_plugins = ["tests.library.teachers"]

CLASS = "/library/studio/ankles-on-film/"
PUBLISH = CLASS + "publish/"
LATER = "2031-07-01T08:30"  # summer: an hour off UTC in London


def test_what_is_missing_is_listed_with_links(teachers_client, filmed):
    response = teachers_client.get(PUBLISH)
    assertContains(response, "7 things are missing")
    assertContains(response, 'href="/library/studio/ankles-on-film/captions/"')
    assertNotContains(response, "Publish now")


@pytest.mark.parametrize(("act", "sent"), [("now/", {}), ("date/", {"when": LATER})])
def test_nothing_is_published_while_something_is_missing(teachers_client, filmed, act, sent):
    assertRedirects(teachers_client.post(PUBLISH + act, sent), PUBLISH)
    filmed.refresh_from_db()
    assert (filmed.published_at, filmed.publish_at) == (None, None)


def test_a_draft_whose_played_film_was_removed_is_not_published(teachers_client, whole, film_of):
    film_of(whole, version=2, current=False)
    teachers_client.post(CLASS + "film/1/remove/")
    assertContains(teachers_client.get(PUBLISH), "Choose which version of the film is played.")
    teachers_client.post(PUBLISH + "now/")
    whole.refresh_from_db()
    assert whole.published_at is None
    teachers_client.post(CLASS + "film/2/restore/")
    teachers_client.post(PUBLISH + "now/")
    whole.refresh_from_db()
    assert whole.published_at is not None


@pytest.mark.parametrize("when", ["9999-12-31T23:59", "2999-01-01T00:00"])
def test_a_date_nobody_will_see_is_not_taken(teachers_client, teacher, whole, when):
    teacher.time_zone = "America/New_York"
    teacher.save()
    response = teachers_client.post(PUBLISH + "date/", {"when": when})
    assertContains(response, "That is too far ahead. Choose a day within ten years.")


def test_it_is_published_now(teachers_client, whole):
    assertContains(teachers_client.get(PUBLISH), "Publish now")
    assertRedirects(teachers_client.post(PUBLISH + "now/"), CLASS)
    whole.refresh_from_db()
    assert timezone.now() - whole.published_at < datetime.timedelta(minutes=5)


def test_publishing_twice_keeps_the_first_date(teachers_client, whole):
    teachers_client.post(PUBLISH + "now/")
    whole.refresh_from_db()
    first = whole.published_at
    teachers_client.post(PUBLISH + "now/")
    whole.refresh_from_db()
    assert whole.published_at == first


def test_a_date_is_read_in_the_teachers_zone(
    teachers_client, whole, teacher, django_capture_on_commit_callbacks
):
    teacher.time_zone = "Europe/London"
    teacher.save()
    with django_capture_on_commit_callbacks(execute=True):
        assertRedirects(teachers_client.post(PUBLISH + "date/", {"when": LATER}), CLASS)
    whole.refresh_from_db()
    assert whole.publish_at == datetime.datetime(2031, 7, 1, 7, 30, tzinfo=datetime.UTC)
    task = DBTaskResult.objects.get()
    assert (task.queue_name, task.run_after) == ("quick", whole.publish_at)
    assertContains(teachers_client.get(CLASS), "On Tuesday 1 July 2031, 08:30.")
    assertContains(teachers_client.get(PUBLISH), 'value="2031-07-01T08:30"')


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("", "Say on which day, and at what hour."),
        ("tomorrow", "Write day and hour as 2026-11-25 09:00."),
        ("2020-01-01T08:00", "That moment has passed."),
    ],
)
def test_a_date_that_is_none_is_said(teachers_client, whole, when, said):
    response = teachers_client.post(PUBLISH + "date/", {"when": when})
    assertContains(response, said)
    assertContains(response, f'action="{PUBLISH}date/"')  # the corrected form goes to the same place
    whole.refresh_from_db()
    assert whole.publish_at is None


def test_the_hour_a_zone_skips_is_said(teachers_client, whole, teacher):
    teacher.time_zone = "Europe/London"
    teacher.save()
    response = teachers_client.post(PUBLISH + "date/", {"when": "2031-03-30T01:30"})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_the_date_is_taken_back(teachers_client, whole):
    teachers_client.post(PUBLISH + "date/", {"when": LATER})
    assertRedirects(teachers_client.post(PUBLISH + "no-date/"), CLASS)
    whole.refresh_from_db()
    assert (whole.publish_at, whole.published_at) == (None, None)


def test_a_date_that_passed_without_publishing_is_told(teachers_client, whole):
    whole.publish_at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    whole.save()
    assertContains(teachers_client.get(CLASS), "but something was missing then")


def test_it_is_taken_out_after_being_asked(teachers_client, whole):
    teachers_client.post(PUBLISH + "now/")
    assertContains(teachers_client.get(CLASS + "withdraw/"), "keeps that session in the log")
    whole.refresh_from_db()
    assert whole.published_at is not None  # asking changes nothing
    assertRedirects(teachers_client.post(CLASS + "withdraw/"), CLASS)
    whole.refresh_from_db()
    assert (whole.published_at, whole.chapters.count(), whole.cues.count()) == (None, 1, 1)


@pytest.mark.parametrize("act", ["publish/now/", "publish/date/", "publish/no-date/", "withdraw/"])
def test_anothers_class_does_not_exist(client, stranger, whole, act):
    stranger.is_teacher = True
    stranger.save()
    client.force_login(stranger)
    assert client.post(CLASS + act, {"when": LATER}).status_code == 404
    whole.refresh_from_db()
    assert (whole.published_at, whole.publish_at) == (None, None)


def test_a_visitor_is_sent_to_sign_in(client, whole):
    response = client.post(PUBLISH + "now/")
    assertRedirects(response, f"/accounts/login/?next={PUBLISH}now/", fetch_redirect_response=False)
