import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.figure import Movement, solve
from library.figure.pose import mirror

PRESETS = {
    "arms": {
        "bras_bas": {"az": -12, "el": -66, "reach": 0.95},
        "first": {"az": -4, "el": -28, "reach": 0.93},
    },
    "feet": {"first": {"x": 0.02, "z": -0.02, "out": 30}},
}
TABLE = {
    "counts": 4,
    "bpm": 120,
    "start": {"feet": "first", "arms": "bras_bas"},
    "keys": [
        {"at": 2, "arms": "first", "plie": 40, "ease": "linear", "cue": "Bend."},
        {"at": 4, "arms": "bras_bas", "plie": 0, "ease": "linear", "cue": "Rise."},
    ],
}
BEND = Movement.from_table("bend", TABLE, PRESETS)


def test_a_table_is_read_whole():
    assert (BEND.slug, BEND.counts, BEND.bpm, BEND.seconds) == ("bend", 4, 120, 2)
    assert BEND.cues == ((2.0, "Bend."), (4.0, "Rise."))
    assert (BEND.poster, BEND.view, BEND.inset, BEND.prop, BEND.trace) == (2, {}, None, "", "")


def test_between_keys_the_pose_is_on_its_way():
    assert [BEND.pose(count).plie for count in (0, 1, 2, 3)] == [0, 20, 40, 20]


def test_what_a_key_does_not_name_carries_over():
    assert BEND.pose(2).leg["L"].out == 30


@settings(max_examples=30, deadline=None)
@given(st.floats(-8, 8))
def test_the_loop_comes_round(count):
    here, later = BEND.pose(count), BEND.pose(count + 4)
    assert later.plie == pytest.approx(here.plie, abs=1e-9)
    assert later.arm["L"].el == pytest.approx(here.arm["L"].el, abs=1e-9)


def test_arms_follow_the_legs_a_little_late():
    assert BEND.pose(0.05).plie > 0
    assert BEND.pose(0.05).arm["L"].el < -64


def test_the_other_side_is_the_mirror_image(slug, movements):
    movement = movements[slug]
    for count in (0, movement.poster):
        ours = solve(movement.pose(count)).points()
        theirs = solve(movement.pose(count, mirrored=True)).points()
        for name, (x, y, z) in ours.items():
            other = name.replace("L.", "r.").replace("R.", "L.").replace("r.", "R.")
            assert theirs[other] == pytest.approx((-x, y, z), abs=1e-9)


def test_mirrored_twice_it_is_itself(slug, movements):
    pose = movements[slug].pose(1.3)
    assert mirror(mirror(pose)) == pose


def broken(**changes):
    return {**TABLE, **changes}


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (
            broken(start={"feet": "sixth"}),
            "bend: 'sixth' is none of the feet in presets; known are first.",
        ),
        (
            broken(start={"arms": "wings"}),
            "bend: 'wings' is none of the arms in presets; known are bras_bas, first.",
        ),
        (
            broken(keys=[{"at": 4, "ease": "bounce"}]),
            "bend, key at 4: 'bounce' is no ease; known are soft, press, brush, linear, in, out.",
        ),
        (broken(keys=[{"at": 3}]), "bend: the last key must stand at count 4, where the loop closes."),
        (
            broken(keys=[{"at": 2}, {"at": 1}, {"at": 4}]),
            "bend, key at 1: keys must stand in the order of their counts.",
        ),
        (broken(keys=[{"at": 4, "wings": 2}]), "bend, key at 4: 'wings' means nothing to the figure."),
        (
            broken(keys=[{"at": 4, "L": {"do": "tendu", "sparkle": 1}}]),
            "bend, key at 4: 'sparkle' means nothing to the figure.",
        ),
    ],
)
def test_a_wrong_table_is_told_in_one_sentence(table, sentence):
    with pytest.raises(ValueError) as told:
        Movement.from_table("bend", table, PRESETS)
    assert str(told.value) == sentence
