"""Round things in three dimensions -> flat polygons in the picture."""

from collections.abc import Sequence
from itertools import pairwise
from math import acos, atan2, cos, hypot, pi, sin, sqrt

from library.figure.camera import Camera
from library.figure.joints import Frame
from library.figure.vectors import Vec, clamp, dot, lerp

Polygon = list[float]  # x, y, x, y … in pixels
Beads = Sequence[tuple[Vec, float]]  # spheres along a curve: centre and radius
Ring = tuple[Vec, Vec, Vec]  # centre, half axis to the right, half axis to the front
Profile = Sequence[tuple[float, float]]  # (place 0..1, value), in order

_STEPS = 64
_CIRCLE = [(cos(2 * pi * i / _STEPS), sin(2 * pi * i / _STEPS)) for i in range(_STEPS)]
_LOFT = [(cos(2 * pi * i / 28), sin(2 * pi * i / 28)) for i in range(28)]
_ROUND = _CIRCLE[::2]


def profile(table: Profile, t: float) -> float:
    """The value of a table at t, eased a little between its rows."""
    for (t0, v0), (t1, v1) in pairwise(table):
        if t <= t1:
            k = (t - t0) / (t1 - t0)
            return v0 + (v1 - v0) * (k * k * (3 - 2 * k) * 0.6 + k * 0.4)
    return table[-1][1]


def tube(camera: Camera, beads: Beads, thin: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> list[Polygon]:
    """The outline of spheres along a curve. thin shrinks, dx and dy move each by a share of its radius."""
    discs = []
    for point, radius in beads:
        x, y, _, scale = camera(point)
        r = radius * scale
        discs.append((x + dx * r, y + dy * r, max(0.3, r * thin)))
    return [_hull(a, b) for a, b in pairwise(discs)]


def _hull(a: tuple[float, float, float], b: tuple[float, float, float]) -> Polygon:
    """Two discs and the band between their outer tangents; arcs are cut from a 64-gon."""
    x1, y1, r1 = a
    x2, y2, r2 = b
    away = hypot(x2 - x1, y2 - y1)
    if away <= abs(r1 - r2) + 1e-6:
        x, y, r = a if r1 >= r2 else b
        return [v for c, s in _ROUND for v in (x + r * c, y + r * s)]
    t, g = atan2(y2 - y1, x2 - x1), acos((r1 - r2) / away)
    out: Polygon = []
    _arc(out, x2, y2, r2, t - g, t + g)
    _arc(out, x1, y1, r1, t + g, t - g + 2 * pi)
    return out


def _arc(out: Polygon, x: float, y: float, r: float, start: float, end: float) -> None:
    step = 2 if r > 9 else 4 if r > 4 else 8
    out += (x + r * cos(start), y + r * sin(start))
    first, last = int(start * 32 / pi) // step * step + step, int(end * 32 / pi)
    for i in range(first, last + 1, step):
        c, s = _CIRCLE[i % _STEPS]
        out += (x + r * c, y + r * s)
    out += (x + r * cos(end), y + r * sin(end))


def loft(camera: Camera, rings: Sequence[Ring]) -> list[Polygon]:
    """The outline of a body built of elliptical rings: the union of hulls of neighbours."""
    rows = [_support_points(camera, *ring) for ring in rings]
    return [
        [v for p, q in zip(a, b, strict=True) for v in ((p[0], p[1]) if p[2] >= q[2] else (q[0], q[1]))]
        for a, b in pairwise(rows)
    ]


def _support_points(camera: Camera, centre: Vec, a: Vec, b: Vec) -> list[tuple[float, float, float]]:
    x, y, _, k = camera(centre)
    ax, ay = dot(a, camera.right) * k, -dot(a, camera.up) * k
    bx, by = dot(b, camera.right) * k, -dot(b, camera.up) * k
    row = []
    for dx, dy in _LOFT:
        pa, pb = ax * dx + ay * dy, bx * dx + by * dy
        h = sqrt(pa * pa + pb * pb) or 1e-6
        px, py = x + (pa * ax + pb * bx) / h, y + (pa * ay + pb * by) / h
        row.append((px, py, px * dx + py * dy))
    return row


def ellipsoid(camera: Camera, frame: Frame, wide: float, high: float, deep: float) -> list[Polygon]:
    """The outline of an ellipsoid that stands in a frame."""
    x, y, _, k = camera(frame.at)
    axes = [
        (dot(v, camera.right) * size * k, -dot(v, camera.up) * size * k)
        for v, size in ((frame.right, wide), (frame.up, high), (frame.front, deep))
    ]
    out: Polygon = []
    for dx, dy in _ROUND:
        parts = [vx * dx + vy * dy for vx, vy in axes]
        h = sqrt(sum(v * v for v in parts)) or 1e-6
        out.append(x + sum(p * v[0] for p, v in zip(parts, axes, strict=True)) / h)
        out.append(y + sum(p * v[1] for p, v in zip(parts, axes, strict=True)) / h)
    return [out]


def taper(beads: Beads) -> list[tuple[Vec, float]]:
    """Radii that swell from nothing and die away again: a highlight without visible ends."""
    n = len(beads) - 1
    return [(p, r * (0.12 + 0.88 * sin(pi * clamp(i / n)) ** 0.6)) for i, (p, r) in enumerate(beads)]


def blend(a: str, b: str, t: float) -> str:
    """The colour t of the way from #a to #b."""
    if t >= 1:
        return b
    pairs = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(lerp(x, y, t)):02x}" for x, y in pairs)
