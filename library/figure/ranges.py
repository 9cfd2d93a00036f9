"""How far a body's joints go, in degrees, and how far they are in a pose.

Sources:
AAOS    American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and Recording (1965).
Norkin  Norkin & White, Measurement of Joint Motion: A Guide to Goniometry, whose norms mostly follow AAOS.
Konor   Konor et al. (2012), Int J Sports Phys Ther 7: 279-287: knee to the wall, heel down, 36 to 43 degrees.
Russell Russell et al. (2010), Foot Ankle Spec 3: 324-330: dancers point 90 degrees and more, foot with ankle.
ours    a careful default, tighter than the body's own limit, with its reason.
"""

from math import acos, asin, atan2, degrees, hypot
from typing import NamedTuple

from library.figure.body import INSTEP_PITCH
from library.figure.joints import ArmJoints, Frame, Joints, LegJoints
from library.figure.pose import SIDES, SIGN, Pose
from library.figure.vectors import Vec, clamp, dot, sub, unit

SKIMMING = 0.02  # a foot lower than this over the floor still carries something
FLAT = degrees(INSTEP_PITCH)  # how far the instep of a flat foot slopes


class Range(NamedTuple):
    low: float
    high: float
    source: str


RANGES: dict[str, Range] = {
    "hip flexion": Range(-32, 120, "AAOS: extension 30, and 2 of reading; flexion 120, the knee bent"),
    "hip abduction": Range(-30, 50, "AAOS: adduction 30, abduction 45; 5 more with turnout, Norkin"),
    "knee flexion": Range(0, 150, "Norkin: 150; kneeling and figure four come nearest"),
    "ankle dorsiflexion, loaded": Range(-75, 42, "Konor: 36 to 43, heel down, knee bent"),
    "ankle dorsiflexion": Range(-75, 20, "AAOS: 20; pointing 50 at the ankle, the rest midfoot, Russell"),
    "toe extension": Range(-45, 70, "AAOS: extension 70, flexion 45"),
    "spine flexion": Range(-35, 80, "AAOS: flexion 80; Norkin: extension 25 lumbar and 10 of the chest"),
    "spine bend": Range(-35, 35, "AAOS: 35 to a side"),
    "spine twist": Range(-45, 45, "AAOS: 45 to a side"),
    "neck flexion": Range(-45, 45, "AAOS: 45 each way"),
    "neck bend": Range(-45, 45, "AAOS: 45 to a side"),
    "neck turn": Range(-60, 60, "AAOS: 60 to a side"),
    "shoulder behind": Range(-180, 60, "AAOS: extension 60"),
    "shoulder across": Range(-180, 45, "AAOS: horizontal adduction 135 from the side"),
    "elbow flexion": Range(0, 150, "AAOS: 150"),
    "wrist": Range(-70, 80, "AAOS: extension 70, flexion 80"),
    "wrist of a free arm": Range(-25, 25, "ours: beyond this the line of a port de bras breaks"),
}


def angles(pose: Pose, joints: Joints) -> dict[str, float]:
    """Every joint's angle: "L.knee flexion", "spine twist". After the side comes a name of RANGES."""
    found = _trunk(pose)
    for n in SIDES:
        leg, arm = pose.leg[n], pose.arm[n]
        loaded = leg.mode == "pin" or (leg.mode == "stand" and leg.y < SKIMMING)
        ankle = "ankle dorsiflexion, loaded" if loaded and leg.to is None else "ankle dorsiflexion"
        found |= {
            f"{n}.{name}": at for name, at in _leg(joints.leg[n], joints.pelvis, SIGN[n], ankle).items()
        }
        wrist = "wrist" if arm.rest or arm.to is not None else "wrist of a free arm"
        found |= {f"{n}.{name}": at for name, at in _arm(joints.arm[n], joints.chest, SIGN[n]).items()}
        found[f"{n}.{wrist}"] = arm.hand
    return found


def _trunk(pose: Pose) -> dict[str, float]:
    return {
        "spine flexion": pose.fwd,
        "spine bend": pose.side,
        "spine twist": pose.twist,
        "neck flexion": pose.nod - 0.25 * pose.fwd,  # a bent spine keeps the eyes up: see rig.py
        "neck bend": pose.htilt,
        "neck turn": pose.turn,
    }


def _leg(leg: LegJoints, pelvis: Frame, sign: int, ankle: str) -> dict[str, float]:
    thigh, shank = unit(sub(leg.knee, leg.hip)), unit(sub(leg.ankle, leg.knee))
    return {
        "hip flexion": _flexion(thigh, pelvis),
        "hip abduction": degrees(asin(clamp(sign * dot(thigh, pelvis.right), -1.0, 1.0))),
        "knee flexion": between(thigh, shank),
        ankle: between(shank, leg.foot) - (90 - FLAT),
        "toe extension": degrees(atan2(dot(leg.toe, leg.instep), dot(leg.toe, leg.foot))) - FLAT,
    }


def _flexion(thigh: Vec, pelvis: Frame) -> float:
    """Forwards from the pelvis's own plumb line; of a thigh that points sideways, nothing can be said."""
    ahead, down = dot(thigh, pelvis.front), -dot(thigh, pelvis.up)
    return degrees(atan2(ahead, down)) if hypot(ahead, down) > 0.3 else 0.0


def _arm(arm: ArmJoints, chest: Frame, sign: int) -> dict[str, float]:
    upper, fore = unit(sub(arm.elbow, arm.shoulder)), unit(sub(arm.wrist, arm.elbow))
    return {
        "shoulder behind": degrees(asin(clamp(-dot(upper, chest.front), -1.0, 1.0))),
        "shoulder across": degrees(asin(clamp(-sign * dot(upper, chest.right), -1.0, 1.0))),
        "elbow flexion": between(upper, fore),
    }


def between(a: Vec, b: Vec) -> float:
    """The angle of two unit vectors."""
    return degrees(acos(clamp(dot(a, b), -1.0, 1.0)))
