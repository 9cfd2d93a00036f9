"""Three-dimensional vectors as plain tuples: the rig makes thousands a second, so no classes and no numpy."""

from math import cos, sin, sqrt

Vec = tuple[float, float, float]

X: Vec = (1.0, 0.0, 0.0)
Y: Vec = (0.0, 1.0, 0.0)
Z: Vec = (0.0, 0.0, 1.0)


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def mul(a: Vec, k: float) -> Vec:
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def norm(a: Vec) -> float:
    return sqrt(dot(a, a))


def unit(a: Vec) -> Vec:
    """a at length 1; the zero vector becomes Z, so that a straight limb still has a side."""
    n = norm(a)
    return mul(a, 1 / n) if n > 1e-9 else Z


def mix(a: Vec, b: Vec, t: float) -> Vec:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def along(start: Vec, *steps: tuple[Vec, float]) -> Vec:
    """start + v1*k1 + v2*k2 + …"""
    x, y, z = start
    for (vx, vy, vz), k in steps:
        x, y, z = x + vx * k, y + vy * k, z + vz * k
    return (x, y, z)


def square_to(v: Vec, axis: Vec) -> Vec:
    """The unit vector of the part of v square to the unit vector axis."""
    return unit(sub(v, mul(axis, dot(v, axis))))


def spin(v: Vec, axis: Vec, angle: float) -> Vec:
    """v turned about the unit vector axis by angle radians (Rodrigues)."""
    c, s = cos(angle), sin(angle)
    return along(mul(v, c), (cross(axis, v), s), (axis, dot(axis, v) * (1 - c)))


def lerp(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def clamp(x: float, low: float = 0.0, high: float = 1.0) -> float:
    return low if x < low else high if x > high else x


def smooth(x: float) -> float:
    """0 to 1 with a level start and end."""
    x = clamp(x)
    return x * x * (3 - 2 * x)
