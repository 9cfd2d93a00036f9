from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.content import load
from library.content.french import parts_of, said


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Tendu to second", [("Tendu", True), (" to second", False)]),
        ("Slow demi-plié, parallel", [("Slow ", False), ("demi-plié", True), (", parallel", False)]),
        ("Plank with port de bras", [("Plank with ", False), ("port de bras", True)]),
        ("Rond de jambe, en dedans", [("Rond de jambe, en dedans", True)]),
        ("Weight shift", [("Weight shift", False)]),
        ("", []),
        ("!", [("!", False)]),
    ],
)
def test_a_name_is_cut_where_its_language_changes(name, parts):
    assert parts_of(name) == parts


@given(st.text(max_size=60))
def test_the_parts_are_the_name_and_take_turns(name):
    parts = parts_of(name)
    assert "".join(text for text, _french in parts) == name
    languages = [french for _text, french in parts]
    assert all(a != b for a, b in pairwise(languages))


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Port de bras, side bend", "port de bras"),
        ("Single-leg squat to coupé", "coupé"),
        ("First position, lifted", "première position"),
        ("Second position", "seconde"),
        ("Clam", ""),
    ],
)
def test_a_voice_says_the_french_of_it(name, heard):
    assert said(name) == heard


def test_every_movement_that_says_how_to_say_it_can_be_heard_and_no_other():
    movements = load().movements.values()
    assert [m.name for m in movements if bool(m.say) != bool(said(m.name))] == []
