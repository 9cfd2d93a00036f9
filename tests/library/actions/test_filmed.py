"""Versions of a teacher's film: which one is played, which is made, what is kept."""

import datetime

import pytest
from django.conf import settings as site
from django_tasks_db.models import DBTaskResult

from library.actions.film import NOW_PLEASE
from library.actions.filmed import (
    FIRST,
    LOST,
    add_version,
    cancel_film,
    encode_film,
    films_of,
    make_current,
    poster_from,
    remove_film,
    remove_lost_folders,
    try_again,
    watchable,
)
from library.actions.making import remove_folder
from library.models import Film, Upload
from tests import films

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_films(settings):
    settings.FILM_SHORTEST_S = 1


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return films.film(tmp_path_factory.mktemp("source") / "plain.mp4")


@pytest.fixture
def video_class(make_class, teacher):
    return make_class("barre", origin="filmed", teacher=teacher, published=False, duration_s=0)


@pytest.fixture
def arrive(video_class, source):
    def arrive(video_class=video_class):
        folder = f"filmed/{video_class.pk}/{video_class.films.count()}"
        (site.MEDIA_ROOT / folder).mkdir(parents=True)
        (site.MEDIA_ROOT / folder / "original").write_bytes(source.read_bytes())
        return add_version(
            video_class, folder=folder, original=f"{folder}/original", original_name="plain.mp4"
        )

    return arrive


def fresh(film):
    return Film.objects.get(pk=film.pk)


def shown(film):
    found = fresh(film)
    return found.version, found.state, found.current


def one_step(film):
    """What a worker does with one task."""
    DBTaskResult.objects.all().delete()
    encode_film.call(film.pk)
    return fresh(film)


def test_a_version_waits_beside_the_others_behind_what_somebody_waits_for(arrive):
    first, second = arrive(), arrive()
    assert [shown(first), shown(second)] == [(1, "waiting", False), (2, "waiting", False)]
    tasks = DBTaskResult.objects.values_list("queue_name", "priority")
    assert list(tasks) == [("films", FIRST)] * 2
    assert 0 < FIRST < NOW_PLEASE


def test_the_first_film_of_a_draft_is_played_as_soon_as_it_can_be(arrive, video_class):
    film = one_step(arrive())
    assert shown(film) == (1, "watchable", True)
    video_class.refresh_from_db()
    assert video_class.duration_s == 2.0
    asked = DBTaskResult.objects.get()  # it asks for its next turn, after everything more urgent
    assert (asked.args_kwargs["args"], asked.priority) == ([film.pk], 1)


def test_runners_keep_their_film_until_the_teacher_says(arrive, video_class, make_class):
    first = one_step(arrive())
    type(video_class).objects.update(published_at="2026-11-01T00:00Z")
    second = one_step(arrive())
    assert [shown(first)[2], shown(second)[2]] == [True, False]
    make_current(second)
    assert [shown(first)[2], shown(second)[2]] == [False, True]
    make_current(first)  # and back
    assert [shown(first)[2], shown(second)[2]] == [True, False]


def test_a_newer_film_of_a_draft_takes_its_place_and_an_older_one_does_not_come_back(arrive):
    first, second = arrive(), arrive()
    one_step(second)
    one_step(first)
    assert [shown(first)[2], shown(second)[2]] == [False, True]
    make_current(first)
    one_step(second)  # its next rung does not push itself forward again
    assert [shown(first)[2], shown(second)[2]] == [True, False]


def test_a_worker_killed_before_it_showed_the_film_shows_it_at_its_next_turn(arrive):
    film = one_step(arrive())
    Film.objects.update(current=False)
    assert shown(one_step(film)) == (1, "watchable", True)


def test_what_cannot_be_watched_is_not_made_current(arrive):
    first, second = arrive(), arrive()
    one_step(first)
    with pytest.raises(ValueError, match="cannot be watched"):
        make_current(second)
    assert shown(first)[2] is True


def test_cancelling_keeps_what_is_finished_and_trying_again_finishes_it(arrive):
    film = one_step(arrive())
    assert cancel_film(film).state == "cancelled"
    assert not DBTaskResult.objects.exists()
    assert watchable(fresh(film))
    assert encode_film.call(film.pk) == "nothing to do"
    assert try_again(film).state == "watchable"
    assert DBTaskResult.objects.count() == 1
    while DBTaskResult.objects.exists():
        one_step(film)
    assert shown(film) == (1, "ready", True)


