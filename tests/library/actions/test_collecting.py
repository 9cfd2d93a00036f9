"""Staff make collections and order them."""

import datetime
import threading

import pytest
from django.db import connection, connections

from library.actions.collecting import (
    AddressTakenError,
    add_place,
    begin_collection,
    change_collection,
    classes_to_add,
    free_slug,
    move_collection,
    move_place,
    remove_collection,
    take_place,
)
from library.models import Collection, CollectionClass

pytest_plugins = ["tests.library.collecting"]
pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)


@pytest.fixture
def month(make_class, collect):
    return collect("month", *(make_class(slug) for slug in ("ankles", "barre", "core")))


def order(collection):
    """Places and classes as they stand."""
    return list(collection.places.values_list("position", "video_class__slug"))


def key(collection, slug):
    return collection.places.filter(video_class__slug=slug).first().pk


def told(collection):
    collection.refresh_from_db()
    return collection.edited_at


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Été: pliés", "ete-plies"), ("Month", "month-2"), ("New", "new-2"), ("芭蕾", "collection")],
)
def test_an_address_is_made_of_the_title_and_never_taken_twice(month, title, slug):
    assert begin_collection(title=title, summary="Weeks.", slug="", now=NOW).slug == slug
    assert free_slug(title) != slug


def test_a_new_collection_is_the_last_and_marked_as_edited(collect):
    collect("first", position=4)
    begun = begin_collection(title="Feet", summary="Weeks.", slug="feet-first", series=True, now=NOW)
    row = Collection.objects.values("slug", "position", "series", "shown", "edited_at").get(pk=begun.pk)
    feet = {"slug": "feet-first", "position": 5, "series": True, "shown": True, "edited_at": NOW}
    assert row == feet


def test_an_address_that_was_just_taken_is_told(month, collect):
    with pytest.raises(AddressTakenError):
        begin_collection(title="Feet", summary="Weeks.", slug="month", now=NOW)
    feet = collect("feet")
    feet.slug = "month"
    with pytest.raises(AddressTakenError):
        change_collection(collection=feet, fields=["slug"], now=NOW)
    assert sorted(Collection.objects.values_list("slug", flat=True)) == ["feet", "month"]


def test_a_collection_that_was_just_removed_is_told(month, collect):
    collect("feet")
    gone = Collection.objects.get(pk=month.pk)
    ankles = month.places.first()
    Collection.objects.get(pk=month.pk).delete()
    acts = [
        lambda: change_collection(collection=gone, fields=["title"], now=NOW),
        lambda: move_collection(collection=gone, by=1, now=NOW),
        lambda: add_place(collection=gone, video_class=ankles.video_class, now=NOW),
        lambda: take_place(collection=gone, pk=ankles.pk, now=NOW),
        lambda: move_place(collection=gone, pk=ankles.pk, by=1, now=NOW),
    ]
    for act in acts:
        with pytest.raises(Collection.DoesNotExist):
            act()
    assert Collection.objects.get().slug == "feet"


def test_only_what_was_changed_is_stored(month):
    mine, other = Collection.objects.get(pk=month.pk), Collection.objects.get(pk=month.pk)
    other.summary = "Another's words."
    change_collection(collection=other, fields=["summary"], now=NOW)
    mine.title = "My title"
    change_collection(collection=mine, fields=["title"], now=NOW)
    month.refresh_from_db()
    assert (month.title, month.summary, month.edited_at) == ("My title", "Another's words.", NOW)


def test_a_class_is_put_at_the_end_even_if_it_is_there_already(month, make_class):
    ankles = month.places.first().video_class
    moved = add_place(collection=month, video_class=ankles, now=NOW)
    assert (moved.title, moved.number, moved.of) == ("Ankles", 4, 4)
    assert order(month) == [(1, "ankles"), (2, "barre"), (3, "core"), (4, "ankles")]
    assert told(month) == NOW


def test_a_full_collection_takes_no_more(make_class, collect):
    ankles = make_class()
    full = collect("full", *[ankles] * 60)
    assert add_place(collection=full, video_class=ankles, now=NOW) is None
    assert (full.places.count(), told(full)) == (60, None)


def test_a_place_goes_up_and_down_and_stops_at_the_ends(month):
    core = key(month, "core")
    moved = move_place(collection=month, pk=core, by=-1, now=NOW)
    assert (moved.title, moved.number, moved.of) == ("Core", 2, 3)
    assert order(month) == [(1, "ankles"), (2, "core"), (3, "barre")]
    for _ in range(3):
        moved = move_place(collection=month, pk=core, by=-1, now=NOW)
    assert (moved.number, order(month)) == (1, [(1, "core"), (2, "ankles"), (3, "barre")])
    for _ in range(4):
        move_place(collection=month, pk=core, by=1, now=NOW)
    assert order(month) == [(1, "ankles"), (2, "barre"), (3, "core")]
    assert key(month, "core") == core


