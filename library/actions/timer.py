"""What the timer needs to lead through a class without its film."""

from collections.abc import Iterable

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
        "movement": chapter.movement.slug if chapter.movement else _first_of(chapter.phrase),
        "start_s": chapter.start_s,
        "end_s": chapter.end_s,
        "repetitions": chapter.repetitions,
        "sides": chapter.sides,
    }


def _first_of(phrase: list[dict]) -> str:
    """The figure shows how an enchaînement begins; the cues call its steps."""
    return phrase[0]["movement"] if phrase else ""
