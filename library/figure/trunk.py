"""The trunk as elliptical rings along the spine, for three builds."""

from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, pi, radians, sin
from typing import NamedTuple

from library.figure.body import LINKS, SPINE
from library.figure.camera import Camera
from library.figure.joints import Joints
from library.figure.outlines import Girdle, Polygon, Ring, loft
from library.figure.vectors import Vec, along, clamp, dot, lerp, mix, mul, unit

EDGE = radians(84)  # what lies further round than this is hidden


class Girth(NamedTuple):
    at: float  # along the spine: 0 hip line, 1 shoulder line
    wide: float  # half width
    deep: float  # half depth
    ahead: float  # of the spine


FLESH = {"slim": 0.0, "broad": 0.09, "full": 0.15}  # how much fuller shoulder and thigh are
HIGHLIGHT = tuple(0.19 + 0.60 * i / 9 for i in range(10))  # places of its rings
BUILDS: dict[str, tuple[Girth, ...]] = {
    "slim": (
        Girth(-0.14, 0.030, 0.040, -0.004),
        Girth(-0.04, 0.077, 0.060, -0.010),
        Girth(0.06, 0.087, 0.066, -0.012),
        Girth(0.16, 0.084, 0.062, -0.008),
        Girth(0.30, 0.069, 0.050, 0.000),
        Girth(0.40, 0.0645, 0.046, 0.004),
        Girth(0.52, 0.067, 0.049, 0.006),
        Girth(0.68, 0.0775, 0.058, 0.010),
        Girth(0.80, 0.0835, 0.060, 0.009),
        Girth(0.90, 0.088, 0.052, 0.002),
        Girth(0.97, 0.094, 0.038, -0.004),
        Girth(1.02, 0.080, 0.031, -0.006),
        Girth(1.07, 0.046, 0.029, -0.006),
        Girth(1.13, 0.027, 0.027, -0.003),
    ),
    "broad": (
        Girth(-0.14, 0.032, 0.040, -0.004),
        Girth(-0.04, 0.076, 0.058, -0.008),
        Girth(0.06, 0.084, 0.064, -0.010),
        Girth(0.16, 0.081, 0.060, -0.006),
        Girth(0.30, 0.075, 0.053, 0.000),
        Girth(0.40, 0.0745, 0.051, 0.003),
        Girth(0.52, 0.0775, 0.053, 0.004),
        Girth(0.68, 0.089, 0.060, 0.006),
        Girth(0.80, 0.097, 0.061, 0.005),
        Girth(0.90, 0.102, 0.054, 0.000),
        Girth(0.97, 0.104, 0.041, -0.004),
        Girth(1.02, 0.088, 0.034, -0.006),
        Girth(1.07, 0.054, 0.032, -0.006),
        Girth(1.13, 0.032, 0.031, -0.003),
    ),
    "full": (
        Girth(-0.14, 0.034, 0.044, -0.006),
        Girth(-0.04, 0.088, 0.068, -0.012),
        Girth(0.06, 0.099, 0.075, -0.013),
        Girth(0.16, 0.095, 0.071, -0.006),
        Girth(0.30, 0.081, 0.063, 0.003),
        Girth(0.40, 0.0765, 0.059, 0.007),
        Girth(0.52, 0.0785, 0.060, 0.009),
        Girth(0.68, 0.0850, 0.067, 0.013),
        Girth(0.80, 0.0885, 0.067, 0.011),
        Girth(0.90, 0.091, 0.056, 0.003),
        Girth(0.97, 0.096, 0.040, -0.004),
        Girth(1.02, 0.082, 0.033, -0.006),
        Girth(1.07, 0.048, 0.031, -0.006),
        Girth(1.13, 0.029, 0.029, -0.003),
    ),
}


@lru_cache(256)
def girth_at(build: str, t: float) -> Girth:
    rows = BUILDS[build]
    for a, b in pairwise(rows):
        if a.at <= t <= b.at:
            k = (t - a.at) / (b.at - a.at)
            return Girth(*(lerp(x, y, k) for x, y in zip(a, b, strict=True)))
    raise ValueError(f"The trunk runs from {rows[0].at} to {rows[-1].at}, not to {t}.")


@lru_cache(64)
def _places(build: str, low: float, high: float) -> tuple[float, ...]:
    return (low, *(g.at for g in BUILDS[build] if low < g.at < high), high)


def ring(joints: Joints, girth: Girth) -> Ring:
    """One ring, on the bent spine; below 0 and above 1 the spine goes straight on."""
    x = clamp(girth.at) * LINKS
    i = min(int(x), LINKS - 1)
    a, b, k = joints.spine[i], joints.spine[i + 1], x - i
    up, right, front = (unit(mix(v, w, k)) for v, w in ((a.up, b.up), (a.right, b.right), (a.front, b.front)))
    beyond = min(girth.at, 0.0) + max(girth.at - 1, 0.0)
    centre = along(mix(a.at, b.at, k), (up, beyond * SPINE), (front, girth.ahead))
    return centre, mul(right, girth.wide), mul(front, girth.deep)


class Trunk:
    """The trunk of one build in one pose, as it is seen. Each ring is projected once, whatever ends there."""

    def __init__(self, joints: Joints, camera: Camera, build: str) -> None:
        self.joints, self.camera, self.build = joints, camera, build
        self.seen: dict[float, Girdle] = {}

    def girdle(self, at: float) -> Girdle:
        if at not in self.seen:
            self.seen[at] = Girdle(self.camera, ring(self.joints, girth_at(self.build, at)))
        return self.seen[at]

    def between(self, low: float, high: float) -> list[Polygon]:
        """The outline from one place on the spine to another."""
        return loft([self.girdle(at) for at in _places(self.build, low, high)])

    def highlight(self) -> list[Polygon]:
        """Along the side the light falls on, swelling and dying away."""
        aside = -0.020 * self.camera.scale
        swell = (0.46 * (0.10 + 0.90 * max(0.0, sin(pi * i / 9)) ** 0.7) for i in range(10))
        return loft([self.girdle(at).scaled(k, aside) for at, k in zip(HIGHLIGHT, swell, strict=True)])

    def neckline(self, low: float, high: float, half: float) -> list[Polygon]:
        """The neckline of a shirt, `half` radians to each side: `low` in front, `high` at the sides."""
        chest, toward = self.joints.chest, self.camera.toward
        facing = atan2(dot(chest.right, toward), dot(chest.front, toward))
        left, right = max(-half, facing - EDGE), min(half, facing + EDGE)
        if left >= right:
            return []
        angles = [lerp(left, right, i / 8) for i in range(9)]
        bottom = [self._skin(lerp(low, high, (a / half) ** 2), a) for a in angles]
        top = [self._skin(high + 0.09, a) for a in reversed(angles)]
        return [[v for point in (*bottom, *top) for v in self.camera.flat(point)[:2]]]

    def _skin(self, at: float, angle: float) -> Vec:
        """A point of the surface, `angle` radians round from the front."""
        centre, right, front = ring(self.joints, girth_at(self.build, at))
        return along(centre, (right, sin(angle)), (front, cos(angle)))
