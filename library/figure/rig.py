"""The kinematic rig: a pose in, joints out. Feet are pinned; the pelvis follows from the legs."""

from math import cos, radians, sqrt

from library.figure.arms import bent
from library.figure.body import HEAD, HIP_HALF, LINKS, NECK, SHANK, SPINE, THIGH
from library.figure.joints import Frame, Joints, LegJoints
from library.figure.legs import Aim, aim, chained, planted
from library.figure.pose import SIDES, SIGN, Pose, Side
from library.figure.vectors import Vec, X, Y, Z, add, along, clamp, mix, mul, smooth, spin, sub


def solve(pose: Pose) -> Joints:
    """Where every joint is in this pose."""
    spine = _spine(pose)
    hips = _hips(spine[0])
    legs = _legs(pose, hips, spine[0])
    neck, head = _head(pose, spine[-1])
    arms = {n: bent(SIGN[n], pose.arm[n], spine[-1], spine[0], legs[n]) for n in SIDES}
    return Joints(spine=spine, head=head, neck=neck, leg=legs, arm=arms)


def _hips(pelvis: Frame) -> dict[Side, Vec]:
    return {n: along(pelvis.at, (pelvis.right, SIGN[n] * HIP_HALF)) for n in SIDES}


# ---- pelvis and spine -----------------------------------------------------------------------------------


def over_feet(pose: Pose) -> Vec:
    """The pelvis over the supporting foot or feet, as high as the legs allow at this plié."""
    down = {n: planted(SIGN[n], pose.leg[n]) for n in SIDES if pose.leg[n].mode == "stand"}
    centres = [(_support(n, pose, foot), _share(n, pose)) for n, foot in down.items()]
    total = sum(w for _, w in centres)
    x = sum(c[0] * w for c, w in centres) / total + pose.shift_x
    z = sum(c[2] * w for c, w in centres) / total + pose.shift_z
    right = mul(_axes(pose)[0], HIP_HALF)
    heights = (
        _height(
            foot.ankle, along((x, 0.0, z), (right, SIGN[n])), _long(pose.plie * min(1.0, 2 * _share(n, pose)))
        )
        for n, foot in down.items()
    )
    return (x, min(heights), z)


def _long(bend: float) -> float:
    """Hip to ankle at this bend of the knee. A leg without weight may be straighter than the plié."""
    return sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * cos(radians(bend))) * 0.9995


def _share(side: Side, pose: Pose) -> float:
    return max(clamp(0.5 + 0.5 * SIGN[side] * pose.weight), 1e-6)


def _support(side: Side, pose: Pose, foot: Aim) -> Vec:
    """Under which point of the foot the weight lies: the mid-foot, or the ball on relevé."""
    ball = along(foot.ankle, (foot.foot, 0.0848))
    centre = mix(mix(foot.ankle, ball, 0.30), ball, smooth(pose.leg[side].rise / 55))
    return add(centre, (-SIGN[side] * HIP_HALF * 0.62 * abs(pose.weight), 0.0, 0.0))


def _height(ankle: Vec, hip: Vec, leg: float) -> float:
    """The pelvis over this ankle; `hip` is the hip joint with the pelvis on the floor: it may be rolled."""
    return (
        ankle[1] - hip[1] + sqrt(max(0.01, leg * leg - (ankle[0] - hip[0]) ** 2 - (ankle[2] - hip[2]) ** 2))
    )


def _pelvis(pose: Pose) -> Frame:
    at = over_feet(pose) if pose.anchor == "feet" else (pose.px, pose.py, pose.pz)
    return Frame(at, *_axes(pose))


def _axes(pose: Pose) -> tuple[Vec, Vec, Vec]:
    """The pelvis's right, up and front."""
    r, u, f = X, Y, Z
    yaw, tilt, roll = radians(pose.yaw), radians(pose.tilt), radians(-pose.roll)
    r, u, f = (spin(v, Y, yaw) for v in (r, u, f))
    r, u, f = (spin(v, r, tilt) for v in (r, u, f))
    r, u, f = (spin(v, f, roll) for v in (r, u, f))
    return r, u, f


def _spine(pose: Pose) -> tuple[Frame, ...]:
    """An arc of equal links, each bent forwards, sideways and round by its share."""
    links = [_pelvis(pose)]
    fwd, side, twist = (radians(v) / LINKS for v in (pose.fwd, pose.side, pose.twist))
    for _ in range(LINKS):
        at, r, u, f = links[-1]
        u, f = spin(u, r, fwd), spin(f, r, fwd)
        r, u = spin(r, f, -side), spin(u, f, -side)
        r, f = spin(r, u, twist), spin(f, u, twist)
        links.append(Frame(along(at, (u, SPINE / LINKS)), r, u, f))
    if pose.anchor != "shoulders":
        return tuple(links)
    shift = sub((pose.px, pose.py, pose.pz), links[-1].at)
    return tuple(Frame(add(link.at, shift), link.right, link.up, link.front) for link in links)


# ---- legs and head --------------------------------------------------------------------------------------


def _legs(pose: Pose, hips: dict[Side, Vec], pelvis: Frame) -> dict[Side, LegJoints]:
    """The supporting leg first: the free foot may touch it."""
    legs: dict[Side, LegJoints] = {}
    for n in sorted(SIDES, key=lambda n: pose.leg[n].mode != "stand" or pose.leg[n].to is not None):
        other = legs.get("R" if n == "L" else "L")
        leg, goal = pose.leg[n], aim(SIGN[n], pose.leg[n], hips[n], pelvis, other)
        legs[n] = chained(hips[n], goal)._replace(spread=leg.spread, dome=leg.dome)
    return {n: legs[n] for n in SIDES}


def _head(pose: Pose, chest: Frame) -> tuple[tuple[Vec, Vec], Frame]:
    """Half of a nod and of a tilt happens below the neck, half above it; a bent spine keeps the eyes up."""
    nod, tilt, turn, back = (radians(v) for v in (pose.nod, pose.htilt, pose.turn, pose.fwd * -0.25))
    r, u, f = chest.right, chest.up, chest.front
    root = along(chest.at, (u, 0.014))
    u = spin(spin(u, r, back + nod * 0.5), f, -tilt * 0.5)
    top = along(root, (u, NECK))
    u, f = spin(u, r, nod * 0.5), spin(f, r, nod + back)
    u, r = spin(u, f, -tilt * 0.5), spin(r, f, -tilt)
    f, r = spin(f, u, turn), spin(r, u, turn)
    return (root, top), Frame(add(top, add(mul(u, HEAD * 0.80), mul(f, 0.012))), r, u, f)
