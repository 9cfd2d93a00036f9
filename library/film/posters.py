"""A class's poster: the dancer at the moment that says most, as a small WebP."""

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image

from library.figure import PALETTES, camera_for, paint_scene
from library.film.files import write_bytes
from library.film.raster import rasterised
from library.film.script import ClassScript, Dance

SIZE = (640, 360)
PAPER = "#F3ECE2"
FLOOR = 0.90
LARGER = 1.08  # than on the stage: nothing is written above or below
MOST_BYTES = 15_000
QUALITIES = (88, 80, 72, 64, 56, 48, 40)


def poster(script: ClassScript) -> Image.Image:
    """640 × 360, RGB, without words: the page writes those."""
    wide, high = SIZE
    colour = PALETTES[script.dancer].top.mid
    floor, radius = round(high * 0.80), round(high * 0.42)
    inner = (
        f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>'
        f'<circle cx="{wide // 2}" cy="{high * 0.50:.0f}" r="{radius}" fill="{colour}" opacity=".20"/>'
        f'<rect y="{floor}" width="{wide}" height="{high - floor}" fill="#D9C4AE" opacity=".55"/>'
    )
    image = rasterised(inner, wide, high).convert("RGB")
    _place(image, script.star, script.dancer)
    return image


def _place(image: Image.Image, dance: Dance, palette: str) -> None:
    """Paints the dancer at the movement's best moment."""
    movement = dance.movement
    camera = camera_for(movement, image.width, image.height)
    camera = replace(camera, scale=camera.scale * LARGER, floor=FLOOR)
    paint_scene(image, movement, movement.poster, camera, PALETTES[palette])


def poster_bytes(script: ClassScript) -> bytes:
    """The poster as WebP, at the best quality that stays within 15 kB."""
    image, data = poster(script), b""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        data = out.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data


def write_poster(script: ClassScript, path: Path) -> Path:
    """Writes the poster in one step."""
    write_bytes(path, poster_bytes(script))
    return path
