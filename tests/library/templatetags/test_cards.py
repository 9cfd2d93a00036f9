import datetime
import re

import pytest
from django.template.loader import render_to_string

from library.actions.cards import Own
from library.templatetags.cards import done_words, kit_name

TODAY = datetime.date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "last Monday"),
        (7, "last Wednesday"),
        (8, "17 November"),
        (299, "30 January"),
        (300, "29 January 2026"),
        (800, "16 September 2024"),
    ],
)
def test_the_last_time_is_said_as_people_say_it(ago, said):
    own = Own(False, 4, TODAY - datetime.timedelta(days=ago), TODAY)
    assert done_words(own).replace("\N{NO-BREAK SPACE}", " ") == f"Done 4 ×, {said}"


def test_once_is_not_counted_and_never_not_said():
    assert done_words(Own(False, 1, TODAY, TODAY)) == "Done, today"
    assert done_words(Own(True, 0, None, TODAY)) == ""
    assert done_words("") == ""


def test_kit_is_called_by_its_name_and_not_by_its_slug():
    assert (kit_name("mat"), kit_name("chair"), kit_name("a sofa")) == ("A mat", "A heavy chair", "a sofa")


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("components/_class_card_face.html", "item"),
        ("library/video_class/_glance.html", "video_class"),
        ("library/movement/_facts.html", "movement"),
    ],
)
def test_each_thing_of_the_kit_stands_with_its_mark_in_one_part(template, name):
    page = render_to_string(template, {name: {"slug": "a", "kit": ["chair", "mat"], "leg_load": 2}})
    parts = re.findall(r"<(li|span class=\"facts__one\")>(<svg.*?</svg>)([^<]+)</", page)
    said = [words for _tag, _icon, words in parts]
    assert [word for word in said if word != "Strength"] == ["A heavy chair", "A mat"]
