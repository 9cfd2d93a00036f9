"""A class as the site keeps it -> the script its film is made from."""

from collections.abc import Sequence
from dataclasses import replace

from library.actions.shipped import shipped
from library.content import enchainement_of
from library.film import ClassScript, Dance, ScriptChapter, schedule
from library.film.captions import captions
from library.models import Chapter, Origin, VideoClass

CALM = "calm"  # the music of a class that names none


def script_of(video_class: VideoClass, chapters: Sequence[Chapter] | None = None) -> ClassScript | None:
    """Words come from the rows, keyframes from the content files; None where a chapter cannot be drawn.

    A teacher's film keeps its own times and is never drawn over. `chapters`: with their movements, where they
    were read already.
    """
    if video_class.origin == Origin.FILMED:
        return None
    rows = list(video_class.chapters.select_related("movement") if chapters is None else chapters)
    dances = [dance_of(row) for row in rows]
    if not dances or None in dances:
        return None
    told = shipped().classes.get(video_class.slug)
    return ClassScript(
        slug=video_class.slug,
        title=video_class.title,
        dancer=video_class.dancer,
        summary=video_class.summary,
        chapters=tuple(
            ScriptChapter(dance, row.repetitions, row.sides) for dance, row in zip(dances, rows, strict=True)
        ),
        ready=told.script.ready if told else "",
        poster=told.poster if told else "",
        mood=video_class.mood or CALM,
    )


def dance_of(chapter: Chapter) -> Dance | None:
    """The movement's dance, or the enchaînement's; None if it cannot be drawn."""
    if chapter.phrase:
        told = enchainement_of(chapter.title, chapter.phrase, chapter.sides, shipped().movements)
        return told.dance if told else None
    movement = chapter.movement
    content = movement and shipped().movements.get(movement.slug)
    if not content:
        return None
    return replace(content.dance, name=movement.name, say=movement.say, plain=movement.plain)


def retime(video_class: VideoClass) -> bool:
    """Give chapters, cues and the class the seconds of the drawn film. False: it is not drawn."""
    script = script_of(video_class)
    if script is None:
        return False
    plan = schedule(script)
    for row, span in zip(video_class.chapters.all(), plan.chapters, strict=True):
        row.start_s, row.end_s = span.start_s, span.end_s
        row.save(update_fields=["start_s", "end_s"])
    set_cues(video_class, captions(plan))
    video_class.duration_s = plan.duration_s
    video_class.save(update_fields=["duration_s"])
    return True


def set_cues(video_class: VideoClass, cues) -> None:
    video_class.cues.all().delete()
    rows = [video_class.cues.model(video_class=video_class, **fields_of(cue)) for cue in cues]
    video_class.cues.bulk_create(rows)


def fields_of(cue) -> dict:
    """Milliseconds are enough, and keep a cue from ending where it starts; 300 letters are kept."""
    start_s = round(cue.start_s, 3)
    return {"start_s": start_s, "end_s": max(round(cue.end_s, 3), start_s + 0.001), "text": cue.text[:300]}
