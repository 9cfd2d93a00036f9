"""A class led by the timer."""

import datetime

import pytest

from library.actions.content import load_content
from library.actions.timer import timer_of
from library.content import load
from library.models import VideoClass

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
