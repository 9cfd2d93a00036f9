"""The music of a film as notes: a tune for each chapter, in phrases of eight counts, at the dance's tempo."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from json import loads
from typing import NamedTuple

from library.film.loudness import gain_to
from library.film.schedule import FPS, Part, Schedule, beat_s
from library.film.script import Dance
from library.film.tunes import CHORDS, HALF, TUNES, Half, Tune

KEYNOTES = (60, 57, 62, 55)  # each chapter in its own key, as MIDI notes
LOWEST_BASS, LOWEST_CHORD = 40, 52
FORM = ("opening", "question", "opening", "answer", "bridge", "question", "bridge", "answer")
EIGHT = 8
FASTEST_WALTZ_S = 0.6  # a count that holds a bar of three; quicker ones are danced in two
BELL_AT_S, BELL, TURN_BELL = 0.25, 0.11, 0.06
FIRST_SOUND_S = 0.05  # the encoder's own first frame takes the place of the film's, so that is silent
LUFS, QUIET_LUFS = -20.4, -33.0  # while dancing, and beneath the words before it


class Event(NamedTuple):
    """One note: `at` seconds into the film, `voice` an instrument, `note` as MIDI has it."""

    at: float
    voice: str
    note: int
    seconds: float
    gain: float


@dataclass(frozen=True)
class Texture:
    """How a phrase is played: how loud each layer is, and how many semitones the melody is moved."""

    melody: float = 1.0
    second: float = 0.0
    chords: float = 1.0
    pad: float = 0.0
    octave: int = 0


TEXTURES = (
    Texture(),
    Texture(melody=0.9, second=0.6),
    Texture(melody=0.8, chords=0.8, pad=0.8),
    Texture(melody=0.9, second=0.6, chords=0.9),
    Texture(melody=0.0, chords=0.9, pad=1.0),  # the melody rests
    Texture(melody=0.7, chords=0.7, pad=0.4, octave=12),
    Texture(melody=0.9, chords=0.5, pad=0.7),
)  # seven, and a form of four phrases: 28 go by before one comes again as it was
ENDING = Texture(melody=0.9, second=0.5, chords=0.8)

# what accompanies even and odd counts: (part of the count, voice: r root, f fifth, 0–2 the chord, strength)
Figure = tuple[tuple[float, str, float], ...]
SOFT: tuple[Figure, Figure] = (
    ((0, "r", 1.0), (0, "0", 0.5), (0.5, "2", 0.45)),
    ((0, "1", 0.5), (0.5, "2", 0.45)),
)
STEPPING: tuple[Figure, Figure] = (
    ((0, "r", 1.0), (0.5, "0", 0.4), (0.5, "1", 0.35), (0.5, "2", 0.35)),
    ((0, "f", 0.8), (0.5, "0", 0.4), (0.5, "1", 0.35), (0.5, "2", 0.35)),
)
IN_THREE: tuple[Figure, Figure] = (
    ((0, "r", 1.0), *((at, v, 0.32) for at in (1 / 3, 2 / 3) for v in "012")),
    ((0, "f", 0.8), *((at, v, 0.32) for at in (1 / 3, 2 / 3) for v in "012")),
)
FIGURES = {"calm": SOFT, "wistful": SOFT, "bright": STEPPING, "march": STEPPING, "waltz": IN_THREE}
ROLL_S = 0.012  # a hand lays a chord down from below, not all at once
MELODY, SECOND, CHORD, PAD, CLICK, ACCENT = 0.30, 0.17, 0.26, 0.55, 0.16, 0.26


@dataclass(frozen=True)
class Run:
    """A movement danced on one side, from its first loop to its last."""

    parts: tuple[Part, ...]
    mood: str

    @property
    def dance(self) -> Dance:
        return self.parts[0].clip.dance

    @property
    def start_s(self) -> float:
        return self.parts[0].start / FPS

    @property
    def chapter(self) -> int:
        return self.parts[0].chapter

    @property
    def beat_s(self) -> float:
        return beat_s(self.dance)

    @property
    def counts(self) -> int:
        return self.dance.counts * len(self.parts)

    @property
    def bar(self) -> int:
        """Counts that make one count of the tune: three where the dance is counted in threes."""
        return 3 if in_threes(self.dance.counts) else 1

    @property
    def style(self) -> str:
        """The mood, or a waltz where the movement wants one: by its counts, or its table says metre: 3."""
        if self.bar == 3 or loads(self.dance.table).get("metre") == 3:
            return "waltz"
        return "bright" if self.mood == "waltz" and self.beat_s < FASTEST_WALTZ_S else self.mood

    @property
    def tune(self) -> Tune:
        tunes = TUNES[self.style]
        return tunes[self.chapter % len(tunes)]

    @property
    def keynote(self) -> int:
        return KEYNOTES[self.chapter % len(KEYNOTES)]


def in_threes(counts: int) -> bool:
    return counts % 3 == 0 and counts % 4 != 0


def compose(schedule: Schedule) -> Iterator[Event]:
    """Every note of the film in the order of time."""
    for _, group in groupby(schedule.parts, key=lambda part: bool(part.rep)):
        parts = tuple(group)
        if not parts[0].rep:
            yield from _before(parts, _run_after(parts[-1], schedule))
            continue
        run = Run(parts, schedule.mood)
        gain = gain_to(LUFS, _danced(run), run.counts * run.beat_s)
        yield from (event._replace(gain=event.gain * gain) for event in _danced(run))


def _run_after(card: Part, schedule: Schedule) -> Run:
    after = [part for part in schedule.parts if part.rep and part.start >= card.end]
    return Run(tuple(part for part in after if part.clip == after[0].clip), schedule.mood)


# ---- before the dance -----------------------------------------------------------------------------------


def _before(parts: Sequence[Part], run: Run) -> Iterator[Event]:
    """A bell for each new movement, a chord to stand in, and two chords that lead into the first count."""
    start, end = parts[0].start / FPS, parts[-1].end / FPS
    events = []
    for part in parts:
        held, seconds = list(_held(run, part)), part.frames / FPS
        gain = gain_to(QUIET_LUFS, held, seconds)
        events += [event._replace(gain=event.gain * gain) for event in held]
        if part.kind != "opening":
            bell = (88, TURN_BELL) if part.kind == "turn" else (84, BELL)
            events.append(Event(part.start / FPS + BELL_AT_S, "bell", bell[0], 3.0, bell[1]))
    yield from sorted([*events, *_lead_in(run, start, end)])


def _held(run: Run, part: Part) -> Iterator[Event]:
    at = max(FIRST_SOUND_S, part.start / FPS)
    for note in chord_notes(run, _tonic(run)):
        yield Event(at, "pad", note, part.frames / FPS, PAD)


def _lead_in(run: Run, start: float, end: float) -> Iterator[Event]:
    """ "And": the keynote's chord and the fifth's, on the last two counts there is room for."""
    step = run.beat_s * run.bar
    while 2 * step > end - start - BELL_AT_S - 1.0:
        step /= 2
    gain = gain_to(LUFS - 4, _danced(run), run.counts * run.beat_s)
    for at, chord in ((end - 2 * step, _tonic(run)), (end - step, "V")):
        yield Event(at, "piano", bass_note(run, chord), step + 0.4, CHORD * gain)
        for note in chord_notes(run, chord):
            yield Event(at, "piano", note, step + 0.4, CHORD * 0.5 * gain)


def _tonic(run: Run) -> str:
    return "I" if run.tune.mode == "major" else "i"


# ---- the dance itself -----------------------------------------------------------------------------------


def _danced(run: Run) -> Iterator[Event]:
    at = 0
    for i, (name, first, counts) in enumerate(plan(run.counts // run.bar)):
        texture = ENDING if name == "answer" and at + counts == run.counts // run.bar else _texture(run, i)
        events = [*_half(run, run.tune.halves[name], first, counts, at, texture), *_ticks(run, at, counts)]
        yield from sorted(events)
        at += counts


def plan(counts: int) -> list[tuple[str, int, int]]:
    """The halves to play: name, first count of it, how many counts. The last is an answer."""
    whole, rest = divmod(counts, HALF)
    if not whole:
        return [("answer", HALF - rest, rest)]
    halves = [(FORM[i % len(FORM)], 0, HALF) for i in range(whole - 1)]
    odd = [("question", HALF - rest, rest)] if rest else []
    return [*halves, *odd, ("answer", 0, HALF)]


def _texture(run: Run, half: int) -> Texture:
    """Another for each phrase of eight; the second side begins elsewhere than the first."""
    side = 2 if run.parts[0].clip.mirrored else 0
    return TEXTURES[(half // 2 + side) % len(TEXTURES)]


def _half(run: Run, half: Half, first: int, counts: int, at: int, texture: Texture) -> Iterator[Event]:
    """`counts` of the half from its count `first` on, begun on count `at` of the run."""
    unit = run.beat_s * run.bar
    start = run.start_s + (at - first) * unit
    for note in half.melody:
        if first <= note.at < first + counts and texture.melody:
            yield from _sung(run, half, note.at, note.length, note.pitch, start, texture)
    for count in range(first, first + counts):
        chord, when = half.chords[count], start + count * unit
        yield from _accompanied(run, chord, at + count - first, when, texture)
        if texture.pad:
            for tone in chord_notes(run, chord)[:2]:
                yield Event(when, "pad", tone, unit * 1.15, PAD * texture.pad)


def _sung(
    run: Run, half: Half, at: float, length: float, pitch: int, start: float, texture: Texture
) -> Iterator[Event]:
    """A note of the melody, and on a count the chord's tone below it."""
    unit, note = run.beat_s * run.bar, run.keynote + pitch
    when, seconds = start + at * unit, length * unit + 0.5
    accent = 1.0 if at % 2 == 0 else 0.85
    yield Event(when, "piano", note + texture.octave, seconds, MELODY * texture.melody * accent)
    if texture.second and at == int(at):
        below = tone_below(run, half.chords[int(at)], note)
        yield Event(when, "piano", below, seconds, SECOND * texture.second)


