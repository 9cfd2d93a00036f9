"""Feet: five toes in order, an arch, and the heel behind."""

import pytest

from library.figure import Leg, Pose, solve
from library.figure.feet import foot_lines, outwards, toe_lines, topside
from library.figure.pose import SIGN
from library.figure.vectors import dot, sub

SIDES = ["L", "R"]


def leg(side, **more):
    return solve(Pose(leg={n: Leg(out=0, **more) for n in SIDES})).leg[side]


@pytest.mark.parametrize("side", SIDES)
def test_the_big_toe_is_on_the_inner_side_and_the_longest(side):
    foot = leg(side)
    tips = [line[-1][0] for line in toe_lines(foot, SIGN[side])]
    outer = [tip[0] * SIGN[side] for tip in tips]
    assert len(tips) == 5
    assert outer == sorted(outer)
    assert max(tips, key=lambda tip: tip[2]) == tips[0]


@pytest.mark.parametrize("side", SIDES)
def test_a_standing_foot_shows_its_upper_side_to_the_sky(side):
    foot = leg(side)
    assert outwards(foot, SIGN[side])[0] == pytest.approx(SIGN[side], abs=0.01)
    assert topside(foot)[1] == pytest.approx(1, abs=0.01)


def test_a_foot_stands_on_the_floor_not_in_it():
    for line in (*foot_lines(leg("L"), 1), *toe_lines(leg("L"), 1)):
        for (_, y, _), radius in line:
            assert y - radius > -0.006


def test_toes_spread_away_from_the_middle_one():
    together, apart = (toe_lines(leg("L", spread=s), 1) for s in (0.0, 1.0))
    widths = [lines[-1][-1][0][0] - lines[0][-1][0][0] for lines in (together, apart)]
    assert widths[1] > widths[0] * 1.5
    assert apart[2][-1][0] == together[2][-1][0]


def test_a_domed_foot_has_a_higher_arch_and_the_same_heel():
    flat, domed = (foot_lines(leg("L", dome=d), 1) for d in (0.0, 1.0))
    arch = 2  # the sole
    assert domed[arch][1][0][1] > flat[arch][1][0][1] + 0.008
    assert dot(sub(domed[arch][0][0], flat[arch][0][0]), (1, 1, 1)) == pytest.approx(0)
