"""A week as it is shown: seven days, runs and classes side by side, and never written by looking at it."""

import datetime
from decimal import Decimal

import pytest

from library.actions.indexing import index_classes
from plans.actions.plan import plan_week
from plans.actions.self_check import record_self_check
from plans.actions.session import record_session
from plans.actions.week import week_shown
from plans.models import PlannedRun, PlannedSession, TypicalRun, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
WEDNESDAY = MONDAY + 2 * DAY
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def shown(runner, monday=MONDAY):
    return week_shown(runner=runner, monday=monday, today=WEDNESDAY)


def test_a_week_has_its_seven_days_and_today_is_marked(runner):
    week = shown(runner)
    assert [day.date for day in week.days] == [MONDAY + n * DAY for n in range(7)]
    assert [day.is_today for day in week.days] == [False, False, True, False, False, False, False]
    assert week.sunday == MONDAY + 6 * DAY
    assert all(not (day.runs or day.planned_runs or day.places or day.sessions) for day in week.days)


def test_looking_at_a_week_that_is_not_stored_plans_it_without_writing(runner, few_classes):
    TypicalRun.objects.create(runner=runner, weekday=5, kind="long", duration_s=5400)
    week = shown(runner)
    assert (week.stored, len(week.places), week.days[5].planned_runs[0].kind) == (False, 2, "long")
    assert (Week.objects.count(), PlannedSession.objects.count(), PlannedRun.objects.count()) == (0, 0, 0)


def test_a_week_that_is_over_and_was_never_planned_stays_empty(runner, few_classes, make_planned_run):
    """A bug: today's usual week was laid over every week gone by."""
    TypicalRun.objects.create(runner=runner, weekday=5, kind="long", duration_s=5400)
    kept = make_planned_run(date=MONDAY - 6 * DAY)
    week = shown(runner, MONDAY - 7 * DAY)
    assert [run for day in week.days for run in day.planned_runs] == [kept]
    assert (week.places, week.unplaced, week.stored) == ([], [], False)


def test_runs_and_classes_stand_on_their_days(runner, few_classes, make_run, make_planned_run, make_session):
    run = make_run(date=MONDAY)
    planned = make_planned_run(date=MONDAY + 5 * DAY)
    make_planned_run(date=MONDAY, status="done")
    left_out = make_planned_run(date=MONDAY, status="cancelled")
    done = make_session(date=MONDAY)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    week = shown(runner)
    assert (week.days[0].runs, week.days[0].sessions, week.days[0].planned_runs) == (
        [run],
        [done],
        [left_out],
    )
    assert week.days[5].planned_runs == [planned]
    assert [place for day in week.days for place in day.places] == week.places


def test_other_weeks_and_other_runners_stay_out(runner, stranger, make_run, make_session, make_planned_run):
    for outside in (MONDAY - DAY, MONDAY + 7 * DAY):
        make_run(date=outside)
        make_session(date=outside)
        make_planned_run(date=outside)
    make_run(of=stranger, date=MONDAY)
    make_session(of=stranger, date=MONDAY)
    make_planned_run(of=stranger, date=MONDAY)
    assert all(not (day.runs or day.planned_runs or day.places or day.sessions) for day in shown(runner).days)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert all(not (day.runs or day.planned_runs or day.places or day.sessions) for day in shown(runner).days)


