"""The text tracks of a film: captions, chapters, and a metadata track that says what is being danced."""

import re
from collections.abc import Iterable
from json import dumps

from library.film.schedule import FPS, Part, Schedule, beat_s
from library.film.spoken import LETTERS_A_SECOND, Caption, captions

__all__ = [
    "LETTERS_A_SECOND",
    "Caption",
    "as_payload",
    "captions",
    "captions_vtt",
    "chapters_vtt",
    "escaped",
    "stamp",
    "track_vtt",
    "vtt",
]

BREAKS = re.compile(r"[^\S\u00a0\u202f]+")  # every white space but the no-break ones


def captions_vtt(schedule: Schedule) -> str:
    """WebVTT subtitles."""
    return vtt((c.start_s, c.end_s, escaped(c.text)) for c in captions(schedule))


def chapters_vtt(schedule: Schedule) -> str:
    """WebVTT chapters, one for each movement."""
    return vtt((span.start_s, span.end_s, escaped(span.dance.name)) for span in schedule.chapters)


def track_vtt(schedule: Schedule) -> str:
    """WebVTT metadata, JSON for each part: all the words the player writes beside the picture, and the beat.

    kind opening: title, summary, ready. Others: name, how to say it, side ("left", "right", or null) and what
    works there ("leg", "side"), whether it is the other side. card: plain. loop: rep n of m,
    counts and the length of a beat in seconds.
    """
    return vtt((part.start / FPS, part.end / FPS, as_payload(_meta(part))) for part in schedule.parts)


def as_payload(meta: dict[str, object]) -> str:
    """JSON on one line. ">" is written as an escape: an arrow inside the payload would end the cue."""
    return dumps(meta).replace(">", "\\u003e")


def _meta(part: Part) -> dict[str, object]:
    dance = part.clip.dance
    meta: dict[str, object] = {
        "kind": part.kind,
        "chapter": part.chapter,
        "movement": dance.slug,
        "name": dance.name,
        "say": dance.say,
        "side": part.side,
        "works": dance.works if part.side else None,
        "other": part.clip.mirrored,
    }
    if part.kind == "opening":
        meta |= dict(zip(("title", "summary", "ready"), part.words, strict=True))
    if part.kind == "card":
        meta |= {"plain": dance.plain}
    if part.rep:
        meta |= {"rep": part.rep, "of": part.of, "counts": dance.counts, "beat_s": round(beat_s(dance), 4)}
    return meta


def vtt(rows: Iterable[tuple[float, float, str]]) -> str:
    """WebVTT of (start s, end s, payload) rows."""
    blocks = [f"{i}\n{stamp(a)} --> {stamp(b)}\n{text}\n" for i, (a, b, text) in enumerate(rows, 1)]
    return "\n".join(["WEBVTT\n", *blocks])


def stamp(seconds: float) -> str:
    """Seconds as WebVTT writes them, to the millisecond."""
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"


def escaped(text: str) -> str:
    """Text safe as a WebVTT payload: no tags, and no line that would end the cue.

    No-break spaces stay: French has them before a colon.
    """
    flat = BREAKS.sub(" ", text).strip()
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
