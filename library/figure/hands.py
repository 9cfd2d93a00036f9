"""Dancers' hands: long fingers that part softly, the first a little lifted, the thumb by the middle one."""

from typing import NamedTuple

from library.figure.joints import ArmJoints
from library.figure.limbs import Line
from library.figure.vectors import Vec, along, cross, dot, mix, mul, norm, smooth, square_to, sub, unit

DOWN: Vec = (0.0, -1.0, 0.0)


class Finger(NamedTuple):
    """In body heights: where root and tip lie towards the thumb's side, how far the tip leaves the plane of
    the hand on the palm's side, how long it is (1: to the tip of the hand), how thick."""

    root: float
    tip: float
    inward: float
    long: float
    thick: float


FINGERS = (
    Finger(0.0092, 0.0102, -0.0040, 0.90, 0.0054),
    Finger(0.0032, 0.0030, 0.0035, 1.00, 0.0056),
    Finger(-0.0030, -0.0026, 0.0040, 0.95, 0.0053),
    Finger(-0.0084, -0.0102, -0.0020, 0.76, 0.0047),
)


class Palm(NamedTuple):
    """The hand's own axes: along the fingers, out of the palm, towards the thumb."""

    on: Vec
    front: Vec
    thumb: Vec


def palm_of(arm: ArmJoints, sign: int) -> Palm:
    """A softly curled hand looks where the arm bends. One that is stretched turns its palm to the floor, as
    does one that presses, bent hard at the wrist; pointing up or down it looks away from the bend."""
    on = unit(sub(arm.knuckle, arm.wrist))
    curl = dot(cross(unit(sub(arm.wrist, arm.elbow)), on), arm.across)  # sine of the bend
    front = cross(arm.across, on)
    turned = max(smooth((0.09 - curl) / 0.05), smooth((curl - 0.42) / 0.15))
    if turned:
        level = 1 - smooth((abs(on[1]) - 0.75) / 0.2)
        other = unit(mix(mul(front, -1), square_to(DOWN, on), level))
        way = mix(front, other, turned)
        front = square_to(way if norm(way) > 0.05 else other, on)
    return Palm(on, front, mul(cross(front, on), sign))


def hand_lines(arm: ArmJoints, sign: int) -> list[Line]:
    """Four fingers from the wrist on, which together are the palm, and the thumb last."""
    palm = palm_of(arm, sign)
    return [*(_finger(arm, palm, finger) for finger in FINGERS), _thumb(arm, palm)]


def _finger(arm: ArmJoints, palm: Palm, finger: Finger) -> Line:
    thick = finger.thick
    heel = along(mix(arm.wrist, arm.knuckle, 0.05), (palm.thumb, finger.root * 0.20))
    root = along(mix(arm.wrist, arm.knuckle, 0.95), (palm.thumb, finger.root))
    end = along(mix(arm.knuckle, arm.tip, finger.long), (palm.thumb, finger.tip), (palm.front, finger.inward))
    middle = along(mix(root, end, 0.55), (palm.front, -abs(finger.inward) * 0.4))
    return [(heel, 0.0080), (root, thick * 1.18), (middle, thick * 0.92), (end, thick * 0.62)]


def _thumb(arm: ArmJoints, palm: Palm) -> Line:
    root = along(mix(arm.wrist, arm.knuckle, 0.22), (palm.thumb, 0.0040), (palm.front, 0.0010))
    joint = along(mix(arm.wrist, arm.knuckle, 0.62), (palm.thumb, 0.0170), (palm.front, 0.0065))
    end = along(mix(arm.wrist, arm.knuckle, 1.12), (palm.thumb, 0.0175), (palm.front, 0.0115))
    return [(root, 0.0066), (joint, 0.0052), (end, 0.0034)]
