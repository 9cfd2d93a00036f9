"""The film of a class: asked for, made by the worker, found on disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from library import film as studio
from library.actions.making import at_most_once_a_beat, remove_folder
from library.actions.script import script_of
from library.film.fragments import BadFragment
from library.film.joining import VERSION
from library.film.locks import alone
from library.film.playlists import read_plan, segment_bytes, smallest, sound_bytes
from library.models import Film, Rendition, VideoClass

NOW_PLEASE = 10  # priority of a film that somebody is waiting for
FOLDER = "films"  # below MEDIA_ROOT
Kind = Rendition.Kind
WATCHED = Q(kind=Kind.HLS, height=0) | Q(kind=Kind.MP4)


def workshop() -> studio.Workshop:
    """Where this site keeps its clips, and what encodes them."""
    return studio.Workshop(Path(settings.CLIP_CACHE_DIR), settings.FILM_HEIGHTS, settings.FFMPEG)


def film_for(video_class: VideoClass) -> Film:
    """The class's film; its state is "" where nobody has asked for it, or the asking was lost."""
    film = Film.objects.current().filter(video_class=video_class).first()
    return _asked_still(film or Film(video_class=video_class, state=""))


def film_and_sources(video_class: VideoClass) -> tuple[Film, dict[str, Rendition]]:
    """The same, and what a player may be given of it. One query where there is a film to watch."""
    rows = Rendition.objects.filter(WATCHED, film__video_class=video_class, film__current=True)
    found = list(rows.select_related("film").order_by("height"))
    film = _asked_still(found[0].film) if found else film_for(video_class)
    return film, _there(found)


def _asked_still(film: Film) -> Film:
    drawn = not film.original
    if drawn and film.state in (Film.State.WAITING, Film.State.BUILDING) and not _tasks(film).exists():
        film.state = ""  # its worker died for good: nobody would ever finish it
    return film


def playable(film: Film) -> bool:
    """Whether there is a film to watch, be it while a newer one is made."""
    return bool(film.pk) and bool(sources(film))


def sources(film: Film) -> dict[str, Rendition]:
    """What a player may be given, by kind: the playlist over all, and the MP4 of the greatest height."""
    return _there(film.renditions.filter(WATCHED).order_by("height"))


def _there(rows: Iterable[Rendition]) -> dict[str, Rendition]:
    return {row.kind: row for row in rows if path_of(row).is_file()}


def small_playlist(path: Path) -> str | None:
    """A playlist over all heights with the least of them; None for what is none, or not there."""
    if path.suffix != ".m3u8" or not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    return smallest(text) if "#EXT-X-STREAM-INF:" in text else None


def path_of(rendition: Rendition) -> Path:
    """Where a rendition is on disk."""
    return Path(settings.MEDIA_ROOT) / rendition.path


def file_of(video_class: VideoClass, kind: str, *, small: bool = False) -> Path | None:
    """Where a file of the current film is on disk; of several heights the greatest, or the least."""
    found = (
        Rendition.objects.filter(film__video_class=video_class, film__current=True, kind=kind)
        .order_by("height" if small else "-height")
        .first()
    )
    path = found and path_of(found)
    return path if path and path.is_file() else None


def files_of(video_class: VideoClass) -> dict[str, Path]:
    """Every file a player may ask for by its name: the renditions, and what lies beside their playlists.

    A height's playlist may name one file of segments (720.m3u8: 720.m4s), a sound its playlist.
    """
    rows = Rendition.objects.filter(film__video_class=video_class, film__current=True)
    paths = [path_of(row) for row in rows]
    paths += [path.with_suffix(".m4s") for path in paths if path.suffix == ".m3u8"]
    paths += [path_of(row).with_suffix(".m3u8") for row in rows if row.kind == Kind.SOUND]
    return {path.name: path for path in paths}


@dataclass(frozen=True)
class Piece:
    """What a playlist's address names, and the version of the film it belongs to, as addresses tell it."""

    data: bytes
    version: str


def segment_of(video_class: VideoClass, height: int, number: int) -> Piece | None:
    """A segment of a drawn film, put together from its clips; None where there is none."""
    playlist = _row_of(video_class, Kind.HLS, height)
    if playlist is None:
        return None
    try:
        cut = read_plan(path_of(playlist).with_name("plan.json"))
        data = segment_bytes(cut, number, height, Path(settings.CLIP_CACHE_DIR))
    except (OSError, IndexError, BadFragment):
        return None
    return Piece(data, playlist.film.fingerprint[:VERSION])


def sound_of(video_class: VideoClass, number: int) -> Piece | None:
    """A piece of a drawn film's sound; None where there is none."""
    sound = _row_of(video_class, Kind.SOUND, 0)
    if sound is None:
        return None
    try:
        data = sound_bytes(path_of(sound).with_suffix(".json"), number)
    except (OSError, IndexError):
        return None
    return Piece(data, sound.film.fingerprint[:VERSION])


def _row_of(video_class: VideoClass, kind: str, height: int) -> Rendition | None:
    rows = Rendition.objects.filter(film__video_class=video_class, film__current=True)
    return rows.filter(kind=kind, height=height).select_related("film").first()


# --- asking ---------------------------------------------------------------------------------------


