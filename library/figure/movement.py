"""Keyframe tables -> the pose at any count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise
from math import cos, pi, sin
from typing import Any

from library.figure.jumps import Jump
from library.figure.pose import POSE_NUMBERS, SIDES, Arm, Leg, Pose, between, mirror
from library.figure.vectors import clamp

Table = Mapping[str, Any]

EASES: dict[str, Callable[[float], float]] = {
    "soft": lambda t: t * t * (3 - 2 * t),
    "press": lambda t: (1 - cos(pi * t)) / 2,
    "brush": lambda t: 1 - (1 - t) ** 2.4,
    "linear": lambda t: t,
    "in": lambda t: t**1.7,
    "out": lambda t: 1 - (1 - t) ** 1.7,
}
LAG = 0.10  # arms and head follow the legs, this many counts late
BREATH = 0.7  # degrees the spine sways, twice a loop

LEG_NAMES = frozenset(f.name for f in fields(Leg)) - {"to", "t", "mode"} | {"do"}
ARM_NAMES = frozenset(f.name for f in fields(Arm)) - {"to", "t"}
KEY_NAMES = frozenset(POSE_NUMBERS) | {
    "at",
    "ease",
    "cue",
    "feet",
    "rise",
    "arms",
    "L",
    "R",
    "anchor",
    "jump",
}


@dataclass(frozen=True)
class Key:
    at: float
    ease: str
    pose: Pose
    jump: Jump | None = None  # reached by a jump from the key before


@dataclass(frozen=True)
class Movement:
    """One movement as it is danced: a loop of `counts` beats at `bpm`."""

    slug: str
    counts: int
    bpm: float
    keys: tuple[Key, ...]
    cues: tuple[tuple[float, str], ...]
    view: Table
    poster: float
    inset: Table | None
    prop: str
    trace: str
    hips: str = "level"  # or "free": what the limits hold them to

    @classmethod
    def from_table(cls, slug: str, figure: Table, presets: Table) -> "Movement":
        """Read a figure table; presets hold `arms` and `feet` by name. ValueError says what is wrong."""
        keys = tuple(_keys(slug, figure, presets))
        cues = tuple((float(k["at"]), str(k["cue"])) for k in figure["keys"] if "cue" in k)
        counts = int(figure["counts"])
        return cls(
            slug=slug,
            counts=counts,
            bpm=float(figure["bpm"]),
            keys=keys,
            cues=cues,
            view=figure.get("view") or {},
            poster=float(figure.get("poster", counts / 2)),
            inset=figure.get("inset"),
            prop=figure.get("prop", ""),
            trace=figure.get("trace", ""),
            hips=figure.get("hips", "level"),
        )

    @cached_property
    def seconds(self) -> float:
        """How long one loop takes."""
        return self.counts * 60 / self.bpm

    def pose(self, count: float, mirrored: bool = False) -> Pose:
        """The pose at a count; the loop repeats for ever, so any number will do."""
        body, late = self._at(count), self._at(count - LAG)
        sway = BREATH * sin(4 * pi * count / self.counts)
        pose = replace(body, arm=late.arm, turn=late.turn, htilt=late.htilt, fwd=body.fwd + sway)
        return mirror(pose) if mirrored else pose

    def _at(self, count: float) -> Pose:
        count %= self.counts
        for before, after in pairwise(self.keys):
            if count <= after.at:
                if after.jump:
                    return after.jump.pose((count - before.at) * 60 / self.bpm)
                t = clamp((count - before.at) / (after.at - before.at))
                return between(before.pose, after.pose, EASES[after.ease](t))
        return self.keys[-1].pose


def _keys(slug: str, figure: Table, presets: Table) -> list[Key]:
    rest = Pose(arm={n: arm(slug, "bras_bas", presets) for n in SIDES})
    pose = _applied(slug, rest, figure["start"], presets)
    keys = [Key(0.0, "soft", pose)]
    for row in figure["keys"]:
        where, ease = f"{slug}, key at {row.get('at')}", row.get("ease", "soft")
        if ease not in EASES:
            raise ValueError(f"{where}: {ease!r} is no ease; known are {', '.join(EASES)}.")
        if row["at"] <= keys[-1].at:
            raise ValueError(f"{where}: keys must stand in the order of their counts.")
        pose = _applied(where, pose, row, presets)
        seconds = (row["at"] - keys[-1].at) * 60 / figure["bpm"]
        keys.append(Key(float(row["at"]), ease, pose, _jump(where, keys[-1].pose, pose, row, seconds)))
    if keys[-1].at != figure["counts"]:
        raise ValueError(
            f"{slug}: the last key must stand at count {figure['counts']}, where the loop closes."
        )
    return keys


def _jump(where: str, before: Pose, after: Pose, row: Table, seconds: float) -> Jump | None:
    if "jump" not in row:
        return None
    for pose in (before, after):
        if pose.anchor != "feet" or not any(leg.mode == "stand" for leg in pose.leg.values()):
            raise ValueError(f"{where}: a jump goes from a foot on the floor to a foot on the floor.")
    try:
        return Jump.between(before, after, float(row["jump"]), seconds)
    except ValueError as error:
        raise ValueError(f"{where}: {error}.") from None


def _applied(where: str, pose: Pose, row: Table, presets: Table) -> Pose:
    """A key lists only what changes; the rest carries over."""
    _known(where, row, KEY_NAMES)
    leg, arms = dict(pose.leg), dict(pose.arm)
    if "feet" in row:
        feet = _preset(where, "feet", row["feet"], presets)
        leg = {n: replace(leg[n], mode="stand", rise=0.0, **feet) for n in SIDES}
    if "rise" in row:
        leg = {n: replace(leg[n], rise=float(row["rise"])) for n in SIDES}
    for n in SIDES:
        if n in row:
            leg[n] = _changed(where, leg[n], row[n])
        if "arms" in row:
            arms[n] = arm(where, _of_side(row["arms"], n), presets)
    plain = {k: v for k, v in row.items() if k in POSE_NUMBERS or k == "anchor"}
    return replace(pose, leg=leg, arm=arms, **plain)


def _of_side(value: Any, side: str) -> Any:
    return value[side] if isinstance(value, Mapping) and "L" in value else value


def _changed(where: str, leg: Leg, row: Table) -> Leg:
    _known(where, row, LEG_NAMES)
    return replace(leg, **{("mode" if k == "do" else k): v for k, v in row.items()})


def arm(where: str, value: Any, presets: Table) -> Arm:
    """An arm by name, or written out."""
    row = _preset(where, "arms", value, presets) if isinstance(value, str) else value
    _known(where, row, ARM_NAMES)
    return Arm(**row)


def _preset(where: str, kind: str, name: str, presets: Table) -> dict[str, Any]:
    if name not in presets[kind]:
        raise ValueError(
            f"{where}: {name!r} is none of the {kind} in presets; known are {', '.join(presets[kind])}."
        )
    return dict(presets[kind][name])


def _known(where: str, row: Table, names: frozenset[str]) -> None:
    for name in row:
        if name not in names:
            raise ValueError(f"{where}: {name!r} means nothing to the figure.")
