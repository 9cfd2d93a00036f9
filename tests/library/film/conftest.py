"""Two movements of a second or two, small enough to film in a moment."""

import pytest

from library.film import ClassScript, Dance, ScriptChapter

PRESETS = {
    "arms": {
        "bras_bas": {"az": -12, "el": -66, "reach": 0.95, "paz": 105, "hand": 9},
        "second": {"az": 76, "el": -8, "reach": 0.96, "paz": 170, "pel": 35, "hand": 8},
    },
    "feet": {"first": {"x": 0.02, "z": -0.02, "out": 30}},
}


def bending(counts=2, bpm=120, cue="Bend a little."):
    return {
        "counts": counts,
        "bpm": bpm,
        "poster": counts / 2,
        "start": {"feet": "first", "arms": "bras_bas"},
        "keys": [{"at": counts / 2, "plie": 40, "cue": cue}, {"at": counts, "plie": 0}],
    }


def sliding(counts=2, bpm=120, yaw=0):
    return {
        "view": {"yaw": yaw},
        "counts": counts,
        "bpm": bpm,
        "start": {"feet": "first", "arms": "second", "weight": -1, "L": {"do": "tendu", "dir": 84}},
        "keys": [
            {"at": counts / 2, "L": {"reach": 1}, "cue": "Slide the foot out."},
            {"at": counts, "L": {"reach": 0}},
        ],
    }


@pytest.fixture(scope="session")
def plie():
    """A factory of pliés: counts, bpm, cue."""
    return lambda **more: Dance.of(
        "plie", "Plié", "plee-AY", bending(**more), PRESETS, plain="Bend the knees."
    )


@pytest.fixture(scope="session")
def tendu():
    """A factory of tendus, danced on two sides: counts, bpm, yaw."""
    return lambda **more: Dance.of(
        "tendu", "Tendu", "tahn-DEW", sliding(**more), PRESETS, plain="Slide a straight leg.", two_sided=True
    )


@pytest.fixture(scope="session")
def script(plie, tendu):
    """Two pliés, then a tendu on each side."""
    chapters = (ScriptChapter(plie(), 2), ScriptChapter(tendu(), 1, 2))
    return ClassScript("first", "First class", "plum", chapters, "A short one.", "Bare feet.")
