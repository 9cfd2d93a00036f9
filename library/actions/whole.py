"""Films as one MP4 file, for browsers without HLS and to take along: made when asked for, within a bound.

They lie below MEDIA_ROOT in `wholes`. What was used longest ago goes first; what was used within the
hour, and so perhaps is being watched right now, stays.
"""

import hashlib
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import override
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from library import film as studio
from library.actions.captions_file import words_in_language
from library.actions.film import film_for, is_stale, make_film, path_of, playable, workshop
from library.actions.script import script_of
from library.actions.translated import FRENCH
from library.film.locks import alone
from library.film.playlists import read_plan, weight
from library.models import Film, Rendition, VideoClass

FOLDER = "wholes"  # below MEDIA_ROOT
IN_USE_S = 3600
GONE = "the class is gone"
SOON = 10  # priority: somebody waits


def whole_of(film: Film) -> Rendition | None:
    """The film's MP4, where it is there; of a drawn one with the captions in it as they read today."""
    found = film.pk and film.renditions.filter(kind=Rendition.Kind.MP4).order_by("-height").first()
    if not found or not path_of(found).is_file():
        return None
    return found if film.original or found.name.endswith(_end_of_name(_translations(film))) else None


def _end_of_name(translations: dict[str, str]) -> str:
    return f"-{hashlib.sha256(repr(translations).encode()).hexdigest()[:8]}.mp4"


def whole_state(film: Film) -> str:
    """ready, waiting (or being made), failed, or "" where nobody has asked for it."""
    if whole_of(film):
        return "ready"
    asked = _tasks(film).order_by("-enqueued_at").first()
    if asked is None:
        return ""
    if asked.status in (TaskResultStatus.READY, TaskResultStatus.RUNNING):
        return "waiting"
    return "failed" if asked.status == TaskResultStatus.FAILED or asked.return_value == "no room" else ""


@transaction.atomic
def ask_for_whole(video_class: VideoClass, *, now: datetime, again: bool = True) -> None:
    """Have the MP4 made, unless it is there or asked for; `again`: also where that failed before."""
    film = film_for(video_class)
    if playable(film) and whole_state(film) in (("", "failed") if again else ("",)):
        build_whole.using(priority=SOON).enqueue(video_class.pk, now.isoformat())


# On the quick queue: its clips are there, so it is copied in a second or two and nothing is encoded.
@task(queue_name="quick")
def build_whole(class_pk: int, asked_at: str) -> str:
    """The worker's task; safe to run twice."""
    video_class = VideoClass.objects.filter(pk=class_pk).first()
    return make_whole(video_class, now=datetime.fromisoformat(asked_at)) if video_class else GONE


def make_whole(video_class: VideoClass, *, now: datetime) -> str:
    """Make the MP4 of a drawn film unless it is there. Returns what was done."""
    film, script = film_for(video_class), script_of(video_class)
    if whole_of(film):
        return "up to date"
    if script is None:
        return "nothing is drawn"
    if is_stale(video_class):  # seldom: a release changed it, and the worker has not come to it yet
        make_film(video_class)
        film = film_for(video_class)
    translations = _translations(film)
    name = f"{script.slug}-{film.fingerprint[:16]}{_end_of_name(translations)}"
    out = Path(settings.MEDIA_ROOT) / FOLDER / name
    with alone(out.parent, out.name):
        if not make_room(_size(film), now=now):
            return "no room"
        if not out.exists():
            sound = film.renditions.get(kind=Rendition.Kind.SOUND)
            studio.write_whole(script, path_of(sound), out, workshop=workshop(), translations=translations)
    where = {"path": out.relative_to(settings.MEDIA_ROOT).as_posix(), "size_bytes": out.stat().st_size}
    film.renditions.update_or_create(
        kind=Rendition.Kind.MP4, height=max(settings.FILM_HEIGHTS), defaults=where
    )
    return "made"


def _translations(film: Film) -> dict[str, str]:
    """Its captions in the other languages of the library."""
    captions = film.renditions.filter(kind=Rendition.Kind.CAPTIONS).first()
    if captions is None or not path_of(captions).is_file():
        return {}
    with override(FRENCH):
        return {"fra": words_in_language(captions.kind, path_of(captions))}


def _size(film: Film) -> int:
    """About how many bytes it will have: its pictures and its sound."""
    height = max(settings.FILM_HEIGHTS)
    playlist = film.renditions.get(kind=Rendition.Kind.HLS, height=height)
    sound = film.renditions.get(kind=Rendition.Kind.SOUND)
    cut = read_plan(path_of(playlist).with_name("plan.json"))
    return weight(cut, height, Path(settings.CLIP_CACHE_DIR)) + sound.size_bytes


def _tasks(film: Film):
    return DBTaskResult.objects.filter(
        task_path=build_whole.module_path, args_kwargs__args__0=film.video_class_id
    )


# --- the bound ------------------------------------------------------------------------------------


def used(path: Path, *, now: datetime) -> None:
    """Remember when somebody was given the file. Its own date, which players compare, stays."""
    with suppress(OSError):  # it went at this moment, or belongs to the one who made it
        os.utime(path, ns=(int(now.timestamp() * 1e9), path.stat().st_mtime_ns))


def make_room(size: int, *, now: datetime) -> bool:
    """Remove what was used longest ago until `size` bytes fit below FILM_CACHE_BYTES. False: they do not."""
    kept = sorted(_kept(), key=lambda file: file[1].st_atime_ns)
    total = size + sum(stat.st_size for _path, stat in kept)
    for path, stat in kept:
        if total <= settings.FILM_CACHE_BYTES:
            break
        if now.timestamp() - stat.st_atime < IN_USE_S:
            continue
        path.unlink(missing_ok=True)
        Rendition.objects.filter(path=path.relative_to(settings.MEDIA_ROOT).as_posix()).delete()
        total -= stat.st_size
    return total <= settings.FILM_CACHE_BYTES


def _kept() -> list[tuple[Path, os.stat_result]]:
    files = (Path(settings.MEDIA_ROOT) / FOLDER).glob("[!.]*.mp4")
    return [(path, path.stat()) for path in files]
