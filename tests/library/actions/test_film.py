import datetime

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from library.actions.content import load_content
from library.actions.film import (
    NOW_PLEASE,
    build_film,
    enqueue_all,
    enqueue_film,
    file_of,
    files_of,
    film_and_sources,
    film_for,
    is_stale,
    make_film,
    playable,
    segment_of,
    sound_of,
    sources,
)
from library.actions.making import remove_folder
from library.film.files import is_whole_mp4
from library.models import Film, Rendition, VideoClass

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.fixture
def video_class(tiny_library):
    load_content(tiny_library, now=NOW)
    return VideoClass.objects.get()


def files():
    found = [path for path in settings.MEDIA_ROOT.rglob("*.*") if path.is_file()]
    return sorted(path.relative_to(settings.MEDIA_ROOT).as_posix() for path in found)


def test_a_film_is_made_of_the_class_and_made_only_once(video_class):
    assert make_film(video_class) == "made"
    film = Film.objects.get()
    assert (film.state, film.progress, film.error) == (Film.State.READY, 1, "")
    assert film.duration_s == video_class.duration_s
    assert playable(film_for(video_class))
    assert is_whole_mp4(file_of(video_class, Rendition.Kind.SOUND))
    assert file_of(video_class, Rendition.Kind.CHAPTERS).read_text().startswith("WEBVTT")
    before = [(path, (settings.MEDIA_ROOT / path).stat().st_mtime_ns) for path in files()]
    assert len(before) == 12

    assert make_film(video_class) == "up to date"
    assert [(path, (settings.MEDIA_ROOT / path).stat().st_mtime_ns) for path in files()] == before
    assert Rendition.objects.count() == 9


def test_a_changed_class_gets_a_new_film_and_the_old_files_go(drawn, django_capture_on_commit_callbacks):
    before = files()
    VideoClass.objects.update(title="Taller")
    drawn.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        assert make_film(drawn) == "made"
    assert len(files()) == 12
    assert not set(files()) & set(before)


def test_a_film_whose_file_was_lost_is_made_again(drawn):
    file_of(drawn, Rendition.Kind.HLS).unlink()
    (settings.MEDIA_ROOT / film_for(drawn).folder / "film.m3u8").unlink()
    assert not playable(film_for(drawn))
    assert make_film(drawn) == "made"
    assert playable(film_for(drawn))


def test_a_film_that_cannot_be_made_says_why(video_class, settings):
    settings.FFMPEG = "/nowhere/ffmpeg"
    assert make_film(video_class) == "failed"
    film = Film.objects.get()
    assert film.state == Film.State.FAILED
    assert film.error.startswith("ffmpeg cannot be started at /nowhere/ffmpeg")


def test_a_class_without_drawn_movements_has_no_film(make_class, tiny_library):
    assert make_film(make_class()) == "failed"
    assert Film.objects.get().error == "This class has no drawn movements, so no film can be made of it."


def test_the_task_forgives_a_class_that_is_gone():
    assert build_film.call(12345) == "the class is gone"


def test_asking_twice_queues_one_task_and_a_waiting_person_moves_it_forward(video_class):
    enqueue_film(video_class)
    enqueue_film(video_class, priority=NOW_PLEASE)
    task = DBTaskResult.objects.get()
    assert (task.queue_name, task.priority, task.args_kwargs) == (
        "films",
        NOW_PLEASE,
        {"args": [video_class.pk], "kwargs": {}},
    )
    assert film_for(video_class).state == Film.State.WAITING


def test_a_film_that_is_there_is_not_asked_for(drawn):
    assert enqueue_film(drawn).state == Film.State.READY
    assert not DBTaskResult.objects.exists()


def test_a_film_whose_task_was_lost_can_be_asked_for_again(video_class):
    Film.objects.create(video_class=video_class, state=Film.State.BUILDING, progress=0.4)
    assert enqueue_film(video_class).state == Film.State.WAITING
    assert DBTaskResult.objects.count() == 1


def test_every_film_that_is_missing_is_asked_for_shortest_first(video_class, make_class):
    make_class("undrawn")
    twin = VideoClass.objects.get(slug=video_class.slug)
    twin.pk, twin.slug, twin.duration_s = None, "shorter", 5
    twin.save()
    for chapter in video_class.chapters.all():
        chapter.pk, chapter.video_class = None, twin
        chapter.save()
    assert enqueue_all(VideoClass.objects.published()) == 2
    asked = DBTaskResult.objects.order_by("enqueued_at").values_list("args_kwargs__args__0", flat=True)
    assert list(asked) == [twin.pk, video_class.pk]


def test_what_plays_without_an_account_is_asked_for_before_what_is_shorter(video_class):
    twin = VideoClass.objects.get(slug=video_class.slug)
    twin.pk, twin.slug, twin.duration_s, twin.free = None, "longer", 5000, True
    twin.save()
    for chapter in video_class.chapters.all():
        chapter.pk, chapter.video_class = None, twin
        chapter.save()
    enqueue_all(VideoClass.objects.published())
    asked = DBTaskResult.objects.order_by("enqueued_at").values_list("args_kwargs__args__0", flat=True)
    assert list(asked) == [twin.pk, video_class.pk]


def test_a_film_comes_with_what_can_be_played_of_it_in_one_query(video_class, django_assert_num_queries):
    film, played = film_and_sources(video_class)
    assert (film.pk, film.state, played) == (None, "", {})
    make_film(video_class)
    with django_assert_num_queries(1):
        film, played = film_and_sources(video_class)
    assert film == film_for(video_class)
    assert played == sources(film)


def test_a_film_is_stale_when_the_class_says_something_else(video_class):
    assert is_stale(video_class)
    make_film(video_class)
    assert not is_stale(video_class)
    video_class.title = "Taller"
    assert is_stale(video_class)


def test_only_films_are_removed(settings):
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "originals").mkdir()
    remove_folder("originals", below="films")
    remove_folder("films/../originals", below="films")
    remove_folder("films", below="films")
    assert (settings.MEDIA_ROOT / "originals").is_dir()


def test_a_film_whose_clip_was_lost_is_made_again(drawn, settings):
    lost = sorted(settings.CLIP_CACHE_DIR.glob("loop-*-72.mp4"))[0]
    whole = lost.read_bytes()
    lost.unlink()
    assert segment_of(drawn, 72, 1) is not None or segment_of(drawn, 72, 2) is not None
    assert make_film(drawn) == "made"
    assert lost.read_bytes() == whole


def test_segments_are_put_together_as_they_are_asked_for(drawn):
    head, first = (segment_of(drawn, 72, number).data for number in (0, 1))
    assert (head[4:8], first[4:8]) == (b"ftyp", b"moof")
    assert [segment_of(drawn, *asked) for asked in [(72, 999), (44, 1), (0, 1), (720, 1)]] == [None] * 4


def test_the_sound_is_given_piece_by_piece(drawn):
    assert (sound_of(drawn, 0).data[4:8], sound_of(drawn, 1).data[4:8]) == (b"ftyp", b"moof")
    assert sound_of(drawn, 999) is None


def test_only_files_of_the_film_can_be_named(drawn):
    names = set(files_of(drawn))
    assert {"film.m3u8", "144.m3u8", "72.m3u8", "sound.m3u8", "storyboard.vtt", "storyboard.jpg"} <= names
    assert not {"plan.json", "sound.json", "../site.sqlite3"} & names


def test_a_full_disk_is_told_in_a_sentence(video_class, settings):
    settings.MEDIA_ROOT.write_text("a file where the folder should be")
    assert make_film(video_class) == "failed"
    assert Film.objects.get().error == "The film could not be written: Not a directory."
