import pytest
from django.contrib.auth.models import AnonymousUser

from library.actions.playing import free_class, may_play

VISITOR = AnonymousUser()


@pytest.mark.parametrize(
    ("free", "published", "plays"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_without_an_account_a_published_free_class_plays_and_no_other(make_class, free, published, plays):
    assert may_play(VISITOR, make_class(free=free, published=published)) is plays


def test_with_an_account_every_class_plays(make_class, runner):
    assert may_play(runner, make_class()) is True


def test_of_several_the_easiest_then_the_shortest_is_the_one_to_begin_with(make_class):
    make_class("hard", free=True, level=2, duration_s=300)
    make_class("long", free=True, duration_s=1200)
    make_class("not-free", duration_s=200)
    make_class("draft", free=True, duration_s=200, published=False)
    assert free_class().slug == "long"
    make_class("short", free=True, duration_s=600)
    assert free_class().slug == "short"


@pytest.mark.django_db
def test_there_may_be_none():
    assert free_class() is None
