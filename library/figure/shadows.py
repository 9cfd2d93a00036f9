"""Soft shadows on the floor. They stay on it when the dancer jumps: smaller then, and fainter."""

from typing import NamedTuple

from library.figure.camera import Camera
from library.figure.joints import Joints
from library.figure.pose import SIDES, Side
from library.figure.vectors import Vec, clamp, mix

LYING = 0.26  # body heights above the floor up to which a part of the trunk casts its own shadow


class Shadow(NamedTuple):
    """A soft ellipse on the floor, in pixels, with its strength 0..1."""

    x: float
    y: float
    rx: float
    ry: float
    strength: float


Spot = tuple[Vec, float, float]  # above which point, radius, strength


def floor_shadows(joints: Joints, camera: Camera, only: Side | None = None) -> list[Shadow]:
    """Under each foot, under the body, and under what lies near the floor; `only` asks for one foot's."""
    spots = (
        [_foot(joints, only)]
        if only
        else [*(_foot(joints, n) for n in SIDES), _body(joints), *_lying(joints)]
    )
    out = []
    for (x, _, z), radius, strength in spots:
        if strength > 0.03:
            px, py, k = camera.flat((x, 0.0, z))
            out.append(Shadow(px, py, radius * k, radius * k * abs(camera.toward[1]) * 1.6 + 2, strength))
    return out


def _foot(joints: Joints, side: Side) -> Spot:
    leg = joints.leg[side]
    up = clamp(min(leg.ball[1], leg.tip[1], leg.ankle[1] - 0.03) / 0.35)
    return mix(leg.ankle, leg.tip, 0.55), 0.075 * (1 - 0.45 * up), 0.5 * (1 - up) ** 2


def _body(joints: Joints) -> Spot:
    under = [joints.pelvis.at, joints.leg["L"].ball, joints.leg["R"].ball, joints.chest.at]
    middle = (sum(p[0] for p in under) / 4, 0.0, sum(p[2] for p in under) / 4)
    up = clamp(min(p[1] for p in under) / 0.35)  # in a jump nothing touches the floor
    return middle, 0.20 * (1 - 0.45 * up), 0.35 * (1 - 0.7 * up)


def _lying(joints: Joints) -> list[Spot]:
    knees = ((joints.leg[n].knee, 0.06) for n in SIDES)
    parts = ((joints.pelvis.at, 0.13), (joints.chest.at, 0.13), (joints.head.at, 0.09), *knees)
    return [(at, radius, 0.42 * clamp(1 - at[1] / LYING)) for at, radius in parts]
