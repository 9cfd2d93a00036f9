"""Captions and chapters of a filmed class as files: read, and written when they are asked for."""

import datetime
import math

from django.db import transaction

from library.actions.indexing import index_classes
from library.actions.script import set_cues
from library.film.captions import escaped, vtt
from library.film.subtitles import Fault, SubtitlesRefused, read_subtitles
from library.models import VideoClass

__all__ = ["Fault", "SubtitlesRefused", "bring_in_captions", "captions_vtt", "chapters_vtt"]


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
    """Its chapters as WebVTT, as far as the film goes."""
    rows = video_class.chapters.begun_by(video_class.duration_s).values_list("start_s", "end_s", "title")
    return vtt((start_s, end_s, escaped(title)) for start_s, end_s, title in rows)
