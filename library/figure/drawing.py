"""Joints -> flat shapes in painter's order: far limbs first, two tones and a highlight on each part."""

from collections.abc import Iterable
from math import pi, sin
from typing import NamedTuple

from library.figure.camera import Camera
from library.figure.head import head_shapes
from library.figure.joints import ArmJoints, Joints, LegJoints
from library.figure.limbs import arm_line, foot_lines, hand_lines, leg_line
from library.figure.outlines import Polygon, Ring, blend, loft, taper, tube
from library.figure.palettes import Palette, Tone
from library.figure.pose import SIDES, SIGN, Side
from library.figure.shapes import Shape
from library.figure.trunk import girth_at, neckline, ring, rings
from library.figure.vectors import along, clamp, dot, mix, mul, smooth

LIGHT = (-0.25, -0.10)  # from the upper left, as shares of a limb's radius


def figure(joints: Joints, camera: Camera, palette: Palette, only: Side | None = None) -> list[Shape]:
    """The dancer as shapes, the first painted first. `only` draws one leg, for a close-up of the foot."""
    sketch = _Sketch(joints, camera, palette)
    if only:
        sketch.leg(joints.leg[only], 1.0)
        return sketch.shapes
    depths = {n: _arm_depth(joints.arm[n], joints, camera) for n in SIDES}
    order = sorted(SIDES, key=lambda n: depths[n])
    for n in order:
        if depths[n] < -0.02:
            sketch.arm(n, 1 - _turned(joints, camera) * smooth(-depths[n] / 0.08))
    sketch.legs()
    sketch.trunk()
    sketch.add(head_shapes(joints, camera, palette))
    for n in order:
        if depths[n] >= -0.02:
            sketch.arm(n, 1.0)
    return sketch.shapes


def _arm_depth(arm: ArmJoints, joints: Joints, camera: Camera) -> float:
    return (camera(arm.elbow).depth + camera(arm.wrist).depth) / 2 - camera(joints.chest.at).depth


def _turned(joints: Joints, camera: Camera) -> float:
    """0 when she faces us, 1 in profile: only then has she a far side."""
    return smooth((abs(dot(joints.chest.right, camera.toward)) - 0.25) / 0.35)


