"""The flesh of legs and arms: centre lines with a radius, in body heights; feet.py and hands.py go on."""

from functools import lru_cache
from itertools import pairwise
from math import pi, sin

from library.figure.joints import ArmJoints, LegJoints
from library.figure.outlines import Profile, profile
from library.figure.vectors import Vec, add, along, mix, mul, norm, square_to, sub, unit

Line = list[tuple[Vec, float]]

THIGH_RADIUS: Profile = (
    (0, 0.053), (0.18, 0.0535), (0.45, 0.0465), (0.75, 0.0365), (0.92, 0.0325), (1, 0.0315),
)  # fmt: skip
SHANK_RADIUS: Profile = (
    (0, 0.0315), (0.10, 0.0310), (0.30, 0.0335), (0.52, 0.0280), (0.75, 0.0205), (0.92, 0.0168), (1, 0.0175),
)  # fmt: skip
CALF: Profile = ((0, 0), (0.12, 0.004), (0.32, 0.011), (0.55, 0.005), (0.8, 0), (1, 0))  # bulge to the back
UPPER_RADIUS: Profile = ((0, 0.0245), (0.2, 0.0250), (0.5, 0.0198), (0.85, 0.0165), (1, 0.0160))
FORE_RADIUS: Profile = ((0, 0.0160), (0.25, 0.0168), (0.6, 0.0135), (0.9, 0.0096), (1, 0.0088))


# Where beads are strung on a leg: 0..1 the thigh, 1 the knee itself, 1..2 the shank.
BEADS = (
    0, 0.08, 0.18, 0.29, 0.4, 0.51, 0.61, 0.7, 0.78, 0.86, 0.93, 1,
    1.05, 1.11, 1.17, 1.23, 1.29, 1.35, 1.41, 1.48, 1.56, 1.65, 1.75, 1.85, 1.93, 2,
)  # fmt: skip


@lru_cache(64)
def _strung(start: float, end: float) -> tuple[tuple[float, float, float], ...]:
    """Places of the beads, how far they lie off the bone, and their radii."""
    places = []
    for t in (start, *(t for t in BEADS if start + 0.02 < t < end - 0.02), end):
        if t <= 1:
            bow = 0.010 * sin(pi * min(1.0, t * 1.05)) * (1 - t * 0.6) - 0.012 * max(0.0, 1 - t / 0.3)
            places.append((t, bow, profile(THIGH_RADIUS, t)))
        else:
            places.append((t, -profile(CALF, t - 1), profile(SHANK_RADIUS, t - 1)))
    return tuple(places)


def leg_line(leg: LegJoints, start: float = 0.0, end: float = 2.0) -> Line:
    """From `start` to `end`, where 0..1 is the thigh and 1..2 the shank."""
    thigh_front = square_to(leg.front, unit(sub(leg.knee, leg.hip)))
    shin = square_to(leg.front, unit(sub(leg.ankle, leg.knee)))
    line: Line = []
    for t, off, radius in _strung(start, end):
        if t <= 1:
            line.append((along(mix(leg.hip, leg.knee, t), (thigh_front, off)), radius))
        else:
            line.append((along(mix(leg.knee, leg.ankle, t - 1), (shin, off)), radius))
    return line


def heel_of(leg: LegJoints) -> Vec:
    """The heel sits behind and under the ankle, on the calf's side of the foot."""
    back = unit(sub(mul(leg.foot, -0.42), mul(leg.instep, 0.91)))
    return along(leg.ankle, (back, 0.0335))


@lru_cache(8)
def _arm_radii(steps: int) -> tuple[float, ...]:
    places = (2 * i / steps for i in range(steps + 1))
    return tuple(profile(UPPER_RADIUS, x) if x <= 1 else profile(FORE_RADIUS, x - 1) for x in places)


def arm_line(arm: ArmJoints, steps: int = 18) -> Line:
    """Shoulder to wrist with the elbow rounded, in equal steps so that the radii run smoothly."""
    path = _rounded(arm.shoulder, arm.elbow, arm.wrist, 0.34, 8)
    lengths = [0.0]
    for p, q in pairwise(path):
        lengths.append(lengths[-1] + norm(sub(q, p)))
    line: Line = []
    j = 0
    for i, radius in enumerate(_arm_radii(steps)):
        s = lengths[-1] * i / steps
        while j < len(path) - 2 and lengths[j + 1] <= s + 1e-9:
            j += 1
        point = mix(path[j], path[j + 1], (s - lengths[j]) / max(1e-9, lengths[j + 1] - lengths[j]))
        line.append((point, radius))
    return line


def _rounded(a: Vec, b: Vec, c: Vec, k: float, n: int) -> list[Vec]:
    """a-b-c with the corner at b rounded off over the share k of each side."""
    p, q = mix(b, a, k), mix(b, c, k)
    curve = [
        add(along(mul(p, (1 - t) ** 2), (b, 2 * t * (1 - t))), mul(q, t * t))
        for t in (i / n for i in range(n + 1))
    ]
    return [a, *curve, c]
