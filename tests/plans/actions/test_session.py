"""A class counts wherever it was done, once, and fills its place in the week."""

import datetime
from functools import partial

import pytest
from django_tasks_db.models import DBTaskResult

from library.actions.viewing import mark_done, record_watched
from library.models import Viewing
from plans.actions.plan import plan_week
from plans.actions.removed import sweep_removed_runs, take_up_lost_sweep
from plans.actions.session import (
    CameAgain,
    fill_again,
    keep_note,
    put_back_session,
    record_class_done,
    record_session,
    release_place,
    take_out_session,
)
from plans.models import PlannedSession, Session, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + n * DAY for n in range(1, 7))
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday


@pytest.fixture
def week(runner):
    return Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)


@pytest.fixture
def place(week, few_classes):
    def make(date, slug, **fields):
        values = {"first_date": date, "slot": "alone"}
        values |= {"week": week, "video_class": few_classes[slug]}
        return PlannedSession.objects.create(date=date, **{**values, **fields})

    return make


@pytest.fixture
def dance(runner, few_classes):
    """A class of the library, or one from elsewhere by its benefit."""

    def dance(slug=None, *, date=WEDNESDAY, now=NOW, benefit="", how="button"):
        said = {"title": "Studio barre", "benefit": benefit} if slug is None else {}
        return record_session(
            runner=runner,
            date=date,
            now=now,
            minutes=15,
            how=how,
            video_class=few_classes[slug] if slug else None,
            **said,
        )

    return dance


def states(runner):
    return {
        (place.date, place.video_class.slug): str(place.state)
        for place in PlannedSession.objects.of(runner).select_related("video_class")
    }


def test_a_class_takes_its_facts_along(runner, dance):
    session = dance("steady-ankles")
    assert (session.title, session.benefit, session.leg_load, session.minutes, session.time_zone) == (
        "Steady ankles",
        "stabilisers",
        1,
        15,
        "Europe/London",
    )


def test_the_first_class_of_a_week_stores_its_plan_and_fills_it(runner, dance):
    session = dance("steady-ankles")
    assert session.planned_session.state == "done"
    assert PlannedSession.objects.of(runner).count() == 2


def test_its_own_class_goes_before_a_nearer_one_of_its_benefit(dance, place):
    place(WEDNESDAY, "deep-plies")
    own = place(SUNDAY, "steady-ankles")
    assert dance("steady-ankles").planned_session == own


def test_else_the_nearest_open_place_of_its_main_benefit_is_filled(runner, dance, place):
    place(MONDAY, "deep-plies")
    nearest = place(THURSDAY, "deep-plies")
    place(WEDNESDAY, "one-leg-calm")
    assert dance("steady-ankles").planned_session == nearest
    assert states(runner)[THURSDAY, "deep-plies"] == "done"


def test_of_two_as_near_the_earlier_is_filled(dance, place):
    place(THURSDAY, "deep-plies")
    earlier = place(TUESDAY, "deep-plies")
    assert dance("steady-ankles").planned_session == earlier


def test_a_second_benefit_fills_nothing(runner, dance, place):
    place(WEDNESDAY, "one-leg-calm")  # balance; steady ankles has it second only
    assert dance("steady-ankles").planned_session is None
    assert states(runner) == {(WEDNESDAY, "one-leg-calm"): "proposed"}


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_only_open_places_are_filled(dance, place, state):
    place(WEDNESDAY, "steady-ankles", state=state)
    assert dance("steady-ankles").planned_session is None


def test_a_missed_place_is_filled_late(dance, place):
    missed = place(MONDAY, "steady-ankles", state="missed")
    assert dance("steady-ankles").planned_session == missed


def test_a_place_kept_by_hand_is_filled_too(dance, place):
    kept = place(FRIDAY, "steady-ankles", state="locked")
    assert dance("steady-ankles").planned_session == kept


