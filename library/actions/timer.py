"""What the timer needs to lead through a class without its film."""

import json
from collections.abc import Iterable

from library.actions.script import dance_of
from library.figure import browser_table
from library.models import Chapter, VideoClass


def timer_of(video_class: VideoClass, chapters: Iterable[Chapter]) -> dict:
    """Chapters with their movements, and every cue, in seconds from the beginning; plain JSON."""
    return {
        "duration_s": video_class.duration_s,
        "chapters": [_chapter(chapter) for chapter in chapters],
        "cues": list(video_class.cues.values("start_s", "end_s", "text")),
    }


def _chapter(chapter: Chapter) -> dict:
    return {
        "title": chapter.title,
        "movement": chapter.movement.slug if chapter.movement else "",
        "dance": _table(chapter) if chapter.phrase else None,
        "start_s": chapter.start_s,
        "end_s": chapter.end_s,
        "repetitions": chapter.repetitions,
        "sides": chapter.sides,
    }


def _table(chapter: Chapter) -> dict | None:
    """An enchaînement for the browser's dancer, whose own tables know single movements only."""
    dance = dance_of(chapter)
    return dance and browser_table(dance.slug, {"name": dance.name, "figure": json.loads(dance.table)})
