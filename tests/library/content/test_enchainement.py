"""A short dance of movements that were met before."""

import pytest

from library.content import unfit_dances
from library.content.enchainement import enchainement_of

PLIES = {"movement": "plie", "repetitions": 30}
RISES, CLOSE = {"movement": "rise", "repetitions": 8}, {"movement": "breathe", "repetitions": 2}
DANCE = {"enchainement": ["plie", "rise"], "counts": 16, "repetitions": 2, "bpm": 60}


def faults(shelf, **changed):
    shelf.video_class(chapters=[PLIES, RISES, DANCE | changed, CLOSE])
    return [fault.removeprefix("classes/bend.yaml: ") for fault in shelf.faults()]


def chapter(shelf, **changed):
    assert faults(shelf, **changed) == []
    return shelf.load().classes["bend"].chapters[2]


@pytest.fixture(autouse=True)
def slide(shelf):
    """A movement with two sides."""
    shelf.movement("slide", two_sided=True, name="Slide, to the side", say=None, leg_load=0)


def test_counts_that_are_not_given_are_shared_alike(shelf):
    steps = ["plie", "rise", {"movement": "plie", "counts": 8}]
    dance = chapter(shelf, enchainement=steps).enchainement
    assert [(s.movement.slug, s.counts, s.other) for s in dance.steps] == [
        ("plie", 4, False),
        ("rise", 4, False),
        ("plie", 8, False),
    ]
    assert (dance.counts, dance.seconds, dance.title) == (16, 16, "Enchaînement")


def test_it_is_one_movement_more_for_the_film(shelf):
    dance = chapter(shelf, bpm=72, title="A first dance").dance
    assert (dance.name, dance.counts, dance.movement.bpm) == ("A first dance", 16, 72)
    assert dance.comes == ((0.0, "Demi-plié.", "demi-plié."), (8.0, "Relevé.", "relevé."))


def chapter_of(shelf, steps):
    rows = [PLIES, RISES, {"movement": "slide", "repetitions": 4, "sides": 2}]
    shelf.video_class(chapters=[*rows, DANCE | {"enchainement": steps}, CLOSE])
    return shelf.load().classes["bend"].chapters[3].dance


def test_what_comes_is_told_in_words_of_a_teacher(shelf):
    shelf.movement("plie", moving=True)
    slides = [{"movement": "slide"}, {"movement": "slide", "other": True}]
    assert chapter_of(shelf, [*slides, "rise", "plie"]).comes[0][1:] == (
        "Slide and the same to the other side.",
        "slide, other side.",
    )
    steps = ["plie", "plie", "rise", {"movement": "slide"}]
    shelf.video_class(chapters=[PLIES, RISES, {"movement": "slide", "repetitions": 4, "sides": 2}, CLOSE])
    dance = DANCE | {"enchainement": [*steps, "rise", {"movement": "slide", "other": True}, "plie", "plie"]}
    rows = [PLIES, RISES, {"movement": "slide", "repetitions": 4, "sides": 2}, dance, CLOSE]
    shelf.video_class(chapters=rows)
    assert shelf.load().classes["bend"].chapters[3].dance.comes == (
        (0.0, "Demi-plié twice, relevé, and slide.", "demi-plié, demi-plié, relevé, slide."),
        (
            8.0,
            "Relevé, slide to the other side, and demi-plié twice.",
            "relevé, slide, demi-plié, demi-plié.",
        ),
    )


def test_a_class_counts_what_is_danced_in_it(shelf):
    shelf.rise(holds={"calf": 2.0}, kit=["mat"])
    found = chapter(shelf, bpm=60, enchainement=["plie", "rise", "rise", "plie"])
    assert [(turn.movement.slug, turn.times, turn.seconds) for turn in found.turns] == [
        ("plie", 2, 8.0),
        ("rise", 2, 8.0),
        ("rise", 2, 8.0),
        ("plie", 2, 8.0),
    ]
    assert found.holds == {"calf": 8.0}
    assert found.danced_s == 32
    assert shelf.load().classes["bend"].kit == ("mat",)


