"""What is kept at hand, and what is not for somebody."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps

from accounts.actions.consent import give_health_consent, withdraw_health_consent
from library.actions.saving import (
    forget_what_hurts,
    hide_class,
    save_class,
    tells_of_the_body,
    unhide_class,
    unsave_class,
)
from library.models import VideoClass, Viewing

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=2)


def saved():
    return list(Viewing.objects.values_list("runner__email", "video_class__slug", "saved_at"))


def hidden():
    return list(Viewing.objects.values_list("hidden_at", "hidden_why", "hidden_note"))


def test_a_class_is_saved_once_and_let_go_once(runner, make_class):
    ankles = make_class()
    unsave_class(runner=runner, video_class=ankles)
    assert saved() == []
    save_class(runner=runner, video_class=ankles, now=NOW)
    save_class(runner=runner, video_class=ankles, now=LATER)
    assert saved() == [("runner@example.com", "steady-ankles", NOW)]
    unsave_class(runner=runner, video_class=ankles)
    unsave_class(runner=runner, video_class=ankles)
    assert saved() == [("runner@example.com", "steady-ankles", None)]


def test_anothers_saved_class_stays(runner, stranger, make_class):
    ankles = make_class()
    save_class(runner=stranger, video_class=ankles, now=NOW)
    unsave_class(runner=runner, video_class=ankles)
    unhide_class(runner=runner, video_class=ankles)
    assert saved() == [("stranger@example.com", "steady-ankles", NOW)]


def test_the_later_reason_stands_with_the_first_moment(runner, make_class):
    ankles = make_class()
    hide_class(runner=runner, video_class=ankles, now=NOW, why="dull", note="Too slow.")
    assert hidden() == [(NOW, "dull", "Too slow.")]
    hide_class(runner=runner, video_class=ankles, now=LATER, why="hurts")
    assert hidden() == [(NOW, "hurts", "")]


def test_shown_again_nothing_is_left_of_the_reason(runner, make_class):
    ankles = make_class()
    save_class(runner=runner, video_class=ankles, now=NOW)
    hide_class(runner=runner, video_class=ankles, now=NOW, why="dull", note="Too slow.")
    unhide_class(runner=runner, video_class=ankles)
    assert hidden() == [(None, "", "")]
    assert saved() == [("runner@example.com", "steady-ankles", NOW)]


def test_saving_leaves_the_place_where_one_stopped(runner, make_class):
    ankles = make_class()
    Viewing.objects.create(runner=runner, video_class=ankles, position_s=440, watched_at=NOW)
    save_class(runner=runner, video_class=ankles, now=LATER)
    row = Viewing.objects.values("position_s", "watched_at", "saved_at").get()
    assert row == {"position_s": 440, "watched_at": NOW, "saved_at": LATER}


@pytest.mark.parametrize(
    ("said", "told", "kept"),
    [
        (("hurts", "My left knee."), True, ("", "")),
        (("hurts", ""), True, ("", "")),
        (("other", "My left knee."), True, ("other", "")),
        (("dull", ""), False, ("dull", "")),
    ],
)
def test_what_tells_of_the_body_is_forgotten_and_the_class_stays_hidden(
    runner, stranger, make_class, said, told, kept
):
    for who in (runner, stranger):
        hide_class(
            runner=who,
            video_class=VideoClass.objects.first() or make_class(),
            now=NOW,
            why=said[0],
            note=said[1],
        )
    assert tells_of_the_body(runner=runner) is told
    forget_what_hurts(runner=runner)
    assert tells_of_the_body(runner=runner) is False
    assert sorted(hidden()) == sorted([(NOW, *kept), (NOW, *said)])
    assert tells_of_the_body(runner=stranger) is told


def test_what_was_told_without_a_consent_before_one_was_asked_for_is_forgotten(
    runner, stranger, buddy, make_class
):
    """A bug: it was asked of all, and whoever keeps no health notes had no switch that takes it away."""
    for who in (runner, stranger, buddy):
        hide_class(
            runner=who,
            video_class=VideoClass.objects.first() or make_class(),
            now=NOW,
            why="hurts",
            note="Knee.",
        )
    give_health_consent(user=stranger, now=NOW)
    give_health_consent(user=buddy, now=NOW)
    withdraw_health_consent(user=buddy, now=LATER)
    import_module("library.migrations.0012_what_hurts_is_kept_under_a_consent_alone").forget(apps, None)
    kept = dict(Viewing.objects.values_list("runner__email", "hidden_why"))
    assert kept == {runner.email: "", stranger.email: "hurts", buddy.email: ""}
    assert sorted(hidden()) == [(NOW, "", ""), (NOW, "", ""), (NOW, "hurts", "Knee.")]
