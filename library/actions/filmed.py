"""The films a teacher uploaded: their versions, which one is played, their making by the worker.

A film of a filmed class goes WAITING → BUILDING → WATCHABLE (one rendition is there) → READY (all are there).
FAILED and CANCELLED films keep the renditions that are finished. What can be watched is told by renditions
(`watchable`), not by the state. Renditions: MP4 at each height of the ladder (the picture's shorter side),
HLS at the heights made by us, HLS at height 0 (the playlist over all, which names its neighbours
`720p-….m3u8`, and they theirs `720p-….m4s`), POSTER at 0, STORYBOARD at 0 (the track) and 90 (its picture,
`storyboard.jpg`).

A new version becomes the one that is played as soon as it can be watched, unless runners see the class and
have a film to watch: then the teacher says when (`make_current`).
"""

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_noop
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from library.actions.encoding import next_step, take_poster
from library.actions.indexing import index_classes
from library.actions.making import remove_folder
from library.models import Film, Rendition, Upload, VideoClass

FOLDER = "filmed"  # below MEDIA_ROOT
# Below NOW_PLEASE of library/actions/film.py: a drawn film that somebody waits for comes first.
FIRST, REST = 5, 1
UNFINISHED = (Film.State.WAITING, Film.State.BUILDING, Film.State.WATCHABLE)
LOST = gettext_noop("The making of this film was interrupted too often. What is finished is kept: try again.")


def queryset_of(video_class: VideoClass) -> QuerySet[Film]:
    """Its versions, newest first, for `get_object_or_404`."""
    return Film.objects.filter(video_class=video_class).order_by("-version")


def films_of(video_class: VideoClass) -> list[Film]:
    """Every version, newest first, renditions prefetched: two queries, and one more if any is unfinished."""
    films = list(queryset_of(video_class).prefetch_related("renditions"))
    tell_lost(films)
    return films


def tell_lost(films: Iterable[Film]) -> None:
    """What is unfinished though the queue holds nothing of it is shown as FAILED, with a sentence.

    That is not written. It takes a query if any is unfinished.
    """
    unfinished = [film for film in films if film.state in UNFINISHED]
    queued = set(_tasks(unfinished).values_list("args_kwargs__args__0", flat=True)) if unfinished else set()
    for film in unfinished:
        if film.pk not in queued:
            film.state, film.error = Film.State.FAILED, LOST


def watchable(film: Film) -> bool:
    """Whether there is at least one file to watch."""
    rows = [row for row in film.renditions.all() if row.kind == Rendition.Kind.MP4]
    return any((Path(settings.MEDIA_ROOT) / row.path).is_file() for row in rows)


# --- versions -------------------------------------------------------------------------------------


@transaction.atomic
def add_version(video_class: VideoClass, **fields) -> Film:
    """A new film beside the others, waiting for the worker."""
    VideoClass.objects.select_for_update().get(pk=video_class.pk)  # two at once would take the same number
    newest = video_class.films.aggregate(newest=Max("version"))["newest"] or 0
    film = Film.objects.create(video_class=video_class, version=newest + 1, current=False, **fields)
    _enqueue(film)
    return film


@transaction.atomic
def make_current(film: Film) -> Film:
    """This version is played from now on, and gives the class its length. ValueError if nothing is there."""
    VideoClass.objects.select_for_update().get(pk=film.video_class_id)  # two at once would both be current
    film = Film.objects.select_for_update().get(pk=film.pk)
    if not watchable(film) or not film.duration_s:
        raise ValueError("This version cannot be watched yet.")
    Film.objects.filter(video_class=film.video_class_id, current=True).exclude(pk=film.pk).update(
        current=False
    )
    Film.objects.filter(pk=film.pk).update(current=True)
    VideoClass.objects.filter(pk=film.video_class_id).update(duration_s=film.duration_s)
    index_classes([film.video_class_id])
    film.current = True
    return film


