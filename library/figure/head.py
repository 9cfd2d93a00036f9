"""Head, neck, face and hair."""

from collections.abc import Callable, Iterator

from library.figure.camera import Camera
from library.figure.joints import Joints
from library.figure.outlines import Polygon, ellipsoid, taper, tube
from library.figure.palettes import Palette
from library.figure.shapes import Shape
from library.figure.vectors import Vec, along, dot, mix, mul

Part = tuple[list[Polygon], str]

# Hair before the ears: how high its middle, half its height, half its depth.
TEMPLES = {
    "bun": (0.020, 0.024, 0.030),
    "tail": (0.020, 0.024, 0.030),
    "crop": (0.026, 0.018, 0.032),
    "bob": (-0.004, 0.048, 0.036),
    "curls": (0.012, 0.030, 0.036),
}
# Middle and half axes of the curls, round the head and over the brow.
CURLS = ((0.0, 0.018, -0.022, 0.059, 0.056, 0.052), (0.0, 0.044, -0.010, 0.050, 0.029, 0.050))


# Where a beard runs from the temple to the chin, and how thick.
JAW = ((0.0375, 0.004, -0.006, 0.005), (0.0365, -0.018, -0.002, 0.007), (0.027, -0.040, 0.010, 0.013))
EYE = "#2A1C18"


class _Skull:
    """Places in the head's own frame: x to her left, y up, z to the face."""

    def __init__(self, joints: Joints, camera: Camera, palette: Palette) -> None:
        self.joints, self.camera, self.palette = joints, camera, palette
        self.frame = joints.head
        self.side = dot(self.frame.right, camera.toward)
        self.facing = dot(self.frame.front, camera.toward)
        self.lit = mul(camera.right, -0.007)

    def at(self, x: float, y: float, z: float) -> Vec:
        f = self.frame
        return along(f.at, (f.right, x), (f.up, y), (f.front, z))

    def ball(self, place: Vec, wide: float, high: float, deep: float) -> list[Polygon]:
        return ellipsoid(self.camera, self.frame._replace(at=place), wide, high, deep)

    def lit_ball(self, place: Vec, wide: float, high: float, deep: float, k: float = 1.0) -> list[Polygon]:
        return self.ball(along(place, (self.lit, k)), wide, high, deep)

    def line(self, *beads: tuple[float, float, float, float]) -> list[Polygon]:
        return tube(self.camera, [(self.at(x, y, z), radius) for x, y, z, radius in beads])


def head_shapes(joints: Joints, camera: Camera, palette: Palette) -> list[Shape]:
    skull = _Skull(joints, camera, palette)
    if skull.facing > -0.3:
        order: tuple[Callable[[_Skull], Iterator[Part]], ...] = (
            _extra_hair,
            _neck,
            _back_hair,
            _face,
            _features,
            _beard,
            _lips,
            _cap,
            _ear,
        )
    else:
        order = (_face, _beard, _neck, _back_hair, _extra_hair, _ear)
    parts = [part for draw in order for part in draw(skull)]
    return [Shape(polygons, fill, solid=True) for polygons, fill in parts]


def _neck(skull: _Skull) -> Iterator[Part]:
    root, top = skull.joints.neck
    up, chest = skull.frame.up, skull.joints.chest
    thick = 1.22 if skull.palette.build == "broad" else 1.0
    line = [
        (along(root, (chest.up, -0.012)), 0.0255 * thick),
        (root, 0.0238 * thick),
        (mix(root, top, 0.5), 0.0212 * thick),
        (top, 0.0222 * thick),
        (along(top, (up, 0.02)), 0.0245),
    ]
    shade = [(mix(root, top, 0.62), 0.0205 * thick), (along(top, (up, 0.015)), 0.0255)]
    yield tube(skull.camera, line), skull.palette.skin.mid
    yield tube(skull.camera, shade, 1.0, 0.10), skull.palette.skin.low


def _face(skull: _Skull) -> Iterator[Part]:
    skin, at = skull.palette.skin, skull.at
    jaw = 0.030 if skull.palette.build == "broad" else 0.0255
    yield skull.ball(at(0, -0.008, 0.010), 0.0395, 0.050, 0.044), skin.mid
    yield skull.ball(at(0, -0.036, 0.020), jaw, 0.025, 0.0245), skin.mid
    yield (
        skull.line((0, 0.006, 0.047, 0.0045), (0, -0.012, 0.0560, 0.0050), (0, -0.017, 0.049, 0.0055)),
        skin.mid,
    )
    yield skull.lit_ball(at(0, -0.010, 0.020), 0.0265, 0.034, 0.024, 1.4), skin.high


