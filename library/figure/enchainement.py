"""Several movements -> one figure table: a short dance at a common tempo, without a seam at its joins."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from library.figure.movement import Key, Movement, Table
from library.figure.pose import ARM_NUMBERS, LEG_NUMBERS, POSE_NUMBERS, SIDES, Arm, Leg, Pose, mirror

PHRASE = 8  # counts; music is danced to in eights, so no step lies across two of them
FASTEST, SLOWEST = 0.4, 2.5  # times its own length, a step may be danced in
PLACE, TURNED = 0.002, 1.0  # a foot that stands at a join may stray this far: body heights, degrees
FOOT, OVER = 0.25, 0.5  # counts to put a foot down or take it up where it is, and to shift the weight
WIDEST_YAW = 50.0  # seen no further from the side: the arms of a dance tell half of it


class Step(NamedTuple):
    """A movement's part of the dance. `other`: danced to its other side."""

    slug: str
    figure: Table
    counts: int
    other: bool = False


class Part(NamedTuple):
    """A step as it is danced: its keys at their own counts, and where it begins in the dance."""

    step: Step
    movement: Movement
    keys: tuple[Key, ...]
    at: int


def enchained(steps: Sequence[Step], bpm: float, presets: Table) -> dict[str, Any]:
    """The dance as one figure table, for `Movement.from_table`. ValueError says why it cannot be danced."""
    parts = list(_parts(steps, presets))
    for part in parts:
        _check_length(part, bpm)
    for part, after in pairwise([*parts, parts[0]]):
        _check_join(part, after)
    keys = list(_keys(parts))
    before = start = keys[-1].pose
    rows = []
    for key in keys:
        jump = {"jump": key.jump.height} if key.jump else {}
        rows.append({"at": key.at, "ease": key.ease} | jump | _changes(before, key.pose))
        before = key.pose
    return {
        "view": _view(parts),
        "counts": sum(step.counts for step in steps),
        "bpm": bpm,
        "poster": _poster(parts),
        "prop": _prop(parts),
        "start": _changes(Pose(), start, whole=True),
        "keys": rows,
    }


def _parts(steps: Sequence[Step], presets: Table) -> Iterator[Part]:
    at = 0
    for step in steps:
        movement = Movement.from_table(step.slug, step.figure, presets)
        keys = tuple(replace(key, pose=mirror(key.pose)) if step.other else key for key in movement.keys)
        yield Part(step, movement, keys, at)
        at += step.counts


def _keys(parts: Sequence[Part]) -> Iterator[Key]:
    """Every key at its count in the dance; its last pose is the one it began with."""
    for part, after in pairwise([*parts, parts[0]]):
        joining = _joining(part.keys[-1].pose, after.keys[0].pose)
        at, end = float(part.at), part.at + part.step.counts
        arriving = end - sum(counts for _, counts in joining)
        for key in part.keys[1:]:
            yield replace(key, at=at + key.at * (arriving - at) / part.movement.counts)
        for pose, counts in joining:
            arriving += counts
            yield Key(arriving, "soft", pose)


def _joining(end: Pose, start: Pose) -> list[tuple[Pose, float]]:
    """The poses between two steps, and the counts to find each: down with one foot, over, up with the other.

    A step that begins on both feet begins from wherever the last one left the arms and the weight.
    """
    if end.leg == start.leg and end.weight == start.weight:
        return []
    down = [] if _stands(end) else [(_on_both_feet(end), FOOT)]
    if _stands(start):
        return down
    return [*down, (_on_both_feet(start), OVER), (start, FOOT)]


def _stands(pose: Pose) -> bool:
    return all(leg.mode == "stand" for leg in pose.leg.values())


def _on_both_feet(pose: Pose) -> Pose:
    legs = {side: leg if leg.mode == "stand" else _put_down(leg) for side, leg in pose.leg.items()}
    return replace(pose, leg=legs)


def _put_down(leg: Leg) -> Leg:
    return Leg(mode="stand", x=leg.x, z=leg.z, out=leg.out)


# ---- what can be joined ---------------------------------------------------------------------------------


def _check_length(part: Part, bpm: float) -> None:
    step, own = part.step, part.movement.seconds
    seconds = step.counts * 60 / bpm
    if not own * FASTEST <= seconds <= own * SLOWEST:
        room = f"from {own * FASTEST:.1f} to {own * SLOWEST:.1f} s"
        raise ValueError(f"{step.slug} in {step.counts} counts takes {seconds:.1f} s; it needs {room}.")
    if part.at // PHRASE != (part.at + step.counts - 1) // PHRASE and part.at % PHRASE:
        raise ValueError(f"{step.slug} lies across two phrases of {PHRASE} counts.")


def _check_join(part: Part, after: Part) -> None:
    end, start = part.keys[-1].pose, after.keys[0].pose
    names = f"{after.step.slug} cannot follow {part.step.slug}"
    if end.anchor != "feet" or start.anchor != "feet":
        raise ValueError(f"{names}: a dance is danced standing.")
    for side in SIDES:
        if _differ(end.leg[side], start.leg[side]):
            raise ValueError(f"{names}: its feet stand elsewhere when it begins.")


def _differ(a: Leg, b: Leg) -> bool:
    return abs(a.x - b.x) > PLACE or abs(a.z - b.z) > PLACE or abs(a.out - b.out) > TURNED


def _prop(parts: Sequence[Part]) -> str:
    found = sorted({part.movement.prop for part in parts} - {""})
    if len(found) > 1:
        raise ValueError(f"The dance needs {' and '.join(found)}; it can be danced with one of them.")
    return found[0] if found else ""


# ---- how it is seen and written -------------------------------------------------------------------------


def _view(parts: Sequence[Part]) -> dict[str, float]:
    """From between the views of its steps, and far enough away for the widest of them."""
    yaws = [float(part.movement.view.get("yaw", 0.0)) * part.step.counts for part in parts]
    yaw = sum(yaws) / sum(part.step.counts for part in parts)
    zoom = min(float(part.movement.view.get("zoom", 1.0)) for part in parts)
    return {"yaw": round(max(-WIDEST_YAW, min(WIDEST_YAW, yaw))), "zoom": zoom}


def _poster(parts: Sequence[Part]) -> float:
    """The best moment of the middle step."""
    part = parts[len(parts) // 2]
    return part.at + part.movement.poster * part.step.counts / part.movement.counts


def _changes(before: Pose, pose: Pose, whole: bool = False) -> dict[str, Any]:
    """A key's row: what changes from the pose before it; the arms always, if `whole`."""
    row: dict[str, Any] = _numbers(("anchor", *POSE_NUMBERS), before, pose)
    for side in SIDES:
        leg = _numbers(("mode", *LEG_NUMBERS), before.leg[side], pose.leg[side])
        if leg:
            row[side] = {("do" if name == "mode" else name): value for name, value in leg.items()}
    if whole or before.arm != pose.arm:
        row["arms"] = {side: _numbers(("rest", *ARM_NUMBERS), Arm(), pose.arm[side]) for side in SIDES}
    return row


def _numbers(names: Sequence[str], before: object, after: object) -> dict[str, Any]:
    values = {name: getattr(after, name) for name in names}
    return {name: value for name, value in values.items() if value != getattr(before, name)}
