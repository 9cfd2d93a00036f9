"""A pose: what the legs, arms, spine and head do at one moment. Degrees, and fractions of body height."""

from dataclasses import dataclass, field, fields, replace
from math import pi, sin
from typing import Any, Literal

from library.figure.vectors import lerp

Side = Literal["L", "R"]
SIDES: tuple[Side, Side] = ("L", "R")
SIGN: dict[Side, int] = {"L": 1, "R": -1}
STEP_POINT = 42.0  # degrees the heel hangs above the toes in the middle of a step


@dataclass(frozen=True, slots=True)
class Leg:
    """What one leg does. `mode` says which of the numbers count:

    stand  the ball of the foot is pinned to the floor: x, z (heel), out, rise; y lifts it above its mark
    tendu  straight knee, toes sliding along the floor: dir, reach, out
    air    thigh by dir and lift from the plumb line, knee bend, point, toes
    lie    as air, but from the pelvis's own axes, whichever way it lies: side-lying, prone, on the back
    touch  toe on the standing leg: at (0 ankle, 1 knee), out, front
    pin    ankle at x, y, z (kneeling, plank, lying work): out, pitch, toes, kneeup, kneeout

    Travel: give a standing leg another x or z (x is outwards, so a step to her left is +x for L, -x for R)
    and `step`, how high the foot is carried on its way there: {L: {x: 0.2, step: 0.03}}. The weight must
    be on the other leg meanwhile (weight: -1 is the right one) and comes over afterwards by `weight`;
    the pelvis follows. A foot that touches the floor without weight is `tendu`, and may land as `stand` on a
    new mark. Feet wide apart want a plié: stretch as they come together, or the knees snap.
    """

    mode: str = "stand"
    x: float = 0.02  # outwards from the middle
    y: float = 0.0
    z: float = -0.02
    out: float = 30.0  # turnout
    rise: float = 0.0  # heel lifted about the ball
    dir: float = 90.0  # 0 front, 90 side, 180 back
    reach: float = 0.0  # 0 closed, 1 toe fully stretched
    lift: float = 0.0  # thigh away from the plumb line
    knee: float = 0.0
    point: float = 1.0  # 0 flexed foot, 1 pointed
    toes: float = 0.0
    at: float = 0.0
    front: float = 35.0  # where on the standing leg the toe lies: 0 side, 90 front
    pitch: float = 0.0
    kneeup: float = 90.0
    kneeout: float = 0.0
    spread: float = 0.0  # toes apart, 0..1; in every mode
    dome: float = 0.0  # arch drawn up, 0..1; in every mode
    step: float = 0.0  # standing: how high it is carried to a new mark
    to: "Leg | None" = None  # on the way to another mode …
    t: float = 0.0  # … this far

    def without_goal(self) -> "Leg":
        return replace(self, to=None, t=0.0)


@dataclass(frozen=True, slots=True)
class Arm:
    """What one arm does: where the wrist is from the shoulder, or what the hand rests on.

    rest: "" free, "hip", "thigh" (own side), or "point" (x outwards, y, z on the stage).
    """

    rest: str = ""
    az: float = 0.0  # 0 front, 90 side
    el: float = -90.0  # -90 down, 90 up
    reach: float = 1.0  # fraction of the straight arm
    paz: float = 0.0  # where the elbow points, as az and el
    pel: float = 0.0
    hand: float = 0.0  # curl
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    to: "Arm | None" = None
    t: float = 0.0

    def without_goal(self) -> "Arm":
        return replace(self, to=None, t=0.0)


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole body.

    anchor: "feet" puts the pelvis over the supporting foot, "free" puts it at px, py, pz, "shoulders" puts
    the shoulder line there (lying on the back). With "free": tilt -90 on the back, 90 prone, about 80 in a
    plank; roll 90 on the left side, the head towards +x; seated or kneeling 0.
    On the way through a jump the anchor is "free" as well: see jumps.py.
    """

    anchor: str = "feet"
    weight: float = 0.0  # -1 on the right leg, 1 on the left
    plie: float = 0.0  # knee bend of the supporting leg
    shift_x: float = 0.0
    shift_z: float = 0.0
    yaw: float = 0.0
    tilt: float = 0.0  # pelvis forwards
    roll: float = 0.0
    fwd: float = 0.0  # spine, spread over its links
    side: float = 0.0
    twist: float = 0.0
    nod: float = 0.0
    htilt: float = 0.0
    turn: float = 0.0
    px: float = 0.0
    py: float = 0.0
    pz: float = 0.0
    leg: dict[Side, Leg] = field(default_factory=lambda: {"L": Leg(), "R": Leg()})
    arm: dict[Side, Arm] = field(default_factory=lambda: {"L": Arm(), "R": Arm()})


def _numbers(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.type is float and f.name != "t")


LEG_NUMBERS, ARM_NUMBERS, POSE_NUMBERS = _numbers(Leg), _numbers(Arm), _numbers(Pose)


def _between(names: tuple[str, ...], a: Any, b: Any, t: float) -> dict[str, Any]:
    return {n: lerp(getattr(a, n), getattr(b, n), t) for n in names}


def between_legs(a: Leg, b: Leg, t: float) -> Leg:
    """A change of mode is carried as a cross-fade (to, t): the rig mixes where the two put the ankle."""
    if a.mode != b.mode and 0 < t < 1:
        return replace(a, to=b, t=t)
    leg = Leg(mode=a.mode if t <= 0 else b.mode, **_between(LEG_NUMBERS, a, b, t))
    if leg.mode == "stand" and b.step and 0 < t < 1 and (a.x, a.z) != (b.x, b.z):
        return _carried(leg, b.step, t)
    return leg


def _carried(leg: Leg, step: float, t: float) -> Leg:
    """A foot on its way to another mark: the heel leaves first, and the toes come down first."""
    high = sin(pi * t) ** 2
    return replace(leg, y=leg.y + step * high, rise=max(leg.rise, STEP_POINT * high))


def between_arms(a: Arm, b: Arm, t: float) -> Arm:
    if a.rest != b.rest and 0 < t < 1:
        return replace(a, to=b, t=t)
    return Arm(rest=a.rest if t <= 0 else b.rest, **_between(ARM_NUMBERS, a, b, t))


def between(a: Pose, b: Pose, t: float) -> Pose:
    """The pose t (0..1) of the way from a to b."""
    return Pose(
        anchor=a.anchor,
        leg={n: between_legs(a.leg[n], b.leg[n], t) for n in SIDES},
        arm={n: between_arms(a.arm[n], b.arm[n], t) for n in SIDES},
        **_between(POSE_NUMBERS, a, b, t),
    )


TURNED = ("weight", "side", "twist", "turn", "htilt", "roll", "yaw", "shift_x", "px")


def mirror(pose: Pose) -> Pose:
    """The same pose on the other side."""
    return replace(
        pose,
        leg={"L": pose.leg["R"], "R": pose.leg["L"]},
        arm={"L": pose.arm["R"], "R": pose.arm["L"]},
        **{name: -getattr(pose, name) for name in TURNED},
    )
