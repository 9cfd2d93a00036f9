"""Collections as visitors and runners meet them."""

import datetime
import json
import re

import pytest
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from library.models import Viewing

pytest_plugins = ["tests.library.collecting"]
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
# session, runner, count, collections, their classes, what was met, what was danced
QUERIES_OF_INDEX = 7
# session, runner, collection, order, classes, tags, what was met, what was danced, answers, what is followed
QUERIES_OF_PAGE = 10
PAGE = "/library/collections/first-month/"


@pytest.fixture
def month(make_class, collect):
    """First, first, second, third, second."""
    first = make_class("first-steps", duration_s=600, level=1)
    second = make_class("second-steps", duration_s=900, level=1)
    third = make_class("third-steps", duration_s=1200, level=2)
    told = {"title": "First month", "summary": "Begin here.", "series": True}
    return collect("first-month", first, first, second, third, second, **told)


def classes_of(month):
    return list(dict.fromkeys(place.video_class for place in month.places.select_related("video_class")))


def shown(response):
    """Each step: its places, its class, how many of the places are done, whether it is next."""
    return [
        (step.first, step.last, step.video_class.slug, step.number, step.next)
        for step in response.context["steps"]
    ]


def button(response):
    """The words and the address of the one button that goes on."""
    found = re.search(
        r'<a class="button button--primary" href="([^"]+)">([^<]+)</a>', response.content.decode()
    )
    return (found[2], found[1]) if found else None


def test_all_collections_with_their_facts(runners_client, month):
    response = runners_client.get("/library/collections/")
    assertContains(response, "3 classes, 5 sessions in all")
    assertContains(response, "1 h 10 min altogether")
    assertContains(response, "levels 1–2")
    assertNotContains(response, "<progress")  # nothing begun, nothing told


def test_the_card_tells_how_far_one_is(runners_client, month, dance):
    first, second, third = classes_of(month)
    dance(first, 3)
    assertContains(runners_client.get("/library/collections/"), "2 of 5 done")
    dance(second, 2)
    dance(third)
    assertContains(runners_client.get("/library/collections/"), "All of it done")


def test_anothers_dancing_is_anothers(client, stranger, month, dance):
    dance(classes_of(month)[0])
    client.force_login(stranger)
    assertNotContains(client.get("/library/collections/"), "<progress")
    assertContains(client.get(PAGE), "0 of 5")


def test_a_visitor_sees_everything_but_progress(client, month):
    assertContains(client.get("/library/collections/"), "First month")
    response = client.get(PAGE)
    assertContains(response, "Third steps")
    assertContains(response, "each class builds on those before it")
    assertContains(response, '<meta name="description" content="Begin here.">')
    assertNotContains(response, "<progress")
    assert button(response) == ("Begin", "/library/first-steps/?in=first-month")


def test_search_engines_read_its_address_and_its_classes_in_their_order(client, month):
    response = client.get(f"{PAGE}?utm=x")
    assertContains(response, f'<link rel="canonical" href="http://testserver{PAGE}">')
    assertContains(client.get("/library/collections/?page=1"), 'rel="canonical"')
    said = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    classes, trail = json.loads(said[0])
    assert [row["url"] for row in classes["itemListElement"]][2:4] == [
        "http://testserver/library/second-steps/",
        "http://testserver/library/third-steps/",
    ]
    assert [row["name"] for row in trail["itemListElement"]] == ["Collections", "First month"]


def test_it_begins_with_the_first_class(runners_client, month):
    response = runners_client.get(PAGE)
    assert shown(response) == [
        (1, 2, "first-steps", 0, True),
        (3, 3, "second-steps", 0, False),
        (4, 4, "third-steps", 0, False),
        (5, 5, "second-steps", 0, False),
    ]
    assert button(response) == ("Begin", "/library/first-steps/?in=first-month")
    assertContains(response, "0 of 5")


def test_it_goes_on_where_one_stopped(runners_client, month, dance):
    first, _second, third = classes_of(month)
    dance(first, 2)
    dance(third)
    response = runners_client.get(PAGE)
    assert [(slug, done) for _first, _last, slug, done, _next in shown(response)] == [
        ("first-steps", 2), ("second-steps", 0), ("third-steps", 1), ("second-steps", 0)
    ]  # fmt: skip
    assert button(response) == ("Go on with “Second steps”", "/library/second-steps/?in=first-month")
    assertContains(response, "3 of 5")
    assertContains(response, "Done 2 ×")


def test_a_class_begun_is_offered_with_its_minute(runners_client, runner, month):
    first = classes_of(month)[0]
    Viewing.objects.create(runner=runner, video_class=first, position_s=440, position_at=NOW)
    response = runners_client.get(PAGE)
    assert button(response)[0] == "Go on with “First steps”"
    assertContains(response, "You stopped it at 7:20 of 10:00.")


def test_all_done_it_can_be_danced_once_more(runners_client, month, dance):
    for video_class in classes_of(month):
        dance(video_class, 2)
    response = runners_client.get(PAGE)
    assert button(response) == ("Once more from the beginning", "/library/first-steps/?in=first-month")
    assert not any(step.next for step in response.context["steps"])


def test_what_is_not_for_somebody_is_passed_over(runners_client, runner, month):
    first = classes_of(month)[0]
    Viewing.objects.create(runner=runner, video_class=first, hidden_at=NOW)
    response = runners_client.get(PAGE)
    assert button(response) == ("Begin", "/library/second-steps/?in=first-month")
    assertContains(response, "0 of 3")
    Viewing.objects.bulk_create(
        Viewing(runner=runner, video_class=row, hidden_at=NOW) for row in classes_of(month)[1:]
    )
    assertContains(runners_client.get(PAGE), "All its classes are under Not for me.")


