"""One leg: from its numbers and the hip joint to knee, ankle, ball and toes."""

from math import asin, atan2, cos, hypot, radians, sin, sqrt
from typing import NamedTuple

from library.figure.body import (
    ANKLE_HEIGHT,
    BALL_AHEAD,
    BALL_RADIUS,
    HEEL_BACK,
    INSTEP,
    INSTEP_PITCH,
    LEG,
    SHANK,
    THIGH,
    TOE,
)
from library.figure.joints import Frame, LegJoints
from library.figure.pose import Leg
from library.figure.vectors import (
    Vec,
    Z,
    add,
    along,
    clamp,
    cross,
    dot,
    lerp,
    mix,
    mul,
    norm,
    smooth,
    spin,
    square_to,
    sub,
    unit,
)

SLIDE = 0.262  # how far a tendu slides, in body heights
POINTED = 0.065  # how high a foot is off the floor when its toes are in line with it
HANGING = 0.02  # how high it is when it hangs in the line of its leg
HIP_TURN = 22.0  # degrees a hip turns beyond the foot's heading, so that the knee stays over the toes …
BENT = 0.09  # … once the knee is this far off the line from hip to ankle
FULL_POINT = 0.062  # how far the ankle has risen when a tendu is fully stretched


class Aim(NamedTuple):
    """Where a leg wants its ankle, and how it is turned."""

    ankle: Vec
    knee_to: Vec
    foot: Vec
    toe: Vec
    bend: Vec | None = None  # where the knee goes, if not where the leg is turned

    @property
    def bends_to(self) -> Vec:
        return self.bend or self.knee_to


def two_bone(root: Vec, target: Vec, a: float, b: float, toward: Vec) -> tuple[Vec, Vec]:
    """Middle joint of a chain of lengths a and b, bent to `toward`; a target out of reach is pulled in."""
    way = sub(target, root)
    length, longest, u = norm(way), (a + b) * 0.9997, unit(way)
    if length > longest:
        length, target = longest, add(root, mul(u, longest))
    length = max(length, abs(a - b) + 1e-4)
    x = (length * length + a * a - b * b) / (2 * length)
    h = sqrt(max(0.0, a * a - x * x))
    return along(root, (u, x), (square_to(toward, u), h)), target


def heading(sign: int, out: float) -> Vec:
    """The level direction of the toes at `out` degrees of turnout."""
    o = radians(out)
    return (sign * sin(o), 0.0, cos(o))


def planted(sign: int, leg: Leg) -> Aim:
    """A foot on the floor: the ball stays where it is, the heel may rise. Above it the toes point."""
    f = heading(sign, leg.out)
    ball = along((sign * leg.x, BALL_RADIUS + leg.y, leg.z), (f, HEEL_BACK + BALL_AHEAD))
    a = INSTEP_PITCH + radians(leg.rise)
    ankle = along(ball, (f, -INSTEP * cos(a)), ((0.0, 1.0, 0.0), INSTEP * sin(a)))
    foot = unit(sub(ball, ankle))
    toe = f if leg.y <= 0 else _above_floor(_pointing(f, foot, leg), ball[1], f)
    return Aim(ankle, unit(add(f, (0.0, 0.05, 0.0))), foot, toe)


def _over_toes(goal: Aim, hip: Vec, level: Vec) -> Aim:
    """The bend turned in the hip until the knee lies over the foot's own line, as far as a hip may turn."""
    way = sub(goal.ankle, hip)
    length, axis = min(norm(way), LEG), unit(way)
    x = (length * length + THIGH**2 - SHANK**2) / (2 * length)
    h = sqrt(max(0.0, THIGH**2 - x * x))
    if h < 1e-4:
        return goal
    ahead, aside = square_to(goal.knee_to, axis), (level[2], 0.0, -level[0])
    round_ = cross(axis, ahead)
    if dot(round_, aside) < 0:
        aside = mul(aside, -1)
    a, b = h * dot(ahead, aside), h * dot(round_, aside)
    off = dot(sub(along(hip, (axis, x)), goal.ankle), aside)
    turn = asin(clamp(-off / max(hypot(a, b), 1e-6), -1.0, 1.0)) - atan2(a, b)
    most = radians(HIP_TURN) * smooth(h / BENT)
    return goal._replace(bend=spin(goal.knee_to, axis, clamp(turn, -most, most)))