def test_a_class_from_elsewhere_fills_the_place_of_its_benefit(dance, place):
    balance = place(FRIDAY, "one-leg-calm")
    place(WEDNESDAY, "steady-ankles")
    assert dance(benefit="balance").planned_session == balance


def test_a_class_from_elsewhere_that_was_good_for_nothing_named_fills_nothing(dance, place):
    place(WEDNESDAY, "steady-ankles")
    assert dance().planned_session is None


def test_the_places_of_other_weeks_and_runners_wait(runner, stranger, dance, place):
    theirs = Week.objects.create(runner=stranger, starts_on=MONDAY, planned_at=NOW)
    later = Week.objects.create(runner=runner, starts_on=MONDAY + 7 * DAY, planned_at=NOW)
    place(WEDNESDAY, "steady-ankles", week=theirs)
    place(MONDAY + 7 * DAY, "steady-ankles", week=later)
    assert dance("steady-ankles").planned_session is None


def test_several_classes_on_a_day_all_count(runner, dance, place):
    place(WEDNESDAY, "steady-ankles")
    sessions = [dance("steady-ankles", now=NOW + n * 60 * MINUTE) for n in range(3)]
    assert [bool(session.planned_session) for session in sessions] == [True, False, False]
    assert Session.objects.of(runner).on(WEDNESDAY).count() == 3


def test_a_class_of_a_past_week_that_was_never_planned_is_kept_and_plans_nothing(runner, dance):
    session = dance("steady-ankles", date=MONDAY - DAY)
    assert (session.planned_session, Week.objects.count()) == (None, 0)


def test_a_class_of_a_past_week_fills_its_place_there(runner, few_classes, dance):
    before = Week.objects.create(runner=runner, starts_on=MONDAY - 7 * DAY, planned_at=NOW)
    waited = PlannedSession.objects.create(
        week=before,
        date=MONDAY - 3 * DAY,
        first_date=MONDAY - 3 * DAY,
        video_class=few_classes["steady-ankles"],
        slot="alone",
    )
    assert dance("steady-ankles", date=MONDAY - DAY).planned_session == waited


# --- taken back ----------------------------------------------------------------------------------
def test_a_deleted_session_opens_its_place_again(runner, dance, place):
    place(FRIDAY, "steady-ankles")
    place(THURSDAY, "one-leg-calm", first_date=TUESDAY, state="locked")
    for slug in ("steady-ankles", "one-leg-calm"):
        take_out_session(dance(slug), now=NOW)
    assert Session.objects.count() == 0
    assert states(runner) == {(FRIDAY, "steady-ankles"): "proposed", (THURSDAY, "one-leg-calm"): "locked"}


def test_what_the_runner_added_stays_theirs_when_its_session_goes(runner, dance, place):
    place(FRIDAY, "steady-ankles", state="locked", reasons=["added"])
    take_out_session(dance("steady-ankles"), now=NOW)
    assert states(runner) == {(FRIDAY, "steady-ankles"): "locked"}


def test_a_released_place_is_open_and_the_session_still_counts(runner, dance, place):
    place(FRIDAY, "steady-ankles")
    session = dance("steady-ankles")
    release_place(session)
    session.refresh_from_db()
    assert (session.planned_session, states(runner)) == (None, {(FRIDAY, "steady-ankles"): "proposed"})


def test_releasing_twice_is_releasing_once(dance, place):
    place(FRIDAY, "steady-ankles")
    session = dance("steady-ankles")
    release_place(session)
    release_place(session)
    assert session.planned_session is None


take_out = partial(take_out_session, now=NOW)


@pytest.mark.parametrize("act", [release_place, take_out])
def test_an_older_page_does_not_open_a_place_that_another_session_fills_by_now(dance, place, act):
    own = place(FRIDAY, "steady-ankles")
    dance("steady-ankles")
    session, same = Session.objects.get(), Session.objects.get()
    release_place(session)
    other = dance("deep-plies")
    act(same)
    own.refresh_from_db()
    assert (own.state, other.planned_session) == ("done", own)


