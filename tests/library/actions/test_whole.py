import datetime
import os
import subprocess

import pytest
from django_tasks_db.models import DBTaskResult

from library.actions import whole
from library.actions.film import film_for, make_film, path_of
from library.actions.whole import (
    ask_for_whole,
    build_whole,
    make_room,
    make_whole,
    used,
    whole_of,
    whole_state,
)
from library.film.ffmpeg import default_ffmpeg
from library.film.files import is_whole_mp4
from library.models import Film, Rendition, VideoClass

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def test_it_is_made_when_asked_for_and_only_once(drawn):
    film = film_for(drawn)
    assert (whole_of(film), whole_state(film)) == (None, "")
    ask_for_whole(drawn, now=NOW)
    ask_for_whole(drawn, now=NOW)
    assert (DBTaskResult.objects.count(), whole_state(film)) == (1, "waiting")
    assert make_whole(drawn, now=NOW) == "made"
    assert whole_state(film) == "ready"
    assert is_whole_mp4(path_of(whole_of(film)))
    assert make_whole(drawn, now=NOW) == "up to date"
    ask_for_whole(drawn, now=NOW)
    assert DBTaskResult.objects.count() == 1


def test_french_captions_are_inside(drawn):
    captions = path_of(film_for(drawn).renditions.get(kind=Rendition.Kind.CAPTIONS))
    captions.write_text("WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nBend again.\n")
    assert make_whole(drawn, now=NOW) == "made"
    file = str(path_of(whole_of(film_for(drawn))))
    arguments = ["-v", "error", "-i", file, "-map", "0:s:2", "-f", "webvtt", "-"]
    done = subprocess.run([default_ffmpeg(), *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["00:01.000 --> 00:04.000", "Repliez."]


def test_with_other_words_in_french_the_file_is_made_anew(drawn, monkeypatch):
    """A bug: those made before films had French captions never got any."""
    monkeypatch.setattr(whole, "_translations", lambda film: {})
    make_whole(drawn, now=NOW)
    monkeypatch.undo()
    before = film_for(drawn).renditions.get(kind=Rendition.Kind.MP4)
    path_of(before).rename(path_of(before).with_name("stand-tall-0123456789abcdef.mp4"))  # as it was called
    film_for(drawn).renditions.filter(pk=before.pk).update(path="wholes/stand-tall-0123456789abcdef.mp4")
    assert (whole_of(film_for(drawn)), whole_state(film_for(drawn))) == (None, "")
    assert make_whole(drawn, now=NOW) == "made"
    assert whole_state(film_for(drawn)) == "ready"
    assert film_for(drawn).renditions.filter(kind=Rendition.Kind.MP4).count() == 1
    monkeypatch.setattr(whole, "_translations", lambda film: {"fra": "WEBVTT, mended"})
    assert whole_of(film_for(drawn)) is None


def test_the_task_forgives_a_class_that_is_gone():
    assert build_whole.call(12345, NOW.isoformat()) == "the class is gone"


def test_a_film_out_of_date_is_made_anew_first(drawn):
    before = film_for(drawn).fingerprint
    drawn.title = "Taller"
    drawn.save()
    assert make_whole(drawn, now=NOW) == "made"
    film = film_for(drawn)
    assert film.fingerprint != before
    assert whole_of(film).name.startswith(f"stand-tall-{film.fingerprint[:16]}-")


def test_a_new_film_forgets_the_whole_one_of_the_old(drawn):
    make_whole(drawn, now=NOW)
    VideoClass.objects.update(title="Taller")
    drawn.refresh_from_db()
    make_film(drawn)
    assert whole_state(film_for(drawn)) == ""


# --- the bound --------------------------------------------------------------------------------------


@pytest.fixture
def three(make_class, settings):
    """Three whole films of a hundred bytes, used one, two and three days ago."""
    settings.FILM_CACHE_BYTES = 300
    folder = settings.MEDIA_ROOT / "wholes"
    folder.mkdir(parents=True)
    for days in (1, 2, 3):
        film = Film.objects.create(video_class=make_class(f"class-{days}"))
        path = folder / f"{days}.mp4"
        path.write_bytes(b"x" * 100)
        used(path, now=NOW - days * DAY)
        Rendition.objects.create(film=film, kind="mp4", height=720, path=f"wholes/{days}.mp4", size_bytes=100)
    return folder


def left(folder):
    files = sorted(path.name for path in folder.iterdir())
    assert files == sorted(row.name for row in Rendition.objects.all())
    return files


def test_what_was_used_longest_ago_goes_first(three):
    assert make_room(0, now=NOW)
    assert left(three) == ["1.mp4", "2.mp4", "3.mp4"]
    assert make_room(101, now=NOW)
    assert left(three) == ["1.mp4"]


def test_what_is_being_watched_stays_even_if_nothing_fits_then(three):
    used(three / "3.mp4", now=NOW - datetime.timedelta(minutes=5))
    assert not make_room(250, now=NOW)
    assert left(three) == ["3.mp4"]


def test_without_room_nothing_is_made_and_that_is_told(drawn, settings):
    settings.FILM_CACHE_BYTES = 10
    assert make_whole(drawn, now=NOW) == "no room"
    assert whole_of(film_for(drawn)) is None


def test_using_what_went_at_this_moment_harms_nobody(three):
    used(three / "gone.mp4", now=NOW)
    assert not (three / "gone.mp4").exists()


def test_using_it_keeps_its_date(three):
    path = three / "1.mp4"
    os.utime(path, (0, 1000))
    used(path, now=NOW)
    assert (path.stat().st_atime, path.stat().st_mtime) == (NOW.timestamp(), 1000)
