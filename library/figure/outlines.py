"""Round things in three dimensions -> flat polygons in the picture."""

from collections.abc import Sequence
from itertools import pairwise
from math import acos, atan2, ceil, cos, hypot, pi, sin, sqrt

from library.figure.camera import Camera
from library.figure.joints import Frame
from library.figure.vectors import Vec, clamp, dot, lerp

Polygon = list[float]  # x, y, x, y … in pixels
Beads = Sequence[tuple[Vec, float]]  # spheres along a curve: centre and radius
Ring = tuple[Vec, Vec, Vec]  # centre, half axis to the right, half axis to the front
Profile = Sequence[tuple[float, float]]  # (place 0..1, value), in order
Disc = tuple[float, float, float]  # x, y, radius, in pixels
# From disc to disc: the way, the normals of both tangents, and how far it is.
Ways = tuple[float, float, float, float, float, float, float]

# All outlines run the same way round, so that overlapping ones add up and leave no hole.
ROUND = [(cos(2 * pi * i / 28), -sin(2 * pi * i / 28)) for i in range(28)]
HALF = [(cos(2 * pi * i / 24), -sin(2 * pi * i / 24)) for i in range(12)]
BALL, HEM = 0.0, 0.25  # how an outline ends: round, or nearly straight, bulging by this share
NEAR = 0.25  # share of its radius
STRAIGHT = 0.95  # cosine of the bend up to which one point rounds a joint


def profile(table: Profile, t: float) -> float:
    """The value of a table at t, on a smooth curve through its rows (Catmull-Rom)."""
    last = len(table) - 1
    i = next((i for i in range(last) if t <= table[i + 1][0]), last - 1)
    (t0, v0), (t1, v1) = table[i], table[i + 1]
    wide = t1 - t0
    k = (t - t0) / wide
    m0, m1 = _slope(table, i) * wide, _slope(table, i + 1) * wide
    return v0 + k * (m0 + k * (3 * (v1 - v0) - 2 * m0 - m1 + k * (2 * (v0 - v1) + m0 + m1)))


def _slope(table: Profile, i: int) -> float:
    (t0, v0), (t1, v1) = table[max(i - 1, 0)], table[min(i + 1, len(table) - 1)]
    return (v1 - v0) / (t1 - t0)


