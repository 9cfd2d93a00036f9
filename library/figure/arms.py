"""One arm: from its numbers and the trunk to elbow, wrist and fingers."""

from math import cos, radians, sin
from typing import NamedTuple

from library.figure.body import ARM, FOREARM, HAND, SHOULDER_HALF, UPPER_ARM
from library.figure.joints import ArmJoints, Frame, LegJoints
from library.figure.legs import two_bone
from library.figure.pose import Arm
from library.figure.vectors import Vec, along, cross, lerp, mix, mul, norm, smooth, spin, sub, unit

GIRDLE_RISE = 0.016  # the shoulder blades let the joint rise a little as the arm goes up; shoulders stay down


class Reach(NamedTuple):
    """Where an arm wants its wrist, where the elbow points, and how the joint is lifted."""

    shoulder: Vec
    wrist: Vec
    elbow_to: Vec


def reach(sign: int, arm: Arm, chest: Frame, pelvis: Frame, leg: LegJoints) -> Reach:
    """Where this arm goes; `leg` is the leg of the same side, for a hand on the thigh."""
    if arm.to is not None:
        a = reach(sign, arm.without_goal(), chest, pelvis, leg)
        return _crossing(a, reach(sign, arm.to, chest, pelvis, leg), arm.t)
    lift = smooth((arm.el + 10) / 90) * GIRDLE_RISE if not arm.rest else 0.0
    shoulder = along(chest.at, (chest.right, sign * (SHOULDER_HALF - lift * 0.6)), (chest.up, -0.012 + lift))
    elbow_to = _direction(sign, chest, arm.paz, arm.pel)
    return Reach(shoulder, _target(sign, arm, shoulder, chest, pelvis, leg), elbow_to)


def _target(sign: int, arm: Arm, shoulder: Vec, chest: Frame, pelvis: Frame, leg: LegJoints) -> Vec:
    if arm.rest == "hip":
        return along(pelvis.at, (pelvis.right, sign * 0.096), (pelvis.up, 0.062), (pelvis.front, -0.022))
    if arm.rest == "thigh":
        return along(mix(leg.hip, leg.knee, 0.66), ((0.0, 1.0, 0.0), 0.050), (pelvis.right, sign * 0.012))
    if arm.rest == "point":
        return (sign * arm.x, arm.y, arm.z)
    return along(shoulder, (_direction(sign, chest, arm.az, arm.el), arm.reach * ARM))


def _direction(sign: int, chest: Frame, azimuth: float, elevation: float) -> Vec:
    az, el = radians(azimuth), radians(elevation)
    return along(
        mul(chest.right, sign * sin(az) * cos(el)), (chest.up, sin(el)), (chest.front, cos(az) * cos(el))
    )


def _crossing(a: Reach, b: Reach, t: float) -> Reach:
    """Part of the way between a free arm and a resting hand, on an arc about the shoulder."""
    shoulder = mix(a.shoulder, b.shoulder, t)
    va, vb = sub(a.wrist, a.shoulder), sub(b.wrist, b.shoulder)
    way = mul(unit(mix(unit(va), unit(vb), t)), lerp(norm(va), norm(vb), t))
    return Reach(shoulder, along(shoulder, (way, 1.0)), unit(mix(a.elbow_to, b.elbow_to, t)))


def bent(sign: int, arm: Arm, chest: Frame, pelvis: Frame, leg: LegJoints) -> ArmJoints:
    """Elbow by two bones, then the hand carries the curve of the arm on."""
    goal = reach(sign, arm, chest, pelvis, leg)
    elbow, wrist = two_bone(goal.shoulder, goal.wrist, UPPER_ARM, FOREARM, goal.elbow_to)
    fore = unit(sub(wrist, elbow))
    hinge = cross(unit(sub(elbow, goal.shoulder)), fore)
    hinge = unit(hinge) if norm(hinge) > 0.02 else unit(cross(fore, goal.elbow_to))
    curl = radians(lerp(arm.hand, arm.to.hand, arm.t) if arm.to is not None else arm.hand)
    palm = spin(fore, hinge, curl)
    knuckle = along(wrist, (palm, HAND * 0.5))
    fingers = spin(palm, hinge, curl * 0.8)
    tip, thumb = along(knuckle, (fingers, HAND * 0.5)), _thumb(wrist, palm, hinge)
    return ArmJoints(goal.shoulder, elbow, wrist, knuckle, tip, thumb, hinge)


def _thumb(wrist: Vec, palm: Vec, hinge: Vec) -> Vec:
    """The thumb lies along the palm's inner side, a little apart from it."""
    inner = cross(hinge, palm)
    return along(wrist, (palm, HAND * 0.50), (inner, HAND * 0.13))
