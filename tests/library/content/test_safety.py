"""What keeps a class safe is computed from its chapters."""

import pytest

from library.content import releves

PLIES, RISES = {"movement": "plie", "repetitions": 30}, {"movement": "rise", "repetitions": 8}


def told(shelf, *chapters, **changed):
    shelf.video_class(chapters=list(chapters), **changed)
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
    shelf.video_class(chapters=[PLIES, RISES | {"sides": 2}], level=2)
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
    assert told(shelf, *chapters, RISES) == ["chapters use 7 French words; level 1 has at most 6."]
    assert told(shelf, *chapters, RISES, level=2) == []


def test_a_primer_is_short_light_and_holds_nothing_long(shelf):
    shelf.rise(leg_load=2, holds={"calf": 8})
    long = PLIES | {"repetitions": 60}
    assert told(shelf, *[long] * 3, RISES, kind="primer") == [
        "chapters last 778 s; a primer has at most 10 minutes.",
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
