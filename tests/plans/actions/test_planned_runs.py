"""Planned runs changed by hand, in weeks that are stored and in weeks that are not."""

import datetime

import pytest

from plans.actions.log import write_down
from plans.actions.place import DayIsOver, TooFarAhead
from plans.actions.plan import plan_week
from plans.actions.planned_runs import (
    IsNotByHand,
    RunIsDone,
    change_planned_run,
    delete_planned_run,
    leave_out_run,
    plan_run,
    put_run_back,
    stored_usual_run,
    usual_run_of,
)
from plans.actions.settings import change_answer
from plans.actions.week import week_shown
from plans.models import PlannedRun, PlannedSession, PlanSettings, Run, TypicalRun, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + n * DAY for n in range(1, 7))
NEXT_TUESDAY = TUESDAY + 7 * DAY
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday


@pytest.fixture
def usual_week(runner):
    """Intervals on Tuesday, easy on Thursday, long on Sunday."""
    for weekday, kind, minutes in [(1, "intervals", 50), (3, "easy", 40), (6, "long", 90)]:
        TypicalRun.objects.create(runner=runner, weekday=weekday, kind=kind, duration_s=60 * minutes)


@pytest.fixture(params=["stored", "not stored"])
def next_week(request, runner, few_classes, usual_week):
    """The Monday after this one; its week is stored, or only computed."""
    if request.param == "stored":
        plan_week(runner=runner, monday=MONDAY + 7 * DAY, now=NOW)
    return MONDAY + 7 * DAY


def by_hand(runner, date, **fields):
    return plan_run(run=PlannedRun(runner=runner, date=date, **{"kind": "tempo", **fields}), now=NOW)


def kinds(runner, monday):
    """What the week shows, by day."""
    shown = week_shown(runner=runner, monday=monday, today=WEDNESDAY)
    return [[run.kind for run in day.planned_runs if run.status == "planned"] for day in shown.days]


def usual_of(runner, date):
    return stored_usual_run(runner=runner, date=date, now=NOW)


def test_a_run_planned_by_hand_stands_beside_the_usual_ones_and_stays(runner, next_week):
    by_hand(runner, next_week + DAY)
    by_hand(runner, next_week + 2 * DAY)
    both = [[], ["tempo", "intervals"], ["tempo"], ["easy"], [], [], ["long"]]
    shown = [sorted(day, reverse=True) for day in kinds(runner, next_week)]
    assert shown == both
    plan_week(runner=runner, monday=next_week, now=NOW)
    assert [sorted(day, reverse=True) for day in kinds(runner, next_week)] == both


def test_the_classes_stand_around_a_new_run(runner, make_class):
    make_class()
    PlanSettings.objects.create(runner=runner, sessions=1, days={"fri": 20})
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert PlannedSession.objects.get().slot == "alone"
    by_hand(runner, FRIDAY, kind="easy", duration_s=2400)
    assert PlannedSession.objects.get().slot == "after_run"


def test_a_usual_run_is_changed_for_one_week(runner, next_week):
    run = usual_of(runner, next_week + DAY)
    run.date, run.kind, run.distance_m = next_week + 2 * DAY, "tempo", 8000
    change_planned_run(run=run, now=NOW)
    changed = [[], [], ["tempo"], ["easy"], [], [], ["long"]]
    assert kinds(runner, next_week) == changed
    assert kinds(runner, next_week + 7 * DAY) == [[], ["intervals"], [], ["easy"], [], [], ["long"]]
    plan_week(runner=runner, monday=next_week, now=NOW)
    assert kinds(runner, next_week) == changed


def test_it_may_move_into_another_week_and_leaves_its_own(runner, next_week):
    run = usual_of(runner, next_week + 6 * DAY)
    run.date = next_week + 7 * DAY
    change_planned_run(run=run, now=NOW)
    assert kinds(runner, next_week)[6] == []
    assert kinds(runner, next_week + 7 * DAY)[0] == ["long"]
    assert kinds(runner, next_week + 7 * DAY)[6] == ["long"]


def test_a_usual_run_is_left_out_and_put_back(runner, next_week):
    run = usual_of(runner, next_week + DAY)
    leave_out_run(run=run, now=NOW)
    assert kinds(runner, next_week) == [[], [], [], ["easy"], [], [], ["long"]]
    plan_week(runner=runner, monday=next_week, now=NOW)
    assert kinds(runner, next_week)[1] == []
    put_run_back(run=run, now=NOW)
    assert kinds(runner, next_week)[1] == ["intervals"]
    assert PlannedRun.objects.filter(date=next_week + DAY).count() == 1


