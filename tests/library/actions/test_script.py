"""The script of a class's film."""

import datetime

import pytest

from library.actions.content import load_content
from library.actions.script import retime, script_of
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
