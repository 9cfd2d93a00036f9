"""The published library in memory: made of what changed, and always as if made from nothing."""

import datetime
from dataclasses import replace

import pytest

from library.actions.bitmaps import bitmap
from library.actions.edition import edition_number
from library.actions.indexing import forget_classes, index_classes
from library.actions.shelf import EMPTY, next_shelf, shelf
from library.models import Movement, VideoClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def tendu(db):
    return Movement.objects.create(slug="tendu", name="Tendu", leg_load=1, level=1)


def dance(video_class, movement=None, phrase=()):
    video_class.chapters.create(
        position=0,
        title="A",
        start_s=0,
        end_s=60,
        movement=movement,
        phrase=[{"movement": s} for s in phrase],
    )
    index_classes([video_class.pk])


def from_nothing():
    return next_shelf(EMPTY, edition_number())


def options_of(video_class):
    """Every facet and option the class stands under."""
    sets = shelf().sets
    return {
        (f, o) for f, options in sets.items() for o, bits in options.items() if bits >> video_class.pk & 1
    }


def test_a_class_stands_under_all_it_is(make_class, teacher, tendu):
    type(teacher).objects.update(teaches_as="Ada")
    one = make_class(
        "one", benefits=["balance", "posture"], kind="primer", level=2, leg_load=1, duration_s=631,
        sites={"calf": 2, "hip": 1, "foot": 3}, kit=["chair", "mat"], small_space=False, teacher=teacher,
    )  # fmt: skip
    dance(one, tendu)
    assert options_of(one) == {
        ("main", "balance"), ("benefit", "balance"), ("benefit", "posture"), ("kind", "primer"),
        ("level", "2"), ("legs", "1"),
        ("length", "20"), ("site", "calf"), ("site", "foot"), ("kit", "chair"), ("kit", "mat"),
        ("quiet", "yes"), ("teacher", str(teacher.pk)), ("movement", "tendu"),
    }  # fmt: skip
    assert shelf().teachers == {str(teacher.pk): "Ada"}
    assert shelf().danced == {"tendu": "Tendu"}


def test_a_little_dance_holds_every_movement_of_its_steps(make_class, tendu):
    one = make_class("one", kit=[])
    dance(one, phrase=["tendu", "tendu"])
    assert {("movement", "tendu"), ("kit", "none")} <= options_of(one)


def test_classes_are_ordered_three_ways(make_class):
    def day(n):
        return datetime.datetime(2026, 1, n, tzinfo=datetime.UTC)

    long = make_class("long", level=1, duration_s=900, published_at=day(3))
    hard = make_class("hard", level=3, duration_s=300, published_at=day(2))
    short = make_class("short", level=1, duration_s=600, published_at=day(1))
    assert shelf().orders == {
        "easiest": (short.pk, long.pk, hard.pk),
        "shortest": (hard.pk, short.pk, long.pk),
        "newest": (long.pk, hard.pk, short.pk),
    }


def test_a_draft_is_not_on_it(make_class):
    make_class("draft", published=False)
    one = make_class("one")
    assert shelf().classes == bitmap([one.pk])


def test_it_is_kept_until_the_edition_changes(make_class, django_assert_num_queries):
    make_class("one")
    first = shelf()
    with django_assert_num_queries(1):
        assert shelf() is first


@pytest.mark.parametrize("n", [1, 30])
def test_the_next_one_costs_the_same_for_few_changes_and_for_many(make_class, n, django_assert_num_queries):
    """Edition, tags, movements, little dances, classes, how many there are."""
    with make_class.together():
        for i in range(n):
            make_class(f"class-{i}", kit=["mat"])
    with django_assert_num_queries(6):
        shelf()


def test_the_next_one_is_what_making_it_from_nothing_gives(make_class, teacher, tendu):
    """A class changed, one withdrawn, one deleted, one published, one given a chapter: each in an edition."""
    changed, withdrawn, deleted, kept = (make_class(name, kit=["mat"]) for name in "abcd")
    draft = make_class("draft", published=False)
    assert shelf() == from_nothing()
    VideoClass.objects.filter(pk=changed.pk).update(kit=[], level=3, title="Z", sites={"calf": 3})
    changed.tags.all().delete()
    index_classes([changed.pk])
    assert shelf() == from_nothing()
    VideoClass.objects.filter(pk=withdrawn.pk).update(published_at=None)
    index_classes([withdrawn.pk])
    assert shelf() == from_nothing()
    forget_classes([deleted.pk])
    deleted.delete()
    assert shelf() == from_nothing()
    VideoClass.objects.filter(pk=draft.pk).update(published_at=kept.published_at)
    index_classes([draft.pk])
    dance(kept, tendu)
    assert shelf() == from_nothing()
    assert shelf().classes == bitmap([changed.pk, kept.pk, draft.pk])
    assert options_of(kept) >= {("movement", "tendu"), ("kit", "mat")}


def test_an_edition_that_went_back_is_made_from_nothing(make_class):
    """A restored backup may have an older number, under which other classes stood."""
    one = make_class("one")
    later = replace(shelf(), edition=99, rows={}, classes=0, sets={})
    assert next_shelf(later, edition_number()).classes == bitmap([one.pk])
