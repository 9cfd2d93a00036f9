"""The pages on which staff make and order collections."""

from contextlib import contextmanager

import pytest
from django.db import connection
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.models import Collection

pytest_plugins = ["tests.library.collecting"]
STUDIO = "/library/studio/collections/"
PAGE = f"{STUDIO}month/"
# session, person, collections with their places counted
QUERIES_OF_LIST = 3
# session, person, collection, its places; what the words mean and the classes found
QUERIES_OF_PAGE, QUERIES_OF_SEARCH = 4, 6


@pytest.fixture
def staffs_client(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def month(make_class, collect):
    classes = [make_class(slug) for slug in ("ankles", "barre", "core")]
    return collect("month", *classes, title="A month", summary="Begin here.")


def order(collection):
    return list(collection.places.values_list("position", "video_class__slug"))


def key(collection, slug):
    return collection.places.get(video_class__slug=slug).pk


def test_the_list_begins_with_what_to_do(staffs_client):
    assertContains(staffs_client.get(STUDIO), "A collection begins with a title")


def test_the_list_shows_their_order_and_what_is_hidden(staffs_client, month, collect):
    collect("feet", title="Feet", series=True, shown=False, position=1)
    response = staffs_client.get(STUDIO)
    assert [row.slug for row in response.context["collections"]] == ["month", "feet"]
    assertContains(response, "3 places")
    assertContains(response, "hidden from runners")


def test_a_collection_moves_by_its_buttons(staffs_client, month, collect):
    collect("feet", title="Feet", position=1)
    response = staffs_client.post(f"{PAGE}move/", {"to": "down"}, follow=True)
    assertRedirects(response, STUDIO)
    assertContains(response, "“A month” is place 2 of 2 now.")
    assert [row.slug for row in response.context["collections"]] == ["feet", "month"]


def test_a_new_one_takes_its_address_from_the_title(staffs_client):
    told = {"title": "Rainy days", "slug": "", "summary": "Indoors.", "shown": "on"}
    assertRedirects(staffs_client.post(f"{STUDIO}new/", told), f"{STUDIO}rainy-days/")
    begun = Collection.objects.get()
    assert (begun.title, begun.summary, begun.series, begun.shown) == ("Rainy days", "Indoors.", False, True)
    assert begun.edited_at


def test_it_says_how_many_a_week_it_asks_for(staffs_client, month):
    told = {"title": "A month", "summary": "Begin here.", "shown": "on", "a_week": "3", "then_a_week": ""}
    assertRedirects(staffs_client.post(PAGE, {**told, "slug": "month"}), PAGE)
    month.refresh_from_db()
    assert (month.a_week, month.then_a_week) == (3, None)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"a_week": "7"}, "less than or equal to 6"),
        ({"then_a_week": "0"}, "greater than or equal to 1"),
        ({"title": ""}, "Give it a title; you can change it later."),
        ({"summary": ""}, "Say in one sentence what it is."),
        ({"title": "T" * 81}, "At most 80 letters; this has 81."),
        ({"slug": "with blanks"}, "Only letters, digits and hyphens."),
        ({"slug": "Month"}, "Another collection has this address."),
        ({"slug": "new"}, "“new” is a word of our addresses."),
        ({"title": "Nul\0"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(staffs_client, month, wrong, fault):
    told = {"title": "Rainy days", "slug": "", "summary": "Indoors.", "description": "Long words."}
    response = staffs_client.post(f"{STUDIO}new/", {**told, **wrong})
    assertContains(response, fault)
    assertContains(response, "Long words.")
    assert Collection.objects.count() == 1


@contextmanager
def just_before(beginning, act, after=""):
    """What somebody else does right before the first statement that begins so, and comes after such a one."""
    seen, done = [], []

    def wrapper(execute, sql, params, many, context):
        if sql.startswith(beginning) and not done and any(each.startswith(after) for each in ["", *seen]):
            done.append(sql)
            act()
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield
    assert done


@pytest.mark.parametrize(
    ("address", "beginning"),
    [(f"{STUDIO}new/", 'INSERT INTO "library_collection"'), (PAGE, 'UPDATE "library_collection"')],
)
def test_an_address_that_is_taken_while_it_is_sent_is_told(staffs_client, month, collect, address, beginning):
    sent = {"title": "Rainy days", "slug": "rainy", "summary": "Indoors.", "shown": "on"}
    with just_before(beginning, lambda: collect("rainy")):
        response = staffs_client.post(address, sent)
    assertContains(response, "Another collection has this address.")
    assertContains(response, "Rainy days")


@pytest.mark.parametrize("act", ["", "move/", "places/add/", "places/{pk}/move/", "places/{pk}/take-out/"])
def test_a_collection_that_goes_while_it_is_changed_is_told(staffs_client, month, act):
    sent = {"title": "A year", "summary": "Begin here.", "to": "down", "class": "ankles"}
    address = PAGE + act.format(pk=key(month, "ankles"))
    with just_before("", Collection.objects.all().delete, after='SELECT "library_collection"'):
        response = staffs_client.post(address, sent, follow=True)
    assertRedirects(response, STUDIO)
    assertContains(response, "Somebody removed that collection a moment ago.")


@pytest.mark.parametrize("address", [f"{STUDIO}new/", f"{STUDIO}feet/"])
def test_two_of_one_title_are_not_told_apart(staffs_client, month, collect, address):
    collect("feet", title="Feet", summary="Weeks.")
    sent = {"title": "a MONTH", "slug": "", "summary": "Weeks."}
    assertContains(staffs_client.post(address, sent), "Another collection is called that already.")
    assert sorted(Collection.objects.values_list("title", flat=True)) == ["A month", "Feet"]


def test_what_is_shipped_keeps_its_address(staffs_client, month):
    """A bug: under another address, the next loading of its content file made it a second time."""
    Collection.objects.update(content_hash="abc")
    assertNotContains(staffs_client.get(PAGE), 'name="slug"')
    sent = {"title": "A year", "slug": "year", "summary": "Begin here.", "shown": "on"}
    assertRedirects(staffs_client.post(PAGE, sent), PAGE)
    assert Collection.objects.values_list("slug", "title").get() == ("month", "A year")


def test_a_new_title_leaves_the_address_alone(staffs_client, month):
    told = {"title": "Four weeks", "slug": "", "summary": "Begin here.", "shown": "on"}
    assertRedirects(staffs_client.post(PAGE, told), PAGE)
    month.refresh_from_db()
    assert (month.title, month.slug, bool(month.edited_at)) == ("Four weeks", "month", True)
    assertRedirects(staffs_client.post(PAGE, {**told, "slug": "four-weeks"}), f"{STUDIO}four-weeks/")


def test_hidden_runners_do_not_find_it(staffs_client, client, month, runner):
    staffs_client.post(PAGE, {"title": "A month", "slug": "month", "summary": "Begin here."})
    client.force_login(runner)
    assert client.get("/library/collections/month/").status_code == 404


def test_a_wrong_title_leaves_heading_and_links_as_they_were(staffs_client, month):
    response = staffs_client.post(PAGE, {"title": "", "slug": "new", "summary": "Begin here."})
    assertContains(response, "<h1>A month</h1>")
    assertContains(response, f'action="{PAGE}places/add/"', count=0)
    assertContains(response, f"{PAGE}places/{key(month, 'core')}/move/")


def test_a_class_is_searched_and_added(staffs_client, month, make_class):
    make_class("doming-feet")
    response = staffs_client.get(f"{PAGE}?q=doming")
    assertContains(response, f'action="{PAGE}places/add/"')
    response = staffs_client.post(f"{PAGE}places/add/", {"class": "doming-feet", "q": "doming"}, follow=True)
    assertRedirects(response, f"{PAGE}?q=doming#places")
    assertContains(response, "“Doming feet” stands at place 4 now.")
    assert order(month)[-1] == (4, "doming-feet")


@pytest.mark.parametrize("typed", ["%00", "knees", "x" * 3000, "%F0%9F%A9%B0", "'\"<b>"])
def test_a_search_for_nothing_says_so(staffs_client, month, typed):
    assert staffs_client.get(f"{PAGE}?q={typed}").status_code == 200


@pytest.mark.parametrize("slug", ["nowhere", "a-draft", "\0", ""])
def test_only_a_published_class_is_added(staffs_client, month, make_class, slug):
    make_class("a-draft", published=False)
    assert staffs_client.post(f"{PAGE}places/add/", {"class": slug}).status_code == 404
    assert len(order(month)) == 3


def test_a_full_one_says_so(staffs_client, make_class, collect):
    ankles = make_class("ankles")
    collect("month", *[ankles] * 60)
    response = staffs_client.post(f"{PAGE}places/add/", {"class": "ankles"}, follow=True)
    assertContains(response, "It is full: a collection has at most 60 places.")


def test_places_move_and_go_by_their_buttons(staffs_client, month):
    core, barre = key(month, "core"), key(month, "barre")
    response = staffs_client.post(f"{PAGE}places/{core}/move/", {"to": "up"}, follow=True)
    assertContains(response, "“Core” is place 2 of 3 now.")
    response = staffs_client.post(f"{PAGE}places/{barre}/take-out/", follow=True)
    assertContains(response, "“Barre” is taken out of that place.")
    assert order(month) == [(1, "ankles"), (2, "core")]


@pytest.mark.parametrize("act", ["move", "take-out"])
def test_a_place_that_went_meanwhile_is_told(staffs_client, month, act):
    gone = key(month, "core")
    staffs_client.post(f"{PAGE}places/{gone}/take-out/")
    response = staffs_client.post(f"{PAGE}places/{gone}/{act}/", {"to": "up"}, follow=True)
    assertContains(response, "Somebody had taken that place out already.")
    assert order(month) == [(1, "ankles"), (2, "barre")]


@pytest.mark.parametrize("to", ["", "sideways", "1"])
def test_a_way_that_is_none_moves_nothing(staffs_client, month, to):
    staffs_client.post(f"{PAGE}places/{key(month, 'core')}/move/", {"to": to})
    assert [slug for _position, slug in order(month)] == ["ankles", "barre", "core"]


def test_a_number_no_database_has_is_no_place(staffs_client, month):
    response = staffs_client.post(f"{PAGE}places/{'9' * 30}/move/", {"to": "up"}, follow=True)
    assertContains(response, "Somebody had taken that place out already.")


def test_a_withdrawn_class_is_marked(staffs_client, month):
    month.places.first().video_class.__class__.objects.filter(slug="core").update(published_at=None)
    assertContains(staffs_client.get(PAGE), "not in the library: runners do not see it")


def test_it_goes_after_being_asked(staffs_client, month):
    assertContains(staffs_client.get(f"{PAGE}remove/"), "Remove “A month”?")
    assert Collection.objects.exists()
    assertRedirects(staffs_client.post(f"{PAGE}remove/"), STUDIO)
    assert not Collection.objects.exists()


def test_what_is_shipped_is_hidden_instead(staffs_client, month):
    Collection.objects.update(content_hash="abc")
    assertContains(staffs_client.post(f"{PAGE}remove/"), "would come back with the next update")
    assert Collection.objects.exists()


@pytest.mark.parametrize(
    "act", ["", "move/", "remove/", "places/add/", "places/1/move/", "places/1/take-out/"]
)
def test_for_others_it_does_not_exist(client, teacher, month, act):
    client.force_login(teacher)
    assert client.post(PAGE + act, {"title": "Mine", "class": "core"}).status_code == 404
    assert Collection.objects.get().title == "A month"
    assert len(order(month)) == 3


def test_staff_find_the_way_from_the_studio_and_teachers_see_none(staffs_client, client, teacher, month):
    assertContains(staffs_client.get("/library/studio/"), STUDIO)
    client.force_login(teacher)
    assertNotContains(client.get("/library/studio/"), STUDIO)


@pytest.mark.parametrize("many", [1, 200])
def test_the_list_asks_as_much_for_few_as_for_many(
    staffs_client, collect, make_class, django_assert_num_queries, many
):
    ankles = make_class()
    for n in range(many):
        collect(f"some-{n}", ankles)
    with django_assert_num_queries(QUERIES_OF_LIST):
        staffs_client.get(STUDIO)


@pytest.mark.parametrize("many", [1, 60])
def test_the_page_asks_as_much_for_few_as_for_many(
    staffs_client, collect, make_class, django_assert_num_queries, many
):
    collect("month", *(make_class(f"ankles-{n}") for n in range(many)))
    with django_assert_num_queries(QUERIES_OF_PAGE):
        response = staffs_client.get(PAGE)
    assert len(response.content) < 100 * 1024
    with django_assert_num_queries(QUERIES_OF_SEARCH):
        staffs_client.get(f"{PAGE}?q=ankles")
