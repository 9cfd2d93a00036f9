import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from library.actions.content import load_content
from library.management.commands.render_clips import early
from library.models import Film, VideoClass

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.fixture
def stored(tiny_library):
    load_content(tiny_library, now=NOW)


def test_clips_are_rendered_once_and_the_films_asked_for(stored, settings, capsys):
    call_command("render_clips", cores=1)
    said = capsys.readouterr().out
    clips = sorted(path.name for path in settings.CLIP_CACHE_DIR.glob("*.mp4"))
    assert f"Rendering clips: {len(clips) // 2} of {len(clips) // 2}." in said
    assert "1 films asked for" in said
    assert Film.objects.get().state == Film.State.WAITING

    call_command("render_clips", cores=1)
    assert "Rendering" not in capsys.readouterr().out
    assert sorted(path.name for path in settings.CLIP_CACHE_DIR.glob("*.mp4")) == clips
    assert DBTaskResult.objects.count() == 1


def test_an_ffmpeg_that_is_not_there_is_told_in_a_sentence(stored, settings):
    settings.FFMPEG = "/nowhere/ffmpeg"
    with pytest.raises(CommandError, match="ffmpeg cannot be started at /nowhere/ffmpeg"):
        call_command("render_clips")


def test_ctrl_c_ends_with_a_sentence(capsys):
    from library.management.commands.render_clips import Command

    def interrupted():
        yield ""
        raise KeyboardInterrupt

    with pytest.raises(CommandError, match="The clips rendered so far are kept") as stopped:
        Command().rendered(interrupted(), 2)
    assert stopped.value.returncode == 130


def test_a_clip_that_fails_is_kept_for_the_end():
    from library.management.commands.render_clips import Command

    sentences = iter(["", "loop of tendu: ffmpeg stopped with 1."])
    assert Command(stdout=io.StringIO()).rendered(sentences, 2) == ["loop of tendu: ffmpeg stopped with 1."]


def test_what_plays_without_an_account_is_rendered_beside_the_shortest(make_class):
    for slug, duration_s, free in (
        ("a", 300, False),
        ("b", 400, False),
        ("long", 900, True),
        ("draft", 1, True),
    ):
        make_class(slug, duration_s=duration_s, free=free, published=slug != "draft")
    classes = VideoClass.objects.published()
    assert [c.slug for c in early(classes, 1)] == ["long", "a"]
    assert [c.slug for c in early(classes, None)] == ["long", "a", "b"]
