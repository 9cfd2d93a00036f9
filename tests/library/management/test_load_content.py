import pytest
from django.core.management import CommandError, call_command

from library.models import Movement, VideoClass

pytestmark = pytest.mark.django_db


def load(capsys, folder, **options):
    call_command("load_content", folder=folder, **options)
    return capsys.readouterr().out


def test_the_second_run_changes_nothing_and_says_so(capsys, content_folder):
    assert load(capsys, content_folder) == "2 added, 0 changed.\n"
    assert load(capsys, content_folder) == "Nothing to change: the library holds what its files say.\n"


def test_what_was_changed_in_the_site_is_named(capsys, content_folder, change):
    load(capsys, content_folder)
    VideoClass.objects.update(edited_at="2026-11-25T09:00Z")
    change("classes/stand-tall", title="Taller")
    said = load(capsys, content_folder)
    assert "classes/stand-tall: changed in the site, so it was left; --overwrite takes the file's." in said
    assert load(capsys, content_folder, overwrite=True) == "0 added, 1 changed.\n"


def test_each_fault_is_a_sentence_and_nothing_is_stored(capsys, content_folder, change):
    change("classes/stand-tall", level=7, kind="lesson")
    with pytest.raises(CommandError) as stopped:
        call_command("load_content", folder=content_folder)
    assert str(stopped.value) == "Nothing was stored: 2 to put right first."
    assert stopped.value.returncode == 1
    faults = capsys.readouterr().err
    assert "classes/stand-tall.yaml: level must be a whole number from 1 to 3, not 7." in faults
    assert not Movement.objects.exists()


def test_a_dance_too_hasty_for_a_body_is_named(capsys, content_folder, change):
    figure = {"counts": 4, "bpm": 60, "start": {"feet": "first", "arms": "bras_bas"}}
    drop = [
        {"at": 1.9, "nod": 0},
        {"at": 2, "plie": 90, "ease": "linear", "cue": "Drop."},
        {"at": 4, "plie": 0},
    ]
    change("movements/first-position", figure=figure | {"keys": drop})
    rows = [{"movement": "first-position", "repetitions": 2}]
    dance = {"enchainement": ["first-position"] * 2, "counts": 8, "bpm": 60, "repetitions": 1}
    change("classes/stand-tall", chapters=[*rows, dance, *rows])
    call_command("load_content", folder=content_folder)
    assert "classes/stand-tall.yaml: Enchaînement: " in capsys.readouterr().err


def test_the_shipped_library_loads(capsys):
    call_command("load_content")
    said = capsys.readouterr()
    assert said.err == ""
    assert VideoClass.objects.published().count() >= 12