def _hanging(goal: Aim, hip: Vec, y: float) -> Aim:
    """A foot off the floor hangs in the line of its leg, whichever way that leans: not sickled."""
    down = unit(sub(goal.ankle, hip))
    axis = cross((0.0, -1.0, 0.0), down)
    lean = asin(min(1.0, norm(axis))) * smooth(y / HANGING)
    foot, toe = (spin(v, unit(axis), lean) for v in (goal.foot, goal.toe))
    ball_y = goal.ankle[1] + foot[1] * INSTEP
    return goal._replace(foot=foot, toe=_above_floor(toe, ball_y, goal.toe))


def _pointing(level: Vec, foot: Vec, leg: Leg) -> Vec:
    """Off the floor the toes leave their level and join the line of the foot, as far as the heel is up."""
    return unit(mix(level, foot, smooth(leg.y / POINTED) * smooth(leg.rise / 40)))


def tendu(sign: int, leg: Leg, hip: Vec) -> Aim:
    """A straight knee: how high the ankle must be follows from how far the foot slid."""
    d, o = radians(leg.dir), radians(leg.out)
    close = along((sign * leg.x, 0.0, leg.z), (heading(sign, leg.out), HEEL_BACK))
    close = mix(close, (hip[0], 0.0, hip[2]), leg.reach)
    foot_at = along(close, ((sign * sin(d), 0.0, cos(d)), SLIDE * leg.reach))
    away = hypot(foot_at[0] - hip[0], foot_at[2] - hip[2])
    y = max(ANKLE_HEIGHT, hip[1] - sqrt(max(1e-6, (LEG * 0.9995) ** 2 - away * away)))
    stretch = smooth((y - ANKLE_HEIGHT) / FULL_POINT)
    a = o + (d - o) * stretch  # the toes swing from the turned-out heading into the leg's own line
    level = (sign * sin(a), 0.0, cos(a))
    length = lerp(INSTEP, BALL_AHEAD + TOE - 0.004, smooth((stretch - 0.45) / 0.55))
    drop = clamp((y - lerp(BALL_RADIUS, 0.006, stretch)) / length, 0.0, 0.999)
    foot = add(mul(level, sqrt(1 - drop * drop)), (0.0, -drop, 0.0))
    # on the ball the toes lie on the floor, then they join the line of the foot
    toe = _above_floor(unit(mix(level, foot, smooth((stretch - 0.35) / 0.5))), y + foot[1] * INSTEP, level)
    return Aim((foot_at[0], y, foot_at[2]), unit(add(heading(sign, leg.out), (0.0, 0.15, 0.0))), foot, toe)


def _above_floor(toe: Vec, ball_y: float, level: Vec) -> Vec:
    """Toes never pass through the floor."""
    lowest = (0.006 - ball_y) / TOE
    if lowest <= toe[1]:
        return toe
    flat = sqrt(max(0.0, 1 - min(1.0, lowest * lowest)))
    return (level[0] * flat, lowest, level[2] * flat)


def touching(sign: int, leg: Leg, hip: Vec, standing: LegJoints) -> Aim:
    """The toe on the standing leg, from coupé at the ankle to passé at the knee."""
    o, k = radians(leg.out), radians(leg.front)
    gap = lerp(0.030, 0.036, leg.at)
    tip = add(mix(standing.ankle, standing.knee, leg.at), (sign * gap * cos(k), 0.0, gap * sin(k)))
    knee_to = unit((sign * sin(o), 0.25, cos(o)))
    knee, tip = two_bone(hip, tip, THIGH, SHANK + (BALL_AHEAD + TOE) * 0.97, knee_to)
    down = unit(sub(tip, knee))
    front = square_to(knee_to, down)
    ankle = along(knee, (down, SHANK), (front, 0.006))  # a little arch over the instep
    foot = unit(sub(tip, ankle))
    return Aim(ankle, knee_to, foot, unit(along(foot, (front, -0.35))))