def test_put_back_it_takes_the_place_it_had_though_another_is_nearer(runner, dance, place):
    own = place(FRIDAY, "steady-ankles", state="locked")
    session = dance("steady-ankles")
    take_out_session(session, now=NOW)
    place(WEDNESDAY, "steady-ankles")
    put_back_session(Session.with_removed.get(), wanted=str(own.pk))
    back = Session.objects.get()
    assert (back.planned_session, back.place_was, back.removed_at) == (own, "locked", None)
    assert states(runner) == {(FRIDAY, "steady-ankles"): "done", (WEDNESDAY, "steady-ankles"): "proposed"}


def test_put_back_it_takes_the_nearest_where_its_own_is_filled_by_now(runner, dance, place):
    own, other = place(WEDNESDAY, "steady-ankles"), place(FRIDAY, "steady-ankles")
    session = dance("steady-ankles")
    take_out_session(session, now=NOW)
    dance("steady-ankles", now=NOW - 60 * MINUTE)
    put_back_session(session, wanted=str(own.pk))
    assert [s.planned_session for s in Session.objects.order_by("-done_at")] == [other, own]


def test_put_back_it_fills_no_place_where_it_had_none(runner, dance, place):
    session = dance("steady-ankles")
    take_out_session(session, now=NOW)
    place(WEDNESDAY, "steady-ankles")
    put_back_session(session)
    assert Session.objects.get().planned_session is None
    assert states(runner) == {(WEDNESDAY, "steady-ankles"): "proposed"}


def test_put_back_the_library_knows_again_that_it_is_done(runner, few_classes):
    ankles = few_classes["steady-ankles"]
    address = mark_done(runner=runner, video_class=ankles, now=NOW)
    take_out_session(Session.objects.get(), now=NOW)
    put_back_session(Session.with_removed.get())
    assert mark_done(runner=runner, video_class=ankles, now=NOW + MINUTE) == address
    assert Session.objects.count() == 1


def test_what_a_file_brought_again_meanwhile_is_asked_about(make_session):
    """It says when it was danced, which is before the other was taken out."""
    session = make_session(how="file")
    take_out_session(session, now=NOW)
    make_session(how="file")
    with pytest.raises(CameAgain):
        put_back_session(session)
    put_back_session(session, anyway=True)
    assert Session.objects.count() == 2


def test_pressed_twice_it_is_put_back_once(dance):
    session = dance()
    take_out_session(session, now=NOW)
    put_back_session(session)
    with pytest.raises(Session.DoesNotExist):
        put_back_session(session)


def test_after_a_week_it_goes_for_good(dance):
    """The sweep waits for what was taken out first, a run or a session."""
    take_out_session(dance(), now=NOW)
    take_out_session(dance(now=NOW + MINUTE), now=NOW + DAY)
    assert [task.run_after for task in DBTaskResult.objects.all()] == [NOW + 7 * DAY]
    assert sweep_removed_runs.func((NOW + 7 * DAY - MINUTE).isoformat()) == 0
    assert sweep_removed_runs.func((NOW + 7 * DAY).isoformat()) == 1
    assert [s.removed_at for s in Session.with_removed.all()] == [NOW + DAY]
    DBTaskResult.objects.all().delete()  # as where the last sweep failed
    assert take_up_lost_sweep(now=NOW + 8 * DAY) is True


def test_a_session_without_a_place_is_taken_out_without_a_word(dance):
    take_out_session(dance(), now=NOW)
    assert Session.objects.count() == 0


def test_a_note_does_not_bring_back_what_was_taken_out_meanwhile(dance):
    """A bug: written in another tab, the note stored the session anew, with a place that was open again."""
    session = dance()
    same = Session.objects.get()
    take_out_session(session, now=NOW)
    with pytest.raises(Session.DoesNotExist):
        keep_note(session=same, note="Warm.")
    for act in (take_out, release_place):
        with pytest.raises(Session.DoesNotExist):
            act(same)
    assert Session.objects.count() == 0


