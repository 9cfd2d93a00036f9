"""What a film says, as files: of a filmed class read and written, of a drawn one in the reader's language.

What a teacher says stays as it is heard. A drawn film says nothing itself: its captions are ours, and its
files on disk are in English.
"""

import datetime
import json
import math
from collections.abc import Callable
from html import unescape
from pathlib import Path

from django.db import transaction

from library.actions.indexing import index_classes
from library.actions.script import set_cues
from library.actions.translated import ENGLISH, language, translated
from library.film.captions import as_payload, escaped, vtt
from library.film.subtitles import Fault, SubtitlesRefused, read_subtitles
from library.models import Origin, Rendition, VideoClass

__all__ = [
    "Fault",
    "SubtitlesRefused",
    "bring_in_captions",
    "captions_vtt",
    "chapters_vtt",
    "language_of_captions",
    "words_in_language",
]
TOLD = ("title", "name", "summary", "ready", "plain")  # what the player writes beside the picture


def bring_in_captions(*, video_class: VideoClass, data: bytes, now: datetime.datetime) -> int:
    """The file's captions take the place of those there are; how many. SubtitlesRefused: nothing changed."""
    captions = read_subtitles(data, video_class.duration_s or math.inf)
    with transaction.atomic():
        set_cues(video_class, captions)
        video_class.edited_at = now
        video_class.save(update_fields=["edited_at"])
        index_classes([video_class.pk])
    return len(captions)


def captions_vtt(video_class: VideoClass) -> str:
    """Its cues as WebVTT."""
    rows = video_class.cues.values_list("start_s", "end_s", "text")
    return vtt((start_s, end_s, escaped(text)) for start_s, end_s, text in rows)


def chapters_vtt(video_class: VideoClass) -> str:
    """Its chapters as WebVTT, as far as the film goes, named in the reader's language."""
    rows = video_class.chapters.begun_by(video_class.duration_s).values_list("start_s", "end_s", "title")
    return vtt((start_s, end_s, escaped(translated(title))) for start_s, end_s, title in rows)


# --- in the reader's language ---------------------------------------------------------------------


def language_of_captions(video_class: VideoClass) -> str:
    return ENGLISH if video_class.origin == Origin.FILMED else language()


def words_in_language(kind: str, file: Path) -> str:
    """One of a drawn film's files: captions, chapters, or what is written beside the picture."""
    told = _told_beside if kind == Rendition.Kind.METADATA else _told
    return _each_payload(file.read_text(encoding="utf-8"), told)


def _each_payload(text: str, told: Callable[[str], str]) -> str:
    """The file with what stands under each line of times told anew; a payload of ours is one line."""
    lines = text.split("\n")
    return "\n".join(told(line) if n and " --> " in lines[n - 1] else line for n, line in enumerate(lines))


def _told(line: str) -> str:
    return escaped(translated(unescape(line)))


def _told_beside(line: str) -> str:
    """How a name is said helps nobody who reads French."""
    row = json.loads(line)
    row |= {name: translated(row[name]) for name in TOLD if name in row}
    return as_payload(row | {"say": ""})