def test_a_withdrawn_class_is_no_place(runners_client, month):
    third = classes_of(month)[2]
    third.published_at = None
    third.save()
    assert [row[:3] for row in shown(runners_client.get(PAGE))] == [
        (1, 2, "first-steps"),
        (3, 4, "second-steps"),
    ]


def test_a_collection_without_classes_says_so_and_is_not_listed(runners_client, collect):
    collect("to-come", title="To come")
    assertContains(runners_client.get("/library/collections/"), "No collection yet")
    response = runners_client.get("/library/collections/to-come/")
    assertContains(response, "Its classes are being made")
    assert button(response) == ("All classes", "/library/")


def test_what_is_not_shown_does_not_exist_for_runners(client, runner, staff, month):
    month.shown = False
    month.save()
    assert client.get(PAGE).status_code == 404
    client.force_login(runner)
    assert client.get(PAGE).status_code == 404
    assertNotContains(client.get("/library/collections/"), "First month")
    client.force_login(staff)
    assertContains(client.get(PAGE), "Runners do not see this collection yet.")


@pytest.mark.parametrize("page", ["-1", "0", "x", "9" * 400, "%00"])
def test_a_page_that_is_none_shows_one_that_is(client, month, page):
    assertContains(client.get(f"/library/collections/?page={page}"), "First month")


def test_many_collections_come_by_pages(client, month, collect, make_class):
    ankles = make_class()
    for n in range(30):
        collect(f"more-{n}", ankles, title=f"More {n}", position=n + 1)
    assertContains(client.get("/library/collections/"), "Page 1 of 2")
    assertContains(client.get("/library/collections/?page=2"), "More 29")


@pytest.mark.parametrize("many", [1, 200])
def test_the_index_asks_as_much_for_few_as_for_many(
    runners_client, make_class, collect, dance, django_assert_num_queries, many
):
    ankles = make_class()
    dance(ankles)
    for n in range(many):
        collect(f"some-{n}", *([ankles] * 3))
    with django_assert_num_queries(QUERIES_OF_INDEX):
        runners_client.get("/library/collections/")


@pytest.mark.parametrize("many", [1, 60])
def test_a_page_asks_as_much_for_few_as_for_many(
    runners_client, runner, make_class, collect, dance, django_assert_num_queries, many
):
    with make_class.together():
        classes = [make_class(f"class-{n}") for n in range(many)]
    for found in classes:
        dance(found)
        Viewing.objects.create(runner=runner, video_class=found, position_s=60)
    collect("first-month", *classes)
    runners_client.get(PAGE)  # the library is read once for each of its editions
    with django_assert_num_queries(QUERIES_OF_PAGE):
        response = runners_client.get(PAGE)
    assert len(response.content) < 100 * 1024


# --- on the page of a class, and after it ----------------------------------------------------------------
def test_a_class_tells_where_it_stands_and_what_is_next(runners_client, client, month, collect):
    second = classes_of(month)[1]
    collect("last-of-all", second, title="Last of all")
    response = runners_client.get("/library/second-steps/?in=last-of-all")
    assertContains(response, "Class 2 of 3 in")
    assertContains(response, '<a href="/library/third-steps/?in=first-month">Third steps</a>')
    titles = [place.collection.title for place in response.context["places"]]
    assert titles == ["Last of all", "First month"]
    assertContains(client.get("/library/second-steps/"), "Class 2 of 3 in")


def test_a_class_of_no_collection_tells_nothing(runners_client, make_class):
    make_class("alone")
    assertNotContains(runners_client.get("/library/alone/?in=first-month%00"), "In collections")


def test_once_danced_the_way_goes_on(runners_client, month):
    response = runners_client.post("/library/first-steps/done/", follow=True)
    assertContains(response, "1 of 5 done")
    assertContains(response, "Next: First steps")  # it stands there twice
    assertContains(response, 'href="/library/first-steps/?in=first-month"')


@pytest.mark.parametrize(
    ("came_from", "first"),
    [("last-of-all", "Last of all"), ("first-month", "First month"), ('"><b>', "First month")],
)
def test_the_collection_one_came_from_is_named_first_once_danced(
    runners_client, month, collect, came_from, first
):
    collect("last-of-all", classes_of(month)[0], title="Last of all")
    page = runners_client.get("/library/first-steps/", {"in": came_from})
    assertContains(page, f'<input type="hidden" name="in" value="{escape(came_from)}">')
    response = runners_client.post("/library/first-steps/done/", {"in": came_from}, follow=True)
    assert response.context["ways"][0].collection.title == first


def test_after_the_last_class_there_is_nothing_left_to_do(runners_client, month, dance):
    first, second, _third = classes_of(month)
    dance(first, 2)
    dance(second, 2)
    response = runners_client.post("/library/third-steps/done/", follow=True)
    assertContains(response, "You have danced all of it.")


def test_staff_see_a_collection_without_classes_as_one_that_has_none_yet(client, staff, collect):
    collect("feet", title="Feet", shown=False)
    client.force_login(staff)
    page = client.get("/library/collections/feet/").content.decode()
    assert "It has no classes yet." in page
    assert "0 classes" not in page and "level 0" not in page
