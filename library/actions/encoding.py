"""One step on the way from an uploaded film to renditions: read it, make a rung, then playlists and pictures.

The worker calls `next_step` again and again; between two steps something more urgent may have its turn. What
is finished is a row and a whole file, and is never made twice, whoever was killed in between.
"""

import errno
import io
import logging
import shutil
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop
from PIL import Image

from library.actions.making import at_most_once_a_beat
from library.film import ffmpeg as ff
from library.film.container import NotAFilm, is_whole_film
from library.film.files import write_bytes
from library.film.foreign import DiskFull
from library.film.ingest import (
    THUMB,
    frame_at,
    make_step,
    playlist_of,
    shrink,
    storyboard,
    write_master,
)
from library.film.ladder import Step, bound_kbps, cost, size_at, steps
from library.film.probe import FilmFacts, film_facts
from library.models import Film, Rendition

logger = logging.getLogger(__name__)
SPARE_BYTES = 200 * 1024**2  # never taken: the database and everybody else need room
POSTER = (640, 360)
POSTER_BYTES = 40_000
Kind = Rendition.Kind

DISK_FULL = gettext_noop(
    "The site's disk is full. Nothing is lost: try again when whoever runs the site has made room."
)
NOT_MADE = gettext_noop(
    "This film could not be made into one that browsers play. Try again, or export it anew as MP4 (H.264)."
)
GONE = gettext_noop("The uploaded file is not there any more. Upload it again.")


class Cancelled(Exception):
    """The teacher does not want it any more, or has removed it."""


def next_step(film: Film) -> bool:
    """Makes the next rendition that is missing. Whether there is more to do."""
    try:
        return _step(film)
    except Cancelled:
        return False
    except NotAFilm as error:
        return _failed(film, str(error))
    except DiskFull:
        return _failed(film, DISK_FULL)
    except FileNotFoundError as error:
        logger.warning("Film %s: %s", film.pk, error)
        return _failed(film, GONE if not original_of(film).is_file() else NOT_MADE)
    except ff.FilmFailed as error:
        logger.warning("Film %s: %s", film.pk, error)
        return _failed(film, NOT_MADE)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        return _failed(film, DISK_FULL)


def _failed(film: Film, why: str) -> bool:
    tell(film, state=Film.State.FAILED, error=why)
    return False


def tell(film: Film, **fields) -> None:
    """Writes to the row unless the film was cancelled. Cancelled."""
    rows = Film.objects.filter(pk=film.pk).exclude(state=Film.State.CANCELLED)
    if not rows.update(**fields):
        raise Cancelled


def _step(film: Film) -> bool:
    tell(film, error="")
    facts = facts_of(film)
    plan = steps(facts)
    missing = [step for step in plan if not is_made(film, step, plan)]
    if not missing:
        _dress(film, facts, plan)
        tell(film, state=Film.State.READY, progress=1)
        return False
    done = sum(cost(facts, step) for step in plan if step not in missing)
    _make(film, facts, missing[0], plan, done)
    return True


# --- where things are -----------------------------------------------------------------------------


def ffmpeg() -> str:
    return settings.FFMPEG or ff.default_ffmpeg()


def folder_of(film: Film) -> Path:
    return Path(settings.MEDIA_ROOT) / film.folder


def original_of(film: Film) -> Path:
    return Path(settings.MEDIA_ROOT) / film.original


def facts_of(film: Film) -> FilmFacts:
    """Read from the file each time, as it takes a moment; kept for whoever asks. NotAFilm."""
    bounds = {"least_s": settings.FILM_SHORTEST_S, "most_s": settings.FILM_LONGEST_S}
    facts = film_facts(original_of(film), **bounds, ffmpeg=ffmpeg())
    tell(film, facts=asdict(facts), duration_s=facts.duration_s)
    return facts


def file_at(film: Film, kind: str, height: int) -> Path | None:
    """The whole file of a rendition, if it is there."""
    row = film.renditions.filter(kind=kind, height=height).first()
    path = row and Path(settings.MEDIA_ROOT) / row.path
    return path if path and path.is_file() else None


def is_made(film: Film, step: Step, plan: list[Step]) -> bool:
    """A copy counts as made also when the rung that replaces it is."""
    path = file_at(film, Kind.MP4, step.height)
    if path is None or not is_whole_film(path):
        return False
    return path.stem == step.name or (step.copy and Step(step.height) in plan)


# --- one rung -------------------------------------------------------------------------------------


def _make(film: Film, facts: FilmFacts, step: Step, plan: list[Step], done: float) -> None:
    begun = film.renditions.filter(kind=Kind.MP4).exists()
    tell(film, state=Film.State.WATCHABLE if begun else Film.State.BUILDING)
    out = folder_of(film) / f"{step.name}.mp4"
    whole = sum(cost(facts, each) for each in plan) * 1.02  # the pictures at the end take a moment too
    progress = at_most_once_a_beat(
        lambda share: tell(film, progress=min(1.0, (done + share * cost(facts, step)) / whole))
    )
    _check_room(film, facts, step)
    larger = _larger_rung(film, step, plan)
    if larger:
        shrink(larger, facts, step.height, out, ffmpeg=ffmpeg(), progress=progress)
    else:
        make_step(original_of(film), facts, step, out, ffmpeg=ffmpeg(), progress=progress)
    store(film, Kind.MP4, step.height, out)
    if not begun:
        tell(film, state=Film.State.WATCHABLE)
        _first_poster(film, facts)


