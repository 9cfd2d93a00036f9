"""Each limit catches a movement that breaks it, and passes the same movement mended."""

import copy
from dataclasses import replace

import pytest

from library.figure import Movement, faults, limits
from library.figure.frames import danced
from library.figure.vectors import along, mul

STAND = {
    "counts": 4,
    "bpm": 60,
    "start": {"feet": "first", "arms": "bras_bas", "weight": -1},
    "keys": [{"at": 2}, {"at": 4}],
}


def table(start=None, *keys):
    made = copy.deepcopy(STAND)
    made["start"].update(start or {})
    made["keys"] = list(keys) or made["keys"]
    return made


BROKEN = {
    "jumps": (table(None, {"at": 0.05, "plie": 60}, {"at": 4, "plie": 0}), "jumps at count"),
    "floor": (
        table({"anchor": "free", "py": 0.3, "L": {"do": "pin", "y": -0.1}, "R": {"do": "pin", "y": 0.1}}),
        "is under the floor at count 0.0",
    ),
    "loop": (table(None, {"at": 4, "plie": 40}), "The loop does not close"),
    "turnout": (table({"L": {"out": 46}}), "L is turned out 46° at count 0.0; at most 35°."),
    "passé": (
        table({"L": {"do": "touch", "at": 1, "out": 72}}),
        "L is turned out 72° at count 0.0; at most 50°.",
    ),
    "mark": (
        table(None, {"at": 2, "L": {"x": 0.12}}, {"at": 4, "L": {"x": 0.02}}),
        "L.foot, standing, leaves its mark at count",
    ),
    "fingers": (
        table({"arms": {"az": -40, "el": -28, "reach": 0.93, "paz": 95}}),
        "fingertips cross the middle at count 0.0.",
    ),
    "elbow": (
        table({"arms": {"az": 60, "el": -20, "reach": 0.6, "paz": 95}}),
        "L.elbow bends",
    ),
    "heel": (
        table(
            {
                "anchor": "free",
                "py": 0.5,
                "L": {"do": "pin", "x": 0.05, "y": 0.05, "z": 0, "out": 180, "kneeup": 0},
            }
        ),
        "L.heel leaves the calf's side at count 0.0.",
    ),
    "hip": (
        table({"weight": -1, "L": {"do": "air", "dir": 180, "lift": 50, "out": 0}}),
        "L.hip flexion is -49° at count 0.0; a body has -32° to 120°.",
    ),
    "knee": (
        table({"L": {"do": "air", "dir": 0, "lift": 90, "knee": 158}}),
        "L.knee flexion is 158° at count 0.0; a body has 0° to 150°.",
    ),
    "ankle": (
        table({"L": {"do": "air", "dir": 0, "lift": 30, "knee": 30, "point": -0.4}}),
        "L.ankle dorsiflexion is 25° at count 0.0; a body has -75° to 20°.",
    ),
    "loaded ankle": (
        table({"plie": 104}),
        "R.ankle dorsiflexion, loaded is",
    ),
    "toes": (
        table({"rise": 78}),
        "R.toe extension is 78° at count 0.0; a body has -45° to 70°.",
    ),
    "spine": (table({"fwd": 88}), "spine flexion is 88° at count 0.0; a body has -35° to 80°."),
    "side": (table({"side": 41}), "spine bend is 41° at count 0.0; a body has -35° to 35°."),
    "twist": (table({"twist": -52}), "spine twist is -52° at count 0.0; a body has -45° to 45°."),
    "nod": (table({"nod": 52}), "neck flexion is 52° at count 0.0; a body has -45° to 45°."),
    "tilt of the head": (table({"htilt": 50}), "neck bend is 50° at count 0.0; a body has -45° to 45°."),
    "turn": (table({"turn": 75}), "neck turn is 75° at count 0.0; a body has -60° to 60°."),
    "shoulder": (
        table({"arms": {"az": 178, "el": -10, "reach": 0.98, "paz": 90}}),
        "L.shoulder behind is",
    ),
    "wrist": (
        table({"arms": {"az": 60, "el": -20, "reach": 0.95, "paz": 95, "hand": 40}}),
        "L.wrist of a free arm is 40° at count 0.0; a body has -25° to 25°.",
    ),
    "resting wrist": (
        table({"arms": {"rest": "hip", "paz": 116, "hand": 95}}),
        "L.wrist is 95° at count 0.0; a body has -70° to 80°.",
    ),
    "picture": (
        table({"anchor": "free", "py": 1.3, "L": {"do": "air"}, "R": {"do": "air"}}),
        "leaves the picture",
    ),
    "sickle": (
        table(
            {
                "anchor": "free",
                "py": 0.5,
                "L": {"do": "pin", "x": 0.1, "y": 0.2, "z": 0.2, "out": -40, "kneeup": 20},
            }
        ),
        "L.foot is sickled at count 0.0.",
    ),
}


@pytest.mark.parametrize("limit", BROKEN)
def test_a_broken_limit_is_told(limit, presets):
    made, sentence = BROKEN[limit]
    found = faults(Movement.from_table("broken", made, presets))
    assert any(sentence in fault for fault in found), found


def test_standing_still_breaks_nothing(presets):
    assert faults(Movement.from_table("stand", STAND, presets)) == []


def test_each_fault_is_told_once(presets):
    made = table({"L": {"out": 46}})
    found = faults(Movement.from_table("broken", made, presets))
    assert found == ["L is turned out 46° at count 0.0; at most 35°."]


def test_a_foot_pulled_off_the_floor_has_left_its_mark(presets):
    made = table({"anchor": "free", "py": 0.62})
    found = faults(Movement.from_table("broken", made, presets))
    assert "L.foot, standing, leaves its mark at count 0.0." in found


def test_a_knee_beyond_straight_is_told(presets):
    """No table can do it, the rig would not; the limit guards the rig."""
    movement = Movement.from_table("stand", STAND, presets)
    frame = danced(movement)[0]
    leg = frame.joints.leg["L"]
    bent = replace(frame.joints, leg=frame.joints.leg | {"L": leg._replace(front=mul(leg.front, -1))})
    bent.leg["L"] = bent.leg["L"]._replace(knee=along(leg.knee, (leg.front, 0.05)))
    told = list(limits._knees(movement, [replace(frame, joints=bent)]))
    assert told == [("knee L", "L.knee bends beyond straight at count 0.0.")]
