"""“I did it” on Today and in the week: once, and for the very place it was pressed at."""

import datetime

import pytest

from library.actions.viewing import mark_done
from library.models import Viewing
from plans.actions.by_hand import ChangedMeanwhile, IsDone, NoSuchPlace, NotThisWeek
from plans.actions.doing import do_place
from plans.actions.plan import plan_week
from plans.actions.session import fill_again, record_session, release_place, take_out_session
from plans.models import PlannedSession, Session, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
WEDNESDAY, FRIDAY = MONDAY + 2 * DAY, MONDAY + 4 * DAY
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
SLUG = "steady-ankles"


@pytest.fixture
def place(runner, few_classes):
    """Makes places of the week; Steady ankles unless another class is named."""
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)

    def make(date, slug=SLUG, **fields):
        values = {"first_date": date, "slot": "alone", "week": week, "video_class": few_classes[slug]}
        return PlannedSession.objects.create(date=date, **{**values, **fields})

    return make


@pytest.fixture
def did(runner):
    def did(date, now=NOW, slug=SLUG):
        return do_place(runner=runner, date=date, slug=slug, now=now)

    return did


def sessions():
    return list(Session.objects.order_by("pk").values_list("date", "how", "planned_session"))


@pytest.mark.parametrize(
    ("date", "counts_on", "how"),
    [
        (MONDAY, MONDAY, "hand"),
        (WEDNESDAY, WEDNESDAY, "button"),
        (FRIDAY, WEDNESDAY, "button"),
    ],
)
def test_it_fills_the_place_it_was_pressed_at_though_another_is_nearer(did, place, date, counts_on, how):
    for day in {MONDAY, WEDNESDAY, FRIDAY} - {date}:
        place(day)
    own = place(date)
    counted = did(date)
    assert (counted.is_new, counted.filled) == (True, True)
    assert sessions() == [(counts_on, how, own.pk)]
    own.refresh_from_db()
    assert own.state == "done"


def test_a_missed_place_is_filled_on_its_own_day(did, place):
    missed = place(MONDAY, state="missed")
    did(MONDAY)
    assert sessions() == [(MONDAY, "hand", missed.pk)]


def test_pressed_again_an_hour_later_in_another_tab_it_is_not_counted_twice(did, place):
    """A bug: the second press filled another day's place."""
    place(WEDNESDAY)
    other = place(FRIDAY, "deep-plies")
    did(WEDNESDAY)
    with pytest.raises(IsDone):
        did(WEDNESDAY, NOW + 60 * MINUTE)
    other.refresh_from_db()
    assert (other.state, len(sessions())) == ("proposed", 1)


def test_the_film_that_ended_a_moment_ago_is_the_same_dance(runner, did, place, few_classes):
    first, second = place(MONDAY, state="missed"), place(FRIDAY)
    mark_done(runner=runner, video_class=few_classes[SLUG], now=NOW, how="film")
    counted = did(FRIDAY, NOW + MINUTE)
    assert (counted.is_new, counted.filled) == (False, False)
    assert sessions() == [(WEDNESDAY, "film", first.pk)]
    second.refresh_from_db()
    assert second.state == "proposed"


def test_a_session_whose_place_was_left_open_takes_it_again(did, place):
    """A bug: nothing happened, and the undo of it took out what had been danced before."""
    own = place(WEDNESDAY, state="locked")
    session = did(WEDNESDAY).session
    release_place(session)
    counted = did(WEDNESDAY, NOW + MINUTE)
    assert (counted.session, counted.is_new, counted.filled) == (session, False, True)
    release_place(counted.session)
    own.refresh_from_db()
    assert (own.state, sessions()) == ("locked", [(WEDNESDAY, "button", None)])


def test_what_was_danced_before_midnight_fills_no_place_of_the_next_week(runner, did, place, few_classes):
    """A bug: Sunday's session filled Monday's place, which its own week could neither show nor give back."""
    own = place(MONDAY)
    midnight = datetime.datetime(2026, 11, 23, tzinfo=runner.zone)
    mark_done(runner=runner, video_class=few_classes[SLUG], now=midnight - MINUTE, how="film")
    release_place(Session.objects.get())
    counted = did(MONDAY, midnight + MINUTE)
    assert (counted.is_new, counted.filled) == (False, False)
    assert sessions() == [(MONDAY - DAY, "film", None)]
    own.refresh_from_db()
    assert own.state == "proposed"


def test_the_library_knows_that_it_is_done(runner, did, place, few_classes):
    place(WEDNESDAY)
    session = did(WEDNESDAY).session
    assert (
        mark_done(runner=runner, video_class=few_classes[SLUG], now=NOW + MINUTE)
        == f"/sessions/{session.pk}/"
    )
    assert len(sessions()) == 1
    take_out_session(session, now=NOW)
    mark_done(runner=runner, video_class=few_classes[SLUG], now=NOW + 2 * MINUTE)
    assert len(sessions()) == 1


def test_what_was_left_out_or_lies_in_a_week_to_come_is_not_done(did, place):
    place(WEDNESDAY, state="skipped")
    with pytest.raises(ChangedMeanwhile):
        did(WEDNESDAY)
    with pytest.raises(NotThisWeek):
        did(MONDAY + 7 * DAY)
    with pytest.raises(NoSuchPlace):
        did(FRIDAY)
    assert sessions() == []


def test_a_week_that_is_not_stored_is_stored_and_filled(runner, few_classes):
    before = plan_week(runner=runner, monday=MONDAY, now=NOW).planned_sessions.earliest("date")
    Week.objects.all().delete()
    counted = do_place(runner=runner, date=before.date, slug=before.video_class.slug, now=NOW)
    assert counted.session.planned_session.video_class == before.video_class
    assert Week.objects.get().planned_sessions.filter(state="done").count() == 1


# --- taken back ----------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["proposed", "locked", "missed"])
def test_taken_back_the_place_stands_as_it_stood(did, place, state):
    """A bug: what was kept on its day by hand came back as the plan's own, which may drop it."""
    own = place(MONDAY, state=state, kept_against=["R8"] if state == "locked" else [])
    take_out_session(did(MONDAY).session, now=NOW)
    own.refresh_from_db()
    assert (own.state, own.kept_against) == (state, ["R8"] if state == "locked" else [])


def test_of_an_older_session_the_film_begun_since_is_not_forgotten(runner, did, place, few_classes):
    old = record_session(
        runner=runner, date=MONDAY, now=NOW - 2 * DAY, minutes=15, how="hand", video_class=few_classes[SLUG]
    )
    place(WEDNESDAY)
    did(WEDNESDAY)
    done_at = Viewing.objects.get().done_at
    take_out_session(old, now=NOW)
    assert Viewing.objects.get().done_at == done_at == NOW


@pytest.mark.parametrize("wanted", ["own", "0", "x\0"])
def test_left_open_and_filled_again_it_takes_the_place_it_had(did, place, wanted):
    """A bug: undoing it filled another one, which was nearer."""
    nearer, own = place(WEDNESDAY), place(FRIDAY)
    session = did(FRIDAY).session
    assert release_place(session) == own
    filled = fill_again(session, str(own.pk) if wanted == "own" else wanted)
    assert filled == (own if wanted == "own" else nearer)
