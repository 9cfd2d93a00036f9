import math

import pytest

from library.figure import PALETTES, camera_for, figure, solve
from library.figure.drawing import toned
from library.figure.palettes import Tone
from library.figure.shadows import floor_shadows


def drawn(movement, palette, **more):
    return figure(solve(movement.pose(movement.poster)), camera_for(movement, 480, 480, **more), palette)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("yaw", [0, 60, 90, 180, 270])
def test_every_dancer_can_be_drawn_from_every_side(name, yaw, movements):
    shapes = drawn(movements["passe"], PALETTES[name], yaw=yaw)
    numbers = [v for shape in shapes for polygon in shape.polygons for v in polygon]
    assert len(shapes) > 20
    assert all(math.isfinite(v) for v in numbers)
    assert all(shape.fill.startswith("#") for shape in shapes if not shape.cast)


def test_the_feet_have_the_dancers_own_skin(movements):
    for palette in PALETTES.values():
        joints = solve(movements["passe"].pose(4.6))
        shapes = figure(joints, camera_for(movements["passe"], 480, 480), palette, only="L")
        assert {shape.fill for shape in shapes} <= {*palette.skin, *palette.leg, ""}


def test_a_close_up_draws_one_leg_alone(movements):
    movement = movements["releve-parallel"]
    joints, camera = solve(movement.pose(3)), camera_for(movement, 480, 480)
    alone, whole = (figure(joints, camera, PALETTES["oak"], only=only) for only in ("L", None))
    assert 0 < len(alone) < len(whole) / 3


def test_a_shadow_is_cast_only_on_what_was_painted_before(movements):
    shapes = drawn(movements["first-position"], PALETTES["plum"])
    casts = [i for i, shape in enumerate(shapes) if shape.cast]
    assert casts
    assert min(casts) > 0


def test_far_limbs_fade_and_near_ones_do_not():
    tone = Tone("#000000", "#808080", "#ffffff")
    assert toned(tone, 1.0) == ("#808080", "#ffffff")
    assert toned(tone, 0.0) == ("#000000", "#808080")


def test_a_lifted_foot_leaves_no_shadow_beneath_it(movements):
    movement = movements["arabesque"]
    camera = camera_for(movement, 480, 480)
    low, high = (solve(movement.pose(count)) for count in (0, 4.8))
    assert sum(s.strength for s in floor_shadows(low, camera)) > sum(
        s.strength for s in floor_shadows(high, camera)
    )


def test_women_and_men_of_many_skins_dance():
    assert len({palette.skin for palette in PALETTES.values()}) == len(PALETTES) >= 4
    assert {palette.build for palette in PALETTES.values()} == {"slim", "broad", "full"}
