"""How she carries pelvis, knees and arms."""

from math import asin, degrees

from library.figure.body import SHANK
from library.figure.frames import Found, Frame
from library.figure.joints import LegJoints
from library.figure.legs import heading
from library.figure.movement import Movement
from library.figure.pose import SIDES, SIGN, Arm, Side
from library.figure.ranges import between
from library.figure.vectors import clamp, dot, sub, unit

LEVEL = 3.0  # degrees of pelvic roll that pass for level: less than the eye sees
OVER_TOES = 8.0  # degrees a shin may lean out of the upright plane of its foot …
BENT, CARRIES = 35.0, 0.4  # … once the knee bends so far, and has this share of the weight
LOW, OVERHEAD = -40.0, 50.0  # elevation of an arm
FIRST, SECOND = 40.0, 60.0  # azimuth: an arm goes up in front of the body, or openly by the side


def hips(movement: Movement, frames: list[Frame]) -> Found:
    """Level, unless the table says `hips: free` (lying on the side, hip hitch)."""
    if movement.hips == "free":
        return
    for frame in frames:
        roll = abs(degrees(asin(clamp(frame.joints.pelvis.right[1], -1.0, 1.0))))
        if roll > LEVEL:
            yield (
                "hips",
                f"The hips are {roll:.0f}° off level at count {frame.count:.1f}; at most {LEVEL:.0f}°.",
            )


def arms(_: Movement, frames: list[Frame]) -> Found:
    """On the way from low to overhead an arm passes through first, or through second: never between."""
    for side in SIDES:
        low = passed = False
        for frame in frames:
            arm = frame.pose.arm[side]
            if arm.rest or arm.to is not None or arm.el < LOW:
                low, passed = not arm.rest and arm.to is None, False
            elif arm.el > OVERHEAD:
                if low and not passed:
                    yield _between(side, frame)
                low = False
            else:
                passed = passed or _on_the_way(arm)


def _on_the_way(arm: Arm) -> bool:
    return -35 <= arm.el <= 5 and (arm.az <= FIRST or arm.az >= SECOND)


def _between(side: Side, frame: Frame) -> tuple[str, str]:
    sentence = f"{side}.arm goes up between first and second before count {frame.count:.1f}."
    return f"arms {side}", sentence


def knees(_: Movement, frames: list[Frame]) -> Found:
    """A bent knee that carries weight stays over its foot's own line: over the second toe, not inside it."""
    for frame in frames:
        for side in SIDES:
            leg, joints = frame.pose.leg[side], frame.joints.leg[side]
            share = 0.5 + 0.5 * SIGN[side] * frame.pose.weight
            if leg.mode != "stand" or leg.to is not None or leg.y > 0 or share < CARRIES:
                continue
            inside = _inside(SIGN[side], leg.out, joints)
            if abs(inside) > OVER_TOES and _bend(joints) > BENT:
                where = "inside" if inside > 0 else "outside"
                sentence = f"{side}.knee is {abs(inside):.0f}° {where} the toes at count {frame.count:.1f}"
                yield f"over {side}", f"{sentence}; at most {OVER_TOES:.0f}°."


def _inside(sign: int, out: float, leg: LegJoints) -> float:
    """How far the shin leans from the upright plane of the foot, towards the other leg, in degrees."""
    ahead = heading(sign, out)
    outwards = (sign * ahead[2], 0.0, -sign * ahead[0])
    return degrees(asin(clamp(-dot(sub(leg.knee, leg.ankle), outwards) / SHANK, -1.0, 1.0)))


def _bend(leg: LegJoints) -> float:
    return between(unit(sub(leg.knee, leg.hip)), unit(sub(leg.ankle, leg.knee)))