@transaction.atomic
def enqueue_film(video_class: VideoClass, *, priority: int = 0, again: bool = False) -> Film:
    """Have the film made unless it is there or asked for; `again` makes it anew if anything changed."""
    Film.objects.current().get_or_create(video_class=video_class)
    film = Film.objects.current().select_for_update().get(video_class=video_class)
    if film.state == Film.State.READY and playable(film) and not again:
        return film
    if not _asked_for(film, priority, again=again):
        build_film.using(priority=priority).enqueue(video_class.pk)
        film.state, film.progress, film.error = Film.State.WAITING, 0, ""
        film.save()
    return film


def enqueue_all(classes: QuerySet[VideoClass]) -> int:
    """Ask for every film that has none or an older one: the free ones first, then the shortest. How many."""
    in_order = classes.order_by("-free", "duration_s", "slug")
    stale = [video_class for video_class in in_order if is_stale(video_class)]
    for video_class in stale:
        enqueue_film(video_class, again=True)
    return len(stale)


def is_stale(video_class: VideoClass) -> bool:
    """Whether the class could have a film, and has none or an older one."""
    script, film = script_of(video_class), film_for(video_class)
    if script is None:
        return False
    return film.fingerprint != studio.fingerprint(script, workshop()) or not is_whole(film, script)


def is_whole(film: Film, script: studio.ClassScript) -> bool:
    """Whether all files of the film and all its clips are there."""
    rows = film.renditions.exclude(kind=Kind.MP4) if film.pk else []
    there = [path_of(row).is_file() for row in rows]
    return bool(there) and all(there) and all(map(workshop().has, studio.clips_needed([script])))


def _asked_for(film: Film, priority: int, *, again: bool) -> bool:
    """Whether the queue holds it; what waits there is moved forward if need be.

    What is being made right now does not answer a wish to have it made `again`: it began with older words.
    """
    tasks = _tasks(film)
    if not again and tasks.filter(status=TaskResultStatus.RUNNING).exists():
        return True
    waiting = tasks.filter(status=TaskResultStatus.READY)
    waiting.filter(priority__lt=priority).update(priority=priority)
    return waiting.exists()


def _tasks(film: Film) -> QuerySet[DBTaskResult]:
    """What the queue holds of this film, waiting or running."""
    return DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
        task_path=build_film.module_path,
        args_kwargs__args__0=film.video_class_id,
    )


# --- making ---------------------------------------------------------------------------------------


@task(queue_name="films")
def build_film(class_pk: int) -> str:
    """The worker's task; safe to run twice."""
    video_class = VideoClass.objects.filter(pk=class_pk).first()
    return make_film(video_class) if video_class else "the class is gone"


def make_film(video_class: VideoClass) -> str:
    """Make the film unless the one on disk is made of the very same things. Returns what was done."""
    film, _ = Film.objects.current().get_or_create(video_class=video_class)
    script = script_of(video_class)
    if script is None:
        return _failed(film, "This class has no drawn movements, so no film can be made of it.")
    try:
        return _made(film, script)
    except studio.FilmFailed as error:
        return _failed(film, str(error))
    except OSError as error:
        return _failed(film, f"The film could not be written: {error.strerror or error}.")
    except Exception as error:
        _failed(film, f"{type(error).__name__}: {error}")
        raise  # the queue tries again


def _made(film: Film, script: studio.ClassScript) -> str:
    kept = workshop()
    print_ = studio.fingerprint(script, kept)
    if film.fingerprint == print_ and is_whole(film, script):
        _set(film, state=Film.State.READY, progress=1, error="")
        return "up to date"
    _set(film, state=Film.State.BUILDING, progress=0, error="")
    folder = f"{FOLDER}/{script.slug}/{print_[:16]}"
    # Not among the clips' locks: a film's name and a clip's may fall on one file, and it waited for itself.
    with alone(Path(settings.MEDIA_ROOT) / FOLDER, folder):
        files = studio.build_film(
            script,
            workshop=kept,
            out=Path(settings.MEDIA_ROOT) / folder,
            progress=at_most_once_a_beat(lambda share: _set(film, progress=share)),
        )
        _store(film, files, folder)
    return "made"


def _set(film: Film, **fields) -> None:
    Film.objects.filter(pk=film.pk).update(**fields)


def _failed(film: Film, why: str) -> str:
    _set(film, state=Film.State.FAILED, progress=0, error=why[-2000:])
    return "failed"


@transaction.atomic
def _store(film: Film, files: studio.FilmFiles, folder: str) -> None:
    film.refresh_from_db()
    before = film.folder
    film.renditions.all().delete()
    film.renditions.bulk_create(_rendition(film, *found) for found in _found(files))
    film.state, film.progress, film.error = Film.State.READY, 1, ""
    film.fingerprint, film.folder, film.duration_s = files.fingerprint, folder, files.duration_s
    film.save()
    if before and before != folder:
        transaction.on_commit(lambda: remove_folder(before, below=FOLDER))


def _found(files: studio.FilmFiles) -> Iterator[tuple[str, int, Path]]:
    yield from ((Kind.HLS, height, path) for height, path in files.playlists.items())
    yield Kind.SOUND, 0, files.sound
    yield Kind.CAPTIONS, 0, files.captions
    yield Kind.CHAPTERS, 0, files.chapters
    yield Kind.METADATA, 0, files.track
    yield from ((Kind.STORYBOARD, height, path) for height, path in files.storyboard.items())


def _rendition(film: Film, kind: str, height: int, path: Path) -> Rendition:
    where = path.relative_to(settings.MEDIA_ROOT).as_posix()
    return Rendition(film=film, kind=kind, height=height, path=where, size_bytes=path.stat().st_size)
