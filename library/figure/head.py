"""Head, neck, face and hair."""

from collections.abc import Iterator

from library.figure.camera import Camera
from library.figure.joints import Joints
from library.figure.outlines import Polygon, ellipsoid, tube
from library.figure.palettes import Palette
from library.figure.shapes import Shape
from library.figure.vectors import Vec, along, dot, mix, mul

Part = tuple[list[Polygon], str]


TEMPLES = {"bun": (0.020, 0.027, 0.032), "crop": (0.026, 0.019, 0.032), "bob": (-0.004, 0.050, 0.038)}


class _Skull:
    """Places in the head's own frame: x to her left, y up, z to the face."""

    def __init__(self, joints: Joints, camera: Camera, palette: Palette) -> None:
        self.joints, self.camera, self.palette = joints, camera, palette
        self.frame = joints.head
        self.side = dot(self.frame.right, camera.toward)
        self.lit = mul(camera.right, -0.007)

    def at(self, x: float, y: float, z: float) -> Vec:
        f = self.frame
        return along(f.at, (f.right, x), (f.up, y), (f.front, z))

    def ball(self, place: Vec, wide: float, high: float, deep: float) -> list[Polygon]:
        return ellipsoid(self.camera, self.frame._replace(at=place), wide, high, deep)

    def lit_ball(self, place: Vec, wide: float, high: float, deep: float, k: float = 1.0) -> list[Polygon]:
        return self.ball(along(place, (self.lit, k)), wide, high, deep)


def head_shapes(joints: Joints, camera: Camera, palette: Palette) -> list[Shape]:
    skull = _Skull(joints, camera, palette)
    neck, face, back, cap = (list(part(skull)) for part in (_neck, _face, _back_hair, _cap))
    facing = dot(skull.frame.front, camera.toward)
    extra = list(_extra_hair(skull))
    if facing > -0.3:
        parts = [*extra, *neck, *back, *face, *cap, *_ear(skull)]
    else:
        parts = [*neck, *face, *back, *extra, *_ear(skull)]
    return [Shape(polygons, fill) for polygons, fill in parts]


def _neck(skull: _Skull) -> Iterator[Part]:
    root, top = skull.joints.neck
    up, chest = skull.frame.up, skull.joints.chest
    thick = 1.22 if skull.palette.build == "broad" else 1.0
    line = [
        (along(root, (chest.up, -0.010)), 0.024 * thick),
        (root, 0.0262 * thick),
        (mix(root, top, 0.5), 0.0235 * thick),
        (top, 0.0245 * thick),
        (along(top, (up, 0.02)), 0.026),
    ]
    shade = [(mix(root, top, 0.62), 0.0225 * thick), (along(top, (up, 0.015)), 0.027)]
    yield tube(skull.camera, line), skull.palette.skin.mid
    yield tube(skull.camera, shade, 1.0, 0.10), skull.palette.skin.low


def _face(skull: _Skull) -> Iterator[Part]:
    skin, at = skull.palette.skin, skull.at
    jaw = 0.030 if skull.palette.build == "broad" else 0.0255
    nose = [(at(0, 0.006, 0.046), 0.005), (at(0, -0.012, 0.0565), 0.0052), (at(0, -0.018, 0.048), 0.006)]
    yield skull.ball(at(0, -0.008, 0.010), 0.0395, 0.050, 0.044), skin.mid
    yield skull.ball(at(0, -0.036, 0.020), jaw, 0.025, 0.0245), skin.mid
    yield tube(skull.camera, nose), skin.mid
    yield skull.lit_ball(at(0, -0.010, 0.020), 0.0265, 0.034, 0.024, 1.4), skin.high


def _back_hair(skull: _Skull) -> Iterator[Part]:
    if skull.palette.hairstyle == "crop":
        yield skull.ball(skull.at(0, 0.012, -0.012), 0.0435, 0.050, 0.050), skull.palette.hair.mid
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
    """A bun with its band, or the fullness of a bob at the nape."""
    hair, at, style = skull.palette.hair, skull.at, skull.palette.hairstyle
    if style == "bun":
        yield skull.ball(at(0, 0.056, -0.046), 0.0245, 0.0225, 0.0235), hair.mid
        yield skull.lit_ball(at(0, 0.062, -0.046), 0.013, 0.009, 0.013), hair.high
        yield skull.ball(at(0, 0.043, -0.037), 0.0195, 0.0095, 0.0165), skull.palette.top.mid
    if style == "bob":
        yield skull.ball(at(0, -0.022, -0.026), 0.0475, 0.040, 0.040), hair.mid


def _ear(skull: _Skull) -> Iterator[Part]:
    if abs(skull.side) > 0.12 and skull.palette.hairstyle != "bob":
        sign = 1 if skull.side > 0 else -1
        place = skull.at(sign * 0.0405, -0.010, -0.004)
        yield skull.ball(place, 0.004, 0.0115, 0.0075), skull.palette.skin.mid
