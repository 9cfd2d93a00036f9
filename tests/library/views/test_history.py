"""Watched lately, saved, not for me."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.models import PlayerChoices, Viewing

NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
LISTS = ["", "saved/", "not-for-me/"]
QUERIES = 6  # session, runner, count, the page with its classes, their tags, whether it is remembered
HISTORY = "/library/history/"


@pytest.fixture
def viewings(runner, make_class):
    """A factory: so many classes, each watched, saved and put aside a day before the last."""

    def viewings(number, runner=runner, **told):
        for n in range(number):
            at = NOW - datetime.timedelta(days=n)
            fields = {"watched_at": at, "saved_at": at, "hidden_at": at, **told}
            Viewing.objects.create(runner=runner, video_class=make_class(f"class-{n}"), **fields)

    return viewings


def slugs(response):
    return [viewing.video_class.slug for viewing, _stopped in response.context["page"]]


@pytest.mark.parametrize("which", LISTS)
def test_the_latest_comes_first(runners_client, viewings, which):
    viewings(3)
    assert slugs(runners_client.get(HISTORY + which)) == ["class-0", "class-1", "class-2"]


@pytest.mark.parametrize(
    ("which", "missing"), [("", "watched_at"), ("saved/", "saved_at"), ("not-for-me/", "hidden_at")]
)
def test_each_list_holds_its_own(runners_client, viewings, which, missing):
    viewings(2)
    Viewing.objects.filter(video_class__slug="class-0").update(**{missing: None})
    assert slugs(runners_client.get(HISTORY + which)) == ["class-1"]


@pytest.mark.parametrize("which", LISTS)
def test_anothers_list_is_not_shown(client, stranger, viewings, which):
    viewings(2)
    client.force_login(stranger)
    assert slugs(client.get(HISTORY + which)) == []


@pytest.mark.parametrize("which", LISTS)
def test_a_withdrawn_class_is_not_listed(runners_client, runner, make_class, which):
    draft = make_class("withdrawn", published=False)
    Viewing.objects.create(runner=runner, video_class=draft, watched_at=NOW, saved_at=NOW, hidden_at=NOW)
    assertNotContains(runners_client.get(HISTORY + which), "Withdrawn")


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("", "Open a class, and it is listed here"),
        ("saved/", "The bookmark on a class keeps it here"),
        ("not-for-me/", "Your plan leaves it alone then"),
    ],
)
def test_an_empty_list_says_how_it_fills(runners_client, which, said):
    assertContains(runners_client.get(HISTORY + which), said)


def test_it_tells_where_one_stopped(runners_client, viewings):
    viewings(1, position_s=440)
    response = runners_client.get(HISTORY)
    assertContains(response, "You stopped at 7:20 of 15:00")
    assertContains(response, "Monday 23 November, 08:00")
    assertContains(response, 'value="440" aria-label="How far you are in “Class 0”"')


def test_it_tells_why_a_class_is_not_for_one(runners_client, viewings):
    viewings(1, hidden_why="no-room", hidden_note="The <b>sofa</b>.")
    response = runners_client.get(f"{HISTORY}not-for-me/")
    assertContains(response, "I have no room, or it is too loud · “The &lt;b&gt;sofa&lt;/b&gt;.”")


def test_a_class_is_shown_again_from_the_list(runners_client, viewings):
    viewings(1)
    response = runners_client.post("/library/class-0/unhide/", {"next": f"{HISTORY}not-for-me/"}, follow=True)
    assertRedirects(response, f"{HISTORY}not-for-me/")
    assertContains(response, "“Class 0” is shown again.")
    assertContains(response, "Nothing is left out")


def test_one_class_goes_off_the_list(runners_client, viewings):
    viewings(2, position_s=60)
    response = runners_client.post(f"{HISTORY}class-0/forget/", {"next": f"{HISTORY}?page=1"}, follow=True)
    assertRedirects(response, f"{HISTORY}?page=1")
    assertContains(response, "“Class 0” is off the list. Your place in it stays.")
    assert slugs(response) == ["class-1"]
    assert list(Viewing.objects.values_list("position_s", flat=True)) == [60, 60]


def test_a_class_that_is_none_is_not_found(runners_client, db):
    assert runners_client.post(f"{HISTORY}nowhere/forget/").status_code == 404


def test_all_go_after_being_asked(runners_client, viewings):
    viewings(2)
    assertContains(runners_client.get(f"{HISTORY}clear/"), "Your log and your place in each class stay.")
    assert Viewing.objects.filter(watched_at=None).count() == 0
    response = runners_client.post(f"{HISTORY}clear/", follow=True)
    assertRedirects(response, HISTORY)
    assertContains(response, "The list is empty.")
    assert Viewing.objects.filter(watched_at=None).count() == 2


def test_the_switch_empties_the_list_and_says_what_stays(runners_client, viewings):
    viewings(1, position_s=60)
    response = runners_client.post(f"{HISTORY}remember/", {"history": "off"}, follow=True)
    assertContains(response, "no longer listed")
    assertContains(response, "What you watch is not listed")
    assert Viewing.objects.get().position_s == 60
    response = runners_client.post(f"{HISTORY}remember/", {"history": "on"}, follow=True)
    assertContains(response, "Nothing watched yet")
    assert PlayerChoices.objects.get().history


@pytest.mark.parametrize("address", ["forget/", "clear/", "remember/"])
def test_a_visitor_signs_in_first(client, make_class, address):
    address = f"{HISTORY}{'steady-ankles/' if address == 'forget/' else ''}{address}"
    make_class()
    response = client.post(address)
    assertRedirects(response, f"/accounts/login/?next={address}", fetch_redirect_response=False)


@pytest.mark.parametrize("page", ["-1", "0", "x", "9" * 400, "%00"])
@pytest.mark.parametrize("which", LISTS)
def test_a_page_that_is_none_shows_one_that_is(runners_client, viewings, which, page):
    viewings(1)
    assertContains(runners_client.get(f"{HISTORY}{which}?page={page}"), "Class 0")


@pytest.mark.parametrize("which", LISTS)
@pytest.mark.parametrize("number", [1, 60])
def test_a_list_asks_as_much_for_one_class_as_for_many(
    runners_client, viewings, django_assert_num_queries, which, number
):
    viewings(number, position_s=60)
    with django_assert_num_queries(QUERIES):
        response = runners_client.get(HISTORY + which)
    assert len(slugs(response)) == min(number, 24)
    assert len(response.content) < 100 * 1024


def test_a_shorter_class_tells_its_place_by_its_own_clock(runners_client, runner, make_class):
    """A bug: the place in the whole film stood beside "in a shorter version"."""
    ankles = make_class("steady-ankles", duration_s=900.0)
    for position in range(3):
        at = position * 300
        ankles.chapters.create(position=position, title=f"Part {position}", start_s=at, end_s=at + 300)
    facts = {"runner": runner, "video_class": ankles, "watched_at": NOW}
    viewing = Viewing.objects.create(**facts, kept=[0, 2], position_s=650)
    response = runners_client.get(HISTORY)
    assertContains(response, "You stopped at 5:50 of 10:00, in a shorter version")
    assertContains(response, 'max="600" value="350"')
    Viewing.objects.filter(pk=viewing.pk).update(kept=[])
    assertContains(runners_client.get(HISTORY), "You stopped at 10:50 of 15:00")
