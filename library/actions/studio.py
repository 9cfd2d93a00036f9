"""A teacher's class: begun, told about, divided into chapters, captioned, tagged, answered for."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from library.actions.filmed import poster_from
from library.actions.indexing import index_classes
from library.content import RESERVED
from library.film import FilmFailed
from library.models import Chapter, Cue, Film, LegLoad, Origin, Rendition, VideoClass

SLUG_LETTERS = 50  # of 60: room for a number


def begin_class(*, teacher, now: datetime.datetime, **told) -> VideoClass:
    """A draft; what its chapters ask of the legs is not known yet."""
    fields = {"origin": Origin.FILMED, "teacher": teacher, "leg_load": LegLoad.NONE, "edited_at": now, **told}
    try:
        with transaction.atomic():
            return VideoClass.objects.create(slug=free_slug(told["title"]), **fields)
    except IntegrityError:  # somebody took the address at this moment
        return VideoClass.objects.create(slug=free_slug(told["title"]), **fields)


def free_slug(title: str) -> str:
    """The title as an address that no class and no page of the library has."""
    base = slugify(title)[:SLUG_LETTERS].strip("-_").replace("_", "-") or "class"
    taken = {*RESERVED, *VideoClass.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


@transaction.atomic
def save_class(*, video_class: VideoClass, fields: list[str], now: datetime.datetime) -> None:
    """Store what a form changed, and nothing else: a worker may be giving the class its length just now."""
    video_class.edited_at = now
    video_class.save(update_fields=[*fields, "edited_at"])
    index_classes([video_class.pk])


@transaction.atomic
def set_chapters(*, video_class: VideoClass, rows: Iterable[dict], now: datetime.datetime) -> None:
    """These chapters and no others. `rows`: start, end (s), movement or None, title, repetitions, sides."""
    _alone(video_class)
    video_class.chapters.all().delete()
    Chapter.objects.bulk_create(
        Chapter(
            video_class=video_class,
            position=position,
            start_s=row["start"],
            end_s=row["end"],
            movement=row["movement"],
            title=row["title"],
            repetitions=row["repetitions"],
            sides=row["sides"],
        )
        for position, row in enumerate(rows)
    )
    _touch(video_class, now)
    index_classes([video_class.pk])


@transaction.atomic
def change_cues(
    *, video_class: VideoClass, shown: Iterable[int], rows: Iterable[dict], now: datetime.datetime
) -> None:
    """The cues that were `shown` (their keys) give way to `rows`: start, end (s), text. Others stay."""
    _alone(video_class)
    video_class.cues.filter(pk__in=list(shown)).delete()
    Cue.objects.bulk_create(
        Cue(video_class=video_class, start_s=row["start"], end_s=row["end"], text=row["text"]) for row in rows
    )
    _touch(video_class, now)
    index_classes([video_class.pk])


@transaction.atomic
def set_tags(
    *, video_class: VideoClass, benefits: list[str], fields: dict, now: datetime.datetime
) -> VideoClass:
    """What the class is for, the main benefit first, and what it asks of the body and the room."""
    _alone(video_class)
    for name, value in fields.items():
        setattr(video_class, name, value)
    video_class.edited_at = now
    video_class.save(update_fields=[*fields, "edited_at"])
    video_class.tags.all().delete()
    for position, benefit in enumerate(benefits):
        video_class.tags.create(benefit=benefit, position=position)
    index_classes([video_class.pk])
    return video_class


def answer_safety(
    *, video_class: VideoClass, teacher, answers: dict[str, str], now: datetime.datetime
) -> None:
    """The answers, and who gave them when."""
    video_class.safety = {"answers": answers, "by": teacher.pk, "at": now.isoformat()}
    video_class.edited_at = now
    video_class.save(update_fields=["safety", "edited_at"])


def _alone(video_class: VideoClass) -> None:
    """Two windows that save at once do it one after the other; else their rows would be mixed."""
    VideoClass.objects.select_for_update().get(pk=video_class.pk)


def _touch(video_class: VideoClass, now: datetime.datetime) -> None:
    """Pages that keep its card draw it anew."""
    video_class.edited_at = now
    video_class.save(update_fields=["edited_at"])


def take_poster(*, video_class: VideoClass, film: Film, at_s: float, now: datetime.datetime) -> str:
    """The film's poster from this second. Returns "" or why it could not be taken."""
    try:
        poster_from(film, at_s)
    except FilmFailed as error:
        return str(error)
    _touch(video_class, now)
    return ""


def file_of_version(film: Film) -> Path | None:
    """The best picture of a version that is on disk."""
    rows = film.renditions.filter(kind=Rendition.Kind.MP4).order_by("-height")
    paths = (Path(settings.MEDIA_ROOT) / row.path for row in rows)
    return next((path for path in paths if path.is_file()), None)
