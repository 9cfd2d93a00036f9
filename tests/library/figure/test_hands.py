"""Hands: which side the thumb is on, where the palm looks, fingers that part."""

from itertools import pairwise

import pytest

from library.figure import Arm, Pose, solve
from library.figure.hands import hand_lines, palm_of
from library.figure.movement import arm
from library.figure.pose import SIGN
from library.figure.vectors import cross, dot, norm, sub, unit

SIDES = ["L", "R"]


def standing(name, presets):
    return solve(Pose(arm={n: arm("here", name, presets) for n in SIDES}))


def palm(side, name, presets):
    return palm_of(standing(name, presets).arm[side], SIGN[side])


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    "name", ["bras_bas", "first", "second", "fifth", "demi", "allonge", "hips", "arabesque"]
)
def test_a_left_hand_is_a_left_hand_in_every_position(side, name, presets):
    """Looking into the palm with the fingers up, the thumb of a left hand is on the left."""
    on, front, thumb = palm(side, name, presets)
    assert dot(unit(cross(front, on)), thumb) == pytest.approx(SIGN[side])
    assert (norm(on), norm(front), norm(thumb)) == (pytest.approx(1), pytest.approx(1), pytest.approx(1))


@pytest.mark.parametrize("side", SIDES)
def test_in_second_the_palms_look_at_the_audience_thumbs_up(side, presets):
    second = palm(side, "second", presets)
    assert second.front[2] > 0.7
    assert second.thumb[1] > 0.75


@pytest.mark.parametrize("side", SIDES)
def test_overhead_the_palms_look_at_each_other(side, presets):
    assert palm(side, "fifth", presets).front[0] * SIGN[side] < -0.8


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", ["allonge", "arabesque"])
def test_a_hand_that_is_stretched_out_looks_at_the_floor(side, name, presets):
    assert palm(side, name, presets).front[1] < -0.8


@pytest.mark.parametrize("side", SIDES)
def test_the_thumb_is_drawn_on_its_own_side_and_a_little_before_the_palm(side, presets):
    joints = standing("second", presets).arm[side]
    axes = palm_of(joints, SIGN[side])
    *fingers, thumb = hand_lines(joints, SIGN[side])
    ends = [dot(sub(line[-1][0], joints.wrist), axes.thumb) for line in fingers]
    assert ends == sorted(ends, reverse=True)  # first finger next to the thumb, the little one last
    assert dot(sub(thumb[-1][0], joints.wrist), axes.thumb) > ends[0]
    assert dot(sub(thumb[-1][0], joints.wrist), axes.front) > 0.008


def test_finger_tips_part_and_roots_do_not(presets):
    joints = standing("second", presets).arm["L"]
    *fingers, _ = hand_lines(joints, 1)
    for a, b in pairwise(fingers):
        assert norm(sub(a[1][0], b[1][0])) < a[1][1] + b[1][1]  # the palm has no holes
    assert norm(sub(fingers[0][-1][0], fingers[1][-1][0])) > fingers[0][-1][1] + fingers[1][-1][1]


def test_the_hand_turns_over_without_a_jump(presets):
    second = arm("here", "second", presets)
    fronts = []
    for i in range(361):
        turned = Arm(
            **{n: getattr(second, n) for n in ("az", "el", "reach", "paz", "pel")}, hand=10 - i * 0.05
        )
        joints = solve(Pose(arm={"L": turned, "R": turned})).arm["L"]
        fronts.append(palm_of(joints, 1).front)
    assert fronts[0][2] > 0.7
    assert fronts[-1][1] < -0.85
    assert all(dot(a, b) > 0.98 for a, b in pairwise(fronts))


@pytest.mark.parametrize("side", SIDES)
def test_hands_against_a_wall_press_with_their_palms(side, movements):
    movement = movements["calf-stretch"]
    joints = solve(movement.pose(movement.poster)).arm[side]
    assert palm_of(joints, SIGN[side]).front[2] > 0.4
