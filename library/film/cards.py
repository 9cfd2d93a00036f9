"""Still cards between the dances: the opening, the name of what comes, the change of side."""

from dataclasses import replace

from PIL import Image

from library.figure import PALETTES, camera_for, paint_scene
from library.film.lettering import INK, SANS, SERIF, SOFT, rasterised, text, wrapped
from library.film.schedule import Clip
from library.film.script import Dance
from library.film.stage import wide

PAPER = "#F3ECE2"
COLUMN, ROOM = 84, 500  # the lettering's left edge and width on a card 1280 wide; beyond it stands the dancer
FIGURE_AT, FLOOR = 0.72, 0.90
LARGER = 1.08  # than on the stage: no beads below, no lettering above


def card(clip: Clip, height: int) -> Image.Image:
    """The card's one picture, RGB."""
    width, top = wide(height), PALETTES[clip.palette].top.mid
    inner = f'<rect width="{width}" height="{height}" fill="{PAPER}"/>' + _circle(width, height, top)
    image = rasterised(inner + _words(clip, height), width, height).convert("RGB")
    place(image, clip.dance, clip.palette, clip.mirrored, centre=FIGURE_AT)
    return image


def _circle(width: int, height: int, colour: str) -> str:
    return (
        f'<circle cx="{width * FIGURE_AT:.0f}" cy="{height * 0.54:.0f}" r="{height * 0.40:.0f}"'
        f' fill="{colour}" opacity=".16"/>'
    )


def place(image: Image.Image, dance: Dance, palette: str, mirrored: bool, centre: float) -> None:
    """Paints the dancer at the movement's poster moment, standing at `centre` (share of the width)."""
    movement = dance.movement
    camera = camera_for(movement, image.width, image.height, mirrored)
    camera = replace(camera, cx=centre, scale=camera.scale * LARGER, floor=FLOOR)
    paint_scene(image, movement, movement.poster, camera, PALETTES[palette], mirrored)


def _words(clip: Clip, height: int) -> str:
    """Heading, a short rule, and the lines beneath, centred on the card's height as one block."""
    k, colour = height / 720, PALETTES[clip.palette].top.mid
    size = 66 if len(clip.heading) <= 30 else 54
    heads = wrapped(clip.heading, size, ROOM, SERIF)
    lines = [(part, first) for first, line in enumerate(clip.lines) for part in wrapped(line, 27, ROOM)]
    y = 380 - (len(heads) * size * 1.1 + 44 + len(lines) * 37) / 2
    out = []
    for head in heads:
        y += size * 1.1
        out.append(text(head, COLUMN * k, y * k, size * k, face=SERIF, ink=INK))
    y += 34
    rule = f"M{(COLUMN + 2) * k:.1f} {y * k:.1f}h{64 * k:.1f}"
    out.append(f'<path d="{rule}" stroke="{colour}" stroke-width="{3 * k:.1f}"/>')
    y += 10
    for line, which in lines:
        y += 37
        out.append(text(line, (COLUMN + 2) * k, y * k, 27 * k, face=SANS, ink=SOFT if which == 0 else INK))
    return "".join(out)
