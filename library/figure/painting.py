"""Shapes -> pixels, with aggdraw on a Pillow image: about 4 ms for a dancer of a 720-line film."""

from functools import lru_cache

import aggdraw
from PIL import Image, ImageChops

from library.figure.camera import Camera
from library.figure.drawing import figure
from library.figure.joints import Joints
from library.figure.outlines import Polygon
from library.figure.palettes import Palette
from library.figure.pose import Side
from library.figure.shadows import floor_shadows
from library.figure.shapes import Shape

SHADOW, CAST = (93, 64, 48), (29, 15, 20)
CAST_STRENGTH = round(255 * 0.26)


def paint(
    image: Image.Image,
    joints: Joints,
    camera: Camera,
    palette: Palette,
    only: Side | None = None,
    shadows: bool = True,
) -> None:
    """Paint the dancer on the image, in place."""
    if shadows:
        paint_shadows(image, joints, camera, only)
    paint_shapes(image, figure(joints, camera, palette, only), camera.scale)


def paint_shadows(image: Image.Image, joints: Joints, camera: Camera, only: Side | None = None) -> None:
    for x, y, rx, ry, strength in floor_shadows(joints, camera, only):
        mask = _soft_ellipse(max(2, int(2 * rx)), max(2, int(2 * ry)), round(strength, 2))
        image.paste(SHADOW, (int(x - rx), int(y - ry)), mask)


@lru_cache(256)  # a foot that stands casts the same shadow in every frame
def _soft_ellipse(wide: int, high: int, strength: float) -> Image.Image:
    return _soft_disc().resize((wide, high)).point([int(v * strength * 0.62) for v in range(256)])


@lru_cache(1)
def _soft_disc() -> Image.Image:
    return (
        Image.radial_gradient("L").resize((128, 128)).point([int(max(0, 255 - v * 1.42)) for v in range(256)])
    )


def paint_shapes(image: Image.Image, shapes: list[Shape], scale: float) -> None:
    """Paint shapes in order; scale (pixels per body height) says how far cast shadows fall."""
    box = _bounds([p for s in shapes if s.fill for p in s.polygons], image.size)
    if box is None:
        return
    part, (left, top) = image.crop(box), box[:2]
    solid = Image.new("L", part.size)  # where the dancer is, as far as she is painted
    pen = _pen(part, -left, -top)
    fresh: list[Polygon] = []
    for shape in shapes:
        if not shape.cast:
            _fill(pen, shape.polygons, shape.fill)
            fresh += shape.polygons if shape.solid else []
            continue
        _add_to(solid, fresh, -left, -top)
        fresh = []
        shadow = _shadow(shape.polygons, solid, scale, left, top)
        if shadow:
            pen.flush()
            part.paste(CAST, shadow[1], shadow[0])
            pen = _pen(part, -left, -top)
    pen.flush()
    image.paste(part, (left, top))


def _pen(image: Image.Image, dx: float, dy: float) -> aggdraw.Draw:
    pen = aggdraw.Draw(image)
    pen.settransform((1, 0, dx, 0, 1, dy))
    return pen


def _fill(pen: aggdraw.Draw, polygons: list[Polygon], colour: str | int) -> None:
    brush = aggdraw.Brush(colour)
    for polygon in polygons:
        pen.polygon(polygon, None, brush)


def _add_to(mask: Image.Image, polygons: list[Polygon], dx: float, dy: float) -> None:
    pen = _pen(mask, dx, dy)
    _fill(pen, polygons, 255)
    pen.flush()


def _bounds(
    polygons: list[Polygon], size: tuple[int, int], dx: float = 0.0, dy: float = 0.0
) -> tuple[int, int, int, int] | None:
    """The part of the picture they cover, moved by dx and dy, with a little room."""
    polygons = [p for p in polygons if p]
    if not polygons:
        return None
    left, right = min(min(p[::2]) for p in polygons) + dx, max(max(p[::2]) for p in polygons) + dx
    top, bottom = min(min(p[1::2]) for p in polygons) + dy, max(max(p[1::2]) for p in polygons) + dy
    x0, y0 = max(0, int(left) - 4), max(0, int(top) - 4)
    x1, y1 = min(size[0], int(right) + 6), min(size[1], int(bottom) + 6)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _shadow(
    polygons: list[Polygon], solid: Image.Image, scale: float, left: int, top: int
) -> tuple[Image.Image, tuple[int, int]] | None:
    """A limb's shadow falls a little to the right and down, and only on the body painted before it: how dark
    it is, and where. None where it misses the body."""
    dx, dy = scale * 0.006 - left, scale * 0.012 - top
    box = _bounds(polygons, solid.size, dx, dy)
    if box is None:
        return None
    body = solid.crop(box)
    if not body.getbbox():
        return None
    fallen = Image.new("L", body.size)
    pen = _pen(fallen, dx - box[0], dy - box[1])
    _fill(pen, polygons, CAST_STRENGTH)
    pen.flush()
    return ImageChops.multiply(fallen, body), box[:2]
