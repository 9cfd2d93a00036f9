"""The script of a class's film."""

import datetime

import pytest

from library.actions.content import load_content
from library.actions.script import retime, script_of
from library.content import load
from library.models import VideoClass

pytestmark = pytest.mark.django_db


def test_a_teachers_film_is_never_drawn_over_nor_its_chapters_moved(tiny_library):
    load_content(tiny_library, now=datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    filmed = VideoClass.objects.get()
    assert script_of(filmed) is not None
    filmed.origin = "filmed"
    filmed.chapters.update(start_s=7, end_s=11)
    assert script_of(filmed) is None
    assert retime(filmed) is False
    assert list(filmed.chapters.values_list("start_s", "end_s")) == [(7, 11)]


def test_the_script_of_the_rows_is_that_of_the_files(content_folder, change, monkeypatch):
    chapters = [{"movement": "first-position", "repetitions": 2}]
    steps = {"enchainement": ["first-position"] * 2, "counts": 8, "bpm": 80, "repetitions": 3}
    change("classes/stand-tall", mood="waltz", chapters=[*chapters, steps, *chapters])
    library = load(content_folder)
    monkeypatch.setattr("library.actions.script.shipped", lambda: library)
    load_content(library, now=datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    script = script_of(VideoClass.objects.get())
    assert script == library.classes["stand-tall"].script
    assert (script.mood, script.chapters[1].dance.counts) == ("waltz", 8)


def test_a_dance_of_a_movement_that_is_drawn_no_more_cannot_be_filmed(tiny_library):
    load_content(tiny_library, now=datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    video_class = VideoClass.objects.get()
    gone = [{"movement": "gone", "counts": 8, "other": False, "bpm": 60}]
    video_class.chapters.update(movement=None, phrase=gone)
    assert script_of(video_class) is None