def test_what_was_changed_by_hand_survives_a_new_usual_week(runner, next_week):
    moved = usual_of(runner, next_week + DAY)
    moved.date = next_week + 2 * DAY
    change_planned_run(run=moved, now=NOW)
    leave_out_run(run=usual_of(runner, next_week + 3 * DAY), now=NOW)
    by_hand(runner, next_week + 4 * DAY)
    every_day = [{"weekday": day, "kind": "easy", "duration_s": 1800} for day in range(7)]
    change_answer(runner=runner, step="running", answers={"trail": False, "runs": every_day}, now=NOW)
    assert [sorted(day) for day in kinds(runner, next_week)] == [
        ["easy"], [], ["easy", "intervals"], [], ["easy", "tempo"], ["easy"], ["easy"],
    ]  # fmt: skip


def test_looking_for_a_usual_run_stores_nothing(runner, few_classes, usual_week):
    found = usual_run_of(runner, NEXT_TUESDAY, NOW)
    assert (found.pk, found.kind, found.date) == (None, "intervals", NEXT_TUESDAY)
    assert usual_run_of(runner, NEXT_TUESDAY + DAY, NOW) is None
    assert (PlannedRun.objects.count(), Week.objects.count()) == (0, 0)


def test_a_week_too_far_ahead_is_not_stored_for_a_change(runner, usual_week):
    with pytest.raises(TooFarAhead):
        usual_of(runner, MONDAY + 100 * DAY)
    assert Week.objects.count() == 0


def test_a_run_by_hand_may_be_far_ahead(runner, usual_week):
    by_hand(runner, MONDAY + 100 * DAY)
    monday = MONDAY + 98 * DAY
    assert kinds(runner, monday)[2] == ["tempo"] and kinds(runner, monday)[6] == ["long"]
    assert Week.objects.count() == 0


def test_a_run_planned_after_it_was_run_is_done(runner, make_run):
    run = make_run(date=WEDNESDAY)
    planned = by_hand(runner, WEDNESDAY)
    assert (planned.status, planned.run) == ("done", run)


def test_a_run_moved_to_a_day_that_was_run_is_done(runner, make_run):
    run = make_run(date=WEDNESDAY)
    planned = by_hand(runner, FRIDAY)
    planned.date = WEDNESDAY
    assert change_planned_run(run=planned, now=NOW).run == run


def test_a_run_written_down_later_does_the_changed_one(runner, next_week):
    run = usual_of(runner, next_week + DAY)
    run.date = next_week + 2 * DAY
    change_planned_run(run=run, now=NOW)
    done = write_down(run=Run(runner=runner, date=next_week + 2 * DAY, duration_s=3000), now=NOW)
    run.refresh_from_db()
    assert (run.status, run.run) == ("done", done)


def test_a_run_that_is_done_stays_as_it_is(runner, make_run):
    make_run(date=WEDNESDAY)
    planned = by_hand(runner, WEDNESDAY)
    planned.date = FRIDAY
    for act in (change_planned_run, leave_out_run, put_run_back, delete_planned_run):
        with pytest.raises(RunIsDone):
            act(run=planned, now=NOW)
    planned.refresh_from_db()
    assert (planned.date, planned.status) == (WEDNESDAY, "done")


def test_a_day_that_is_over_stays_as_it_is(runner, make_planned_run):
    planned = make_planned_run(date=TUESDAY)
    with pytest.raises(DayIsOver):
        leave_out_run(run=planned, now=NOW)


def test_only_runs_by_hand_are_deleted(runner, next_week):
    with pytest.raises(IsNotByHand):
        delete_planned_run(run=usual_of(runner, next_week + DAY), now=NOW)
    mine = by_hand(runner, next_week)
    delete_planned_run(run=mine, now=NOW)
    assert kinds(runner, next_week)[0] == []


def test_a_run_not_done_is_planned_again_on_another_day(runner, make_planned_run):
    missed = make_planned_run(date=TUESDAY, status="missed", origin="hand")
    missed.date = FRIDAY
    assert change_planned_run(run=missed, now=NOW).status == "planned"


def test_another_runners_weeks_stay_as_they_are(runner, stranger, few_classes, usual_week):
    for who in (runner, stranger):
        plan_week(runner=who, monday=MONDAY, now=NOW)
    before = list(Week.objects.filter(runner=stranger).values())
    by_hand(runner, FRIDAY)
    assert list(Week.objects.filter(runner=stranger).values()) == before
    assert PlannedRun.objects.of(stranger).count() == 0
