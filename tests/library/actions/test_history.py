"""What was watched lately, and whether it is remembered."""

import datetime

import pytest

from library.actions.history import forget_watched, remember_watched
from library.models import PlayerChoices, Viewing

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)


@pytest.fixture
def watched(runner, stranger, make_class):
    """Two classes of the runner's, one of the stranger's."""
    ankles, tall = make_class("steady-ankles"), make_class("stand-tall")
    for who, video_class in [(runner, ankles), (runner, tall), (stranger, ankles)]:
        told = {"watched_at": NOW, "position_s": 440, "position_at": NOW, "saved_at": NOW}
        Viewing.objects.create(runner=who, video_class=video_class, **told)
    return ankles


def remembered():
    rows = Viewing.objects.order_by("pk").values_list("runner__email", "video_class__slug", "watched_at")
    return [(email.partition("@")[0], slug) for email, slug, at in rows if at]


def test_one_class_goes_off_the_list(runner, watched):
    forget_watched(runner=runner, video_class=watched)
    assert remembered() == [("runner", "stand-tall"), ("stranger", "steady-ankles")]


def test_all_of_them_go_and_anothers_stay(runner, watched):
    forget_watched(runner=runner)
    assert remembered() == [("stranger", "steady-ankles")]


def test_switched_off_the_list_is_emptied_and_every_place_kept(runner, watched):
    remember_watched(runner=runner, remember=False)
    assert remembered() == [("stranger", "steady-ankles")]
    kept = Viewing.objects.of(runner).values_list("position_s", "position_at", "saved_at")
    assert list(kept) == [(440, NOW, NOW)] * 2
    assert list(PlayerChoices.objects.values_list("runner__email", "history")) == [
        ("runner@example.com", False)
    ]


def test_switched_on_again_nothing_comes_back_by_itself(runner, watched):
    remember_watched(runner=runner, remember=False)
    remember_watched(runner=runner, remember=True)
    assert PlayerChoices.objects.get().history
    assert remembered() == [("stranger", "steady-ankles")]
