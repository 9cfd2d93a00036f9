import datetime

import pytest

from library.actions.viewing import forget_done, mark_done, record_watched
from library.models import Viewing

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
CALLS = []


def on_done(*, runner, video_class, how, now):
    """Stands at the seam where the plan is told."""
    CALLS.append((runner.email, video_class.slug, how, now))
    return f"/sessions/{len(CALLS)}/"


def on_done_broken(**facts):
    return 1 / 0


@pytest.fixture(autouse=True)
def seam(settings):
    CALLS.clear()
    settings.LIBRARY_ON_DONE = f"{__name__}.on_done"


@pytest.fixture
def watch(runner, make_class):
    """`watch(after_s, position_s, watched_s)`: a beat so many seconds after NOW."""
    video_class = make_class(duration_s=600.0)

    def watch(after_s, position_s, watched_s):
        now = NOW + datetime.timedelta(seconds=after_s)
        return record_watched(
            runner=runner, video_class=video_class, position_s=position_s, watched_s=watched_s, now=now
        )

    watch.video_class = video_class
    return watch


def test_a_beat_is_remembered(watch, runner):
    assert watch(0, 120, 110) == ""
    viewing = Viewing.objects.get()
    assert (viewing.runner, viewing.position_s, viewing.watched_s, viewing.watched_at) == (
        runner,
        120,
        110,
        NOW,
    )
    assert CALLS == []


def test_at_ninety_per_cent_the_class_is_done_once(watch):
    assert watch(0, 539, 539) == ""
    assert watch(15, 554, 540) == "/sessions/1/"
    done_at = NOW + datetime.timedelta(seconds=15)
    assert [*CALLS] == [("runner@example.com", "steady-ankles", "film", done_at)]
    viewing = Viewing.objects.get()
    assert (viewing.watched_s, viewing.position_s, viewing.done_next) == (0, 0, "/sessions/1/")


def test_a_late_beat_of_the_same_viewing_counts_no_second_time(watch):
    watch(0, 540, 540)
    assert watch(1, 541, 541) == ""
    assert watch(30, 570, 570) == ""
    assert len(CALLS) == 1


def test_the_class_danced_again_counts_again(watch):
    watch(0, 540, 540)
    assert watch(300, 290, 290) == ""
    assert watch(560, 545, 545) == "/sessions/2/"
    assert [how for _, _, how, _ in CALLS] == ["film", "film"]


def test_seeking_to_the_end_is_not_watching(watch):
    assert watch(0, 600, 12) == ""
    assert CALLS == []


def test_what_was_watched_never_shrinks(watch):
    watch(0, 300, 300)
    watch(15, 10, 5)
    viewing = Viewing.objects.get()
    assert (viewing.position_s, viewing.watched_s) == (10, 300)


def test_the_button_pressed_twice_leads_to_the_same_place(watch, runner):
    pressed = {"runner": runner, "video_class": watch.video_class}
    assert mark_done(**pressed, now=NOW) == "/sessions/1/"
    assert mark_done(**pressed, now=NOW + datetime.timedelta(seconds=1)) == "/sessions/1/"
    assert [how for _, _, how, _ in CALLS] == ["button"]


def test_the_button_after_the_film_counted_it_adds_nothing(watch, runner):
    watch(0, 560, 545)
    after = NOW + datetime.timedelta(seconds=90)
    assert mark_done(runner=runner, video_class=watch.video_class, now=after) == "/sessions/1/"
    assert len(CALLS) == 1


def test_the_button_counts_again_once_there_was_time_to_dance_again(watch, runner):
    mark_done(runner=runner, video_class=watch.video_class, now=NOW)
    later = NOW + datetime.timedelta(minutes=10)
    assert mark_done(runner=runner, video_class=watch.video_class, now=later) == "/sessions/2/"


def test_a_session_taken_back_can_be_done_again_at_once(watch, runner):
    mark_done(runner=runner, video_class=watch.video_class, now=NOW)
    forget_done(runner=runner, video_class=watch.video_class)
    assert mark_done(runner=runner, video_class=watch.video_class, now=NOW) == "/sessions/2/"


def test_two_runners_do_not_share_a_viewing(watch, runner, stranger):
    watch(0, 120, 110)
    mark_done(runner=stranger, video_class=watch.video_class, now=NOW)
    assert Viewing.objects.of(runner).get().watched_s == 110


def test_nothing_is_stored_where_the_plan_cannot_write(watch, settings):
    settings.LIBRARY_ON_DONE = f"{__name__}.on_done_broken"
    with pytest.raises(ZeroDivisionError):
        watch(0, 545, 545)
    assert not Viewing.objects.exists()
