"""How she carries pelvis and arms."""

from math import asin, degrees

from library.figure.frames import Found, Frame
from library.figure.movement import Movement
from library.figure.pose import SIDES, Arm, Side
from library.figure.vectors import clamp

LEVEL = 3.0  # degrees of pelvic roll that pass for level: less than the eye sees
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
