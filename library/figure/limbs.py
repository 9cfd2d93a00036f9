"""The flesh of legs, feet, arms and hands: centre lines with a radius, in body heights."""

from itertools import pairwise
from math import pi, sin

from library.figure.joints import ArmJoints, LegJoints
from library.figure.outlines import Profile, profile
from library.figure.vectors import Vec, add, along, lerp, mix, mul, norm, square_to, sub, unit

Line = list[tuple[Vec, float]]

THIGH_RADIUS: Profile = (
    (0, 0.053), (0.18, 0.0535), (0.45, 0.0465), (0.75, 0.0365), (0.92, 0.0325), (1, 0.0315),
)  # fmt: skip
SHANK_RADIUS: Profile = (
    (0, 0.0315), (0.10, 0.0315), (0.30, 0.0345), (0.52, 0.0285), (0.75, 0.0205), (0.92, 0.0168), (1, 0.0175),
)  # fmt: skip
CALF: Profile = ((0, 0), (0.12, 0.004), (0.32, 0.011), (0.55, 0.005), (0.8, 0), (1, 0))  # bulge to the back
UPPER_RADIUS: Profile = ((0, 0.0265), (0.2, 0.0262), (0.5, 0.0205), (0.85, 0.0168), (1, 0.0162))
FORE_RADIUS: Profile = ((0, 0.0162), (0.25, 0.0170), (0.6, 0.0135), (0.9, 0.0102), (1, 0.0098))


def leg_line(leg: LegJoints, start: float = 0.0, end: float = 2.0, steps: int = 18) -> Line:
    """From `start` to `end`, where 0..1 is the thigh and 1..2 the shank."""
    thigh_front = square_to(leg.front, unit(sub(leg.knee, leg.hip)))
    shin = square_to(leg.front, unit(sub(leg.ankle, leg.knee)))
    return [_leg_bead(leg, thigh_front, shin, lerp(start, end, i / steps)) for i in range(steps + 1)]


def _leg_bead(leg: LegJoints, thigh_front: Vec, shin: Vec, t: float) -> tuple[Vec, float]:
    if t <= 1:
        bow = 0.010 * sin(pi * min(1.0, t * 1.05)) * (1 - t * 0.6)
        return along(mix(leg.hip, leg.knee, t), (thigh_front, bow)), profile(THIGH_RADIUS, t)
    s = t - 1
    return along(mix(leg.knee, leg.ankle, s), (shin, -profile(CALF, s))), profile(SHANK_RADIUS, s)


def heel_of(leg: LegJoints) -> Vec:
    """The heel sits behind and under the ankle, on the calf's side of the foot."""
    back = unit(sub(mul(leg.foot, -0.55), mul(leg.instep, 0.84)))
    return along(leg.ankle, (back, 0.0378))


def foot_lines(leg: LegJoints) -> tuple[Line, Line, Line]:
    """Instep to toes, sole, and the cup of the heel."""
    ankle, ball, tip = leg.ankle, leg.ball, leg.tip
    arch, heel = along(mix(ankle, ball, 0.5), (leg.instep, 0.0075)), heel_of(leg)
    main = [
        (ankle, 0.0185),
        (mix(ankle, arch, 0.5), 0.0190),
        (arch, 0.0178),
        (mix(arch, ball, 0.5), 0.0150),
        (ball, 0.0122),
        (mix(ball, tip, 0.55), 0.0098),
        (tip, 0.0062),
    ]
    sole = [(heel, 0.0155), (mix(heel, ball, 0.55), 0.0095), (ball, 0.0112)]
    return main, sole, [(ankle, 0.0175), (heel, 0.0160)]


def arm_line(arm: ArmJoints, steps: int = 16) -> Line:
    """Shoulder to wrist with the elbow rounded, in equal steps so that the radii run smoothly."""
    path = _rounded(arm.shoulder, arm.elbow, arm.wrist, 0.32, 8)
    lengths = [0.0]
    for p, q in pairwise(path):
        lengths.append(lengths[-1] + norm(sub(q, p)))
    line: Line = []
    j = 0
    for i in range(steps + 1):
        s = lengths[-1] * i / steps
        while j < len(path) - 2 and lengths[j + 1] <= s + 1e-9:
            j += 1
        point = mix(path[j], path[j + 1], (s - lengths[j]) / max(1e-9, lengths[j + 1] - lengths[j]))
        x = 2 * i / steps
        line.append((point, profile(UPPER_RADIUS, x) if x <= 1 else profile(FORE_RADIUS, x - 1)))
    return line


def _rounded(a: Vec, b: Vec, c: Vec, k: float, n: int) -> list[Vec]:
    """a-b-c with the corner at b rounded off over the share k of each side."""
    p, q = mix(b, a, k), mix(b, c, k)
    curve = [
        add(along(mul(p, (1 - t) ** 2), (b, 2 * t * (1 - t))), mul(q, t * t))
        for t in (i / n for i in range(n + 1))
    ]
    return [a, *curve, c]


def hand_lines(arm: ArmJoints) -> tuple[Line, ...]:
    """The palm running out into the middle fingers, a finger a little apart on each side, and the thumb."""
    wrist, knuckle, tip = arm.wrist, arm.knuckle, arm.tip
    palm = [
        (wrist, 0.0098),
        (mix(wrist, knuckle, 0.45), 0.0112),
        (mix(wrist, knuckle, 0.9), 0.0104),
        (mix(knuckle, tip, 0.5), 0.0066),
        (tip, 0.0032),
    ]
    return palm, _finger(arm, 0.0125, 0.86), _finger(arm, -0.0125, 0.80), thumb_line(arm)


def _finger(arm: ArmJoints, apart: float, long: float) -> Line:
    root = along(mix(arm.wrist, arm.knuckle, 0.85), (arm.across, apart * 0.35))
    end = along(mix(arm.knuckle, arm.tip, long), (arm.across, apart))
    return [(root, 0.0062), (mix(root, end, 0.55), 0.0048), (end, 0.0029)]


def thumb_line(arm: ArmJoints) -> Line:
    return [
        (mix(arm.wrist, arm.knuckle, 0.30), 0.0075),
        (mix(arm.wrist, arm.thumb, 0.7), 0.0058),
        (arm.thumb, 0.0034),
    ]