def in_air(sign: int, leg: Leg, hip: Vec) -> Aim:
    """Thigh by direction and lift, turned out about its own length, then the knee bends."""
    d, lift, o, bend = (radians(v) for v in (leg.dir, leg.lift, leg.out, leg.knee))
    thigh = add(mul((sign * sin(d), 0.0, cos(d)), sin(lift)), (0.0, -cos(lift), 0.0))
    axis = cross((0.0, -1.0, 0.0), thigh)
    front = Z if norm(axis) < 1e-6 else spin(Z, unit(axis), lift)
    front = spin(front, thigh, -sign * o)
    hinge = unit(cross(thigh, front))
    shank, shin = spin(thigh, hinge, -bend), spin(front, hinge, -bend)
    ankle = along(hip, (thigh, THIGH), (shank, SHANK))
    p, t = radians(lerp(20, 84, leg.point)), radians(lerp(0, 92, leg.point) + leg.toes)
    foot = unit(add(mul(shin, cos(p)), mul(shank, sin(p))))
    return Aim(ankle, front, foot, unit(add(mul(shin, cos(t)), mul(shank, sin(t)))))


def lying(sign: int, leg: Leg, hip: Vec, pelvis: Frame) -> Aim:
    """As in the air, measured from the pelvis."""
    own = in_air(sign, leg, (0.0, 0.0, 0.0))
    ankle, *ways = (
        along((0.0, 0.0, 0.0), (pelvis.right, v[0]), (pelvis.up, v[1]), (pelvis.front, v[2])) for v in own[:4]
    )
    return Aim(add(hip, ankle), *ways)


def pinned(sign: int, leg: Leg) -> Aim:
    """The ankle at a point of the stage, for kneeling and lying work."""
    o, p, t = radians(leg.out), radians(leg.pitch), radians(leg.pitch - leg.toes)
    up, out = radians(leg.kneeup), radians(leg.kneeout)
    return Aim(
        (sign * leg.x, leg.y, leg.z),
        (sign * sin(out) * cos(up), sin(up), cos(out) * cos(up)),
        (sign * sin(o) * cos(p), -sin(p), cos(o) * cos(p)),
        (sign * sin(o) * cos(t), -sin(t), cos(o) * cos(t)),
    )


def aim(sign: int, leg: Leg, hip: Vec, pelvis: Frame, standing: LegJoints | None) -> Aim:
    """Where this leg goes; `standing` is the other leg, which a `touch` lies on."""
    if leg.to is not None:
        before = aim(sign, leg.without_goal(), hip, pelvis, standing)
        return _crossing(before, aim(sign, leg.to, hip, pelvis, standing), leg.t, hip)
    if leg.mode == "stand":
        goal = _over_toes(planted(sign, leg), hip, heading(sign, leg.out))
        return goal if leg.y <= 0 else _hanging(goal, hip, leg.y)
    if leg.mode == "tendu":
        return tendu(sign, leg, hip)
    if leg.mode == "touch" and standing is not None:
        return touching(sign, leg, hip, standing)
    if leg.mode == "air":
        return in_air(sign, leg, hip)
    if leg.mode == "lie":
        return lying(sign, leg, hip, pelvis)
    if leg.mode == "pin":
        return pinned(sign, leg)
    raise ValueError(f"A leg cannot {leg.mode!r}.")


def _crossing(a: Aim, b: Aim, t: float, hip: Vec) -> Aim:
    """Part of the way from one mode to another, on an arc about the hip, and never under the floor."""
    va, vb = sub(a.ankle, hip), sub(b.ankle, hip)
    way = mul(unit(mix(unit(va), unit(vb), t)), lerp(norm(va), norm(vb), t))
    foot, toe = unit(mix(a.foot, b.foot, t)), unit(mix(a.toe, b.toe, t))
    ankle = add(hip, way)
    under = min(0.0, ankle[1] + foot[1] * BALL_AHEAD + toe[1] * TOE - 0.008)
    bend = unit(mix(a.bends_to, b.bends_to, t))
    return Aim(add(ankle, (0.0, -under, 0.0)), unit(mix(a.knee_to, b.knee_to, t)), foot, toe, bend)


def chained(hip: Vec, goal: Aim) -> LegJoints:
    """Knee and foot from hip and aim. The instep lies in the plane the knee bends in: no sickled foot."""
    knee, ankle = two_bone(hip, goal.ankle, THIGH, SHANK, goal.bends_to)
    down = unit(sub(ankle, knee))
    ball = along(ankle, (goal.foot, INSTEP))
    shin = unit(along(goal.knee_to, (down, -dot(goal.knee_to, down))))
    instep = unit(cross(cross(down, shin), goal.foot))
    return LegJoints(
        hip, knee, ankle, ball, along(ball, (goal.toe, TOE)), unit(goal.knee_to), goal.foot, goal.toe, instep
    )
