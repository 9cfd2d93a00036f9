"""What a jump and a step must keep to. The figures are our own defaults for a beginner (grade D)."""

from itertools import pairwise

from library.figure.frames import Found, Frame
from library.figure.movement import Key, Movement
from library.figure.pose import SIDES, SIGN

HIGHEST = 0.12  # body heights: 20 cm, petit allegro
REBOUND = 0.04  # a jump that goes straight into the next one stays this low: pogo hops
HELD_BEND, HELD_S = 30.0, 0.7  # each jump, or chain of rebounds, ends in a plié this deep, held this long
HELD_STILL = 4.0  # degrees the knees may give while they hold
LIFTED = 0.15  # share of the weight at which a foot does not leave its mark


def heights(movement: Movement, _: list[Frame]) -> Found:
    for key in movement.keys:
        if key.jump and key.jump.height > HIGHEST:
            yield "height", f"The jump to count {key.at:g} is {key.jump.height:g} high; at most {HIGHEST:g}."


def held(movement: Movement, _: list[Frame]) -> Found:
    """From the table: after a jump comes a key in the same plié, heels down, or a low rebound."""
    for key, after in pairwise((*movement.keys, None)):
        if key is None or key.jump is None:
            continue
        if after is not None and after.jump is not None:
            if max(key.jump.height, after.jump.height) > REBOUND:
                yield "rebound", f"The jump to count {key.at:g} is not held, and higher than {REBOUND:g}."
        elif not _holds(key, after, movement.bpm):
            yield "held", f"The jump to count {key.at:g} does not end in a held plié."


def _holds(key: Key, after: Key | None, bpm: float) -> bool:
    if after is None or (after.at - key.at) * 60 / bpm < HELD_S:
        return False
    deep = min(key.pose.plie, after.pose.plie) >= HELD_BEND
    still = abs(key.pose.plie - after.pose.plie) <= HELD_STILL and key.pose.leg == after.pose.leg
    return deep and still and all(leg.rise == 0 for leg in key.pose.leg.values() if leg.mode == "stand")


def carried(_: Movement, frames: list[Frame]) -> Found:
    """A foot is carried to a new mark only when the other leg has the weight."""
    for frame in frames:
        for side in SIDES:
            leg, share = frame.pose.leg[side], 0.5 + 0.5 * SIGN[side] * frame.pose.weight
            if leg.mode == "stand" and leg.y > 0 and frame.pose.anchor == "feet" and share > LIFTED:
                yield (
                    f"carried {side}",
                    f"{side}.foot is lifted with weight on it at count {frame.count:.1f}.",
                )
