"""A library of three movements and one class in a folder, to be spoilt by each test in its own way."""

import json

import pytest
import yaml

from library.content import ContentFaults, load

FIGURE = {
    "counts": 4,
    "bpm": 60,
    "start": {"feet": "first", "arms": "bras_bas"},
    "keys": [{"at": 2, "plie": 40, "cue": "Bend."}, {"at": 4, "plie": 0}],
}
PRESETS = {
    "arms": {"bras_bas": {"az": -12, "el": -66, "reach": 0.95, "paz": 105}},
    "feet": {"first": {"x": 0.02, "z": -0.02, "out": 30}},
}
PLIE = {
    "name": "Demi-plié",
    "say": "duh-MEE plee-AY",
    "plain": "Bend the knees, heels down.",
    "purpose": "Ankles and hips bend together, as they do in every stride.",
    "muscles": {"quadriceps": 1, "soleus": 1},
    "sites": {"knee": 1, "calf": 1},
    "holds": {},
    "faults": ["Knees rolling in", "Heels lifting"],
    "easier": "Bend less.",
    "harder": "Bend slower.",
    "benefits": ["injury-prevention", "flexibility"],
    "leg_load": 1,
    "level": 1,
    "counts_as": "plie",
    "moving": True,
    "figure": FIGURE,
}
RISE = PLIE | {
    "name": "Relevé",
    "say": "ruh-luh-VAY",
    "benefits": ["stabilisers"],
    "counts_as": "releve",
    "moving": False,
    "sites": {"calf": 2, "foot": 1},
    "holds": {"calf": 2},
    "kit": ["chair"],
}
BREATH = PLIE | {
    "name": "Breathing",
    "say": None,
    "benefits": ["posture"],
    "leg_load": 0,
    "counts_as": "none",
    "sites": {"back": 0},
    "figure": FIGURE | {"keys": [{"at": 4, "nod": 0, "cue": "Breathe."}]},
}
CLASS = {
    "title": "Bend and rise",
    "summary": "Five minutes of bending and rising.",
    "description": "Bend, then rise.",
    "kind": "class",
    "level": 1,
    "benefits": ["injury-prevention", "stabilisers"],
    "dancer": "plum",
    "only_five": "Do this.",
    "chapters": [
        {"movement": "plie", "repetitions": 30},
        {"movement": "rise", "repetitions": 8},
        {"movement": "breathe", "repetitions": 2},
    ],
}
BENEFIT = {
    "name": "A benefit",
    "one_line": "One line.",
    "why": "Why.",
    "evidence_for": [{"text": "What is known.", "source": "Somebody 2020"}],
    "evidence_against": [{"text": "What is not."}],
    "colour": "teal",
    "shape": "circle",
    "try_this": {"title": "Try", "movement": "plie", "steps": ["One.", "Two.", "Three."], "class": "bend"},
}
NAMES = ("flexibility", "stabilisers", "posture", "balance", "injury-prevention")


class Shelf:
    """The folder: files by name, as data or as text."""

    def __init__(self, root):
        self.root = root
        for name in ("movements", "classes"):
            (root / name).mkdir()
        self.put("presets.yaml", PRESETS)
        self.movement("plie")
        self.put("movements/rise.yaml", RISE)
        self.put("movements/breathe.yaml", BREATH)
        self.put("classes/bend.yaml", CLASS | {"benefits": list(NAMES[::-1])})
        self.put("benefits.yaml", dict.fromkeys(NAMES, BENEFIT))

    def put(self, name, data):
        if not isinstance(data, str):  # through JSON, or YAML would write one table as a reference to another
            data = yaml.safe_dump(json.loads(json.dumps(data)), allow_unicode=True, sort_keys=False)
        (self.root / name).write_text(data, encoding="utf-8")

    def movement(self, slug, **changed):
        name = PLIE["name"] if slug == "plie" else f"Demi-plié, {slug}"
        self.put(f"movements/{slug}.yaml", PLIE | {"name": name} | changed)

    def rise(self, **changed):
        self.put("movements/rise.yaml", RISE | changed)

    def video_class(self, slug="bend", **changed):
        self.put(f"classes/{slug}.yaml", CLASS | {"benefits": list(NAMES[::-1])} | changed)

    def load(self):
        return load(self.root)

    def faults(self):
        try:
            self.load()
        except ContentFaults as error:
            return error.faults
        return []


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)
