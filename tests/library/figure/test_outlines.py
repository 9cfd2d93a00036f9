"""Outlines: they hold what they are drawn round, run one way, and follow their tables."""

from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.figure import camera_for, solve
from library.figure.camera import Camera
from library.figure.joints import Frame
from library.figure.limbs import arm_line, leg_line
from library.figure.outlines import Girdle, blend, ellipsoid, loft, profile, sleeve, tube
from library.figure.vectors import X, Y, Z

CAMERA = Camera(width=480, height=480, scale=300)
FLOOR_FRAME = Frame((0.0, 0.5, 0.0), X, Y, Z)


def points(polygon):
    return list(zip(polygon[::2], polygon[1::2], strict=True))


def area(polygon):
    corners = points(polygon)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*corners, corners[0]])) / 2


def winding(polygon, x, y):
    """How many times the polygon runs round a point."""
    angles = [atan2(py - y, px - x) for px, py in points(polygon)]
    turns = ((b - a + pi) % (2 * pi) - pi for a, b in pairwise([*angles, angles[0]]))
    return round(sum(turns) / (2 * pi))


@st.composite
def limbs(draw, bend=1.2, swell=3.0):
    """A chain of beads, pointing anywhere, each bent and thicker or thinner by at most so much."""
    x, y, z, radius = 0.0, 0.6, 0.0, draw(st.floats(0.01, 0.05))
    beads, heading, rise = [], draw(st.floats(0, 2 * pi)), draw(st.floats(-1.5, 1.5))
    for _ in range(draw(st.integers(2, 14))):
        beads.append(((x, y, z), radius))
        radius = min(0.05, max(0.004, radius * draw(st.floats(1 / swell, swell))))
        heading, rise = heading + draw(st.floats(-bend, bend)), rise + draw(st.floats(-bend, bend))
        step = draw(st.floats(0.01, 0.06))
        x, y, z = (
            x + step * cos(heading) * cos(rise),
            y + step * sin(rise),
            z + step * sin(heading) * cos(rise),
        )
    return beads


def covered(polygons, x, y):
    return any(winding(polygon, x, y) for polygon in polygons)


@given(limbs(bend=0.15, swell=1.12))  # as legs and arms are: their radii change smoothly
def test_a_limb_covers_each_of_its_beads(beads):
    polygons = tube(CAMERA, beads)
    for point, radius in beads:
        x, y, k = CAMERA.flat(point)
        for angle in (0.1, 1.7, 3.2, 4.8):
            assert covered(polygons, x + radius * k * cos(angle) / 2, y + radius * k * sin(angle) / 2)


@pytest.mark.parametrize("yaw", [0, 30, 75, 130])
def test_no_limb_of_any_movement_has_a_hole(slug, yaw, movements):
    movement = movements[slug]
    camera = camera_for(movement, 480, 480, yaw=yaw)
    joints = solve(movement.pose(movement.poster))
    for line in (*map(leg_line, joints.leg.values()), *map(arm_line, joints.arm.values())):
        polygons = tube(camera, line)
        for point, radius in line:
            x, y, k = camera.flat(point)
            for angle in (0.1, 2.2, 4.3):
                assert covered(polygons, x + radius * k * cos(angle) / 2, y + radius * k * sin(angle) / 2)


@given(limbs())
def test_a_limb_stays_within_its_beads(beads):
    corners = [corner for polygon in tube(CAMERA, beads) for corner in points(polygon)]
    discs = [(x, y, radius * k) for point, radius in beads for x, y, k in [CAMERA.flat(point)]]
    for x, y in corners:
        assert min(_beyond(x, y, a, b) for a, b in pairwise(discs)) < 0.5


def _beyond(x, y, a, b):
    """How far a point lies outside the band between two discs."""
    return min(
        hypot(x - a[0] - (b[0] - a[0]) * t, y - a[1] - (b[1] - a[1]) * t) - a[2] - (b[2] - a[2]) * t
        for t in (i / 20 for i in range(21))
    )