def test_a_session_that_fills_a_place_is_shown_once(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    place = PlannedSession.objects.first()
    record_session(
        runner=runner, date=WEDNESDAY, now=NOW, minutes=15, how="film", video_class=place.video_class
    )
    week = shown(runner)
    assert [day.sessions for day in week.days] == [[]] * 7
    assert (week.done, len(week.to_come)) == (1, 1)


def test_what_is_done_counts_with_a_place_and_without(runner, few_classes, make_session):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    PlannedSession.objects.filter(pk=PlannedSession.objects.first().pk).update(state="done")
    make_session(date=MONDAY, benefit="")
    week = shown(runner)
    assert (week.done, week.more, week.asked) == (1, 1, 2)
    PlannedSession.objects.exclude(state="done").delete()  # nothing waits that it could stand for
    week = shown(runner)
    assert (week.done, week.more, week.asked) == (2, 0, 2)


def test_a_class_beside_the_plan_is_none_of_those_that_wait(runner, few_classes, make_session):
    """A bug: two of two were done, and one of the two stood open."""
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    for _ in range(3):
        make_session(date=MONDAY, benefit="")
    week = shown(runner)
    assert (week.done, week.more, len(week.to_come), week.asked) == (0, 3, 2, 2)


def test_a_primer_is_no_class_of_those_asked_for(runner, few_classes, make_session):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    PlannedSession.objects.all().delete()
    primer = few_classes["tall-and-easy"]
    primer.kind = "primer"
    primer.save()
    index_classes([primer.pk])
    week = Week.objects.get()
    for date, state in [(WEDNESDAY, "done"), (WEDNESDAY + DAY, "proposed")]:
        week.planned_sessions.create(
            date=date, first_date=date, video_class=primer, slot="before_run", state=state
        )
    make_session(date=MONDAY, video_class=primer)
    make_session(date=MONDAY, video_class=few_classes["long-lines"])
    week = shown(runner)
    assert (week.done, week.more, len(week.to_come), len(week.classes_to_come)) == (1, 0, 1, 0)


@pytest.mark.parametrize("stored", [True, False])
def test_minutes_are_counted_by_main_benefit(runner, stored, make_session):
    if stored:
        plan_week(runner=runner, monday=MONDAY, now=NOW)
    make_session(date=MONDAY, benefit="balance", minutes=20)
    make_session(date=WEDNESDAY, benefit="balance", minutes=5)
    make_session(date=WEDNESDAY, benefit="posture", minutes=7)
    make_session(date=WEDNESDAY, benefit="", minutes=90)
    make_session(date=MONDAY - DAY, benefit="balance", minutes=100)
    assert shown(runner).minutes_by_benefit == {
        "flexibility": 0,
        "stabilisers": 0,
        "posture": 7,
        "balance": 25,
        "injury-prevention": 0,
    }


def test_left_out_and_done_classes_are_not_to_come(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    first, second = PlannedSession.objects.all()
    PlannedSession.objects.filter(pk=first.pk).update(state="skipped")
    assert shown(runner).to_come == [second]
    PlannedSession.objects.filter(pk=second.pk).update(state="locked")
    assert shown(runner).to_come == [second]


@pytest.mark.parametrize("stored", [True, False])
def test_a_week_asks_as_much_for_a_little_as_for_a_lot(
    runner, few_classes, make_run, make_session, make_planned_run, stored, django_assert_num_queries
):
    for n in range(7):
        for _ in range(3):
            make_run(date=MONDAY + n * DAY)
            make_session(date=MONDAY - (n + 1) * DAY, video_class=few_classes["long-lines"])
            make_planned_run(date=MONDAY + n * DAY)
    if stored:
        plan_week(runner=runner, monday=MONDAY, now=NOW)
    runner.refresh_from_db()
    runner.typical_runs.create(weekday=1, kind="easy")
    shown(runner)  # the library is read once for each of its editions
    with django_assert_num_queries(7 if stored else 10):
        shown(runner)


@pytest.mark.parametrize("is_stored", [True, False])
def test_a_self_check_is_no_class_beside_the_plan(agreed, few_classes, is_stored):
    record_self_check(
        runner=agreed, kind="heel-raises", date=WEDNESDAY, left=Decimal(20), right=Decimal(20), now=NOW
    )
    if not is_stored:
        Week.objects.all().delete()
    week = shown(agreed)
    assert (week.more, [done.title for done in week.days[2].sessions], week.days[2].danced) == (
        0,
        ["Heel raises, a self-check"],
        [],
    )
