import datetime
import os

import pytest
from django.core.management import call_command

from library.actions.sweeping import sweep_films
from library.models import VideoClass

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
LATER = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)


def files(settings):
    roots = (settings.CLIP_CACHE_DIR, settings.MEDIA_ROOT)
    return sorted(
        p.name for root in roots for p in root.rglob("*") if p.is_file() and p.parent.name != ".locks"
    )


def test_what_is_needed_stays(drawn, settings):
    before = files(settings)
    assert sweep_films(now=LATER) == (0, 0)
    assert files(settings) == before


def test_what_nothing_refers_to_goes_unless_it_is_young(drawn, settings):
    before = files(settings)
    old = settings.MEDIA_ROOT / "films" / "stand-tall" / "0123456789abcdef"
    old.mkdir()
    for path in (
        settings.CLIP_CACHE_DIR / "loop-gone-0123456789abcdef-720.mp4",
        settings.CLIP_CACHE_DIR / ".loop-tendu.1.aaaa.part.mp4",
        old / "film.m3u8",
        settings.MEDIA_ROOT / "wholes" / "gone.mp4",
    ):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"123")
    assert sweep_films(now=datetime.datetime.now(datetime.UTC)) == (0, 0)
    assert sweep_films(now=LATER) == (4, 12)
    assert files(settings) == before
    assert not old.exists()


def test_the_film_still_watched_keeps_its_clips_until_it_is_made_anew(drawn, settings):
    before = files(settings)
    VideoClass.objects.update(dancer="sea")
    assert sweep_films(now=LATER) == (0, 0)
    assert files(settings) == before


def test_the_command_says_what_went(drawn, settings, capsys):
    gone = settings.CLIP_CACHE_DIR / "loop-gone-0123456789abcdef-720.mp4"
    gone.write_bytes(b"x" * 1_500_000)
    os.utime(gone, (0, 0))
    call_command("sweep_films")
    assert capsys.readouterr().out == "1 files removed, 1.5 MB.\n"
