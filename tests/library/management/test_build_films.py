import datetime

import pytest
from django.core.management import CommandError, call_command

from library.actions.content import load_content

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def test_an_unknown_class_is_named(tiny_library):
    with pytest.raises(CommandError, match="There is no class nowhere"):
        call_command("build_films", "nowhere")


def test_a_film_that_fails_ends_with_an_error(tiny_library, settings, capsys):
    load_content(tiny_library, now=NOW)
    settings.FFMPEG = "/nowhere/ffmpeg"
    with pytest.raises(CommandError, match="1 films could not be made"):
        call_command("build_films", "stand-tall")
    said = capsys.readouterr()
    assert (said.out, said.err.startswith("ffmpeg cannot be started")) == ("stand-tall: failed.\n", True)


def test_films_are_made_here_and_now(tiny_library, capsys):
    load_content(tiny_library, now=NOW)
    call_command("build_films")
    call_command("build_films")
    assert capsys.readouterr().out == "stand-tall: made.\nstand-tall: up to date.\n"
