"""A jump is ballistic: gravity alone between two pliés, heels down before and after."""

from itertools import pairwise
from math import dist, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.figure import Movement, solve
from library.figure.jumps import GRAVITY, TIPTOE, Jump, ankle_up, tiptoe
from library.figure.pose import Leg, Pose

PRESETS = {
    "arms": {"bras_bas": {"az": -12, "el": -66, "reach": 0.95}},
    "feet": {"first": {"x": 0.02, "z": -0.02, "out": 30}, "second": {"x": 0.15, "z": -0.02, "out": 30}},
}
PLIE = Pose(plie=56)
HOP = Jump.between(PLIE, PLIE, 0.075, 0.92)


def flight(jump, steps=40):
    return [jump.pose(jump.push + jump.flight * i / steps) for i in range(1, steps)]


def apart(a, b):
    """The furthest any joint is in one pose from where it is in the other."""
    ours, theirs = solve(a).points(), solve(b).points()
    return max(dist(ours[name], theirs[name]) for name in ours)


def test_the_flight_lasts_as_long_as_gravity_lets_it():
    assert HOP.flight == pytest.approx(2 * sqrt(2 * 0.075 / GRAVITY))
    assert HOP.push + HOP.flight + HOP.land == pytest.approx(0.92)


def test_in_the_air_the_pelvis_falls_at_gravity_alone():
    heights = [pose.py for pose in flight(HOP)]
    step = HOP.flight / 40
    for a, b, c in zip(heights, heights[1:], heights[2:], strict=False):
        assert (a - 2 * b + c) / step**2 == pytest.approx(-GRAVITY, rel=1e-6)
    assert max(heights) == pytest.approx(tiptoe(PLIE)[1] + 0.075)


@settings(max_examples=40, deadline=None)
@given(st.floats(30, 62), st.floats(30, 62), st.floats(0.02, 0.10))
def test_speed_never_breaks_at_take_off_or_touch_down(plie, landing, height):
    a, b = Pose(plie=plie), Pose(plie=landing)
    speed = sqrt(2 * GRAVITY * height)
    seconds = 2 * speed / GRAVITY + 2 * (tiptoe(a)[1] - solve(a).pelvis.at[1]) / speed
    seconds += 2 * (tiptoe(b)[1] - solve(b).pelvis.at[1]) / speed
    jump, tick = Jump.between(a, b, height, seconds), 1e-4
    for moment in (jump.push, jump.push + jump.flight):
        before, at, after = (jump.pose(moment + k * tick).py for k in (-1, 0, 1))
        assert (at - before) / tick == pytest.approx((after - at) / tick, abs=0.01)


def test_heels_are_down_when_it_begins_and_when_it_ends():
    for seconds in (0, HOP.seconds):
        pose = HOP.pose(seconds)
        assert [leg.rise for leg in pose.leg.values()] == pytest.approx([0, 0], abs=1e-6)
        assert apart(pose, PLIE) < 1e-9


def test_it_lands_toe_ball_heel_and_knees_last():
    moments = [HOP.pose(HOP.push + HOP.flight + HOP.land * i / 20) for i in range(21)]
    ankles = [solve(pose).leg["L"].ankle[1] for pose in moments]
    assert all(a >= b - 1e-9 for a, b in pairwise(ankles))
    assert ankles[0] == pytest.approx(ankle_up(TIPTOE) + 0.011, abs=2e-4)
    assert [pose.leg["L"].y for pose in moments] == [0.0] * 21


def test_in_the_air_the_feet_point_and_nothing_goes_under_the_floor():
    for pose in flight(HOP):
        for leg in solve(pose).leg.values():
            assert min(leg.ankle[1], leg.ball[1], leg.tip[1]) >= 0
    top = HOP.pose(HOP.push + HOP.flight / 2)
    leg = solve(top).leg["L"]
    assert leg.foot[1] < -0.95
    assert leg.tip[1] > 0.02


def test_feet_change_marks_in_the_air_alone():
    wide = Pose(plie=50, leg={"L": Leg(x=0.15), "R": Leg(x=0.15)})
    jump = Jump.between(PLIE, wide, 0.08, 0.92)
    assert jump.pose(jump.push).leg["L"].x == 0.02
    assert jump.pose(jump.push + jump.flight).leg["L"].x == pytest.approx(0.15)


def test_a_jump_may_land_on_one_leg():
    one = Pose(plie=50, weight=-1, leg={"L": Leg(mode="touch", at=0.1), "R": Leg()})
    jump = Jump.between(PLIE, one, 0.05, 0.86)
    assert apart(jump.pose(jump.seconds), one) < 1e-9
    assert {leg.mode for leg in jump.pose(jump.push + 0.1).leg.values()} == {"stand"}


def movement(**key):
    keys = [{"at": 1, "plie": 54}, {"at": 2.6, "plie": 54} | key, {"at": 4, "plie": 0}]
    table = {"counts": 4, "bpm": 104, "start": {"feet": "first"}, "keys": keys}
    return Movement.from_table("hop", table, PRESETS)


def test_a_table_asks_for_a_jump_by_its_height():
    hop = movement(jump=0.075)
    assert [key.jump and key.jump.height for key in hop.keys] == [None, None, 0.075, None]
    assert hop.pose(1.8).leg["L"].y > 0.03
    assert hop.pose(2.6).leg["L"].y == 0


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (
            {"at": 2.0, "jump": 0.075},
            "hop, key at 2.0: a jump of 0.075 from this plié to that takes 0.66 to 1.00 s, not 0.58.",
        ),
        (
            {"jump": 0.05, "anchor": "free"},
            "hop, key at 2.6: a jump goes from a foot on the floor to a foot on the floor.",
        ),
    ],
)
def test_what_no_body_can_jump_is_refused(key, sentence):
    with pytest.raises(ValueError) as told:
        movement(**key)
    assert str(told.value) == sentence
