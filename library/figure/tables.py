"""The movement tables as JSON for the browser's `<ballet-figure>`: every number stands once, here."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from library.figure.feet import TOES
from library.figure.hands import FINGERS
from library.figure.limbs import CALF, FORE_RADIUS, SHANK_RADIUS, THIGH_RADIUS, UPPER_RADIUS
from library.figure.palettes import PALETTES, SHIRTS, Palette, dancer_of
from library.figure.pose import ARM_NUMBERS, LEG_NUMBERS, POSE_NUMBERS, Arm, Leg, Pose
from library.figure.trunk import BUILDS, FLESH

FIGURE_NAMES = ("view", "counts", "bpm", "poster", "start", "prop", "trace")
RADII = {
    "thigh": THIGH_RADIUS,
    "shank": SHANK_RADIUS,
    "calf": CALF,
    "upper": UPPER_RADIUS,
    "fore": FORE_RADIUS,
}


def as_json(movements: Mapping[str, Mapping[str, Any]], presets: Mapping[str, Any]) -> bytes:
    """movements: slug -> the movement's file (`name` and `figure` are read); presets: `arms` and `feet`."""
    document = {
        "presets": presets,
        "rest": {
            "leg": _rest(Leg, LEG_NUMBERS),
            "arm": _rest(Arm, ARM_NUMBERS),
            "pose": _rest(Pose, POSE_NUMBERS),
        },
        "palettes": {name: _palette(palette) for name, palette in PALETTES.items()},
        "radii": RADII,
        "builds": BUILDS,
        "flesh": FLESH,
        "shirts": SHIRTS,
        "toes": TOES,
        "fingers": FINGERS,
        "movements": {slug: browser_table(slug, movements[slug]) for slug in sorted(movements)},
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _rest(kind: Any, names: tuple[str, ...]) -> dict[str, Any]:
    values = {f.name: f.default for f in fields(kind)}
    words = {name: values[name] for name in ("mode", "rest", "anchor") if name in values}
    return words | {name: values[name] for name in names}


def _palette(palette: Palette) -> dict[str, Any]:
    return {f.name: getattr(palette, f.name) for f in fields(palette) if f.name != "who"}


def browser_table(slug: str, movement: Mapping[str, Any]) -> dict[str, Any]:
    """One movement as the browser's dancer reads it: its `name`, and its `figure` without the words."""
    figure = movement["figure"]
    keys = [{k: v for k, v in key.items() if k != "cue"} for key in figure["keys"]]
    kept = {name: figure[name] for name in FIGURE_NAMES if figure.get(name) not in (None, "")}
    return {"name": movement["name"], "dancer": dancer_of(slug), **kept, "keys": keys}
