"""What a body, and a careful beginner, may do: each movement is danced frame by frame and held to it."""

from math import acos, degrees, dist, radians, sin

from library.figure import carriage, landings
from library.figure.camera import camera_for
from library.figure.frames import Found, Frame, danced
from library.figure.joints import LegJoints
from library.figure.legs import planted
from library.figure.limbs import heel_of
from library.figure.movement import Movement
from library.figure.pose import SIDES, SIGN, Leg, Pose, Side
from library.figure.ranges import RANGES, angles
from library.figure.rig import solve
from library.figure.vectors import Vec, clamp, cross, dot, mix, mul, square_to, sub, unit

JERK = 0.020  # most a joint's step may change from frame to frame: 3.4 cm on a dancer of 1.70 m
TOUCH = 0.048  # for feet and knees as a jump leaves or meets the floor: the speed of one 0.12 high, at once
STRUCK = ("knee", "ankle", "ball", "tip")
UNDER = -0.0005  # floor, in body heights
MARK = 0.002  # a standing foot may stray this far: 3 mm
TURNOUT_STANDING, TURNOUT_PASSE = 35.0, 50.0  # degrees a side
ELBOW = 55.0
SICKLE = 12.0  # degrees the foot may turn inwards from the leg's own plane
PICTURES = ((480, 480), (640, 360))  # every movement fits a square still and a film


def faults(movement: Movement) -> list[str]:
    """One sentence for each limit the movement breaks, with the first count where it does; empty if none."""
    frames = danced(movement)
    found: dict[str, str] = {}
    for check in CHECKS:
        for kind, sentence in check(movement, frames):
            found.setdefault(kind, sentence)
    for kind, sentence in _loop(movement):
        found.setdefault(kind, sentence)
    return list(found.values())


def _jumps(_: Movement, frames: list[Frame]) -> Found:
    for i, now in enumerate(frames):
        before, after = frames[i - 1], frames[(i + 1) % len(frames)]
        touching = len({frames[(i + k) % len(frames)].airborne for k in range(-3, 4)}) == 2
        for name, at in now.points.items():
            change = dist(mul(at, 2), _sum(before.points[name], after.points[name]))
            if change > (TOUCH if touching and name[2:] in STRUCK else JERK):
                yield f"jump {name}", f"{name} jumps at count {now.count:.1f} ({change:.3f} of body height)."


