"""A class led by the timer."""

import datetime

import pytest

from library.actions.content import load_content
from library.actions.timer import timer_of
from library.content import load
from library.models import Movement, VideoClass

pytestmark = pytest.mark.django_db


def test_an_enchainement_comes_with_its_own_table(content_folder, change, monkeypatch):
    chapters = [{"movement": "first-position", "repetitions": 2}]
    steps = {"enchainement": ["first-position"] * 2, "counts": 8, "bpm": 80, "repetitions": 3}
    change("classes/stand-tall", chapters=[*chapters, steps, *chapters])
    library = load(content_folder)
    monkeypatch.setattr("library.actions.script.shipped", lambda: library)
    load_content(library, now=datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    video_class = VideoClass.objects.get()
    first, dance, last = timer_of(video_class, video_class.chapters.select_related("movement"))["chapters"]
    assert (first["movement"], first["dance"], last["dance"]) == ("first-position", None, None)
    assert (dance["movement"], dance["dance"]["counts"], dance["dance"]["bpm"]) == ("", 8, 80)
    assert [key for key in dance["dance"]["keys"] if "cue" in key] == []


def test_a_drawn_chapter_is_danced_when_the_film_dances_it(content_folder, change, monkeypatch):
    change("movements/first-position", two_sided=True)
    change("classes/stand-tall", chapters=[{"movement": "first-position", "repetitions": 2, "sides": 2}])
    library = load(content_folder)
    monkeypatch.setattr("library.actions.script.shipped", lambda: library)
    load_content(library, now=datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    video_class = VideoClass.objects.get()
    (chapter,) = timer_of(video_class, video_class.chapters.select_related("movement"))["chapters"]
    # 6 s for the title, 5 s to get ready, two repetitions of 2 s; 3 s to change sides, and the same again.
    assert [(turn["start_s"], turn["end_s"], turn["side"]) for turn in chapter["turns"]] == [
        (11, 15, "right"),
        (18, 22, "left"),
    ]
    assert {(turn["times"], turn["counts"], turn["beat_s"]) for turn in chapter["turns"]} == {(2, 4, 0.5)}


def test_a_teachers_chapter_is_counted_as_long_as_it_lasts(make_class):
    movement = Movement.objects.create(
        slug="tendu", name="Tendu", plain="x", purpose="x", leg_load=1, level=1, counts=8, bpm=60
    )
    video_class = make_class(origin="filmed", duration_s=120)
    chapter = {"movement": movement, "title": "Tendu", "repetitions": 1}
    video_class.chapters.create(position=0, start_s=10, end_s=110, sides=2, **chapter)
    video_class.chapters.create(position=1, start_s=110, end_s=118, sides=1, title="Bow")
    first, bow = timer_of(video_class, video_class.chapters.select_related("movement"))["chapters"]
    assert first["turns"] == [
        {"start_s": 15, "end_s": 60, "side": "left", "works": "side", "times": 5, "counts": 8, "beat_s": 1},
        {"start_s": 63, "end_s": 110, "side": "right", "works": "side", "times": 5, "counts": 8, "beat_s": 1},
    ]
    assert bow["turns"] == []
