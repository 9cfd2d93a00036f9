"""The teachers' studio: the list, a new class, the page of one."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.actions.filmed import LOST, encode_film
from library.models import Film, VideoClass, Viewing

pytest_plugins = ["tests.library.teachers"]

# session, person, classes with their captions counted, tags, chapters, films, renditions
QUERIES_OF_LIST = 7
SIGN_IN = "/accounts/login/?next=/library/studio/"


def test_the_list_begins_with_what_to_do(teachers_client):
    response = teachers_client.get("/library/studio/")
    assertContains(response, "Your first class begins with a title")
    assertContains(response, 'href="/library/studio/new/"')


def test_the_list_shows_state_film_and_the_next_step(teachers_client, filmed, film_of):
    film = film_of(filmed, state="building")
    film.progress = 0.42
    film.save()
    encode_film.enqueue(film.pk)
    response = teachers_client.get("/library/studio/")
    assertContains(response, "Drafts")
    assertContains(response, "42 %")
    assertContains(response, 'hx-trigger="every 4s"')
    assertContains(response, "1 of 7 steps")
    assertContains(response, "Next: Chapters.")


@pytest.mark.parametrize("page", ["", "ankles-on-film/"])
def test_a_film_nobody_works_on_is_not_waited_for(teachers_client, filmed, page):
    Film.objects.create(video_class=filmed, state="waiting", current=False)
    response = teachers_client.get(f"/library/studio/{page}")
    assertContains(response, "The film could not be made ready." if page else LOST)
    assertNotContains(response, "hx-trigger")


def test_drafts_scheduled_and_published_stand_apart(teachers_client, filmed, make_class, teacher):
    make_class("out-there", origin="filmed", teacher=teacher)
    on = datetime.datetime(2027, 1, 4, 8, tzinfo=datetime.UTC)
    make_class("soon", origin="filmed", teacher=teacher, published=False, publish_at=on)
    response = teachers_client.get("/library/studio/")
    shown = {name: [row["video_class"].slug for row in rows] for name, rows in response.context["groups"]}
    assert shown == {"drafts": ["ankles-on-film"], "scheduled": ["soon"], "published": ["out-there"]}
    assertContains(response, "On 4 January, 08:00")
    assertNotContains(response, "every 4s")


def test_only_ones_own_classes_are_listed(teachers_client, make_class, stranger):
    make_class("anothers-secret", origin="filmed", teacher=stranger, published=False)
    assertNotContains(teachers_client.get("/library/studio/"), "Anothers secret")


@pytest.mark.parametrize("classes", [1, 12])
def test_the_list_asks_as_much_for_one_class_as_for_many(
    teachers_client, make_class, teacher, film_of, django_assert_num_queries, classes
):
    for n in range(classes):
        film_of(make_class(f"film-{n}", origin="filmed", teacher=teacher, published=False))
    with django_assert_num_queries(QUERIES_OF_LIST):
        teachers_client.get("/library/studio/")


@pytest.mark.parametrize("address", ["", "new/", "ankles-on-film/"])
def test_the_studio_does_not_exist_for_a_runner(runners_client, filmed, address):
    assert runners_client.get(f"/library/studio/{address}").status_code == 404


def test_a_visitor_is_sent_to_sign_in(client, db):
    assertRedirects(client.get("/library/studio/"), SIGN_IN, fetch_redirect_response=False)


def test_a_class_is_begun_with_four_things(teachers_client, teacher):
    told = {"title": "Été: plié & co", "summary": "Ten minutes.", "kind": "class", "level": "2"}
    response = teachers_client.post("/library/studio/new/", told)
    assertRedirects(response, "/library/studio/ete-plie-co/")
    begun = VideoClass.objects.get()
    assert (begun.origin, begun.teacher, begun.published_at, begun.level) == ("filmed", teacher, None, 2)


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Studio", "studio-2"), ("Steady ankles", "steady-ankles-2"), ("芭蕾", "class"), ("New", "new-2")],
)
def test_an_address_is_never_taken_twice(teachers_client, make_class, title, slug):
    make_class("steady-ankles")
    told = {"title": title, "summary": "Ten minutes.", "kind": "class", "level": "1"}
    assertRedirects(teachers_client.post("/library/studio/new/", told), f"/library/studio/{slug}/")


def test_a_new_class_says_what_is_wrong_and_keeps_what_was_written(teachers_client):
    response = teachers_client.post("/library/studio/new/", {"title": "", "summary": "Twelve quiet minutes."})
    assertContains(response, "Give it a title; you can change it later.")
    assertContains(response, "Twelve quiet minutes.")
    assert not VideoClass.objects.exists()


def test_the_page_says_what_is_missing(teachers_client, filmed):
    response = teachers_client.get("/library/studio/ankles-on-film/")
    assert [step.key for step in response.context["steps"] if not step.done] == [
        "film", "chapters", "captions", "about", "tags", "poster", "safety"
    ]  # fmt: skip
    assertContains(response, "Upload your film: that is where it begins.")
    assertContains(response, 'href="/library/studio/ankles-on-film/captions/"')


def test_the_page_of_a_whole_class_leads_to_publishing(teachers_client, whole):
    response = teachers_client.get("/library/studio/ankles-on-film/")
    assertContains(response, "Everything is there")
    assert [step.has for step in response.context["steps"]][:3] == ["1 minute", "1 chapter", "1 caption"]


def test_a_shorter_film_asks_for_chapters_and_captions_anew(teachers_client, whole):
    whole.cues.create(start_s=50, end_s=55, text="Grow.")
    VideoClass.objects.update(duration_s=40)
    response = teachers_client.get("/library/studio/ankles-on-film/")
    assert [step.key for step in response.context["steps"] if not step.done] == ["chapters", "captions"]
    assertContains(response, "The film is shorter than its chapters now")


def test_anothers_class_does_not_exist(teachers_client, filmed, stranger):
    VideoClass.objects.update(teacher=stranger)
    assert teachers_client.get("/library/studio/ankles-on-film/").status_code == 404


def test_staff_may_stand_in(client, staff, filmed):
    client.force_login(staff)
    assertContains(client.get("/library/studio/ankles-on-film/"), "teacher@example.com")


def test_a_drawn_class_is_not_in_the_studio(client, staff, make_class):
    make_class("steady-ankles")
    client.force_login(staff)
    assert client.get("/library/studio/steady-ankles/").status_code == 404


# --- a draft that goes --------------------------------------------------------------------------------
REMOVE = "/library/studio/ankles-on-film/remove/"


def test_a_draft_goes_after_being_asked_with_its_films(
    teachers_client, whole, settings, django_capture_on_commit_callbacks
):
    Film.objects.update(folder="filmed/ankles-on-film/1")
    assertContains(teachers_client.get(REMOVE), "Delete the draft")
    assert VideoClass.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assertRedirects(teachers_client.post(REMOVE), "/library/studio/")
    assert not VideoClass.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.mp4"))


def test_a_class_that_runners_have_met_stays(teachers_client, whole, runner):
    Viewing.objects.create(runner=runner, video_class=whole)
    assertContains(teachers_client.post(REMOVE), "Runners have met it")
    assert VideoClass.objects.exists()
    assertNotContains(teachers_client.get("/library/studio/ankles-on-film/"), "Delete this draft")


def test_a_published_class_stays(teachers_client, whole):
    VideoClass.objects.update(published_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    teachers_client.post(REMOVE)
    assert VideoClass.objects.exists()


def test_anothers_draft_stays(client, stranger, whole):
    stranger.is_teacher = True
    stranger.save()
    client.force_login(stranger)
    assert client.post(REMOVE).status_code == 404
    assert VideoClass.objects.exists()