def tube(camera: Camera, beads: Beads, thin: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> list[Polygon]:
    """The outline of spheres along a curve. thin shrinks, dx and dy move each by a share of its radius."""
    return _outlines(_showing(_discs(camera, beads, thin, dx, dy)), BALL)


def sleeve(camera: Camera, beads: Beads) -> list[Polygon]:
    """A tube that ends in a hem, not in a ball."""
    return _outlines(_showing(_discs(camera, beads)), HEM)


def _discs(camera: Camera, beads: Beads, thin: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> list[Disc]:
    discs = []
    for point, radius in beads:
        x, y, scale = camera.flat(point)
        r = radius * scale
        discs.append((x + dx * r, y + dy * r, max(0.3, r * thin)))
    return discs


def _showing(discs: list[Disc]) -> list[Disc]:
    """Without those that lie inside a neighbour, as on a limb that points at us."""
    kept: list[Disc] = []
    for disc in discs:
        while kept and _inside(kept[-1], disc):
            kept.pop()
        if not kept or not _inside(disc, kept[-1]):
            kept.append(disc)
    return kept


def _inside(a: Disc, b: Disc) -> bool:
    return hypot(a[0] - b[0], a[1] - b[1]) <= b[2] - a[2] + 1e-6


def _outlines(discs: list[Disc], hem: float) -> list[Polygon]:
    """One outline; where a limb doubles back, as a knee that points at us, one for each two discs."""
    if len(discs) == 1:
        x, y, r = discs[0]
        return [[v for c, s in ROUND for v in (x + r * c, y + r * s)]]
    ways = [_ways(a, b) for a, b in pairwise(discs)]
    if not _doubled(discs, ways):
        return [_outline(discs, ways, hem)]
    pairs, last = list(pairwise(discs)), len(ways) - 1
    return [_outline(list(pairs[i]), [ways[i]], hem if i == last else BALL) for i in range(last + 1)]


def _doubled(discs: list[Disc], ways: list[Ways]) -> bool:
    """Is there a sharp bend between discs that nearly cover each other?"""
    return any(
        a[0] * b[0] + a[1] * b[1] < STRAIGHT and min(a[6], b[6]) < NEAR * disc[2]
        for disc, a, b in zip(discs[1:], ways, ways[1:], strict=False)
    )


def _outline(discs: list[Disc], ways: list[Ways], hem: float) -> Polygon:
    """Once round: along one side of the discs, about the last, and back along the other side."""
    there: list[tuple[float, float]] = []
    back: list[tuple[float, float]] = []
    x, y, r = discs[0]
    _, _, px, py, qx, qy, _ = ways[0]
    there.append((x + r * px, y + r * py))
    back.append((x + r * qx, y + r * qy))
    for disc, way, following in zip(discs[1:-1], ways, ways[1:], strict=False):
        _turn(there, disc, way, following, 2, 1.0)
        _turn(back, disc, way, following, 4, -1.0)
    x, y, r = discs[-1]
    ux, uy, px, py, qx, qy, _ = ways[-1]
    there.append((x + r * px, y + r * py))
    if hem:
        there.append((x + r * hem * ux, y + r * hem * uy))
    else:
        _arc(there, discs[-1], px, py, _turning(px, py, qx, qy))
    back.append((x + r * qx, y + r * qy))
    back.reverse()
    _, _, px, py, qx, qy, _ = ways[0]
    _arc(back, discs[0], qx, qy, _turning(qx, qy, px, py))
    return [v for point in (*there, *back) for v in point]


def _ways(a: Disc, b: Disc) -> Ways:
    x1, y1, r1 = a
    x2, y2, r2 = b
    away = hypot(x2 - x1, y2 - y1)
    ux, uy, s = (x2 - x1) / away, (y2 - y1) / away, (r1 - r2) / away
    c = sqrt(1 - s * s)
    return ux, uy, s * ux - c * uy, s * uy + c * ux, s * ux + c * uy, s * uy - c * ux, away


def _turning(ax: float, ay: float, bx: float, by: float) -> float:
    """From one unit vector to another, always the same way round: -2 pi to 0."""
    angle = atan2(ax * by - ay * bx, ax * bx + ay * by)
    return angle - 2 * pi if angle > 0 else angle


def _turn(
    side: list[tuple[float, float]], disc: Disc, before: Ways, after: Ways, at: int, sign: float
) -> None:
    """One side passes a disc: on the inner side of a sharp bend through its middle, on the outer round it."""
    x, y, r = disc
    ax, ay, bx, by = before[at], before[at + 1], after[at], after[at + 1]
    bend = ax * bx + ay * by
    if bend > STRAIGHT:
        k = r / sqrt(2 + 2 * bend)
        px, py = x + (ax + bx) * k, y + (ay + by) * k
        if (px - side[-1][0]) * before[0] + (py - side[-1][1]) * before[
            1
        ] > 0:  # else a tight curve folds over
            side.append((px, py))
        return
    side.append((x + r * ax, y + r * ay))
    crossed = ax * by - ay * bx
    if crossed * sign < 0:
        _arc(side, disc, ax, ay, -sign * acos(clamp(bend, -1.0, 1.0)))
    else:
        side.append((x, y))
    side.append((x + r * bx, y + r * by))


def _arc(side: list[tuple[float, float]], disc: Disc, ax: float, ay: float, angle: float) -> None:
    """The points between the two ends of an arc; the larger, the more."""
    x, y, r = disc
    n = ceil(abs(angle) / (0.2 if r > 9 else 0.4 if r > 4 else 0.8))
    if n < 2:
        return
    c, s = cos(angle / n), sin(angle / n)
    for _ in range(n - 1):
        ax, ay = ax * c - ay * s, ax * s + ay * c
        side.append((x + r * ax, y + r * ay))


class Girdle:
    """An elliptical ring as it is seen: its middle, and how far it reaches to each direction."""

    __slots__ = ("edge", "x", "y")

    def __init__(self, camera: Camera, ring: Ring) -> None:
        centre, a, b = ring
        self.x, self.y, k = camera.flat(centre)
        ax, ay = dot(a, camera.right) * k, -dot(a, camera.up) * k
        bx, by = dot(b, camera.right) * k, -dot(b, camera.up) * k
        self.edge = _edge(ax * ax + bx * bx, ax * ay + bx * by, ay * ay + by * by)

    def scaled(self, k: float, dx: float) -> "Girdle":
        other = Girdle.__new__(Girdle)
        other.x, other.y = self.x + dx, self.y
        other.edge = [(x * k, y * k) for x, y in self.edge]
        return other


def _edge(a: float, b: float, c: float) -> list[tuple[float, float]]:
    """Half the outline of the ellipse with the matrix (a b; b c); the other half is its opposite."""
    points = []
    for dx, dy in HALF:
        px, py = a * dx + b * dy, b * dx + c * dy
        h = sqrt(px * dx + py * dy) or 1e-6
        points.append((px / h, py / h))
    return points


def loft(girdles: Sequence[Girdle]) -> list[Polygon]:
    """The outline of a body built of rings: the union of hulls of neighbours."""
    return [_around(a, b) for a, b in pairwise(girdles)]


def _around(a: Girdle, b: Girdle) -> Polygon:
    out: Polygon = []
    for sign in (1, -1):
        ox, oy = sign * (b.x - a.x), sign * (b.y - a.y)
        for (dx, dy), (px, py), (qx, qy) in zip(HALF, a.edge, b.edge, strict=True):
            if (qx + ox - px) * dx + (qy + oy - py) * dy <= 0:
                out += (a.x + sign * px, a.y + sign * py)
            else:
                out += (b.x + sign * qx, b.y + sign * qy)
    return out


def ellipsoid(camera: Camera, frame: Frame, wide: float, high: float, deep: float) -> list[Polygon]:
    """The outline of an ellipsoid that stands in a frame."""
    x, y, k = camera.flat(frame.at)
    a = b = c = 0.0
    for axis, size in ((frame.right, wide * k), (frame.up, high * k), (frame.front, deep * k)):
        vx, vy = dot(axis, camera.right) * size, -dot(axis, camera.up) * size
        a, b, c = a + vx * vx, b + vx * vy, c + vy * vy
    m = sqrt(a) or 1e-6  # the ellipse as a circle pulled wide and sheared
    n, o = b / m, sqrt(max(0.0, c - b * b / (m * m)))
    return [[v for dx, dy in ROUND for v in (x + m * dx, y + n * dx + o * dy)]]


def taper(beads: Beads) -> list[tuple[Vec, float]]:
    """Radii that swell from nothing and die away again: a highlight without visible ends."""
    n = max(1, len(beads) - 1)
    return [(p, r * (0.12 + 0.88 * sin(pi * clamp(i / n)) ** 0.6)) for i, (p, r) in enumerate(beads)]


def blend(a: str, b: str, t: float) -> str:
    """The colour t of the way from #a to #b."""
    if t >= 1:
        return b
    pairs = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(
        f"{int(lerp(x, y, t) + 0.5):02x}" for x, y in pairs
    )  # rounds halves up, as browsers do
