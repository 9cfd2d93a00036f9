import math
from itertools import combinations

import pytest

from library.figure import PALETTES, camera_for, dancer_of, figure, solve
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


def test_the_six_look_different_at_a_glance():
    clothes = {(p.hairstyle, p.beard, p.shirt, p.hem, p.loose, p.build) for p in PALETTES.values()}
    assert len(clothes) == len(PALETTES) == 6
    assert len({p.who for p in PALETTES.values()}) == 6
    for part in ("skin", "top", "leg"):
        colours = [getattr(p, part).mid for p in PALETTES.values()]
        assert min(_apart(a, b) for a, b in combinations(colours, 2)) > 12, part


def _apart(a, b):
    return math.dist(*([int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (a, b)))


def test_every_tone_grows_lighter_towards_the_light():
    for name, palette in PALETTES.items():
        for tone in (palette.skin, palette.hair, palette.top, palette.leg):
            sums = [sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in tone]
            assert sums == sorted(sums), name


def test_a_movement_keeps_its_dancer_and_everybody_has_a_turn(movements):
    dancers = {slug: dancer_of(slug) for slug in movements}
    assert dancers["passe"] == "slate"
    assert set(dancers.values()) == set(PALETTES)


def test_a_jump_leaves_smaller_fainter_shadows_on_the_floor_below(movements):
    movement = movements["petit-saute-parallel"]
    camera = camera_for(movement, 480, 480)
    poses = [movement.pose(movement.counts * i / 160) for i in range(160)]
    stands, flies = min(poses, key=_lowest), max(poses, key=_lowest)
    on, off = (floor_shadows(solve(pose), camera) for pose in (stands, flies))
    assert _lowest(flies) > 0.03
    assert len(on) == len(off) == 3
    for before, after in zip(on, off, strict=True):
        assert after.rx < before.rx
        assert after.strength < before.strength
        assert abs(after.y - before.y) < 12  # a raised foot's shadow does not rise with it


def _lowest(pose):
    return min(leg.tip[1] for leg in solve(pose).leg.values())


def test_who_lies_casts_a_shadow_from_head_to_pelvis(movements):
    movement = movements["glute-bridge"]
    joints, camera = solve(movement.pose(0)), camera_for(movement, 480, 480)
    places = [shadow.x for shadow in floor_shadows(joints, camera)]
    for part in (joints.head, joints.chest, joints.pelvis):
        assert any(abs(camera((part.at[0], 0.0, part.at[2])).x - x) < 0.01 for x in places)


@pytest.mark.parametrize(("yaw", "first"), [(90, "R"), (-90, "L")])
def test_the_far_leg_is_painted_before_the_near_one(yaw, first, movements):
    palette = PALETTES["fern"]
    movement = movements["first-position"]
    joints, camera = solve(movement.pose(0)), camera_for(movement, 480, 480, yaw=yaw)
    shapes = figure(joints, camera, palette)
    alone = {side: figure(joints, camera, palette, only=side) for side in "LR"}
    order = [[shape.polygons for shape in shapes].index(alone[side][-2].polygons) for side in "LR"]
    assert order.index(min(order)) == "LR".index(first)


@pytest.mark.parametrize(("yaw", "over"), [(0, True), (180, False)])
def test_a_thigh_that_comes_towards_us_lies_over_the_shirt(yaw, over, movements):
    movement, palette = movements["figure-four"], PALETTES["oak"]
    joints, camera = solve(movement.pose(0)), camera_for(movement, 480, 480, yaw=yaw)
    shapes = [shape for shape in figure(joints, camera, palette) if shape.solid]
    shirt = next(i for i, s in enumerate(shapes) if s.fill == palette.top.mid and len(s.polygons) > 3)
    trousers = [i for i, s in enumerate(shapes) if s.fill == palette.leg.mid and len(s.polygons) == 1]
    assert (max(trousers, default=0) > shirt) is over


def test_a_close_up_shows_the_shadow_of_its_foot_alone(movements):
    movement = movements["releve-parallel"]
    joints, camera = solve(movement.pose(0)), camera_for(movement, 480, 480)
    left, right, *_ = floor_shadows(joints, camera)
    assert floor_shadows(joints, camera, only="L") == [left]
    assert floor_shadows(joints, camera, only="R") == [right]
