"""The room behind the dancer as SVG: plaster wall, window light, oak floor, a quiet barre."""

from collections.abc import Iterable

from library.figure import Camera

SCALE = 0.62  # of the height: one body height
WALL_Z = -1.0  # the wall stands this far behind her, in body heights

GRADIENTS = (
    "<defs>"
    '<linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">'
    '<stop offset="0" stop-color="#F3ECE2"/><stop offset="1" stop-color="#EBDFD2"/></linearGradient>'
    '<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1">'
    '<stop offset="0" stop-color="#D9C4AE"/><stop offset="1" stop-color="#E4D3C1"/></linearGradient>'
    "</defs>"
)

Point = tuple[float, float, float]


def studio(w: int, h: int) -> str:
    """The room, the same for every movement: only the dancer is seen from the side or from nearer."""
    room = Camera(width=w, height=h, scale=h * SCALE)
    skirting = room((0, 0, WALL_Z)).y
    return "".join(
        [
            GRADIENTS,
            f'<rect width="{w}" height="{h}" fill="url(#wall)"/>',
            *(_window(room, x) for x in (-1.05, -0.70, 0.44, 0.79)),
            *_wall_barre(room),
            f'<rect y="{skirting:.1f}" width="{w}" height="{h - skirting:.1f}" fill="url(#floor)"/>',
            *_boards(room),
            f'<rect y="{skirting - h * 0.016:.1f}" width="{w}" height="{h * 0.016:.1f}" fill="#FBF7F1"/>',
        ]
    )


def _window(room: Camera, x: float) -> str:
    corners = [(x, 0.42), (x + 0.26, 0.50), (x + 0.26, 1.28), (x, 1.20)]
    return f'<path d="{path(room, [(a, b, WALL_Z) for a, b in corners])}z" fill="#fff" opacity=".34"/>'


def _boards(room: Camera) -> Iterable[str]:
    for i in range(-16, 17):
        line = path(room, [(i * 0.17, 0, WALL_Z), (i * 0.17, 0, 0.9)])
        yield f'<path d="{line}" stroke="#C9B29B" stroke-width="{room.height * 0.0016:.2f}" opacity=".45"/>'


def _wall_barre(room: Camera) -> Iterable[str]:
    """Faint where it passes behind hips and hands: it is there to say "studio", not to be looked at."""
    z, h = WALL_Z + 0.06, room.height
    for y in (0.56, 0.40):
        rail = path(room, [(-2.4, y, z), (2.4, y, z)])
        yield f'<path d="{rail}" stroke="#D6C2AD" stroke-width="{h * 0.010:.1f}"/>'
        yield f'<path d="{rail}" stroke="#E3D3C1" stroke-width="{h * 0.003:.1f}"/>'
    for x in (-1.3, 1.3):
        post = path(room, [(x, 0.36, z), (x, 0.585, z)])
        yield f'<path d="{post}" stroke="#CDBAA7" stroke-width="{h * 0.009:.1f}" stroke-linecap="round"/>'


def path(camera: Camera, points: Iterable[Point]) -> str:
    """Stage points as SVG path data."""
    seen = [camera(point) for point in points]
    return "M" + "L".join(f"{s.x:.1f} {s.y:.1f}" for s in seen)
