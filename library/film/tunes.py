"""Our own tunes, as numbers: scale degrees and lengths over chords, in halves of four counts.

A half is written "chords | melody": one chord for each count, then notes as degree.length. 1 is the keynote,
8 its octave, 0 the note below it; lengths are in halves of a count, in a waltz in thirds. What sounds on a
count belongs to its chord (a test holds it), so nothing clashes where the foot comes down.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

Mode = Literal["major", "minor"]
HALF = 4  # counts
SCALES: dict[Mode, tuple[int, ...]] = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
CHORDS: dict[str, tuple[int, int, int]] = {  # semitones above the keynote, the root first
    "I": (0, 4, 7),
    "ii": (2, 5, 9),
    "iii": (4, 7, 11),
    "IV": (5, 9, 0),
    "V": (7, 11, 2),
    "vi": (9, 0, 4),
    "i": (0, 3, 7),
    "iv": (5, 8, 0),
    "III": (3, 7, 10),
    "VI": (8, 0, 3),
    "VII": (10, 2, 5),
}


class Note(NamedTuple):
    """`at` and `length` in counts, `pitch` in semitones above the keynote."""

    at: float
    length: float
    pitch: int


@dataclass(frozen=True)
class Half:
    """Four counts: a chord on each, and the melody over them."""

    chords: tuple[str, ...]
    melody: tuple[Note, ...]


@dataclass(frozen=True)
class Tune:
    """Four halves: opening + question, opening + answer, bridge + question, bridge + answer."""

    mode: Mode
    parts: int  # into which a count falls: 2, in a waltz 3
    opening: str
    question: str
    answer: str
    bridge: str

    @cached_property
    def halves(self) -> dict[str, Half]:
        names = ("opening", "question", "answer", "bridge")
        return {name: half(getattr(self, name), self.mode, self.parts) for name in names}


@lru_cache(maxsize=128)
def half(text: str, mode: Mode, parts: int) -> Half:
    """ValueError if it does not last four counts, or names what is no chord."""
    chords, _, notes = text.partition("|")
    names, at, melody = tuple(chords.split()), 0, []
    for word in notes.split():
        degree, _, length = word.partition(".")
        melody.append(Note(at / parts, int(length) / parts, pitch(degree, mode)))
        at += int(length)
    if len(names) != HALF or at != HALF * parts or not set(names) <= set(CHORDS):
        raise ValueError(f"{text!r} is no half of {HALF} counts.")
    return Half(names, tuple(melody))


def pitch(degree: str, mode: Mode) -> int:
    """Semitones above the keynote; "#7" is the raised seventh of a minor scale."""
    octave, step = divmod(int(degree.lstrip("#")) - 1, 7)
    return 12 * octave + SCALES[mode][step] + degree.count("#")


# fmt: off
CALM = (
    Tune("major", 2, "I I IV I | 5.2 3.2 6.2 5.2", "vi ii V V | 3.2 4.1 2.1 2.2 5.2",
         "ii V I I | 4.2 2.2 1.4", "vi vi IV IV | 8.2 6.2 6.1 5.1 4.2"),
    Tune("major", 2, "I vi IV V | 3.3 4.1 4.2 2.2", "I IV ii V | 3.2 4.1 6.1 4.2 5.2",
         "IV V I I | 6.2 5.1 2.1 3.2 1.2", "IV I IV I | 8.2 5.2 6.2 5.2"),
    Tune("major", 2, "I V vi IV | 5.3 5.1 6.2 8.2", "I V ii V | 3.2 2.2 4.2 2.2",
         "ii V I I | 6.2 7.2 8.4", "vi iii IV I | 6.2 7.2 6.2 5.2"),
)
BRIGHT = (
    Tune("major", 2, "I I V I | 1.1 3.1 5.2 2.1 4.1 3.2", "IV I ii V | 6.1 8.1 5.2 4.1 6.1 5.2",
         "IV V I I | 6.1 4.1 5.1 2.1 1.2 1.2", "vi vi ii ii | 8.1 6.1 8.2 6.1 4.1 6.2"),
    Tune("major", 2, "I IV I V | 3.1 5.1 6.2 5.1 3.1 2.2", "I vi ii V | 3.1 5.1 8.2 6.1 4.1 2.2",
         "I V V I | 3.1 5.1 5.1 4.1 2.2 1.2", "IV IV I I | 4.1 6.1 8.2 5.1 3.1 5.2"),
    Tune("major", 2, "I V I IV | 5.1 3.1 2.2 3.1 5.1 6.2", "IV I V V | 8.1 6.1 5.2 7.1 5.1 2.2",
         "ii V I I | 6.1 4.1 7.2 8.2 8.2", "vi IV ii V | 3.1 1.1 4.2 6.1 4.1 5.2"),
)
MARCH = (
    Tune("major", 2, "I I V I | 1.1 1.1 3.2 5.1 5.1 3.2", "IV I V V | 6.2 5.1 3.1 2.2 5.2",
         "I V V I | 3.1 3.1 2.2 5.1 7.1 8.2", "vi vi V V | 6.1 6.1 8.2 7.1 7.1 5.2"),
    Tune("major", 2, "I IV V I | 5.1 5.1 4.2 2.2 3.2", "vi ii V V | 8.2 6.1 4.1 5.2 2.2",
         "IV I V I | 4.1 6.1 5.2 7.2 8.2", "IV IV I I | 8.1 8.1 6.2 5.1 5.1 3.2"),
    Tune("major", 2, "I V vi V | 3.2 2.1 5.1 6.2 5.2", "IV I ii V | 4.2 3.1 5.1 4.2 5.2",
         "ii V I I | 4.1 6.1 7.2 8.3 8.1", "iii iii vi vi | 7.2 5.2 6.2 8.2"),
)
WALTZ = (
    Tune("major", 3, "I I V V | 3.2 4.1 5.3 7.2 6.1 5.3", "vi ii V V | 8.2 7.1 6.3 5.2 4.1 2.3",
         "ii V I I | 4.2 6.1 5.2 7.1 8.6", "IV IV I I | 6.2 8.1 6.3 5.2 8.1 5.3"),
    Tune("major", 3, "I IV I V | 5.3 6.2 8.1 5.2 3.1 2.3", "I vi ii V | 3.3 8.2 6.1 4.2 6.1 5.3",
         "IV V I I | 6.2 4.1 2.2 0.1 1.6", "vi iii IV I | 8.3 7.2 5.1 6.3 5.3"),
    Tune("major", 3, "I V I I | 1.2 3.1 5.3 3.2 5.1 8.3", "IV I V V | 8.2 6.1 5.3 7.2 6.1 5.3",
         "ii V I I | 6.3 7.2 5.1 8.6", "vi vi ii V | 8.2 6.1 3.3 4.2 6.1 7.3"),
)
WISTFUL = (
    Tune("minor", 2, "i iv i V | 5.2 6.2 5.1 3.1 2.2", "VI iv V V | 3.2 4.1 6.1 5.2 2.2",
         "iv V i i | 4.2 2.2 1.4", "III VII VI VI | 7.2 7.2 6.1 5.1 3.2"),
    Tune("minor", 2, "i VII VI V | 8.2 7.2 6.2 5.2", "i iv i V | 3.2 4.1 6.1 5.2 5.2",
         "VI V i i | 6.1 3.1 2.2 1.4", "iv i iv i | 8.2 5.1 3.1 6.2 5.2"),
    Tune("minor", 2, "i i iv V | 1.1 3.1 5.2 6.1 4.1 5.2", "III VII i V | 5.2 4.2 3.1 1.1 2.2",
         "iv V i i | 6.1 4.1 5.1 #7.1 8.4", "VI VI III III | 8.1 6.1 3.2 5.1 7.1 5.2"),
)
# fmt: on
TUNES: dict[str, tuple[Tune, ...]] = {
    "calm": CALM,
    "bright": BRIGHT,
    "waltz": WALTZ,
    "march": MARCH,
    "wistful": WISTFUL,
}
MOODS = tuple(TUNES)
