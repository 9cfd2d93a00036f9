"""What a film is made from."""

import pickle
from dataclasses import replace

import pytest

from library.film.script import ScriptChapter, canonical


def test_equal_values_read_the_same_whatever_the_order_of_their_keys():
    assert canonical({"b": [1, 2], "a": "é"}) == canonical({"a": "é", "b": [1, 2]}) == '{"a":"é","b":[1,2]}'


@pytest.mark.parametrize(
    ("yaw", "mirrored", "side"),
    [
        (0, False, "right"),
        (0, True, "left"),
        (80, False, "right"),
        (180, False, "left"),
        (180, True, "right"),
    ],
)
def test_left_in_words_is_the_left_of_the_screen(tendu, yaw, mirrored, side):
    assert tendu(yaw=yaw).side(mirrored) == side


def test_a_movement_without_sides_has_no_side(plie):
    assert (plie().side(False), plie().side(True)) == (None, None)


def test_what_works_is_a_leg_where_the_table_moves_one_else_a_side(plie, tendu):
    assert (tendu().works, replace(plie(), two_sided=True).works) == ("leg", "side")


def test_on_the_mat_the_whole_side_changes_and_no_leg_is_named(tendu):
    lying = [replace(tendu(), posture=posture).works for posture in ("floor", "prone", "seated")]
    assert lying == ["side", "side", "leg"]


def test_a_script_goes_through_a_process_pool(script):
    assert pickle.loads(pickle.dumps(script)) == script  # noqa: S301 — our own bytes


def test_the_poster_shows_the_named_movement_else_the_one_danced_longest(script, plie):
    assert script.star.slug == "plie"
    longer = replace(script, chapters=(*script.chapters, ScriptChapter(replace(plie(), slug="long"), 9)))
    assert longer.star.slug == "long"
    assert replace(longer, poster="tendu").star.slug == "tendu"