def _first_poster(film: Film, facts: FilmFacts) -> None:
    """A film without a picture of itself is a film still."""
    try:
        take_poster(film, at_s=facts.duration_s / 4)
    except (ff.FilmFailed, NotAFilm) as error:
        logger.warning("Film %s has no poster: %s", film.pk, error)


def _check_room(film: Film, facts: FilmFacts, step: Step) -> None:
    """DiskFull before anything is written, rather than after an hour."""
    folder_of(film).mkdir(parents=True, exist_ok=True)
    kbps = facts.kbps if step.copy else bound_kbps(step.height) / 2
    if shutil.disk_usage(folder_of(film)).free < SPARE_BYTES + 2 * kbps * 125 * facts.duration_s:
        raise DiskFull(DISK_FULL)


def _larger_rung(film: Film, step: Step, plan: list[Step]) -> Path | None:
    """A rung of ours that this one can be made of: turned and coloured already, and quick to read."""
    for larger in sorted(plan, key=lambda each: each.height):
        path = file_at(film, Kind.MP4, larger.height)
        if larger.height > step.height and not larger.copy and path and path.stem == larger.name:
            return path
    return None


@transaction.atomic
def store(film: Film, kind: str, height: int, path: Path) -> None:
    """The row of a file that is there; the file it replaces goes."""
    where = path.relative_to(settings.MEDIA_ROOT).as_posix()
    before = film.renditions.filter(kind=kind, height=height).values_list("path", flat=True).first()
    values = {"path": where, "size_bytes": path.stat().st_size}
    film.renditions.update_or_create(kind=kind, height=height, defaults=values)
    if before and before != where:
        transaction.on_commit(lambda: (Path(settings.MEDIA_ROOT) / before).unlink(missing_ok=True))


# --- playlists and pictures -----------------------------------------------------------------------


def _dress(film: Film, facts: FilmFacts, plan: list[Step]) -> None:
    """Playlists over the rungs of ours, and thumbnails for the bar."""
    rungs = sorted({step.height for step in plan if not step.copy}, reverse=True)
    playlists = []
    for height in rungs:
        # No two versions share a name: who watches while they change gets the old one or none, no mixture.
        out = folder_of(film) / f"{height}p-{film.fingerprint[:8]}.m3u8"
        if not file_at(film, Kind.HLS, height):
            playlist_of(file_at(film, Kind.MP4, height), out, ffmpeg=ffmpeg())
            store(film, Kind.HLS, height, out)
        playlists.append((out, size_at(facts.picture, height)))
    master = folder_of(film) / "film.m3u8"
    write_master(playlists, master)
    store(film, Kind.HLS, 0, master)
    _store_thumbnails(film, facts, file_at(film, Kind.MP4, rungs[-1]))
    for half in folder_of(film).glob(".*.part*"):  # what a killed worker left
        half.unlink(missing_ok=True)


def _store_thumbnails(film: Film, facts: FilmFacts, smallest: Path) -> None:
    picture, track = folder_of(film) / "storyboard.jpg", folder_of(film) / "storyboard.vtt"
    storyboard(smallest, facts.duration_s, picture, track, ffmpeg=ffmpeg())
    store(film, Kind.STORYBOARD, THUMB[1], picture)
    store(film, Kind.STORYBOARD, 0, track)


def take_poster(film: Film, *, at_s: float) -> None:
    """A frame as WebP within 640 × 360. FilmFailed where there is none at that second."""
    tallest = film.renditions.filter(kind=Kind.MP4).order_by("-height").first()
    path = tallest and Path(settings.MEDIA_ROOT) / tallest.path
    if not path or not path.is_file():
        raise ff.FilmFailed("There is no film yet to take a picture from.")
    thousandths = round(at_s * 1000)
    still = folder_of(film) / f"poster-{thousandths}.png"
    try:
        frame_at(path, at_s, still, size=POSTER, ffmpeg=ffmpeg())
        write_bytes(still.with_suffix(".webp"), _as_webp(still))
    except FileNotFoundError as error:
        raise ff.FilmFailed("There is no picture at that second.") from error
    finally:
        still.unlink(missing_ok=True)
    store(film, Kind.POSTER, 0, still.with_suffix(".webp"))


def _as_webp(still: Path) -> bytes:
    """At the best quality that stays within 40 kB."""
    data = b""
    with Image.open(still) as image:
        for quality in (85, 75, 65, 50, 35):
            out = io.BytesIO()
            image.convert("RGB").save(out, "WEBP", quality=quality, method=4)
            data = out.getvalue()
            if len(data) <= POSTER_BYTES:
                break
    return data
