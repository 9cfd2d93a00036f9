"""What no class needs any more is removed: clips of movements that changed, films of classes that did."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from library import film as studio
from library.actions.film import FOLDER, path_of, workshop
from library.actions.making import remove_folder
from library.actions.script import script_of
from library.film.playlists import clip_names, read_plan
from library.models import Film, Rendition, VideoClass

YOUNG = timedelta(hours=1)  # may belong to a film that is being made right now
HALF = ".*.part.*"  # what a killed process was writing


def sweep_films(*, now: datetime) -> tuple[int, int]:
    """Removes what nothing refers to and is not young. Returns how many files that were, and their bytes."""
    cache = Path(settings.CLIP_CACHE_DIR)
    needed = names_needed()
    clips = [path for path in cache.glob("[!.]*.mp4") if path.stem.rpartition("-")[0] not in needed]
    halves = [path for root in (cache, Path(settings.MEDIA_ROOT)) for path in root.rglob(HALF)]
    removed = [_removed(path) for path in _old([*clips, *halves, *_lost_wholes()], now)]
    for folder in _old(_lost_folders(), now):
        removed += [path.stat().st_size for path in folder.iterdir()]
        remove_folder(folder.relative_to(settings.MEDIA_ROOT).as_posix(), below=FOLDER)
    return len(removed), sum(removed)


def names_needed() -> set[str]:
    """The clips of films as the classes are now, and of those still watched until they are made anew."""
    scripts = filter(None, map(script_of, VideoClass.objects.all()))
    names = {workshop().name(clip) for clip in studio.clips_needed(scripts)}
    for row in Rendition.objects.filter(kind=Rendition.Kind.HLS, height=0, film__original=""):
        try:
            names |= clip_names(read_plan(path_of(row).with_name("plan.json")))
        except OSError:
            continue  # a film whose files were lost refers to nothing
    return names


def _lost_folders() -> Iterator[Path]:
    known = set(Film.objects.values_list("folder", flat=True))
    for folder in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*/"):
        if folder.relative_to(settings.MEDIA_ROOT).as_posix() not in known:
            yield folder


def _lost_wholes() -> Iterator[Path]:
    known = set(Rendition.objects.filter(kind=Rendition.Kind.MP4).values_list("path", flat=True))
    for path in (Path(settings.MEDIA_ROOT) / "wholes").glob("[!.]*.mp4"):
        if path.relative_to(settings.MEDIA_ROOT).as_posix() not in known:
            yield path


def _old(paths: Iterable[Path], now: datetime) -> list[Path]:
    before = (now - YOUNG).timestamp()
    return [path for path in paths if path.stat().st_mtime < before]


def _removed(path: Path) -> int:
    size = path.stat().st_size
    path.unlink(missing_ok=True)
    return size
