"""A class is kept on its day; or the plan may move it again."""

import datetime

import pytest

from plans.actions.by_hand import ChangedMeanwhile, DayIsOver, IsDone, NoSuchPlace
from plans.actions.changes import undo_change
from plans.actions.keeping import lock_place, unlock_place
from plans.models import PlannedSession, PlanSettings, Week

DAY = datetime.timedelta(days=1)
MONDAY = datetime.date(2026, 11, 23)
TUESDAY, THURSDAY, FRIDAY = MONDAY + DAY, MONDAY + 3 * DAY, MONDAY + 4 * DAY
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
HERE = {"date": THURSDAY, "slug": "deep-plies", "now": NOW}


@pytest.fixture
def place(runner, few_classes):
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=2)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=few_classes["deep-plies"], slot="alone"
    )


def now_is(place):
    place.refresh_from_db()
    return (place.date, place.first_date, place.state, place.kept_against)


def test_kept_and_let_go_it_stands_as_before(runner, place):
    changed = lock_place(runner=runner, **HERE)
    assert (changed.weight, now_is(place)) == ("fits", (THURSDAY, THURSDAY, "locked", []))
    unlock_place(runner=runner, **HERE)
    assert now_is(place) == (THURSDAY, THURSDAY, "proposed", [])


def test_both_are_undone(runner, place):
    locked = lock_place(runner=runner, **HERE).change
    let_go = unlock_place(runner=runner, **HERE).change
    assert (locked.kind, let_go.kind) == ("locked", "back")
    undo_change(runner=runner, pk=let_go.pk, now=NOW)
    assert now_is(place) == (THURSDAY, THURSDAY, "locked", [])
    undo_change(runner=runner, pk=locked.pk, now=NOW)
    assert now_is(place) == (THURSDAY, THURSDAY, "proposed", [])


def test_kept_against_a_rule_it_says_which(runner, place, make_planned_run):
    make_planned_run(date=FRIDAY, kind="long", duration_s=6000)
    changed = lock_place(runner=runner, **HERE)
    assert (changed.weight, now_is(place)) == ("careful", (THURSDAY, THURSDAY, "locked", ["R2"]))
    assert place.why == changed.broken[0].english


def test_one_that_was_moved_is_let_go_where_it_stands(runner, place):
    PlannedSession.objects.update(date=FRIDAY, state="locked")
    unlock_place(runner=runner, date=FRIDAY, slug="deep-plies", now=NOW)
    assert now_is(place) == (FRIDAY, FRIDAY, "proposed", [])


@pytest.mark.parametrize(
    ("act", "state", "error"),
    [
        (lock_place, "done", IsDone),
        (unlock_place, "done", IsDone),
        (lock_place, "skipped", ChangedMeanwhile),
        (unlock_place, "proposed", ChangedMeanwhile),
    ],
)
def test_what_cannot_be_is_refused(runner, place, act, state, error):
    PlannedSession.objects.update(state=state)
    with pytest.raises(error):
        act(runner=runner, **HERE)
    assert now_is(place) == (THURSDAY, THURSDAY, state, [])


def test_a_day_that_is_over_keeps_nothing(runner, place):
    PlannedSession.objects.update(date=TUESDAY)
    with pytest.raises(DayIsOver):
        lock_place(runner=runner, date=TUESDAY, slug="deep-plies", now=NOW)


def test_a_strangers_place_does_not_exist(stranger, place):
    PlanSettings.objects.create(runner=stranger, sessions=0)
    with pytest.raises(NoSuchPlace):
        lock_place(runner=stranger, **HERE)
    assert now_is(place) == (THURSDAY, THURSDAY, "proposed", [])