def test_a_note_can_be_looked_for(dance):
    keep_note(session=dance(), note="Très fatiguée")
    assert "tres fatiguee" in Session.objects.get().folded


def test_filled_again_it_takes_the_nearest_open_place(dance, place):
    place(FRIDAY, "deep-plies")
    session = dance("steady-ankles")
    release_place(session)
    nearer = place(THURSDAY, "deep-plies", state="locked")
    assert (fill_again(session), fill_again(session)) == (nearer, nearer)
    assert Session.objects.get().planned_session == nearer
    release_place(session)
    nearer.refresh_from_db()
    assert nearer.state == "locked"


# --- the library's seam --------------------------------------------------------------------------
def done(runner, video_class, now, how="button"):
    return record_class_done(runner=runner, video_class=video_class, how=how, now=now)


def test_the_seam_answers_with_an_address_that_works(runners_client, runner, few_classes):
    address = done(runner, few_classes["steady-ankles"], NOW)
    page = runners_client.get(address)
    assert (page.status_code, page.context["session"].title) == (200, "Steady ankles")


def test_the_end_of_the_film_and_the_button_a_moment_later_are_one_session(runner, few_classes):
    ankles = few_classes["steady-ankles"]
    first = done(runner, ankles, NOW, how="film")
    assert done(runner, ankles, NOW + MINUTE) == first
    assert Session.objects.count() == 1


def test_the_same_class_danced_again_later_is_a_second_session(runner, few_classes):
    ankles = few_classes["steady-ankles"]
    assert done(runner, ankles, NOW) != done(runner, ankles, NOW + 15 * MINUTE)


def test_another_class_a_moment_later_is_another_session(runner, few_classes):
    done(runner, few_classes["steady-ankles"], NOW)
    done(runner, few_classes["long-lines"], NOW + MINUTE)
    assert Session.objects.count() == 2


def test_yesterdays_class_written_down_just_now_is_not_todays(runner, few_classes, dance):
    """A bug: the button led to yesterday's session, and today's was never counted."""
    dance("steady-ankles", date=TUESDAY, how="hand")
    done(runner, few_classes["steady-ankles"], NOW + MINUTE)
    assert sorted(Session.objects.values_list("date", flat=True)) == [TUESDAY, WEDNESDAY]


def test_just_after_midnight_counts_for_the_runners_own_day(runner, few_classes):
    runner.time_zone = "Pacific/Auckland"
    done(runner, few_classes["steady-ankles"], datetime.datetime(2026, 11, 25, 11, 30, tzinfo=datetime.UTC))
    session = Session.objects.get()
    assert (session.date, session.time_zone) == (THURSDAY, "Pacific/Auckland")


def test_a_session_taken_back_is_forgotten_by_the_player_too(runners_client, runner, few_classes):
    """A bug: pressing the button again led to the page of the deleted session."""
    ankles = few_classes["steady-ankles"]
    mark_done(runner=runner, video_class=ankles, now=NOW)
    take_out_session(Session.objects.get(), now=NOW)
    address = mark_done(runner=runner, video_class=ankles, now=NOW + MINUTE)
    assert runners_client.get(address).status_code == 200
    assert Session.objects.count() == 1


def test_watching_to_the_end_counts_once(runner, few_classes):
    ankles = few_classes["steady-ankles"]
    for second in range(0, 900, 100):
        record_watched(
            runner=runner,
            video_class=ankles,
            position_s=second + 100,
            seen=[[second, second + 100]],
            now=NOW + datetime.timedelta(seconds=second),
        )
    assert [session.how for session in Session.objects.all()] == ["film"]
    assert Viewing.objects.get().done_next == f"/sessions/{Session.objects.get().pk}/"


