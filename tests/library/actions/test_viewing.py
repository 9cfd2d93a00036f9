import datetime

import pytest

from library.actions.shorter import Wish, chapters_of, shorter
from library.actions.viewing import Place, forget_done, mark_done, place_of, record_watched
from library.models import Movement, PlayerChoices, Viewing

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
CALLS = []


def on_done(*, runner, video_class, how, now, **was):
    """Stands at the seam where the plan is told."""
    CALLS.append((runner.email, video_class.slug, how, now, *([was] if was else [])))
    return f"/sessions/{len(CALLS)}/"


def on_done_broken(**facts):
    return 1 / 0


@pytest.fixture(autouse=True)
def seam(settings):
    CALLS.clear()
    settings.LIBRARY_ON_DONE = f"{__name__}.on_done"


@pytest.fixture
def watch(runner, make_class):
    """`watch(after_s, position_s, seen)`: a beat so many seconds after NOW; a number: from 0 on."""
    video_class = make_class(duration_s=600.0)

    def watch(after_s, position_s, seen, **more):
        now = NOW + datetime.timedelta(seconds=after_s)
        seen = seen if isinstance(seen, list) else [[0, seen]]
        told = {"position_s": position_s, "seen": seen, **more}
        return record_watched(runner=runner, video_class=video_class, now=now, **told)

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
    forget_done(runner=runner, video_class=watch.video_class, onward="/sessions/1/")
    assert mark_done(runner=runner, video_class=watch.video_class, now=NOW) == "/sessions/2/"


def test_an_older_session_taken_back_leaves_what_is_danced_now(watch, runner):
    """A bug: a class on its way to the end began from nothing."""
    mark_done(runner=runner, video_class=watch.video_class, now=NOW - datetime.timedelta(days=30))
    mark_done(runner=runner, video_class=watch.video_class, now=NOW - datetime.timedelta(hours=1))
    watch(0, 120, 110)
    forget_done(runner=runner, video_class=watch.video_class, onward="/sessions/1/")
    assert (Viewing.objects.get().watched_s, Viewing.objects.get().done_next) == (110, "/sessions/2/")


def test_two_runners_do_not_share_a_viewing(watch, runner, stranger):
    watch(0, 120, 110)
    mark_done(runner=stranger, video_class=watch.video_class, now=NOW)
    assert Viewing.objects.of(runner).get().watched_s == 110


def test_nothing_is_stored_where_the_plan_cannot_write(watch, settings):
    settings.LIBRARY_ON_DONE = f"{__name__}.on_done_broken"
    with pytest.raises(ZeroDivisionError):
        watch(0, 545, 545)
    assert not Viewing.objects.exists()


# --- devices and networks -----------------------------------------------------------------------------


def place():
    viewing = Viewing.objects.get()
    return viewing.position_s, viewing.position_at, viewing.watched_at


def test_a_position_is_as_old_as_it_says(watch):
    watch(60, 120, 110, age_s=20)
    at = NOW + datetime.timedelta(seconds=40)
    assert place() == (120, at, at)


def test_an_older_beat_that_comes_late_overwrites_nothing(watch):
    watch(60, 300, 300)
    watch(61, 120, 110, age_s=30)
    at = NOW + datetime.timedelta(seconds=60)
    assert place() == (300, at, at)
    assert Viewing.objects.get().watched_s == 300


def test_of_two_devices_the_last_one_in_time_has_the_place(watch):
    watch(10, 100, 100)
    watch(20, 30, 30)
    assert place()[0] == 30
    watch(25, 105, 105, age_s=12)  # the first one's, from before
    assert place()[0] == 30


def test_what_waited_offline_counts_when_and_as_it_was_danced(watch):
    assert watch(7200, 560, 545, age_s=3600) == "/sessions/1/"
    assert [("runner@example.com", "steady-ankles", "film", NOW + datetime.timedelta(hours=1))] == CALLS


def test_a_class_counted_late_leaves_the_place_of_another_device(watch):
    watch(100, 200, 200)
    assert watch(160, 560, 545, age_s=100) == "/sessions/1/"
    viewing = Viewing.objects.get()
    assert (viewing.position_s, viewing.watched_s) == (200, 200)


def test_nothing_is_older_than_a_fortnight(watch):
    watch(0, 120, 110, age_s=1e9)
    assert place()[1] == NOW - datetime.timedelta(days=14)


def test_without_a_history_the_place_is_kept_and_the_day_is_not(watch, runner):
    PlayerChoices.objects.create(runner=runner, history=False)
    watch(0, 120, 110)
    assert place() == (120, NOW, None)


def test_a_runner_finds_their_place_and_nobody_elses(watch, runner, stranger):
    video_class = watch.video_class
    assert place_of(runner=runner, video_class=video_class, now=NOW) == Place(0, None, [])
    watch(0, 120, 110)
    later = NOW + datetime.timedelta(seconds=90)
    assert place_of(runner=runner, video_class=video_class, now=later) == Place(120, 90, [])
    mark_done(runner=runner, video_class=video_class, now=NOW)
    assert place_of(runner=runner, video_class=video_class, now=later) == Place(0, 90, [], 90)
    assert place_of(runner=stranger, video_class=video_class, now=later) == Place(0, None, [])