def _features(skull: _Skull) -> Iterator[Part]:
    """Brows, eyes and the shade under the nose: each only where it is turned to us."""
    hair, skin, at = skull.palette.hair, skull.palette.skin, skull.at
    for sign in (1, -1):
        if skull.facing * 0.85 + sign * skull.side * 0.5 > 0.12:
            brow = [
                (0.0075, 0.0112, 0.0510),
                (0.0130, 0.0130, 0.0490),
                (0.0190, 0.0128, 0.0455),
                (0.0245, 0.0100, 0.0415),
            ]
            beads = [(at(sign * x, y, z), 0.0014) for x, y, z in brow]
            yield tube(skull.camera, taper(beads)), hair.low
            yield skull.ball(at(sign * 0.0162, -0.0005, 0.0470), 0.0052, 0.0026, 0.0030), EYE
    if skull.facing > 0.1:
        yield skull.ball(at(0, -0.0195, 0.0530), 0.0060, 0.0020, 0.0030), skin.low


def _lips(skull: _Skull) -> Iterator[Part]:
    if skull.facing > -0.05:
        lips = [(0.0100, -0.0345, 0.0385), (0, -0.0350, 0.0442), (-0.0100, -0.0345, 0.0385)]
        yield tube(skull.camera, taper([(skull.at(x, y, z), 0.0032) for x, y, z in lips])), skull.palette.lips


def _beard(skull: _Skull) -> Iterator[Part]:
    """Round the jaw and the mouth; the lips come after it."""
    if skull.palette.beard:
        yield skull.ball(skull.at(0, -0.0425, 0.0180), 0.0310, 0.0200, 0.0272), skull.palette.hair.mid
        for sign in (1, -1):
            if sign * skull.side > -0.5:
                yield skull.line(*((sign * x, y, z, r) for x, y, z, r in JAW)), skull.palette.hair.mid


def _back_hair(skull: _Skull) -> Iterator[Part]:
    if skull.palette.hairstyle == "crop":
        yield skull.ball(skull.at(0, 0.012, -0.012), 0.0420, 0.050, 0.050), skull.palette.hair.mid
    else:
        yield skull.ball(skull.at(0, 0.008, -0.013), 0.0450, 0.0545, 0.0525), skull.palette.hair.mid


def _cap(skull: _Skull) -> Iterator[Part]:
    """The hairline over the forehead and before the ears."""
    hair, at = skull.palette.hair, skull.at
    yield skull.ball(at(0, 0.040, -0.010), 0.0405, 0.0235, 0.048), hair.mid
    low, high, deep = TEMPLES[skull.palette.hairstyle]
    for sign in (1, -1):
        if sign * skull.side > -0.2:
            yield skull.ball(at(sign * 0.0370, low, -0.018), 0.0078, high, deep), hair.mid
    yield skull.lit_ball(at(0, 0.052, 0.004), 0.020, 0.0075, 0.022), hair.high


def _extra_hair(skull: _Skull) -> Iterator[Part]:
    """What stands off the head: a bun or a ponytail with its band, curls, the fullness of a bob."""
    hair, at, style = skull.palette.hair, skull.at, skull.palette.hairstyle
    if style == "bun":
        yield skull.ball(at(0, 0.056, -0.046), 0.0245, 0.0225, 0.0235), hair.mid
        yield skull.lit_ball(at(0, 0.062, -0.046), 0.013, 0.009, 0.013), hair.high
        yield skull.ball(at(0, 0.043, -0.037), 0.0195, 0.0095, 0.0165), skull.palette.top.mid
    if style == "tail":
        yield (
            skull.line(
                (0, 0.034, -0.056, 0.013),
                (0, 0.026, -0.076, 0.018),
                (0, -0.020, -0.088, 0.017),
                (0, -0.070, -0.080, 0.007),
            ),
            hair.mid,
        )
        yield skull.line((0, 0.032, -0.055, 0.0115), (0, 0.028, -0.062, 0.0120)), skull.palette.top.mid
    if style == "curls":
        for x, y, z, wide, high, deep in CURLS:
            yield skull.ball(at(x, y, z), wide, high, deep), hair.mid
        yield skull.lit_ball(at(0, 0.062, -0.012), 0.026, 0.010, 0.024), hair.high
    if style == "bob":
        yield skull.ball(at(0, -0.022, -0.026), 0.0475, 0.040, 0.040), hair.mid


def _ear(skull: _Skull) -> Iterator[Part]:
    if abs(skull.side) > 0.12 and skull.palette.hairstyle not in ("bob", "curls"):
        sign = 1 if skull.side > 0 else -1
        place = skull.at(sign * 0.0405, -0.010, -0.004)
        yield skull.ball(place, 0.004, 0.0115, 0.0075), skull.palette.skin.mid
