"""The practice music of a film, written piece by piece: memory stays flat however long the class is."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from library.film.instruments import RATE, Sound, bell, click, in_a_room, pad, piano
from library.film.schedule import FPS, Part, Schedule, loop_frames

PER_FRAME = RATE // FPS
CHORDS = (
    (53, 57, 60, 64),
    (50, 53, 57, 60),
    (46, 53, 58, 62),
    (48, 55, 58, 64),
)  # F maj 7, D min 7, B flat, C 7
PATTERN = (0, 2, 1, 3, 2, 3, 1, 2)
REPS = len(CHORDS)  # a phrase is four repetitions, a chord each
KEYS = (0, 5, -2, 3, -4, 1)  # each chapter in its own key, in semitones
EDGE = RATE // 25  # samples of fade where music meets quiet
BELL_AT_S = 0.25


def pieces(schedule: Schedule) -> Iterator[Sound]:
    """The whole sound track, part after part: mono float32 at `RATE`, exactly as long as the picture."""
    for part in schedule.parts:
        piece = _loop(part) if part.rep else _quiet(part)
        if part is schedule.parts[-1]:
            piece = _fading(piece)
        yield piece


def _quiet(part: Part) -> Sound:
    """A card: silence and a bell, higher and softer where only the side changes."""
    out = np.zeros(part.frames * PER_FRAME, np.float32)
    turn = part.kind == "turn"
    ring, at = bell(88 if turn else 84), int(BELL_AT_S * RATE)
    ring = ring[: len(out) - at]
    out[at : at + len(ring)] += ring * (0.3 if turn else 0.5)
    out[-EDGE:] *= np.linspace(1, 0, EDGE, dtype=np.float32)
    return out


def _loop(part: Part) -> Sound:
    dance = part.clip.dance
    length = loop_frames(dance) * PER_FRAME
    music = phrase(dance.counts, length, KEYS[part.chapter % len(KEYS)])
    first = (part.rep - 1) % REPS * length
    piece = music[first : first + length].copy()
    if part.rep == 1:
        piece[:EDGE] *= np.linspace(0, 1, EDGE, dtype=np.float32)
    if part.rep == part.of:
        piece[-EDGE:] *= np.linspace(1, 0, EDGE, dtype=np.float32)
    return piece


def _fading(piece: Sound) -> Sound:
    """The film's last two seconds die away."""
    out, fade = piece.copy(), min(len(piece), 2 * RATE)
    out[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return out


@lru_cache(maxsize=2)
def phrase(counts: int, loop: int, key: int) -> Sound:
    """Four repetitions of music, `loop` samples each, that join end to start without a seam."""
    beat, music = loop / counts, np.zeros(loop * REPS, np.float32)
    for rep, chord in enumerate(CHORDS):
        notes = [note + key for note in chord]
        _bass(music, notes, rep, loop, beat)
        _arpeggio(music, notes, rep * loop, counts, beat)
        for note in notes[:3]:
            music[rep * loop : (rep + 1) * loop] += pad(note, loop)
    return np.asarray(np.tanh(in_a_room(music) * 1.5) * 0.55, dtype=np.float32)


def _bass(music: Sound, notes: list[int], rep: int, loop: int, beat: float) -> None:
    start = rep * loop
    put(music, piano(notes[0] - 12, 3.4), start, 0.34)
    if round(loop / beat) >= 8:
        put(music, piano(notes[0] - 5 if rep % 2 else notes[0], 3.0), start + 4 * beat, 0.20)


def _arpeggio(music: Sound, notes: list[int], start: int, counts: int, beat: float) -> None:
    for count in range(counts):
        at = start + count * beat
        put(music, piano(notes[PATTERN[count % 8]] + 12), at, 0.20 if count % 4 else 0.26)
        if count % 2:
            put(music, piano(notes[PATTERN[(count + 3) % 8]] + 12), at + beat / 2, 0.10)
        put(music, click(count == 0), at, 0.55)


def put(music: Sound, sound: Sound, at: float, gain: float) -> None:
    """Adds a sound; what runs over the end goes on at the beginning."""
    i = round(at) % len(music)
    while len(sound):
        room = min(len(sound), len(music) - i)
        music[i : i + room] += sound[:room] * np.float32(gain)
        sound, i = sound[room:], 0
