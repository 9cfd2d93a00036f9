"""Shapes -> pixels, with aggdraw on a Pillow image: about 4 ms for a dancer of a 720-line film."""

from functools import lru_cache
from itertools import chain

import aggdraw
from PIL import Image, ImageChops

from library.figure.camera import Camera
from library.figure.drawing import figure, floor_shadows
from library.figure.joints import Joints
from library.figure.outlines import Polygon
from library.figure.palettes import Palette
from library.figure.pose import Side
from library.figure.shapes import Shape

SHADOW, CAST = (93, 64, 48), (29, 15, 20)
CAST_STRENGTH = [int(v * 0.26) for v in range(256)]


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
        paint_shadows(image, joints, camera)
    paint_shapes(image, figure(joints, camera, palette, only), camera.scale)


def paint_shadows(image: Image.Image, joints: Joints, camera: Camera) -> None:
    for x, y, rx, ry, strength in floor_shadows(joints, camera):
        size = (max(2, int(2 * rx)), max(2, int(2 * ry)))
        mask = _soft_disc().resize(size).point([int(v * strength * 0.62) for v in range(256)])
        image.paste(SHADOW, (int(x - rx), int(y - ry)), mask)


@lru_cache(1)
def _soft_disc() -> Image.Image:
    return (
        Image.radial_gradient("L").resize((128, 128)).point([int(max(0, 255 - v * 1.42)) for v in range(256)])
    )


def paint_shapes(image: Image.Image, shapes: list[Shape], scale: float) -> None:
    """Paint shapes in order; scale (pixels per body height) says how far cast shadows fall."""
    box = _bounds([s.polygons for s in shapes if not s.within], image.size)
    if box is None:
        return
    part = image.crop(box)
    pen = _pen(part, -box[0], -box[1])
    for shape in shapes:
        if shape.within:
            pen.flush()
            _paint_cast(part, shape, scale, box[0], box[1])
            pen = _pen(part, -box[0], -box[1])
        else:
            _fill(pen, shape.polygons, shape.fill)
    pen.flush()
    image.paste(part, box[:2])


def _pen(image: Image.Image, dx: float, dy: float) -> aggdraw.Draw:
    pen = aggdraw.Draw(image)
    pen.settransform((1, 0, dx, 0, 1, dy))
    return pen


def _fill(pen: aggdraw.Draw, polygons: list[Polygon] | tuple[Polygon, ...], colour: str | int) -> None:
    brush = aggdraw.Brush(colour)
    for polygon in polygons:
        pen.polygon(polygon, None, brush)


def _bounds(groups: list[list[Polygon]], size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    xs = [v for polygons in groups for p in polygons for v in p[::2]]
    ys = [v for polygons in groups for p in polygons for v in p[1::2]]
    if not xs:
        return None
    left, top = max(0, int(min(xs)) - 4), max(0, int(min(ys)) - 4)
    right, bottom = min(size[0], int(max(xs)) + 6), min(size[1], int(max(ys)) + 6)
    return (left, top, right, bottom) if right > left and bottom > top else None


def _paint_cast(part: Image.Image, shape: Shape, scale: float, left: int, top: int) -> None:
    """A limb's shadow falls a little to the right and down, and only on the body painted before it."""
    xs, ys = (list(chain.from_iterable(p[i::2] for p in shape.polygons)) for i in (0, 1))
    x0, y0 = int(min(xs)) - 4, int(min(ys)) - 4
    size = (int(max(xs) - x0 + scale * 0.02) + 8, int(max(ys) - y0 + scale * 0.02) + 8)
    fallen = _mask(size, shape.polygons, scale * 0.006 - x0, scale * 0.012 - y0)
    mask = ImageChops.multiply(fallen, _mask(size, shape.within, -x0, -y0)).point(CAST_STRENGTH)
    part.paste(CAST, (x0 - left, y0 - top), mask)


def _mask(
    size: tuple[int, int], polygons: list[Polygon] | tuple[Polygon, ...], dx: float, dy: float
) -> Image.Image:
    mask = Image.new("L", size)
    pen = _pen(mask, dx, dy)
    _fill(pen, polygons, 255)
    pen.flush()
    return mask
