"""Joints -> flat shapes in painter's order: what is far first, two tones and a highlight on each part."""

from collections.abc import Iterable

from library.figure.camera import Camera
from library.figure.feet import between_toes, foot_lines, toe_lines, topside
from library.figure.hands import hand_lines
from library.figure.head import head_shapes
from library.figure.joints import ArmJoints, Joints, LegJoints
from library.figure.limbs import Line, arm_line, leg_line
from library.figure.outlines import Polygon, blend, sleeve, taper, tube
from library.figure.palettes import SHIRTS, Palette, Tone
from library.figure.pose import SIDES, SIGN, Side
from library.figure.shapes import Shape
from library.figure.trunk import FLESH, Trunk
from library.figure.vectors import along, dot, mix, smooth, sub

LIGHT = (-0.25, -0.10)  # from the upper left, as shares of a limb's radius
BEHIND = -0.02  # an arm farther back than this is hidden by the body
TOES_FROM = 520.0  # pixels per body height; smaller feet show no toes


def figure(joints: Joints, camera: Camera, palette: Palette, only: Side | None = None) -> list[Shape]:
    """The dancer as shapes, the first painted first. `only` draws one leg, for a close-up of the foot."""
    sketch = _Sketch(joints, camera, palette)
    if only:
        sketch.leg(only, 1.0)
        return sketch.shapes
    depths = {n: _arm_depth(joints.arm[n], joints, camera) for n in SIDES}
    order = sorted(SIDES, key=lambda n: round(depths[n], 6))
    for n in order:
        if depths[n] < BEHIND:
            sketch.arm(n, 1 - _turned(joints, camera) * smooth(-depths[n] / 0.08))
    sketch.middle()
    for n in order:
        if depths[n] >= BEHIND:
            sketch.arm(n, 1.0)
    return sketch.shapes


def _arm_depth(arm: ArmJoints, joints: Joints, camera: Camera) -> float:
    """How far an arm is before the trunk's own line; how high it is held does not count."""
    chest = joints.chest
    off = sub(mix(arm.elbow, arm.wrist, 0.5), chest.at)
    return dot(along(off, (chest.up, -dot(off, chest.up))), camera.toward)


def _turned(joints: Joints, camera: Camera) -> float:
    """0 when she faces us, 1 in profile: only then has she a far side."""
    return smooth((abs(dot(joints.chest.right, camera.toward)) - 0.25) / 0.35)