def test_the_timer_says_that_it_was_the_timer(watch, runner):
    watch(0, 545, 545, how="timer")
    later = NOW + datetime.timedelta(hours=1)
    mark_done(runner=runner, video_class=watch.video_class, now=later, how="timer")
    assert [how for _, _, how, _ in CALLS] == ["timer", "timer"]


# --- which seconds ------------------------------------------------------------------------------------


def test_seconds_are_counted_where_they_were_seen(watch):
    """Half of it, a leap to the end, and the first half again: that is half of it still."""
    watch(300, 300, [[0, 300]])
    watch(310, 0, [[590, 600]])
    assert watch(600, 270, [[0, 270]]) == ""
    viewing = Viewing.objects.get()
    assert (viewing.seen, viewing.watched_s) == ([[0, 300], [590, 600]], 310)
    assert watch(900, 540, [[300, 540]]) == "/sessions/1/"


def test_what_another_device_tells_late_is_added_and_leaves_the_place(watch):
    watch(600, 320, [[300, 320]])
    assert watch(700, 100, [[0, 100]], age_s=400) == ""
    viewing = Viewing.objects.get()
    assert (viewing.position_s, viewing.seen, viewing.watched_s) == (320, [[0, 100], [300, 320]], 120)


def test_a_tab_that_slept_while_another_device_finished_counts_what_it_dances_since(watch):
    watch(300, 300, [[0, 300]])
    assert watch(700, 560, [[300, 545]]) == "/sessions/1/"
    day = 86_400
    assert watch(day, 545, [[300, 545]]) == ""
    assert (Viewing.objects.get().seen, len(CALLS)) == ([[300, 545]], 1)


def test_right_after_it_counted_nobody_has_seen_more_than_the_time_allows(watch):
    watch(0, 560, [[0, 545]])
    watch(20, 590, [[0, 590]])
    assert Viewing.objects.get().seen == [[560, 590]]


def test_what_a_viewing_knew_before_it_knew_which_seconds_is_taken_for_those_before_its_place(watch, runner):
    from importlib import import_module

    from django.apps import apps

    lay = import_module("library.migrations.0008_seen_seconds_of_older_viewings").lay
    facts = {"runner": runner, "video_class": watch.video_class}
    Viewing.objects.create(**facts, position_s=300.5, watched_s=200)
    lay(apps, None)
    assert Viewing.objects.values_list("seen", "watched_s").get() == ([[100, 300]], 200)
    Viewing.objects.update(kept=[0], seen=[])
    lay(apps, None)
    assert Viewing.objects.values_list("seen", "watched_s").get() == ([], 0)


# --- a shorter cut ------------------------------------------------------------------------------------


@pytest.fixture
def cut(watch):
    """The class has five chapters of two minutes; the cut leaves out the third and the fourth."""
    for position, load in enumerate([1, 1, 2, 2, 0]):
        facts = {"name": f"M{position}", "plain": "x", "purpose": "x", "level": 1, "counts": 8, "bpm": 60}
        sites = {"knee": 2} if load == 2 else {}
        movement = Movement.objects.create(
            slug=f"m{position}", leg_load=load, benefits=["stabilisers"], sites=sites, **facts
        )
        watch.video_class.chapters.create(
            movement=movement, position=position, title=movement.name, repetitions=14,
            start_s=position * 120, end_s=position * 120 + 120,
        )  # fmt: skip
    wish = Wish(without=frozenset({"knee"}))
    found = shorter(watch.video_class, chapters_of(watch.video_class), wish).cut
    assert (found.kept, found.seconds) == ((0, 1, 4), 360)
    return found


def test_a_cut_is_done_at_ninety_per_cent_of_itself(watch, cut):
    assert watch(0, 550, [[0, 240], [480, 563]], kept=cut.kept) == ""
    assert watch(15, 560, [[563, 564]], kept=cut.kept) == "/sessions/1/"
    was = {"minutes": 6, "leg_load": 1, "benefit": "stabilisers"}
    at = NOW + datetime.timedelta(seconds=15)
    assert [("runner@example.com", "steady-ankles", "film", at, was)] == CALLS
    assert Viewing.objects.get().kept == []


def test_a_cut_begun_is_remembered_with_the_place_in_it(watch, runner, cut):
    watch(0, 500, [[0, 240], [480, 500]], kept=cut.kept)
    assert place_of(runner=runner, video_class=watch.video_class, now=NOW) == Place(500, 0, [0, 1, 4])


def test_seconds_of_the_whole_class_are_none_of_the_cut(watch, cut):
    watch(0, 400, 400)
    assert watch(15, 30, 15, kept=cut.kept) == ""
    viewing = Viewing.objects.get()
    assert (viewing.watched_s, viewing.kept, CALLS) == (15, [0, 1, 4], [])


def test_the_button_counts_a_cut_for_what_it_was(watch, runner, cut):
    pressed = {"runner": runner, "video_class": watch.video_class, "kept": cut.kept}
    mark_done(**pressed, now=NOW)
    mark_done(**pressed, now=NOW + datetime.timedelta(seconds=200))  # nobody dances six minutes in that
    assert CALLS == [
        (
            "runner@example.com",
            "steady-ankles",
            "button",
            NOW,
            {"minutes": 6, "leg_load": 1, "benefit": "stabilisers"},
        )
    ]


def test_chapters_that_are_no_cut_any_more_count_as_the_whole(watch, cut):
    assert watch(0, 400, 400, kept=[0, 9]) == ""
    assert Viewing.objects.get().kept == []
