"""Bare feet: heel, arch, ball and five toes. Lines of beads in body heights."""

from itertools import pairwise

from library.figure.joints import LegJoints
from library.figure.limbs import Line, heel_of
from library.figure.vectors import Vec, along, cross, mix, mul, unit

# From the big toe on: how far outwards of the foot's middle, how long (1: to the tip), how thick.
TOES = (
    (-0.0105, 1.00, 0.0070),
    (-0.0025, 0.99, 0.0053),
    (0.0035, 0.90, 0.0050),
    (0.0090, 0.76, 0.0047),
    (0.0138, 0.58, 0.0045),
)
INNER, OUTER = -0.0075, 0.0085  # of the ball's middle


def outwards(leg: LegJoints, sign: int) -> Vec:
    """Towards the little toe."""
    return mul(unit(cross(leg.instep, leg.foot)), sign)


def topside(leg: LegJoints) -> Vec:
    """Where the nails look."""
    return unit(cross(leg.toe, outwards(leg, 1)))


def foot_lines(leg: LegJoints, sign: int) -> list[Line]:
    """The instep, the inner and outer rays of the forefoot, the arch of the sole, Achilles' tendon
    and the heel."""
    ankle, ball, out = leg.ankle, leg.ball, outwards(leg, sign)
    heel, arch = heel_of(leg), along(mix(ankle, ball, 0.5), (leg.instep, 0.0080 + 0.0060 * leg.dome))
    inner, outer = along(ball, (out, INNER)), along(ball, (out, OUTER), (leg.foot, -0.006))
    instep = [
        (ankle, 0.0178),
        (mix(ankle, arch, 0.5), 0.0180),
        (arch, 0.0160),
        (mix(arch, ball, 0.6), 0.0122),
    ]
    sole = along(mix(heel, ball, 0.55), (leg.instep, 0.0035 + 0.0110 * leg.dome))
    return [
        [*instep, (inner, 0.0112)],
        [(mix(ankle, arch, 0.6), 0.0150), (mix(mix(ankle, arch, 0.6), outer, 0.6), 0.0125), (outer, 0.0095)],
        [(heel, 0.0152), (sole, 0.0085), (inner, 0.0095)],
        [(heel, 0.0152), (mix(heel, outer, 0.55), 0.0095), (outer, 0.0090)],
        [(mix(leg.knee, ankle, 0.87), 0.0140), (heel, 0.0140)],
        [(ankle, 0.0175), (heel, 0.0158)],
    ]


def toe_lines(leg: LegJoints, sign: int) -> list[Line]:
    """From the ball to each tip; they bend where the foot does, and may spread from the middle one."""
    out, fan = outwards(leg, sign), 0.75 * leg.spread
    lines: list[Line] = []
    for aside, long, thick in TOES:
        root = along(leg.ball, (out, aside * 0.85), (leg.foot, -0.004 - max(0.0, aside) * 0.5))
        end = along(mix(leg.ball, leg.tip, long), (out, aside + fan * (aside - TOES[2][0])))
        lines.append([(root, thick * 1.25), (mix(root, end, 0.6), thick), (end, thick * 0.88)])
    return lines


def between_toes(leg: LegJoints, sign: int) -> list[Line]:
    """The lines that part the toes on their upper side."""
    lines = toe_lines(leg, sign)
    up = topside(leg)
    out: list[Line] = []
    for a, b in pairwise(lines):
        start = along(mix(a[1][0], b[1][0], 0.5), (up, 0.004))
        out.append([(start, 0.0009), (along(mix(a[2][0], b[2][0], 0.5), (up, 0.003)), 0.0012)])
    return out