def test_rows_make_the_same_dance_again(shelf):
    steps = ["plie", {"movement": "rise", "counts": 4}, {"movement": "plie", "counts": 4}]
    dance = chapter(shelf, enchainement=steps).enchainement
    movements = shelf.load().movements
    assert enchainement_of(dance.title, dance.rows, 1, movements) == dance
    assert enchainement_of(dance.title, dance.rows, 1, {}) is None
    assert enchainement_of(dance.title, [], 1, movements) is None


def test_relevés_in_a_dance_are_counted(shelf):
    many = DANCE | {"enchainement": ["plie", "rise", "rise", "rise"], "repetitions": 11}
    shelf.video_class(chapters=[PLIES, RISES, many, CLOSE])
    assert shelf.faults() == [
        "classes/bend.yaml: chapters hold 41 relevés (one leg counts double); level 1 has at most 40."
    ]


def test_the_first_relevé_of_a_dance_waits_for_eight_pliés(shelf):
    shelf.movement("plie", counts_as="none")
    assert faults(shelf) == ["chapters[1] is the first relevé after 0 pliés; 8 come before it."]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"counts": 12}, "chapters[2].counts must be whole phrases of 8, not 12"),
        ({"bpm": None}, "chapters[2].bpm is missing"),
        ({"bpm": 200}, "chapters[2].bpm must be a whole number from 40 to 132, not 200"),
        ({"enchainement": 1}, "chapters[2].enchainement must be a list of 2 to 16 movements, not 1"),
        (
            {"enchainement": ["plie", "hop"]},
            "chapters[2].enchainement[1].movement is 'hop', and there is no such movement",
        ),
        (
            {"enchainement": ["plie", "rise", "plie"]},
            "chapters[2].enchainement leaves 16 counts for 3 movements; they must come out even",
        ),
        (
            {"enchainement": ["plie", {"movement": "rise", "other": True}]},
            "chapters[2].enchainement[1].other is set, but rise has no sides",
        ),
        (
            {"enchainement": ["plie", {"movement": "rise", "beats": 3}]},
            "chapters[2].enchainement[1].beats is no field that is known here",
        ),
        (
            {"enchainement": ["plie", "slide"]},
            (
                "chapters[2].enchainement holds slide, which is danced to one side more often; "
                "with sides: 1 both sides come alike"
            ),
        ),
        ({"sides": 2}, "chapters[2].sides must be 1: nothing in the dance has sides"),
        (
            {"bpm": 40, "counts": 32},
            ("chapters[2].enchainement cannot be danced: plie in 16 counts "
                "takes 24.0 s; it needs from 1.6 to 10.0 s"),
        ),
        ({"reps": 2}, "chapters[2].reps is no field that is known here"),
    ],
)  # fmt: skip
def test_a_fault_in_a_dance_names_its_place_and_reason(shelf, changed, fault):
    assert f"{fault}." in faults(shelf, **changed)


def test_a_dance_of_a_broken_movement_is_left_alone(shelf):
    shelf.rise(level=9)
    shelf.video_class(chapters=[PLIES, DANCE, CLOSE])
    assert shelf.faults() == ["movements/rise.yaml: level must be a whole number from 1 to 3, not 9."]


def test_a_dance_too_hasty_for_a_body_is_told(shelf):
    assert faults(shelf, bpm=72) == []
    assert unfit_dances(shelf.load()) == []
    wild = {"start": {"feet": "first", "arms": "bras_bas"}, "counts": 4, "bpm": 60}
    keys = [
        {"at": 1.9, "nod": 0},
        {"at": 2, "plie": 90, "ease": "linear", "cue": "Drop."},
        {"at": 4, "plie": 0},
    ]
    shelf.rise(figure=wild | {"keys": keys})
    told = unfit_dances(shelf.load())
    assert told
    assert told[0].startswith("classes/bend.yaml: Enchaînement: ")