def test_trying_again_twice_asks_once_and_a_finished_film_asks_for_nothing(arrive):
    film = arrive()
    DBTaskResult.objects.all().delete()
    try_again(film)
    try_again(film)
    assert DBTaskResult.objects.count() == 1
    Film.objects.update(state="ready")
    DBTaskResult.objects.all().delete()
    assert try_again(film).state == "ready"
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize("state", ["waiting", "building", "watchable"])
def test_a_film_nobody_works_on_is_shown_as_failed_and_nothing_is_written(arrive, state):
    film = arrive()
    Film.objects.update(state=state)
    assert films_of(film.video_class)[0].state == state
    DBTaskResult.objects.all().delete()
    lost = films_of(film.video_class)[0]
    assert (lost.state, lost.error) == ("failed", LOST)
    assert fresh(film).state == state


@pytest.mark.parametrize("count", [1, 4])
def test_versions_are_listed_with_three_queries(arrive, video_class, count, django_assert_num_queries):
    for _ in range(count):
        arrive()
    with django_assert_num_queries(3):
        found = films_of(video_class)
        assert [watchable(film) for film in found] == [False] * count
    assert [film.version for film in found] == list(range(count, 0, -1))


def test_a_removed_version_takes_its_files_along(arrive, django_capture_on_commit_callbacks):
    first, second = one_step(arrive()), arrive()
    with django_capture_on_commit_callbacks(execute=True):
        remove_film(second)
    assert list(Film.objects.all()) == [first]
    assert not (site.MEDIA_ROOT / second.folder).exists()
    assert (site.MEDIA_ROOT / first.original).is_file()
    assert not DBTaskResult.objects.filter(args_kwargs__args__0=second.pk).exists()


def test_the_film_runners_watch_is_not_removed(arrive, video_class):
    film = one_step(arrive())
    type(video_class).objects.update(published_at="2026-11-01T00:00Z")
    with pytest.raises(ValueError, match="Runners are watching"):
        remove_film(film)
    assert (site.MEDIA_ROOT / film.original).is_file()


def test_the_upload_of_a_removed_version_is_not_on_its_way_again(arrive, teacher, video_class):
    film = arrive()
    told = {"teacher": teacher, "video_class": video_class, "name": "a.mp4", "size_bytes": 9}
    Upload.objects.create(**told, received_bytes=9, film=film)
    unfinished = Upload.objects.create(**told)
    remove_film(film)
    assert list(Upload.objects.all()) == [unfinished]


def test_films_whose_class_has_gone_are_removed_once_they_are_old(arrive, make_class, teacher):
    kept = arrive()
    gone = arrive(make_class("gone", origin="filmed", teacher=teacher))
    gone.video_class.delete()
    folder = site.MEDIA_ROOT / gone.folder
    written = datetime.datetime.fromtimestamp(folder.stat().st_mtime, datetime.UTC)
    assert remove_lost_folders(written - datetime.timedelta(seconds=1)) == 0
    assert remove_lost_folders(written + datetime.timedelta(seconds=1)) == 1
    assert (folder.exists(), (site.MEDIA_ROOT / kept.original).is_file()) == (False, True)


def test_only_folders_of_uploaded_films_are_removed(arrive, tmp_path):
    """Nothing but the test's own is named: where the rule is broken, it is gone."""
    film = arrive()
    (tmp_path / "elsewhere").mkdir()
    for folder in ("", ".", "filmed", "filmed/..", str(tmp_path / "elsewhere")):
        remove_folder(folder, below="filmed")
    assert (site.MEDIA_ROOT / film.original).is_file()
    assert (tmp_path / "elsewhere").is_dir()


def test_the_class_remembers_where_its_poster_was_taken(arrive, video_class):
    film = one_step(arrive())
    poster_from(film, 1.0)
    video_class.refresh_from_db()
    assert video_class.poster_s == 1.0
    assert film.renditions.get(kind="poster").path.endswith("poster-1000.webp")


def test_the_task_forgives_a_film_that_is_gone():
    assert encode_film.call(12345) == "nothing to do"
