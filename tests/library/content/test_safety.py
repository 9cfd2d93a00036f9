"""What keeps a class safe is computed from its chapters."""

import pytest

from library.content import releves

PLIES, RISES = {"movement": "plie", "repetitions": 30}, {"movement": "rise", "repetitions": 8}
CLOSE = {"movement": "breathe", "repetitions": 1}


def told(shelf, *chapters, **changed):
    """What is said of a class of these chapters and a close."""
    shelf.video_class(chapters=[*chapters, CLOSE], **changed)
    return [fault.removeprefix("classes/bend.yaml: ") for fault in shelf.faults()]


def test_a_safe_class_is_let_through(shelf):
    assert told(shelf, PLIES, RISES) == []


@pytest.mark.parametrize(("level", "most"), [(1, 40), (2, 60), (3, 90)])
def test_relevés_have_a_dose_by_level(shelf, level, most):
    halves = [{"movement": "rise", "repetitions": most // 2}] * 2
    one_more = {"movement": "rise", "repetitions": 1}
    assert told(shelf, PLIES, *halves, level=level) == []
    assert told(shelf, PLIES, *halves, one_more, level=level) == [
        f"chapters hold {most + 1} relevés (one leg counts double); level {level} has at most {most}."
    ]


def test_one_leg_counts_double(shelf):
    shelf.rise(one_leg=True, two_sided=True, level=2, support="chair")
    shelf.video_class(chapters=[PLIES, RISES | {"sides": 2}, CLOSE], level=2)
    assert releves(shelf.load().classes["bend"]) == 32


def test_level_one_has_no_relevé_on_one_leg(shelf):
    shelf.rise(one_leg=True, support="chair")
    assert told(shelf, PLIES, RISES) == [
        "chapters[1].movement is a relevé on one leg, which level 1 has none of."
    ]


def test_no_movement_is_above_the_level_of_its_class(shelf):
    shelf.rise(level=2)
    assert told(shelf, PLIES, RISES) == ["chapters[1].movement is rise of level 2 in a class of level 1."]
    assert told(shelf, PLIES, RISES, level=2) == []


def test_a_class_with_load_opens_with_two_minutes_of_moving(shelf):
    assert told(shelf, PLIES | {"repetitions": 29}, RISES) == [
        "chapters open with 116 s of moving; with load 1 or more they open with 120 s."
    ]
    shelf.movement("plie", leg_load=0)
    shelf.rise(leg_load=0)
    assert told(shelf, PLIES | {"repetitions": 8}, RISES) == []


def test_eight_pliés_come_before_the_first_relevé(shelf):
    shelf.movement("march", counts_as="none")
    march = {"movement": "march", "repetitions": 30}
    assert told(shelf, march, PLIES | {"repetitions": 7}, RISES, RISES) == [
        "chapters[2] is the first relevé after 7 pliés; 8 come before it."
    ]
    assert told(shelf, march, PLIES | {"repetitions": 8}, RISES) == []


def test_a_jump_comes_after_five_minutes_eight_pliés_and_sixteen_relevés(shelf):
    shelf.movement("hop", counts_as="jump", leg_load=3, level=3)
    hop, many = {"movement": "hop", "repetitions": 4}, PLIES | {"repetitions": 60}
    first = "before a jump come 300 s, 8 pliés and 16 relevés"
    assert told(shelf, PLIES, RISES, hop, level=3) == [
        f"chapters[2] jumps after 152 s, 30 pliés and 8 relevés; {first}."
    ]
    assert told(shelf, many, RISES, RISES, hop, level=3) == []


def test_level_one_has_at_most_six_new_words(shelf):
    for i in range(6):
        shelf.movement(f"word-{i}", say=f"WORD {i}")
    chapters = [{"movement": f"word-{i}", "repetitions": 8} for i in range(6)]
    assert told(shelf, *chapters) == []
    assert told(shelf, *chapters, RISES) == [
        "chapters use 7 French words that are new; level 1 has at most 6."
    ]
    assert told(shelf, *chapters, RISES, level=2) == []


def test_a_primer_is_short_light_and_holds_nothing_long(shelf):
    shelf.rise(leg_load=2, holds={"calf": 8})
    long = PLIES | {"repetitions": 60}
    assert told(shelf, *[long] * 3, RISES, kind="primer") == [
        "chapters last 787 s; a primer has at most 10 minutes.",
        "chapters reach leg load 2; a primer has at most 1.",
        "chapters hold one muscle still for 64 s; a primer stays under 60 s.",
    ]
    shelf.rise(holds={"calf": 7})
    assert told(shelf, PLIES, RISES, kind="primer") == []


def test_a_cooldown_is_light(shelf):
    shelf.rise(leg_load=2)
    assert told(shelf, PLIES, RISES, kind="cooldown") == [
        "chapters reach leg load 2; a cooldown has at most 1."
    ]


def test_a_class_begins_gently_and_comes_to_a_close(shelf):
    shelf.movement("squat", leg_load=2)
    squat = {"movement": "squat", "repetitions": 30}
    shelf.video_class(chapters=[squat, PLIES], level=2)
    warm = "a class begins with leg load 0 or 1, and without a rise"
    assert shelf.faults() == [
        f"classes/bend.yaml: chapters[0] is no warm-up: {warm}.",
        "classes/bend.yaml: chapters[1] is no close: a class ends with a movement of leg load 0.",
    ]


def jumping(*keys):
    """A jump from a plié, and what comes after it."""
    start = {"feet": "first", "arms": "bras_bas", "plie": 54}
    figure = {"counts": 8, "bpm": 104, "start": start}
    first = {"at": 1.6, "plie": 56, "jump": 0.075, "cue": "Jump."}
    return figure | {"keys": [first, *keys, {"at": 8, "plie": 54}]}


HELD = [{"at": 2.6, "plie": 56}, {"at": 4, "plie": 0}]
NOT_HELD = [{"at": 2.5, "plie": 56}, {"at": 3, "plie": 0}]
AGAIN = [{"at": 3.2, "plie": 56, "jump": 0.075}]
STIFF = [{"at": 2.8, "plie": 14, "jump": 0.03}, {"at": 3.65, "plie": 14, "jump": 0.03}]


@pytest.mark.parametrize(
    ("keys", "soft"),
    [
        (HELD, True),
        (NOT_HELD, False),
        ([*AGAIN, {"at": 4.2, "plie": 56}], True),
        (AGAIN, True),
        ([*STIFF, {"at": 5, "plie": 52, "jump": 0.03}, {"at": 7, "plie": 52}], True),
        ([*STIFF, {"at": 7, "plie": 14}], False),
    ],
)
def test_a_jump_ends_in_a_held_plié(shelf, keys, soft):
    shelf.movement("hop", counts_as="jump", leg_load=3, level=3, figure=jumping(*keys))
    rows = [PLIES | {"repetitions": 60}, RISES, RISES, {"movement": "hop", "repetitions": 4}]
    why = "chapters[3].movement ends a jump without a held plié: knees stay bent for a count."
    assert told(shelf, *rows, level=3) == ([] if soft else [why])
