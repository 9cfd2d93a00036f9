import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from library.actions.content import load_content
from library.actions.search import find
from library.models import Chapter, ClassBenefit, Cue, VideoClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(tiny_library):
    load_content(tiny_library, now=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))


def make(**options) -> str:
    out = io.StringIO()
    call_command("make_large_library", classes=30, cues=100, stdout=out, **options)
    return out.getvalue()


def rows():
    made = VideoClass.objects.filter(slug__startswith="large-").order_by("pk")
    classes = list(
        made.values_list("slug", "title", "level", "duration_s", "kit", "sites", "teacher__teaches_as")
    )
    cues = list(Cue.objects.filter(video_class__in=made).values_list("start_s", "text"))
    return classes, cues, Chapter.objects.filter(video_class__in=made).count()


def test_it_makes_as_many_as_asked_and_they_are_found(stored):
    assert "30 classes with 100 cues are in the library." in make()
    classes, cues, chapters = rows()
    assert (len(classes), len(cues), chapters >= 30) == (30, 100, True)
    assert ClassBenefit.objects.exclude(video_class__slug="stand-tall").count() >= 30
    assert find("first position").classes.bit_count() == 31
    assert {level for _slug, _title, level, *_more in classes} == {1, 2, 3}


def test_the_same_seed_makes_the_same_classes_in_place_of_the_earlier(stored):
    make()
    first = rows()
    make()
    assert rows() == first
    make(seed=2)
    assert rows() != first
    assert VideoClass.objects.count() == 31


def test_it_refuses_where_there_are_other_peoples_classes_unless_told(stored, make_class):
    make_class("somebodys")
    with pytest.raises(CommandError, match="Nothing was made"):
        make()
    assert VideoClass.objects.count() == 2
    make(among_others=True)
    assert VideoClass.objects.count() == 32


def test_it_needs_movements(db):
    with pytest.raises(CommandError, match="Run load_content first"):
        make()


@pytest.mark.parametrize("wrong", [{"classes": 0}, {"classes": 10**9}, {"cues": -1}])
def test_numbers_beyond_sense_are_refused(stored, wrong):
    with pytest.raises(CommandError, match="Between 1 and"):
        call_command("make_large_library", **wrong)
