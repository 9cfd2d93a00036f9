"""Where the joints are: what the rig answers and the drawing reads. All points in body heights."""

from dataclasses import dataclass
from typing import NamedTuple

from library.figure.pose import Side
from library.figure.vectors import Vec


class Frame(NamedTuple):
    """A point of the trunk or head with the way it faces."""

    at: Vec
    right: Vec  # towards her left hand: screen right when she faces us
    up: Vec
    front: Vec


class LegJoints(NamedTuple):
    hip: Vec
    knee: Vec
    ankle: Vec
    ball: Vec
    tip: Vec
    front: Vec  # where the knee points (unit)
    foot: Vec  # ankle to ball (unit)
    toe: Vec  # ball to tip (unit)
    instep: Vec  # the upper side of the foot (unit, square to foot)
    spread: float = 0.0  # of the toes, 0..1
    dome: float = 0.0  # of the arch, 0..1


class ArmJoints(NamedTuple):
    shoulder: Vec
    elbow: Vec
    wrist: Vec
    knuckle: Vec
    tip: Vec
    thumb: Vec
    across: Vec  # the line of the knuckles (unit)


@dataclass(frozen=True, slots=True)
class Joints:
    spine: tuple[Frame, ...]  # from the hip line to the shoulder line
    head: Frame
    neck: tuple[Vec, Vec]
    leg: dict[Side, LegJoints]
    arm: dict[Side, ArmJoints]

    @property
    def pelvis(self) -> Frame:
        return self.spine[0]

    @property
    def chest(self) -> Frame:
        return self.spine[-1]

    def points(self) -> dict[str, Vec]:
        """Every joint by name ("L.knee", "R.wrist", "head"), for tests and traces."""
        named = {"pelvis": self.pelvis.at, "chest": self.chest.at, "head": self.head.at}
        for side in self.leg:
            leg, arm = self.leg[side], self.arm[side]
            for part in ("hip", "knee", "ankle", "ball", "tip"):
                named[f"{side}.{part}"] = getattr(leg, part)
            for part in ("shoulder", "elbow", "wrist", "knuckle"):
                named[f"{side}.{part}"] = getattr(arm, part)
            named[f"{side}.finger"] = arm.tip
        return named
