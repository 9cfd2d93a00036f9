"""Every movement tells all there is to tell, and no two of them quarrel."""

import pytest

from library.content.glossary import is_french

FEET_OUT = {
    "counts": 4,
    "bpm": 60,
    "start": {"feet": "first", "arms": "bras_bas", "R": {"out": 36}},
    "keys": [{"at": 4, "cue": "Stand."}],
}
PASSE = FEET_OUT | {
    "start": {"feet": "first", "arms": "bras_bas", "L": {"do": "touch", "at": 0.9, "out": 50}}
}
TOO_OPEN = PASSE | {"start": PASSE["start"] | {"L": {"do": "touch", "at": 0.9, "out": 51}}}
SILENT = FEET_OUT | {"start": {"feet": "first", "arms": "bras_bas"}, "keys": [{"at": 4}]}


@pytest.mark.parametrize(
    ("name", "french"),
    [
        ("Relevé in first", True),
        ("Rond de jambe on the floor", True),
        ("Battement en cloche", True),
        ("Plank with port de bras", True),
        ("Toe raises, shin", False),
        ("Calf stretch at the wall", False),
    ],
)
def test_a_french_name_is_known_by_its_accents_and_words(name, french):
    assert is_french(name) == french


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"say": ""}, "say is missing: 'Demi-plié' is French, so it needs how to say it"),
        ({"muscles": {"soleus": 1}}, "muscles names 1; at least 2 with their load, 0 to 3"),
        ({"muscles": {"soleus": 4, "adductors": 1}}, "muscles.soleus must be a number from 0 to 3, not 4"),
        (
            {"muscles": {"soleus": 1.5, "adductors": 1}},
            "muscles.soleus must be a whole number from 0 to 3, not 1.5",
        ),
        ({"muscles": {"biceps": 1}}, "muscles.biceps is not known; known are abdominals, abductor hallucis"),
        ({"sites": {}}, "sites is missing: which sites of the body it loads, 0 to 3"),
        ({"faults": ["Gripping toes"]}, "faults names 1; at least 2 common ones"),
        ({"easier": None}, "easier is missing: every movement has its easier form"),
        ({"harder": None}, "harder is missing: every movement has its harder form"),
        ({"plain": None}, "plain is missing"),
        ({"purpose": None}, "purpose is missing"),
        ({"family": "waltzes"}, "family must be one of carriage, plies, working-leg"),
        ({"turned_out": True}, "parallel is missing: every turned-out movement has its parallel form"),
        ({"figure": FEET_OUT}, "figure turns a leg out 36° at count 0; at most 35°"),
        ({"figure": TOO_OPEN}, "figure turns a leg out 51° at count 0; at most 50°"),
        ({"figure": SILENT}, "figure has no cue on any count"),
    ],
)
def test_what_a_movement_leaves_out_is_told(shelf, changed, fault):
    shelf.movement("plie", **changed)
    assert any(told.startswith(f"movements/plie.yaml: {fault}") for told in shelf.faults())


def test_a_foot_at_the_knee_may_open_further(shelf):
    shelf.movement("plie", figure=PASSE)
    assert shelf.faults() == []


def test_two_movements_share_no_name(shelf):
    shelf.rise(name="demi-PLIÉ")
    assert shelf.faults() == ["movements/rise.yaml: name is 'demi-PLIÉ', as in plie.yaml."]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"harder_form": "plie"}, "harder_form is the movement itself"),
        ({"easier_form": "hop"}, "easier_form is 'hop', and there is no such movement"),
        ({"harder_form": "rise", "level": 2}, "harder_form is rise, whose level is lower"),
        ({"easier_form": "rise", "leg_load": 0}, "easier_form is rise, whose leg load is higher"),
    ],
)
def test_a_form_is_another_movement_and_no_contradiction(shelf, changed, fault):
    shelf.movement("plie", **changed)
    assert shelf.faults() == [f"movements/plie.yaml: {fault}."]


def test_from_harder_to_harder_comes_to_an_end(shelf):
    shelf.movement("plie", harder_form="rise")
    shelf.rise(easier_form="plie")
    assert shelf.faults() == []
    shelf.rise(harder_form="plie")
    why = "harder_form leads back to the movement itself, step by step"
    assert shelf.faults() == [f"movements/plie.yaml: {why}.", f"movements/rise.yaml: {why}."]


def test_a_movement_without_a_family_stands_where_its_work_belongs(shelf):
    shelf.movement("plie", posture="floor")
    library = shelf.load()
    assert [m.family for m in library.movements.values()] == ["strength", "floor", "rises"]
