"""The plaster studio behind a still: wall, window light, skirting and oak floor. No lettering."""

from functools import lru_cache

import aggdraw
from PIL import Image

WALL, WALL_LOW = (243, 236, 227), (235, 223, 210)
FLOOR, FLOOR_NEAR = (217, 196, 175), (228, 211, 193)
SKIRTING, BOARD, LIGHT = "#FBF7F1", "#C9B29B", "#FFFFFF"
HORIZON = 0.775  # where the floor meets the wall, as a fraction of the height


@lru_cache(8)
def backdrop(width: int, height: int, wall: float = HORIZON) -> Image.Image:
    """The empty studio, the wall down to this fraction of its height. Copy it before painting on it."""
    horizon = round(height * wall)
    image = Image.new("RGB", (width, height))
    image.paste(_gradient(WALL, WALL_LOW, width, horizon), (0, 0))
    image.paste(_gradient(FLOOR, FLOOR_NEAR, width, height - horizon), (0, horizon))
    _window_light(image, horizon)
    _boards(image, horizon)
    return image


def _gradient(
    top: tuple[int, int, int], bottom: tuple[int, int, int], width: int, height: int
) -> Image.Image:
    ramp = Image.linear_gradient("L").resize((width, height))
    return Image.composite(Image.new("RGB", ramp.size, bottom), Image.new("RGB", ramp.size, top), ramp)


def _window_light(image: Image.Image, horizon: int) -> None:
    width = image.width
    pen = aggdraw.Draw(image)
    brush = aggdraw.Brush(LIGHT, 86)
    for left in (0.06, 0.30, 0.60, 0.84):
        x, w, slope = left * width, 0.17 * width, 0.05 * horizon
        low, high = horizon * 0.62, horizon * 0.06
        pen.polygon([x, low + slope, x + w, low, x + w, high, x, high + slope], None, brush)
    pen.flush()


def _boards(image: Image.Image, horizon: int) -> None:
    width, height = image.size
    pen = aggdraw.Draw(image)
    line = aggdraw.Pen(BOARD, max(1.0, height / 480), 110)
    for i in range(-9, 10):
        x = width / 2 + i * width * 0.115
        pen.line([x, horizon, width / 2 + (x - width / 2) * 1.45, height], line)
    skirting = max(3, round(height * 0.014))
    pen.rectangle([0, horizon - skirting, width, horizon], None, aggdraw.Brush(SKIRTING, 230))
    pen.flush()
