import datetime

import pytest
from django.core.management import CommandError, call_command

from library.actions.content import load_content

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def test_an_unknown_class_is_named(tiny_library):
    with pytest.raises(CommandError, match="There is no class nowhere"):
        call_command("build_films", "nowhere")


def test_an_ffmpeg_that_is_not_there_is_told_in_a_sentence(tiny_library, settings):
    load_content(tiny_library, now=NOW)
    settings.FFMPEG = "/nowhere/ffmpeg"
    with pytest.raises(CommandError, match="ffmpeg cannot be started at /nowhere/ffmpeg"):
        call_command("build_films", "stand-tall")


def test_a_film_that_fails_ends_with_an_error(tiny_library, settings, capsys):
    load_content(tiny_library, now=NOW)
    settings.MEDIA_ROOT.write_text("a file where the folder should be")
    with pytest.raises(CommandError, match="1 films could not be made"):
        call_command("build_films", only=["stand-tall"])
    said = capsys.readouterr()
    assert said.out.endswith("stand-tall: failed.\n")
    assert said.err == "The film could not be written: Not a directory.\n"


def test_films_are_made_here_and_now_and_only_once(tiny_library, capsys, settings):
    load_content(tiny_library, now=NOW)
    call_command("build_films", only=["stand-tall"])
    clips = len({path.name.rpartition("-")[0] for path in settings.CLIP_CACHE_DIR.glob("*.mp4")})
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{clips} clips of 1 movements and 1 dancers: {clips} to draw."
    assert said[-1] == "stand-tall: made."
    call_command("build_films")
    assert capsys.readouterr().out.splitlines() == [
        f"{clips} clips of 1 movements and 1 dancers: 0 to draw.",
        "stand-tall: up to date.",
    ]