def test_a_place_taken_out_closes_the_gap(month):
    assert take_place(collection=month, pk=key(month, "ankles"), now=NOW) == "Ankles"
    assert order(month) == [(1, "barre"), (2, "core")]


def test_the_last_place_can_go_too(collect, make_class):
    one = collect("one", make_class())
    take_place(collection=one, pk=one.places.get().pk, now=NOW)
    assert order(one) == []


def test_what_somebody_else_did_stays_done(month, make_class):
    """Two people see three places. One takes a class out and adds another; then the other one moves."""
    _ankles, barre, core = month.places.values_list("pk", flat=True)
    take_place(collection=month, pk=barre, now=NOW)
    add_place(collection=month, video_class=make_class("doming"), now=NOW)
    assert move_place(collection=month, pk=barre, by=1, now=NOW) is None
    assert take_place(collection=month, pk=barre, now=NOW) is None
    move_place(collection=month, pk=core, by=-1, now=NOW)
    assert order(month) == [(1, "core"), (2, "ankles"), (3, "doming")]


def test_anothers_place_is_not_moved_from_here(month, collect, make_class):
    other = collect("other", make_class("doming"))
    assert take_place(collection=month, pk=other.places.get().pk, now=NOW) is None
    assert order(other) == [(1, "doming")]


@pytest.mark.parametrize("positions", [[0, 7, 9], [1, 2, 3], [3, 4, 5], [32_765, 32_766, 32_767]])
def test_places_are_ordered_whatever_their_numbers_were(month, positions):
    for row, position in reversed(list(zip(month.places.all(), positions, strict=True))):
        CollectionClass.objects.filter(pk=row.pk).update(position=position)
    move_place(collection=month, pk=key(month, "barre"), by=1, now=NOW)
    assert order(month) == [(1, "ankles"), (2, "core"), (3, "barre")]


def test_behind_the_last_number_there_is_room_again(month, make_class):
    CollectionClass.objects.filter(video_class__slug="core").update(position=32_767)
    add_place(collection=month, video_class=make_class("doming"), now=NOW)
    assert order(month) == [(1, "ankles"), (2, "barre"), (3, "core"), (4, "doming")]


def test_a_collection_goes_up_and_down_among_those_of_one_position(collect):
    rows = [collect(slug) for slug in "abc"]  # all at 0: by title then
    moved = move_collection(collection=rows[2], by=-1, now=NOW)
    assert (moved.number, moved.of) == (2, 3)
    assert list(Collection.objects.values_list("slug", "position")) == [("a", 1), ("c", 2), ("b", 3)]
    assert move_collection(collection=rows[0], by=-1, now=NOW).number == 1


def test_only_those_that_moved_are_marked(collect):
    rows = [collect(slug, position=n) for n, slug in enumerate("abc", 1)]
    move_collection(collection=rows[1], by=1, now=NOW)
    assert [told(row) for row in rows] == [None, NOW, NOW]


def test_what_is_shipped_stays(month):
    month.content_hash = "abc"
    month.save()
    assert not remove_collection(month)
    Collection.objects.update(content_hash="")
    month.refresh_from_db()
    assert remove_collection(month)
    assert not CollectionClass.objects.exists()


def test_classes_are_found_by_their_titles(make_class):
    make_class("steady-ankles")
    make_class("ankle-draft", published=False)
    make_class("stand-tall")
    assert [found.slug for found in classes_to_add("ANKLE")] == ["steady-ankles"]
    assert list(classes_to_add("knees")) == []


def two_at_once(*acts):
    """Each in a thread of its own, with its own connection; what fails is raised here."""
    failed = []

    def run(act):
        try:
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="its tests share one connection in memory")
def test_two_who_order_at_once_lose_nothing(month, make_class):
    assert connection.vendor == "postgresql"
    doming = make_class("doming")
    ankles, _barre, core = month.places.values_list("pk", flat=True)

    def add():
        for _ in range(8):
            add_place(collection=month, video_class=doming, now=NOW)

    def shuffle():
        for n in range(8):
            move_place(collection=month, pk=core if n % 2 else ankles, by=1 if n % 3 else -1, now=NOW)

    two_at_once(add, shuffle, add)
    rows = order(month)
    assert [position for position, _slug in rows] == list(range(1, 20))
    assert sorted(slug for _position, slug in rows) == ["ankles", "barre", "core", *["doming"] * 16]
