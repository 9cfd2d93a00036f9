"""A class script laid out in exact frames: which clip plays when, and what is danced in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from library.film.script import ClassScript, Dance, ScriptChapter, Side

FPS = 25
OPENING_FRAMES = 150  # six seconds for the class's title and what to have at hand
CARD_FRAMES = 125  # five to read a movement's name
TURN_FRAMES = 75  # three seconds to change sides

Kind = Literal["opening", "card", "turn", "loop"]


@dataclass(frozen=True)
class Clip:
    """One piece of picture, named by all that is seen in it; equal clips are encoded once and shared."""

    kind: Kind
    dance: Dance
    palette: str
    mirrored: bool = False
    heading: str = ""
    lines: tuple[str, ...] = ()

    @property
    def frames(self) -> int:
        if self.kind == "loop":
            return loop_frames(self.dance)
        return {"opening": OPENING_FRAMES, "card": CARD_FRAMES, "turn": TURN_FRAMES}[self.kind]


@dataclass(frozen=True)
class Part:
    """One playing of a clip. `rep` counts from 1; cards have none."""

    clip: Clip
    start: int  # frame
    chapter: int
    rep: int = 0
    of: int = 0

    @property
    def end(self) -> int:
        return self.start + self.clip.frames

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
        for clip, rep, of in _plays(script, index):
            parts.append(Part(clip, parts[-1].end if parts else 0, index, rep, of))
    return Schedule(tuple(parts), tuple(_spans(script, parts)))


def _plays(script: ClassScript, index: int) -> Iterator[tuple[Clip, int, int]]:
    chapter = script.chapters[index]
    if index == 0:
        yield _opening(script), 0, 0
    for _ in range(2 if _changes_posture(script, index) else 1):  # getting down to the floor takes longer
        yield _card(chapter, script.dancer), 0, 0
    for side in range(chapter.sides):
        if side:
            yield _turn(chapter.dance, script.dancer), 0, 0
        for rep in range(1, chapter.repetitions + 1):
            loop = Clip("loop", chapter.dance, script.dancer, mirrored=bool(side))
            yield loop, rep, chapter.repetitions


def _changes_posture(script: ClassScript, index: int) -> bool:
    before = script.chapters[index - 1].dance.posture if index else "standing"
    return script.chapters[index].dance.posture != before


def _opening(script: ClassScript) -> Clip:
    lines = (script.summary, script.ready)
    return Clip("opening", script.star, script.dancer, heading=script.title, lines=lines)


def _card(chapter: ScriptChapter, palette: str) -> Clip:
    dance = chapter.dance
    heading = dance.name
    return Clip("card", dance, palette, heading=heading, lines=(dance.say, dance.plain))


def _turn(dance: Dance, palette: str) -> Clip:
    label = dance.side_label(mirrored=True) if dance.works == "leg" else "Other side"
    return Clip("turn", dance, palette, mirrored=True, heading=label, lines=(dance.name,))


def _spans(script: ClassScript, parts: list[Part]) -> Iterator[Span]:
    for index, chapter in enumerate(script.chapters):
        own = [part for part in parts if part.chapter == index]
        yield Span(chapter.dance, own[0].start, own[-1].end)