def test_a_limb_that_points_at_us_is_as_round_as_its_largest_bead():
    (polygon,) = tube(CAMERA, [((0.0, 0.5, 0.0), 0.05), ((0.0, 0.5, 0.01), 0.03)])
    x, y, k = CAMERA.flat((0.0, 0.5, 0.0))
    assert {round(hypot(px - x, py - y), 6) for px, py in points(polygon)} == {round(0.05 * k, 6)}


def test_a_folded_knee_is_rounded_outside_and_has_no_hole_inside():
    thigh = [((0.0, 0.3 + 0.03 * i, 0.0), 0.03) for i in range(6)]
    shank = [((0.04, 0.45 - 0.03 * i, 0.0), 0.03) for i in range(6)]
    (polygon,) = tube(CAMERA, thigh + shank)
    for point, _ in thigh + shank:
        x, y, _ = CAMERA.flat(point)
        assert winding(polygon, x, y) != 0
    between = CAMERA.flat((0.02, 0.40, 0.0))
    assert winding(polygon, *between[:2]) != 0


def test_a_sleeve_ends_in_a_hem_where_a_tube_ends_in_a_ball():
    beads = [((0.0, 0.5, 0.0), 0.03), ((0.0, 0.4, 0.0), 0.03)]
    lowest = [max(y for _, y in points(outline(CAMERA, beads)[0])) for outline in (tube, sleeve)]
    _, end, k = CAMERA.flat((0.0, 0.4, 0.0))
    assert lowest == [pytest.approx(end + 0.03 * k, abs=0.3), pytest.approx(end + 0.25 * 0.03 * k, abs=0.3)]


def test_every_outline_runs_the_same_way_round_so_that_overlaps_leave_no_hole():
    beads = [((0.1 * i, 0.5 + 0.02 * i * i, 0.0), 0.03) for i in range(4)]
    girdles = [
        Girdle(CAMERA, ((0.0, 0.5 + 0.1 * i, 0.0), (0.09, 0.0, 0.0), (0.0, 0.0, 0.06))) for i in range(3)
    ]
    outlines = [
        *tube(CAMERA, beads),
        *tube(CAMERA, beads[:1]),
        *loft(girdles),
        *ellipsoid(CAMERA, FLOOR_FRAME, 0.04, 0.05, 0.06),
    ]
    assert len(outlines) == 5
    assert all(area(outline) < -10 for outline in outlines)


def test_an_ellipsoid_is_as_wide_and_high_as_it_says():
    (polygon,) = ellipsoid(Camera(pitch=0.0, scale=300), FLOOR_FRAME, 0.04, 0.05, 0.06)
    xs, ys = [x for x, _ in points(polygon)], [y for _, y in points(polygon)]
    assert (max(xs) - min(xs), max(ys) - min(ys)) == (pytest.approx(24), pytest.approx(30))


def test_a_body_of_rings_reaches_from_the_first_to_the_last():
    level = Camera(pitch=0.0, scale=300)
    girdles = [
        Girdle(level, ((0.0, y, 0.0), (w, 0.0, 0.0), (0.0, 0.0, 0.05))) for y, w in ((0.5, 0.1), (0.7, 0.05))
    ]
    (hull,) = loft(girdles)
    ys = [y for _, y in points(hull)]
    assert max(ys) - min(ys) == pytest.approx(60, abs=0.1)
    assert max(x for x, _ in points(hull)) - min(x for x, _ in points(hull)) == pytest.approx(60)


def test_a_table_is_followed_through_its_rows():
    table = ((0.0, 1.0), (0.4, 3.0), (1.0, 2.0))
    assert [profile(table, t) for t, _ in table] == [pytest.approx(v) for _, v in table]
    assert profile(table, 0.39) == pytest.approx(profile(table, 0.41), abs=0.1)


def test_colours_blend_and_halves_round_up():
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
    assert blend("#000000", "#0a0a0a", 0.25) == "#030303"
    assert blend("#123456", "#abcdef", 1.0) == "#abcdef"