def _sum(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def _floor(_: Movement, frames: list[Frame]) -> Found:
    for frame in frames:
        for name, (_x, y, _z) in frame.points.items():
            if y < UNDER:
                yield f"floor {name}", f"{name} is under the floor at count {frame.count:.1f} ({y:.3f})."


def _loop(movement: Movement) -> Found:
    start, end = (solve(key.pose).points() for key in (movement.keys[0], movement.keys[-1]))
    for name in start:
        if dist(start[name], end[name]) > 1e-6:
            yield "loop", f"The loop does not close: {name} ends elsewhere than it began."


def _knees(_: Movement, frames: list[Frame]) -> Found:
    for frame in frames:
        for side in SIDES:
            leg = frame.joints.leg[side]
            bulge = dot(sub(leg.knee, mix(leg.hip, leg.ankle, 0.5)), leg.front)
            if bulge < -1e-3:
                yield f"knee {side}", f"{side}.knee bends beyond straight at count {frame.count:.1f}."


def _turnout(_: Movement, frames: list[Frame]) -> Found:
    for frame in frames:
        for side in SIDES:
            for leg in _legs_of(frame.pose, side):
                most = TURNOUT_PASSE if leg.mode == "touch" else TURNOUT_STANDING
                if leg.mode != "pin" and leg.out > most + 1e-9:
                    when = f"at count {frame.count:.1f}; at most {most:.0f}°."
                    yield f"turnout {side}", f"{side} is turned out {leg.out:.0f}° {when}"


def _legs_of(pose: Pose, side: Side) -> list[Leg]:
    leg = pose.leg[side]
    return [leg] if leg.to is None else [leg, leg.to]


def _feet(_: Movement, frames: list[Frame]) -> Found:
    for frame in frames:
        for side in SIDES:
            leg = frame.joints.leg[side]
            if dot(sub(heel_of(leg), leg.ankle), _shin(leg)) > 1e-6:
                yield f"heel {side}", f"{side}.heel leaves the calf's side at count {frame.count:.1f}."
            if dot(leg.foot, _inwards(leg, side)) > sin(radians(SICKLE)):
                yield f"sickle {side}", f"{side}.foot is sickled at count {frame.count:.1f}."


def _shin(leg: LegJoints) -> Vec:
    return square_to(leg.front, unit(sub(leg.ankle, leg.knee)))


def _inwards(leg: LegJoints, side: Side) -> Vec:
    down = unit(sub(leg.ankle, leg.knee))
    return mul(unit(cross(down, _shin(leg))), SIGN[side])


def _marks(_: Movement, frames: list[Frame]) -> Found:
    marks: dict[Side, Vec] = {}
    for frame in frames:
        for side in SIDES:
            leg, joints = frame.pose.leg[side], frame.joints.leg[side]
            if leg.mode != "stand" or leg.to is not None or leg.y > 0:
                marks.pop(side, None)
                continue
            foot = planted(SIGN[side], leg)
            mark = marks.setdefault(side, joints.ball)
            if dist(joints.ball, mark) > MARK or dist(joints.ankle, foot.ankle) > MARK:
                yield (
                    f"mark {side}",
                    f"{side}.foot, standing, leaves its mark at count {frame.count:.1f}.",
                )


def _fingers(_: Movement, frames: list[Frame]) -> Found:
    for frame in frames:
        chest = frame.joints.chest
        for side in SIDES:
            tip = frame.joints.arm[side].tip
            if SIGN[side] * dot(sub(tip, chest.at), chest.right) < 0:
                yield f"finger {side}", f"{side}.fingertips cross the middle at count {frame.count:.1f}."


def _elbows(_: Movement, frames: list[Frame]) -> Found:
    for frame in frames:
        for side in SIDES:
            arm, joints = frame.pose.arm[side], frame.joints.arm[side]
            if arm.rest or arm.to is not None:
                continue
            upper, fore = unit(sub(joints.elbow, joints.shoulder)), unit(sub(joints.wrist, joints.elbow))
            bend = degrees(acos(clamp(dot(upper, fore), -1.0, 1.0)))
            if bend > ELBOW:
                yield (
                    f"elbow {side}",
                    f"{side}.elbow bends {bend:.0f}° at count {frame.count:.1f}; at most {ELBOW:.0f}°.",
                )


def _picture(movement: Movement, frames: list[Frame]) -> Found:
    for wide, high in PICTURES:
        camera = camera_for(movement, wide, high)
        for frame in frames:
            for name, point in frame.points.items():
                seen = camera(point)
                if not (4 <= seen.x <= wide - 4 and 4 <= seen.y <= high - 4):
                    yield "picture", f"{name} leaves the picture at count {frame.count:.1f}."


def _ranges(_: Movement, frames: list[Frame]) -> Found:
    for frame in frames:
        for name, angle in angles(frame.pose, frame.joints).items():
            low, high, _source = RANGES[name.partition(".")[2] or name]
            if not low - 1e-6 <= angle <= high + 1e-6:
                most = f"{low:.0f}° to {high:.0f}°"
                yield (
                    f"range {name}",
                    f"{name} is {angle:.0f}° at count {frame.count:.1f}; a body has {most}.",
                )


CHECKS = (
    _jumps,
    _floor,
    _knees,
    _turnout,
    _feet,
    _marks,
    _fingers,
    _elbows,
    _ranges,
    _picture,
    landings.heights,
    landings.held,
    landings.carried,
    carriage.hips,
    carriage.arms,
    carriage.knees,
)
