"""Our own tunes: every half lasts four counts, and nothing clashes on a count."""

import itertools

import pytest

from library.content.vocabulary import MOODS
from library.film.tunes import CHORDS, HALF, TUNES, half, pitch

ALL = [
    pytest.param(tune, name, id=f"{mood}-{i}-{name}")
    for mood, tunes in TUNES.items()
    for i, tune in enumerate(tunes)
    for name in ("opening", "question", "answer", "bridge")
]


def sounding(part, count):
    return [note for note in part.melody if note.at <= count < note.at + note.length - 1e-9]


@pytest.mark.parametrize(("tune", "name"), ALL)
def test_what_sounds_on_a_count_belongs_to_its_chord(tune, name):
    part = tune.halves[name]
    for count in range(HALF):
        (note,) = sounding(part, count)
        assert note.pitch % 12 in CHORDS[part.chords[count]]


@pytest.mark.parametrize(("tune", "name"), ALL)
def test_a_melody_can_be_sung(tune, name):
    melody = tune.halves[name].melody
    assert all(-2 <= note.pitch <= 14 for note in melody)
    assert all(abs(a.pitch - b.pitch) <= 9 for a, b in itertools.pairwise(melody))


@pytest.mark.parametrize("mood", TUNES)
def test_an_answer_comes_home_and_a_question_stays_open(mood):
    for tune in TUNES[mood]:
        home, open_ = tune.halves["answer"], tune.halves["question"]
        assert home.melody[-1].pitch % 12 == 0
        assert home.chords[-1] in ("I", "i")
        assert open_.chords[-1] == "V"


def test_content_and_music_know_the_same_moods():
    assert set(TUNES) == set(MOODS)


@pytest.mark.parametrize(
    ("degree", "mode", "semitones"),
    [("1", "major", 0), ("3", "minor", 3), ("8", "major", 12), ("0", "major", -1), ("#7", "minor", 11)],
)
def test_degrees_become_semitones(degree, mode, semitones):
    assert pitch(degree, mode) == semitones


@pytest.mark.parametrize("text", ["I I I | 1.8", "I I I I | 1.7", "I I I X | 1.8"])
def test_a_half_that_does_not_come_out_is_refused(text):
    with pytest.raises(ValueError, match="no half of 4 counts"):
        half(text, "major", 2)
