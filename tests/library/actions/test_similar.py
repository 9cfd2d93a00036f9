import pytest

from library.actions.indexing import index_classes
from library.actions.shelf import shelf
from library.actions.similar import five_minutes_of, similar_to
from library.models import VideoClass


def slugs(classes):
    return [video_class.slug for video_class in classes]


def test_the_nearest_by_level_then_leg_load_then_length(make_class):
    here = make_class("here", level=2, leg_load=2, duration_s=900)
    make_class("far-longer", level=2, leg_load=2, duration_s=2000)
    make_class("longer", level=2, leg_load=2, duration_s=1000)
    make_class("harder", level=3, leg_load=2, duration_s=900)
    make_class("heavier", level=2, leg_load=3, duration_s=900)
    assert slugs(similar_to(here, shelf())) == ["longer", "far-longer", "heavier"]


def test_only_published_ones_of_the_same_main_benefit_and_not_itself(make_class):
    here = make_class("here", benefits=["balance", "posture"])
    make_class("posture", benefits=["posture", "balance"])
    make_class("draft", benefits=["balance"], published=False)
    assert similar_to(here, shelf()) == []


def test_what_is_left_out_makes_room_for_the_next(make_class):
    here, near = make_class("here"), make_class("near")
    make_class("next", duration_s=1200)
    assert slugs(similar_to(here, shelf(), but=1 << near.pk)) == ["next"]


def test_a_draft_has_classes_like_it_too(make_class):
    make_class("near")
    assert slugs(similar_to(make_class("draft", published=False), shelf())) == ["near"]


@pytest.mark.django_db
def test_a_class_without_benefits_stands_alone(make_class):
    make_class("near")
    assert similar_to(make_class("here", benefits=()), shelf()) == []


def test_a_changed_title_is_seen_at_once(make_class):
    here, near = make_class("here"), make_class("near")
    assert [c.title for c in similar_to(here, shelf())] == ["Near"]
    VideoClass.objects.filter(pk=near.pk).update(title="Nearer")
    index_classes([near.pk])
    assert [c.title for c in similar_to(here, shelf())] == ["Nearer"]


def test_what_a_page_writes_on_a_row_is_nobody_elses(make_class):
    here, _near = make_class("here"), make_class("near")
    similar_to(here, shelf())[0].own = "this runner's"
    assert not hasattr(similar_to(here, shelf())[0], "own")


def test_asked_again_it_costs_one_small_query(make_class, django_assert_num_queries):
    here = make_class("here")
    with make_class.together():
        for n in range(5):
            make_class(f"near-{n}")
    here = VideoClass.objects.with_tags().get(pk=here.pk)
    similar_to(here, shelf())
    with django_assert_num_queries(1):
        assert [c.benefits for c in similar_to(here, shelf())] == [["stabilisers"]] * 3


def test_five_minutes_are_the_shortest_where_that_is_short(make_class):
    here = make_class("here")
    make_class("ten", duration_s=600)
    assert five_minutes_of(here, shelf()) is None
    short = make_class("short", duration_s=400)
    shorter = make_class("shorter", duration_s=300)
    assert five_minutes_of(here, shelf()) == shorter
    assert five_minutes_of(here, shelf(), but=1 << shorter.pk) == short
    assert five_minutes_of(short, shelf()) is None
