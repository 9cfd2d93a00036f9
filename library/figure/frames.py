"""A movement frame by frame, as the limits look at it."""

from collections.abc import Iterator
from dataclasses import dataclass

from library.figure.joints import Joints
from library.figure.movement import Movement
from library.figure.pose import Pose
from library.figure.rig import solve
from library.figure.vectors import Vec

FRAMES_PER_SECOND = 25

Found = Iterator[tuple[str, str]]  # kind, so that each is told once, and sentence


@dataclass(frozen=True)
class Frame:
    count: float
    pose: Pose
    joints: Joints
    points: dict[str, Vec]

    @property
    def airborne(self) -> bool:
        """Whether a jump has both feet off the floor."""
        standing = [leg for leg in self.pose.leg.values() if leg.mode == "stand"]
        return self.pose.anchor == "free" and bool(standing) and all(leg.y > 0 for leg in standing)


def danced(movement: Movement, rate: int = FRAMES_PER_SECOND) -> list[Frame]:
    """One loop at `rate` frames a second."""
    total = round(movement.seconds * rate)
    frames = []
    for i in range(total):
        count = movement.counts * i / total
        pose = movement.pose(count)
        joints = solve(pose)
        frames.append(Frame(count, pose, joints, joints.points()))
    return frames