def _accompanied(run: Run, chord: str, count: int, when: float, texture: Texture) -> Iterator[Event]:
    unit = run.beat_s * run.bar
    tones = chord_notes(run, chord)
    bass = bass_note(run, chord)
    voices = {"r": bass, "f": fifth_of(run, chord)} | {str(i): tone for i, tone in enumerate(tones)}
    for part, voice, strength in FIGURES[run.style][count % 2]:
        at, seconds = when + part * unit + ROLL_S * "rf012".index(voice), unit * (1 - part) + 0.35
        yield Event(at, "piano", voices[voice], seconds, CHORD * strength * texture.chords)


def _ticks(run: Run, at: int, counts: int) -> Iterator[Event]:
    """A soft tick on each count of the dance, another where a loop or a phrase of eight begins."""
    for count in range(at * run.bar, (at + counts) * run.bar):
        accent = count % run.dance.counts == 0 or count % run.dance.counts % EIGHT == 0
        when = run.start_s + count * run.beat_s
        yield Event(when, "accent" if accent else "click", 0, 0.2, ACCENT if accent else CLICK)


# ---- voices ---------------------------------------------------------------------------------------------


def _from(lowest: int, pitch: int) -> int:
    """The note of this name at or above the lowest."""
    return lowest + (pitch - lowest) % 12


def bass_note(run: Run, chord: str) -> int:
    return _from(LOWEST_BASS, run.keynote + CHORDS[chord][0])


def fifth_of(run: Run, chord: str) -> int:
    return _from(LOWEST_BASS, run.keynote + CHORDS[chord][2])


def chord_notes(run: Run, chord: str) -> list[int]:
    """Close together, from low to high."""
    return sorted(_from(LOWEST_CHORD, run.keynote + tone) for tone in CHORDS[chord])


def tone_below(run: Run, chord: str, note: int) -> int:
    """The chord's highest tone at least a third below the note."""
    tones = [run.keynote + tone for tone in CHORDS[chord]]
    return max(n for tone in tones for n in (_from(note - 14, tone), _from(note - 26, tone)) if n <= note - 3)
