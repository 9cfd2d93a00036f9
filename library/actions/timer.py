"""What the timer needs to lead through a class without its film."""

import json
from collections.abc import Sequence
from math import floor

from library.actions.script import dance_of, script_of
from library.actions.translated import translated
from library.figure import browser_table
from library.film import schedule
from library.film.schedule import FPS, beat_s
from library.models import Chapter, Origin, VideoClass

READY_S = 5  # to get ready for a movement of a teacher's class, and to change sides in it
TURN_S = 3


def timer_of(video_class: VideoClass, chapters: Sequence[Chapter]) -> dict:
    """Chapters with their movements, and every cue, in seconds from the beginning; plain JSON."""
    drawn = _drawn_turns(video_class, chapters)
    return {
        "duration_s": video_class.duration_s,
        "chapters": [
            _chapter(chapter, drawn[i] if i < len(drawn) else _turns(chapter))
            for i, chapter in enumerate(chapters)
        ],
        "cues": [_cue(cue, video_class) for cue in video_class.cues.values("start_s", "end_s", "text")],
    }


def _cue(cue: dict, video_class: VideoClass) -> dict:
    """What a teacher said in a film of their own stays as it was said."""
    filmed = video_class.origin == Origin.FILMED
    return cue if filmed else {**cue, "text": translated(cue["text"])}


def _chapter(chapter: Chapter, turns: list[dict]) -> dict:
    return {
        "title": translated(chapter.title),
        "movement": chapter.movement.slug if chapter.movement else "",
        "dance": _table(chapter) if chapter.phrase else None,
        "start_s": chapter.start_s,
        "end_s": chapter.end_s,
        "turns": turns,
    }


def _drawn_turns(video_class: VideoClass, chapters: Sequence[Chapter]) -> list[list[dict]]:
    """Of each chapter, when it is danced to which side, exactly as in the film; empty where none is drawn."""
    script = script_of(video_class, chapters)
    if script is None:
        return []
    turns: list[list[dict]] = [[] for _ in script.chapters]
    for part in schedule(script).parts:
        own = turns[part.chapter]
        if part.kind != "loop":
            continue
        if part.rep == 1:
            dance = part.clip.dance
            own.append({
                "start_s": part.start / FPS,
                "side": part.side or "",
                "works": dance.works if part.side else "",
                "times": part.of,
                "counts": dance.counts,
                "beat_s": round(beat_s(dance), 4),
            })  # fmt: skip
        own[-1]["end_s"] = part.end / FPS
    return turns


def _turns(chapter: Chapter) -> list[dict]:
    """A teacher's chapter has its own seconds: as many whole repetitions as each side has room for."""
    movement = chapter.movement
    if movement is None:
        return []
    beat = 60 / max(1, movement.bpm)
    length = (chapter.end_s - chapter.start_s) / chapter.sides
    return [_turn(chapter, side, length, beat) for side in range(chapter.sides)]


def _turn(chapter: Chapter, side: int, length: float, beat: float) -> dict:
    ready_s = min(TURN_S if side else READY_S, length / 2)
    counts = chapter.movement.counts
    start_s = chapter.start_s + side * length
    return {
        "start_s": start_s + ready_s,
        "end_s": start_s + length,
        "side": ("left", "right")[side] if chapter.sides == 2 else "",
        "works": "side" if chapter.sides == 2 else "",
        "times": max(1, floor((length - ready_s) / (counts * beat))),
        "counts": counts,
        "beat_s": round(beat, 4),
    }


def _table(chapter: Chapter) -> dict | None:
    """An enchaînement for the browser's dancer, whose own tables know single movements only."""
    dance = dance_of(chapter)
    return dance and browser_table(
        dance.slug, {"name": translated(dance.name), "figure": json.loads(dance.table)}
    )