def _show_if_due(film: Film) -> None:
    """Nobody has to press anything where nothing is taken from anybody."""
    shown = (
        Film.objects.current().filter(video_class=film.video_class_id).select_related("video_class").first()
    )
    if shown and shown.video_class.published_at and watchable(shown):
        return
    if shown is None or shown.version < film.version:
        make_current(film)


def _anything_played(film: Film) -> bool:
    """Not so where the one that was played is removed, or a worker was killed before it showed the first."""
    return Film.objects.current().filter(video_class=film.video_class_id).exists()


def remove_film(film: Film) -> None:
    """Remove a version and its files. ValueError for the one that is played by a published class."""
    with transaction.atomic():
        film = Film.objects.select_for_update().select_related("video_class").get(pk=film.pk)
        if film.current and film.video_class.published_at:
            raise ValueError("Runners are watching this version. Make another one current first.")
        _tasks([film]).filter(status=TaskResultStatus.READY).delete()
        folder = film.folder
        Upload.objects.filter(film=film).delete()  # or it would seem to be on its way again
        film.delete()
        transaction.on_commit(lambda: remove_folder(folder, below=FOLDER))


def remove_lost_folders(before: datetime) -> int:
    """Remove films whose row went with its class, untouched since `before`. Returns how many those were."""
    known = set(Film.objects.exclude(folder="").values_list("folder", flat=True))
    lost = [
        path
        for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*/")
        if f"{FOLDER}/{path.parent.name}/{path.name}" not in known
        and path.stat().st_mtime < before.timestamp()
    ]
    for path in lost:
        shutil.rmtree(path, ignore_errors=True)
    return len(lost)


# --- its making -----------------------------------------------------------------------------------


@transaction.atomic
def try_again(film: Film) -> Film:
    """Have it made, or finished, again; what is finished is not made twice."""
    film = Film.objects.select_for_update().get(pk=film.pk)
    if film.state == Film.State.READY:
        return film
    _enqueue(film)  # beside one that runs: it may have seen the wish to cancel already
    film.state, film.error = Film.State.WATCHABLE if watchable(film) else Film.State.WAITING, ""
    film.save(update_fields=["state", "error", "changed_at"])
    return film


@transaction.atomic
def cancel_film(film: Film) -> Film:
    """Stop its making; what is finished stays. One that is being made stops within a second or two."""
    film = Film.objects.select_for_update().get(pk=film.pk)
    if film.state in UNFINISHED:
        film.state, film.error = Film.State.CANCELLED, ""
        film.save(update_fields=["state", "error", "changed_at"])
        _tasks([film]).filter(status=TaskResultStatus.READY).delete()
    return film


def poster_from(film: Film, at_s: float) -> None:
    """Take the film's poster from this second; the class remembers it (`poster_s`). FilmFailed."""
    take_poster(film, at_s=at_s)
    VideoClass.objects.filter(pk=film.video_class_id).update(poster_s=at_s)


@task(queue_name="films")
def encode_film(film_pk: int) -> str:
    """The worker's task: one rendition, then it asks for its next turn. Safe to run twice."""
    film = Film.objects.filter(pk=film_pk).first()
    if film is None or film.state == Film.State.CANCELLED or not film.original:
        return "nothing to do"
    before = watchable(film)
    more = next_step(film)
    film = Film.objects.filter(pk=film_pk).first()
    if film and watchable(film) and not (before and _anything_played(film)):
        _show_if_due(film)
    if more and film:
        _enqueue(film)
    return film.state if film else "removed"


def _enqueue(film: Film) -> None:
    if _tasks([film]).filter(status=TaskResultStatus.READY).exists():
        return
    begun = film.renditions.filter(kind=Rendition.Kind.MP4).exists()
    encode_film.using(priority=REST if begun else FIRST).enqueue(film.pk)


def _tasks(films: list[Film]) -> QuerySet[DBTaskResult]:
    """What the queue holds of these films, waiting or running."""
    return DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
        task_path=encode_film.module_path,
        args_kwargs__args__0__in=[film.pk for film in films],
    )