class _Sketch:
    """The shapes so far."""

    def __init__(self, joints: Joints, camera: Camera, palette: Palette) -> None:
        self.joints, self.camera, self.palette = joints, camera, palette
        self.shapes: list[Shape] = []

    def add(self, shapes: Iterable[Shape]) -> None:
        self.shapes.extend(shapes)

    def put(self, polygons: list[Polygon], fill: str, solid: bool = False) -> None:
        self.shapes.append(Shape(polygons, fill, solid))

    def tubes(self, lines: list[Line]) -> list[Polygon]:
        return [polygon for line in lines for polygon in tube(self.camera, line)]

    def cast(self, polygons: list[Polygon]) -> None:
        if self.shapes:
            self.shapes.append(Shape(polygons, ""))

    def middle(self) -> None:
        """Legs, trunk and head. A thigh towards us lies over the trunk, a head that leans away behind it."""
        joints, camera = self.joints, self.camera
        depth = {n: _leg_depth(joints.leg[n], camera) for n in SIDES}
        far, near = sorted(SIDES, key=lambda n: round(depth[n], 6))
        fade = 1 - smooth((depth[near] - depth[far] - 0.03) / 0.10)
        over = {n: self._over(joints.leg[n]) for n in SIDES}
        for n in (far, near):
            if over[n] < 1:
                self.leg(n, fade if n == far else 1.0)
        away = dot(sub(joints.head.at, joints.chest.at), camera.toward) < -0.06
        if away:
            self.add(head_shapes(joints, camera, self.palette))
        self.trunk()
        if not away:
            self.add(head_shapes(joints, camera, self.palette))
        for n in (far, near):
            if over[n] > 0:
                self.leg(n, fade if n == far else 1.0, start=0.30 * (1 - over[n]))

    def _over(self, leg: LegJoints) -> float:
        """0: the trunk covers the hip; 1: the thigh covers the trunk; between, the thigh without its root."""
        return smooth((dot(sub(leg.knee, leg.hip), self.camera.toward) - 0.10) / 0.07)

    def leg(self, side: Side, near: float, start: float = 0.0) -> None:
        leg, camera, hem = self.joints.leg[side], self.camera, self.palette.hem
        skin, skin_high = toned(self.palette.skin, near)
        cloth, cloth_high = toned(self.palette.leg, near)
        lines = foot_lines(leg, SIGN[side])
        foot = self.tubes([*lines, *toe_lines(leg, SIGN[side])])
        bare = self._fleshed(leg_line(leg, hem - 0.08, 2.0)) if hem < 1 else leg_line(leg, hem - 0.08, 2.0)
        flesh = tube(camera, bare) + foot
        dressed = self._trousers(leg_line(leg, start, hem))
        cloth_shape = sleeve(camera, dressed)
        self.cast(cloth_shape + flesh)
        self.put(flesh, skin, solid=True)
        self.toes(leg, side)
        if hem < 1 and len(bare) > 3:
            self.put(tube(camera, taper(bare[2:]), 0.5, *LIGHT), skin_high)
        self.put(tube(camera, taper(lines[0]), 0.45, LIGHT[0] * 1.1, LIGHT[1] * 2.2), skin_high)
        self.put(cloth_shape, cloth, solid=True)
        self.put(tube(camera, taper(dressed[1:]), 0.5, *LIGHT), cloth_high)

    def _trousers(self, line: Line) -> Line:
        """What is loose stands off more and more towards the hem."""
        last = len(line) - 1
        loose = self.palette.loose
        return [(p, r * 1.03 + loose * (i / last)) for i, (p, r) in enumerate(self._fleshed(line))]

    def _fleshed(self, line: Line) -> Line:
        """Rounder or stronger people have fuller limbs, less so towards hand and foot."""
        more, last = FLESH[self.palette.build], len(line) - 1
        return [(p, r * (1 + more * (1 - i / last))) for i, (p, r) in enumerate(line)] if more else line

    def toes(self, leg: LegJoints, side: Side) -> None:
        """The lines between the toes, where the foot is large and shows its upper side."""
        if self.camera.scale > TOES_FROM and dot(topside(leg), self.camera.toward) > 0.1:
            lines, tone = between_toes(leg, SIGN[side]), self.palette.skin
            self.put(self.tubes(lines), blend(tone.low, tone.mid, 0.3))

    def arm(self, side: Side, near: float) -> None:
        arm, chest, camera = self.joints.arm[side], self.joints.chest, self.camera
        line, hand = self._fleshed(arm_line(arm)), hand_lines(arm, SIGN[side])
        skin, high = toned(self.palette.skin, near)
        root = (along(mix(arm.shoulder, chest.at, 0.26), (chest.up, 0.002)), 0.0200)
        limb, fingers, thumb = tube(camera, [root, *line]), self.tubes(hand[:-1]), tube(camera, hand[-1])
        self.cast(tube(camera, line[4:]) + fingers + thumb)
        self.put(limb + fingers, skin, solid=True)
        self.put(tube(camera, taper(line[2:-1]), 0.45, *LIGHT), high)
        self.put(thumb, skin)
        length = SHIRTS[self.palette.shirt].sleeve
        if length:
            cloth, cloth_high = toned(self.palette.top, near)
            covered = [(p, r * 1.03 + 0.0030) for p, r in line[:length]]
            self.put(sleeve(camera, [(root[0], 0.0235), *covered]), cloth, solid=True)
            if length > 6:  # on a short one it would be a blot
                self.put(tube(camera, taper(covered[1:-1]), 0.42, *LIGHT), cloth_high)

    def trunk(self) -> None:
        camera, palette, shirt = self.camera, self.palette, SHIRTS[self.palette.shirt]
        trunk = Trunk(self.joints, camera, palette.build)
        self.put(trunk.between(0.80, 1.13), palette.skin.mid, solid=True)
        self.put(trunk.between(-0.14, 0.30), palette.leg.mid, solid=True)
        self.put(trunk.between(shirt.hem, shirt.top), palette.top.mid, solid=True)
        self.put(trunk.highlight(), palette.top.high)
        self.put(trunk.neckline(shirt.low, shirt.high, shirt.half), palette.skin.mid)
        if shirt.straps:
            self.straps()

    def straps(self) -> None:
        chest, camera = self.joints.chest, self.camera
        before = 0.046 if dot(chest.front, camera.toward) > -0.3 else -0.046
        for n in SIDES:
            low = along(chest.at, (chest.right, SIGN[n] * 0.050), (chest.up, -0.042), (chest.front, before))
            top = along(chest.at, (chest.right, SIGN[n] * 0.051), (chest.up, 0.008))
            beads = [(low, 0.0125), (mix(low, top, 0.5), 0.0092), (top, 0.0060)]
            self.put(tube(camera, beads), self.palette.top.mid)


def _leg_depth(leg: LegJoints, camera: Camera) -> float:
    return dot(mix(leg.knee, leg.ankle, 0.5), camera.toward)


def toned(tone: Tone, near: float) -> tuple[str, str]:
    """Base colour and highlight; near 1 is close by, 0 far: colours fade, they never jump."""
    return blend(tone.low, tone.mid, near), blend(tone.mid, tone.high, near)
