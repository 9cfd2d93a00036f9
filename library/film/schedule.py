"""A class script laid out in exact frames: which clip plays when, and what is danced in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from library.film.script import ClassScript, Dance, Side

FPS = 25
READY_FRAMES = FPS  # a second of standing ready; played as often as the words beside it take to read
OPENING_S = 6  # for the class's title and what to have at hand
CARD_S = 5  # to read a movement's name
TURN_S = 3  # to change sides …
TURN_OVER_S = 6  # … and to turn over on a mat, or to go round a chair

ClipKind = Literal["ready", "loop"]
Kind = Literal["opening", "card", "turn", "loop"]


@dataclass(frozen=True)
class Clip:
    """One piece of picture, without a word in it: the dancer ready for a movement, or dancing it once.

    Equal clips are encoded once and shared by all classes of the same dancer.
    """

    kind: ClipKind
    dance: Dance
    palette: str
    mirrored: bool = False

    @property
    def frames(self) -> int:
        return loop_frames(self.dance) if self.kind == "loop" else READY_FRAMES


@dataclass(frozen=True)
class Part:
    """A clip played `times` over, and why. `rep` counts from 1; cards have none."""

    kind: Kind
    clip: Clip
    start: int  # frame
    chapter: int
    times: int = 1
    rep: int = 0
    of: int = 0
    words: tuple[str, ...] = ()  # of an opening: title, summary, what to have at hand

    @property
    def frames(self) -> int:
        return self.clip.frames * self.times

    @property
    def end(self) -> int:
        return self.start + self.frames

    @property
    def side(self) -> Side | None:
        return self.clip.dance.side(self.clip.mirrored)


@dataclass(frozen=True)
class Span:
    """A chapter of the film, from frame to frame (end excluded)."""

    dance: Dance
    start: int
    end: int

    @property
    def start_s(self) -> float:
        return self.start / FPS

    @property
    def end_s(self) -> float:
        return self.end / FPS


@dataclass(frozen=True)
class Schedule:
    parts: tuple[Part, ...]
    chapters: tuple[Span, ...]
    mood: str = "calm"  # of its music

    @property
    def frames(self) -> int:
        return self.parts[-1].end

    @property
    def duration_s(self) -> float:
        return self.frames / FPS


def loop_frames(dance: Dance) -> int:
    """A loop is a whole number of frames; the beat follows from it, or music would drift from the picture."""
    return max(1, round(dance.movement.seconds * FPS))


def beat_s(dance: Dance) -> float:
    """The length of one count in seconds, as the film really plays it."""
    return loop_frames(dance) / FPS / dance.counts


def schedule(script: ClassScript) -> Schedule:
    """All parts of the film in order. ValueError if there is nothing to dance."""
    if not script.chapters:
        raise ValueError(f"{script.slug}: a class needs at least one chapter.")
    parts: list[Part] = []
    for index in range(len(script.chapters)):
        for part in _plays(script, index):
            parts.append(replace(part, start=parts[-1].end if parts else 0))
    return Schedule(tuple(parts), tuple(_spans(script, parts)), script.mood)


def _plays(script: ClassScript, index: int) -> Iterator[Part]:
    """The parts of a chapter; where they start is told by those before them."""
    chapter = script.chapters[index]
    dance, ready = chapter.dance, Clip("ready", chapter.dance, script.dancer)
    if index == 0:
        words = (script.title, script.summary, script.ready)
        yield Part("opening", ready, 0, index, OPENING_S, words=words)
    # getting down to the floor takes longer
    card_s = CARD_S * (2 if _changes_posture(script, index) else 1)
    yield Part("card", ready, 0, index, card_s)
    for mirrored in (False, True)[: chapter.sides]:
        if mirrored:
            yield Part("turn", replace(ready, mirrored=True), 0, index, _turn_s(dance))
        for rep in range(1, chapter.repetitions + 1):
            clip = Clip("loop", dance, script.dancer, mirrored)
            yield Part("loop", clip, 0, index, rep=rep, of=chapter.repetitions)


def _turn_s(dance: Dance) -> int:
    return TURN_OVER_S if dance.lies or dance.movement.prop == "chair" else TURN_S


def _changes_posture(script: ClassScript, index: int) -> bool:
    before = script.chapters[index - 1].dance.posture if index else "standing"
    return script.chapters[index].dance.posture != before


def _spans(script: ClassScript, parts: list[Part]) -> Iterator[Span]:
    for index, chapter in enumerate(script.chapters):
        own = [part for part in parts if part.chapter == index]
        yield Span(chapter.dance, own[0].start, own[-1].end)