def test_a_session_survives_its_class_and_its_place(runner, dance, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    session = dance("steady-ankles")
    few_classes["steady-ankles"].delete()
    session.refresh_from_db()
    assert (session.video_class, session.planned_session, session.title) == (None, None, "Steady ankles")


# --- a shorter cut -------------------------------------------------------------------------------
def test_a_shorter_cut_counts_its_own_minutes_load_and_benefit(runner, few_classes):
    legs = few_classes["deep-plies"]
    cut = {"minutes": 6, "leg_load": 1, "benefit": "balance"}
    record_class_done(runner=runner, video_class=legs, how="timer", now=NOW, **cut)
    done = Session.objects.get()
    assert (done.title, done.minutes, done.leg_load, done.benefit, done.how) == (
        "Deep plies", 6, 1, "balance", "timer"
    )  # fmt: skip


def test_what_a_cut_leaves_open_is_that_of_the_class(runner, few_classes):
    record_class_done(runner=runner, video_class=few_classes["deep-plies"], how="film", now=NOW, minutes=0)
    done = Session.objects.get()
    assert (done.minutes, done.leg_load, done.benefit) == (1, 2, "stabilisers")


def test_a_cut_may_be_danced_again_as_soon_as_it_is_over(runner, few_classes):
    for minute in (0, 5):
        at = NOW + datetime.timedelta(minutes=minute)
        record_class_done(
            runner=runner, video_class=few_classes["deep-plies"], how="film", now=at, minutes=5, leg_load=1
        )
    assert Session.objects.count() == 2


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize("how", ["film", "button"])
def test_a_cut_soon_after_the_whole_class_is_another_session(runner, few_classes, how, late):
    """A bug: the whole class, told late by a device without a network, was taken for the cut after it."""
    told = [(NOW, {}), (NOW + 6 * MINUTE, {"minutes": 5, "leg_load": 1})]
    for at, cut in reversed(told) if late else told:
        record_class_done(runner=runner, video_class=few_classes["deep-plies"], how=how, now=at, **cut)
    assert sorted(Session.objects.values_list("minutes", flat=True)) == [5, 15]


def test_a_button_pressed_at_the_beginning_waits_for_a_film_that_runs_a_little_longer(runner, make_class):
    lines = make_class("lines", duration_s=920.0)  # shown as fifteen minutes
    done(runner, lines, NOW)
    done(runner, lines, NOW + datetime.timedelta(seconds=915), how="film")
    assert Session.objects.count() == 1


@pytest.mark.parametrize("hours", [1, 50])
def test_two_dances_both_count_in_whichever_order_they_are_told(runner, few_classes, hours):
    """A bug: one that waited for a network was lost where the class had been danced again since."""
    ankles, before = few_classes["steady-ankles"], hours * 3600
    mark_done(runner=runner, video_class=ankles, now=NOW)
    watched = {"runner": runner, "video_class": ankles, "position_s": 890, "seen": [[0, 880]]}
    first = [
        record_watched(**watched, now=NOW + MINUTE, age_s=before, how="timer"),
        mark_done(runner=runner, video_class=ankles, now=NOW + MINUTE, age_s=before - 5, how="timer"),
    ]
    latest, earlier = Session.objects.order_by("-done_at")
    assert first == [f"/sessions/{earlier.pk}/"] * 2
    assert mark_done(runner=runner, video_class=ankles, now=NOW + 2 * MINUTE) == f"/sessions/{latest.pk}/"
    assert (Viewing.objects.get().done_at, Session.objects.count()) == (NOW, 2)


def test_what_is_told_late_is_not_taken_for_what_was_danced_since(runner, few_classes):
    legs = few_classes["deep-plies"]
    record_class_done(runner=runner, video_class=legs, how="film", now=NOW)
    record_class_done(runner=runner, video_class=legs, how="film", now=NOW - datetime.timedelta(hours=3))
    assert Session.objects.count() == 2