class _Sketch:
    """The shapes so far, and the body they cover, on which the next limb casts its shadow."""

    def __init__(self, joints: Joints, camera: Camera, palette: Palette) -> None:
        self.joints, self.camera, self.palette = joints, camera, palette
        self.shapes: list[Shape] = []
        self.body: list[Polygon] = []

    def add(self, shapes: Iterable[Shape]) -> None:
        self.shapes.extend(shapes)

    def put(self, polygons: list[Polygon], fill: str) -> None:
        self.shapes.append(Shape(polygons, fill))

    def cast(self, polygons: list[Polygon]) -> None:
        if self.body:
            self.shapes.append(Shape(polygons, "", within=tuple(self.body)))

    def legs(self) -> None:
        depth = {n: _leg_depth(self.joints.leg[n], self.camera) for n in SIDES}
        far, near = sorted(SIDES, key=lambda n: depth[n])
        self.leg(self.joints.leg[far], 1 - smooth((depth[near] - depth[far] - 0.03) / 0.10))
        self.leg(self.joints.leg[near], 1.0)

    def leg(self, leg: LegJoints, near: float) -> None:
        main, sole, cup = foot_lines(leg)
        skin, skin_high = toned(self.palette.skin, near)
        cloth, cloth_high = toned(self.palette.leg, near)
        camera, hem = self.camera, self.palette.hem
        foot = tube(camera, main) + tube(camera, sole) + tube(camera, cup)
        whole = tube(camera, leg_line(leg)) + foot
        self.cast(whole)
        bare = leg_line(leg, hem - 0.06, 2.0, steps=4 if hem > 1 else 14)
        self.put(tube(camera, bare) + foot, skin)
        if hem < 1:
            self.put(tube(camera, taper(bare[2:]), 0.5, *LIGHT), skin_high)
        self.put(tube(camera, taper(main[1:]), 0.5, LIGHT[0] * 1.1, LIGHT[1] * 2.2), skin_high)
        dressed = leg_line(leg, 0.0, hem, steps=20)
        if hem < 1:
            dressed = [(p, r * 1.09 + 0.004 * i / 20) for i, (p, r) in enumerate(dressed)]
        self.put(tube(camera, dressed), cloth)
        self.put(tube(camera, taper(dressed[3:-1]), 0.55, *LIGHT), cloth_high)
        self.body += whole

    def arm(self, side: Side, near: float) -> None:
        arm, chest, camera = self.joints.arm[side], self.joints.chest, self.camera
        line, hand = arm_line(arm), hand_lines(arm)
        skin, high = toned(self.palette.skin, near)
        root = (along(mix(arm.shoulder, chest.at, 0.26), (chest.up, -0.004)), 0.0205)
        self.cast(tube(camera, line[4:]) + tube(camera, hand[0]))
        fingers = [polygon for part in hand for polygon in tube(camera, part)]
        self.put(tube(camera, [root, *line]) + fingers, skin)
        self.put(tube(camera, taper([*line[2:], *hand[0][1:-1]]), 0.5, *LIGHT), high)
        if self.palette.shirt == "tee":
            cloth, cloth_high = toned(self.palette.top, near)
            sleeve = [(p, r * 1.02 + 0.0035) for p, r in line[:5]]
            self.put(tube(camera, [(root[0], 0.026), *sleeve]), cloth)
            self.put(tube(camera, taper(sleeve), 0.36, *LIGHT), cloth_high)

    def trunk(self) -> None:
        joints, camera, palette = self.joints, self.camera, self.palette
        build = palette.build
        self.put(loft(camera, rings(joints, build, 0.80, 1.13)), palette.skin.mid)
        self.put(loft(camera, rings(joints, build, -0.14, 0.30)), palette.leg.mid)
        front = dot(joints.chest.front, camera.toward)
        if palette.shirt == "vest":
            self._vest(front)
        else:
            self._tee()
        self.body += loft(camera, rings(joints, build, -0.14, 1.13))

    def _vest(self, front: float) -> None:
        joints, camera, palette = self.joints, self.camera, self.palette
        chest = joints.chest
        self.put(loft(camera, rings(joints, palette.build, 0.14, 0.875)), palette.top.mid)
        self.put(loft(camera, self._highlight()), palette.top.high)
        self.put(neckline(joints, camera, palette.build, 0.785, 0.875, 0.60), palette.skin.mid)
        for n in SIDES:
            before = 0.046 if front > -0.3 else -0.046
            low = along(chest.at, (chest.right, SIGN[n] * 0.050), (chest.up, -0.042), (chest.front, before))
            top = along(chest.at, (chest.right, SIGN[n] * 0.051), (chest.up, 0.007))
            self.put(
                tube(camera, [(low, 0.0125), (mix(low, top, 0.5), 0.0095), (top, 0.0075)]), palette.top.mid
            )

    def _tee(self) -> None:
        joints, camera, palette = self.joints, self.camera, self.palette
        self.put(loft(camera, rings(joints, palette.build, 0.10, 1.035)), palette.top.mid)
        self.put(loft(camera, self._highlight()), palette.top.high)
        self.put(neckline(joints, camera, palette.build, 0.965, 1.02, 0.62), palette.skin.mid)

    def _highlight(self) -> list[Ring]:
        rows = []
        for i in range(10):
            centre, right, front = ring(self.joints, girth_at(self.palette.build, 0.19 + 0.60 * i / 9))
            k = 0.46 * (0.10 + 0.90 * max(0.0, sin(pi * i / 9)) ** 0.7)
            rows.append((along(centre, (self.camera.right, -0.020)), mul(right, k), mul(front, k)))
        return rows


def _leg_depth(leg: LegJoints, camera: Camera) -> float:
    return (camera(leg.knee).depth + camera(leg.ankle).depth) / 2


def toned(tone: Tone, near: float) -> tuple[str, str]:
    """Base colour and highlight; near 1 is close by, 0 far: colours fade, they never jump."""
    return blend(tone.low, tone.mid, near), blend(tone.mid, tone.high, near)


class Shadow(NamedTuple):
    """A soft ellipse on the floor, in pixels, with its strength 0..1."""

    x: float
    y: float
    rx: float
    ry: float
    strength: float


def floor_shadows(joints: Joints, camera: Camera) -> list[Shadow]:
    """Under each foot that is near the floor, and under the body."""
    spots = []
    for n in SIDES:
        leg = joints.leg[n]
        height = min(leg.ball[1], leg.tip[1], leg.ankle[1] - 0.03)
        strength = clamp(1 - height / 0.35)
        if strength > 0.05:
            spots.append((mix(leg.ankle, leg.tip, 0.55), 0.075 * (1 + height), 0.5 * strength))
    under = [joints.pelvis.at, joints.leg["L"].ball, joints.leg["R"].ball, joints.chest.at]
    middle = (sum(p[0] for p in under) / 4, 0.0, sum(p[2] for p in under) / 4)
    spots.append((middle, 0.20, 0.35))
    out = []
    for (x, _, z), radius, strength in spots:
        at = camera((x, 0.0, z))
        flat = radius * at.scale * abs(camera.toward[1]) * 1.6 + 2
        out.append(Shadow(at.x, at.y, radius * at.scale, flat, strength))
    return out
