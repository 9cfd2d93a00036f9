"""The making of an uploaded film, step by step, as the worker does it."""

import datetime
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as site
from django_tasks_db.models import DBTaskResult

from balletfusion.background import leases
from balletfusion.background.worker import Worker
from library.actions import encoding
from library.actions.encoding import DISK_FULL, GONE, NOT_MADE, next_step, take_poster
from library.actions.filmed import add_version
from library.models import Film
from tests import films
from tests.films import HEVC, film, turned

pytestmark = pytest.mark.django_db
BEGAN = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def short_films(settings):
    settings.FILM_SHORTEST_S = 1


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    film(folder / "plain.mp4")
    film(folder / "wide.mp4", size="800x480", seconds=1)
    turned(folder / "phone.mov", 90, film(folder / "hevc.mov", coded=HEVC))
    return folder


@pytest.fixture
def arrive(make_class, teacher, sources):
    """A film that has just been uploaded: `arrive("plain.mp4")`."""
    video_class = make_class("barre", origin="filmed", teacher=teacher, published=False, duration_s=0)

    def arrive(name):
        folder = f"filmed/{video_class.pk}/{video_class.films.count()}"
        original = site.MEDIA_ROOT / folder / "original"
        original.parent.mkdir(parents=True)
        original.write_bytes((sources / name).read_bytes())
        told = {"folder": folder, "original": f"{folder}/original", "fingerprint": "0a1b2c3d4e5f"}
        return add_version(video_class, **told, original_name=name)

    return arrive


def work():
    """What the worker of the films does until nothing is left."""
    Worker(["films"], once=True).run()


def rows(film):
    return sorted(film.renditions.values_list("kind", "height", "path"))


def names(film):
    return sorted((kind, height, Path(path).name) for kind, height, path in rows(film))


def test_a_film_is_watchable_first_and_ready_at_the_end(arrive):
    film = arrive("wide.mp4")
    states = []
    while next_step(film):
        film.refresh_from_db()
        states.append((film.state, names(film)))
    poster = ("poster", 0, "poster-250.webp")
    assert states == [
        ("watchable", [("mp4", 480, "480-copy.mp4"), poster]),
        ("watchable", [("mp4", 480, "480.mp4"), poster]),
        ("watchable", [("mp4", 360, "360.mp4"), ("mp4", 480, "480.mp4"), poster]),
    ]
    film.refresh_from_db()
    assert (film.state, film.progress, film.error) == (Film.State.READY, 1, "")
    assert (film.duration_s, film.facts["picture"]["height"]) == (1.0, 480)
    assert names(film) == [
        ("hls", 0, "film.m3u8"),
        ("hls", 360, "360p-0a1b2c3d.m3u8"),
        ("hls", 480, "480p-0a1b2c3d.m3u8"),
        ("mp4", 360, "360.mp4"),
        ("mp4", 480, "480.mp4"),
        poster,
        ("storyboard", 0, "storyboard.vtt"),
        ("storyboard", 90, "storyboard.jpg"),
    ]


def test_every_row_has_its_file_and_no_file_is_left_over(arrive, django_capture_on_commit_callbacks):
    film = arrive("plain.mp4")
    with django_capture_on_commit_callbacks(execute=True):
        while next_step(film):
            pass
    on_disk = {
        path.relative_to(site.MEDIA_ROOT).as_posix() for path in site.MEDIA_ROOT.rglob("*") if path.is_file()
    }
    of_rows = {path for _, _, path in rows(film)}
    assert on_disk - of_rows == {film.original, f"{film.folder}/36p-0a1b2c3d.m4s"}
    assert of_rows <= on_disk
    sizes = {row.path: row.size_bytes for row in film.renditions.all()}
    assert sizes == {path: (site.MEDIA_ROOT / path).stat().st_size for path in of_rows}


def test_a_phone_film_is_upright_ordinary_and_watchable_after_one_rung(arrive):
    film = arrive("phone.mov")
    assert next_step(film) is True
    film.refresh_from_db()
    assert film.state == Film.State.WATCHABLE
    assert names(film)[0] == ("mp4", 36, "36.mp4")


@pytest.mark.django_db(transaction=True)
def test_the_worker_goes_on_by_itself_and_the_class_gets_its_length(arrive):
    film = arrive("plain.mp4")
    work()
    film.refresh_from_db()
    assert (film.state, film.current, film.video_class.duration_s) == (Film.State.READY, True, 2.0)
    assert not DBTaskResult.objects.ready().exists()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_what_is_finished_is_not_made_twice(arrive):
    film = arrive("wide.mp4")
    next_step(film)
    next_step(film)
    rung = site.MEDIA_ROOT / film.renditions.get(kind="mp4").path
    made = rung.stat().st_mtime_ns
    Film.objects.update(state="failed", error="The worker died.")
    assert [next_step(film), next_step(film)] == [True, False]
    assert (rung.name, rung.stat().st_mtime_ns) == ("480.mp4", made)


def test_a_rung_that_was_lost_or_half_written_is_made_again(arrive):
    film = arrive("plain.mp4")
    while next_step(film):
        pass
    (site.MEDIA_ROOT / film.renditions.get(kind="mp4").path).write_bytes(b"half")
    assert [next_step(film), next_step(film), next_step(film)] == [True, True, False]
    film.refresh_from_db()
    assert film.state == Film.State.READY


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_rung_leaves_it_to_the_next(arrive):
    """A process that encodes is killed and its lease grows old: what was finished stays, the rest goes on."""
    film = arrive("wide.mp4")
    next_step(film)
    lease = leases.claim(queues=["films"], worker="doomed", now=BEGAN)
    doomed = encoder_of(film)
    wait_until(lambda: halves(film))
    os.kill(doomed.pid, signal.SIGKILL)
    doomed.wait()
    assert len(halves(film)) == 1
    later = BEGAN + datetime.timedelta(minutes=2)
    assert leases.sweep(now=later, stale_after=datetime.timedelta(seconds=60)) == 1
    work()
    film.refresh_from_db()
    assert (film.state, halves(film)) == (Film.State.READY, [])
    assert leases.succeed(lease, "ready", now=later) is False


def halves(film):
    return list((site.MEDIA_ROOT / film.folder).glob(".*.part.mp4"))


def encoder_of(film) -> subprocess.Popen:
    """Another process that encodes the film's next rung, slowly."""
    out = str(site.MEDIA_ROOT / film.folder / "480.mp4")
    slowly = ["-re", "-f", "lavfi", "-i", "testsrc=duration=60"]
    program = (
        "from pathlib import Path\nfrom library.film.files import arriving\n"
        "from library.film.foreign import Limits, run\nfrom library.film.ffmpeg import default_ffmpeg\n"
        f"with arriving(Path({out!r})) as half:\n"
        f"    run(default_ffmpeg(), [*{slowly!r}, str(half)], Limits())\n"
    )
    return subprocess.Popen([sys.executable, "-c", program])


def wait_until(answer, seconds=30):
    until = time.monotonic() + seconds
    while not answer():
        assert time.monotonic() < until
        time.sleep(0.05)


# --- what goes wrong ------------------------------------------------------------------------------


def failed(film):
    film.refresh_from_db()
    assert film.state == Film.State.FAILED
    return film.error


def test_a_file_that_is_no_film_says_so(arrive):
    film = arrive("plain.mp4")
    (site.MEDIA_ROOT / film.original).write_bytes(b"PK\x03\x04 and more")
    assert next_step(film) is False
    assert failed(film) == "This is an archive, not a film. Unpack it and choose the film inside."


def test_a_lost_original_says_so(arrive):
    film = arrive("plain.mp4")
    (site.MEDIA_ROOT / film.original).unlink()
    assert next_step(film) is False
    assert failed(film) == GONE


def test_an_encoder_that_does_not_start_says_so_and_keeps_the_original(arrive, settings):
    film = arrive("plain.mp4")
    settings.FFMPEG = "/nowhere/ffmpeg"
    assert next_step(film) is False
    assert failed(film) == NOT_MADE
    assert (site.MEDIA_ROOT / film.original).is_file()


def test_a_full_disk_says_so_and_leaves_nothing_half_written(arrive, monkeypatch):
    film = arrive("plain.mp4")
    monkeypatch.setattr(encoding, "SPARE_BYTES", 10**18)
    assert next_step(film) is False
    assert failed(film) == DISK_FULL
    folder = site.MEDIA_ROOT / film.folder
    assert [path.name for path in folder.iterdir()] == ["original"]


def test_a_cancelled_film_is_made_no_further_and_stays_cancelled(arrive):
    film = arrive("wide.mp4")
    next_step(film)
    Film.objects.update(state=Film.State.CANCELLED)
    assert next_step(film) is False
    film.refresh_from_db()
    assert film.state == Film.State.CANCELLED
    assert names(film)[0] == ("mp4", 480, "480-copy.mp4")


def test_a_film_is_cancelled_in_the_middle_of_a_rung(arrive, sources):
    """The wish comes while the encoder runs; it is seen within a second, and the half file goes."""
    minutes = films.film(sources / "minutes.mp4", size="640x360", seconds=180, rate="30", tone=())
    film = arrive(minutes.name)
    next_step(film)
    before = names(film)
    usual = signal.signal(signal.SIGALRM, lambda *_: Film.objects.update(state=Film.State.CANCELLED))
    signal.setitimer(signal.ITIMER_REAL, 1)
    assert next_step(film) is False
    signal.signal(signal.SIGALRM, usual)
    film.refresh_from_db()
    assert (film.state, names(film), halves(film)) == (Film.State.CANCELLED, before, [])
    assert 0 < film.progress < 1


def test_a_film_removed_while_it_is_made_ends_its_making(arrive):
    film = arrive("plain.mp4")
    Film.objects.all().delete()
    assert next_step(film) is False


# --- the poster -----------------------------------------------------------------------------------


def test_a_poster_is_a_small_picture_and_takes_the_place_of_the_last(
    arrive, django_capture_on_commit_callbacks
):
    film = arrive("plain.mp4")
    next_step(film)
    with django_capture_on_commit_callbacks(execute=True):
        take_poster(film, at_s=1.5)
    posters = [path.name for path in (site.MEDIA_ROOT / film.folder).glob("poster-*")]
    assert posters == ["poster-1500.webp"]
    row = film.renditions.get(kind="poster")
    assert row.size_bytes <= 40_000


@pytest.mark.parametrize("at_s", [99.0, -5.0])
def test_a_poster_from_outside_the_film(arrive, at_s):
    film = arrive("plain.mp4")
    next_step(film)
    if at_s < 0:
        take_poster(film, at_s=0)
        assert film.renditions.get(kind="poster").path.endswith("poster-0.webp")
        return
    with pytest.raises(encoding.ff.FilmFailed):
        take_poster(film, at_s=at_s)
    assert film.renditions.get(kind="poster").path.endswith("poster-500.webp")
