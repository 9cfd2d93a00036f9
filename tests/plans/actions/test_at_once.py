"""Two acts at the same moment, on a database that lets them: PostgreSQL."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, connections

from plans.actions.check_in import answer_week
from plans.actions.merge import merge_of, runs_to_merge
from plans.actions.plan import plan_week
from plans.actions.removed import merge_runs, put_back_runs
from plans.actions.session import record_session
from plans.actions.tuning import change_section
from plans.actions.weekly_mail import choose_weekly_mail
from plans.actions.weekly_mail_due import claim
from plans.actions.weekly_mail_send import send_slice
from plans.models import (
    CheckIn,
    PlannedRun,
    PlannedSession,
    PlanSettings,
    Run,
    Session,
    TypicalRun,
    Week,
    WeeklyMail,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time."),
]
MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def at_once(act, times=4):
    start = Barrier(times)

    def one(_n):
        try:
            start.wait(timeout=10)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_week_planned_at_once_is_planned_once(transactional_db, runner, few_classes):
    TypicalRun.objects.create(runner=runner, weekday=5, kind="long", duration_s=5400)
    for _ in range(4):  # the first makes the week, the others find it empty and plan it again
        weeks = at_once(lambda: plan_week(runner=runner, monday=MONDAY, now=NOW))
        assert len({week.pk for week in weeks}) == 1
        counts = (Week.objects.count(), PlannedSession.objects.count(), PlannedRun.objects.count())
        assert counts == (1, 2, 1)
        PlannedSession.objects.all().delete()


def test_classes_done_at_once_fill_a_place_each(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    ankles = few_classes["steady-ankles"]
    PlannedSession.objects.all().delete()
    week = Week.objects.get()
    for n in (3, 5):
        date = MONDAY + datetime.timedelta(days=n)
        PlannedSession.objects.create(week=week, date=date, first_date=date, video_class=ankles, slot="alone")
    sessions = at_once(
        lambda: record_session(
            runner=runner, date=NOW.date(), now=NOW, minutes=15, how="button", video_class=ankles
        )
    )
    filled = [session.planned_session_id for session in sessions if session.planned_session_id]
    assert (len(filled), len(set(filled)), Session.objects.count()) == (2, 2, 4)
    assert PlannedSession.objects.filter(state="done").count() == 2


def test_a_merge_pressed_at_once_is_done_once_and_undone_whole(transactional_db, runner, make_run):
    pks = [make_run(title="A", effort=3).pk, make_run(note="Windy.", duration_s=4000).pk]
    before = list(Run.with_removed.order_by("pk").values())
    looked_at = merge_of(*runs_to_merge(runner, pks))
    merged = at_once(lambda: merge_runs(merge=looked_at, now=NOW), times=2)
    assert sorted(run is None for run in merged) == [False, True]
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    assert list(Run.with_removed.order_by("pk").values()) == before


def test_answers_given_at_once_stand_once(transactional_db, runner, few_classes):
    now = datetime.datetime(2026, 11, 29, 18, tzinfo=datetime.UTC)  # Sunday
    monday = datetime.date(2026, 11, 30)
    plan_week(runner=runner, monday=monday, now=now)
    at_once(lambda: answer_week(runner=runner, monday=monday, answer="lighter", now=now))
    told = list(CheckIn.objects.values_list("starts_on", "answer"))
    assert (told, PlannedSession.objects.count()) == ([(monday, "lighter")], 2)


def test_settings_saved_at_once_by_somebody_who_had_none_are_kept(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    told = {"sessions": 1, "days": {"sat": 20}, "rest_days": []}
    at_once(lambda: change_section(runner=runner, section="classes", answers=told, now=NOW))
    places = list(PlannedSession.objects.values_list("date", flat=True))
    assert places == [datetime.date(2026, 11, 28)]
    assert (PlanSettings.objects.get().sessions, PlanSettings.objects.get().days) == (1, {"sat": 20})


def test_a_weekly_mail_due_to_many_workers_at_once_goes_out_once(transactional_db, runner, few_classes):
    sunday = datetime.datetime(2026, 11, 29, 17, tzinfo=datetime.UTC)
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=NOW)
    at_once(lambda: send_slice(now=sunday, seconds=60))
    assert (len(mail.outbox), WeeklyMail.objects.get().sent_at) == (1, sunday)


def test_a_retry_is_claimed_once(transactional_db, runner):
    sunday = datetime.datetime(2026, 11, 29, 17, tzinfo=datetime.UTC)
    monday = sunday.date() + datetime.timedelta(days=1)
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=NOW)
    first = claim(runner=runner, monday=monday, now=sunday)
    WeeklyMail.objects.update(again_at=sunday)
    claims = at_once(lambda: claim(runner=runner, monday=monday, now=sunday))
    assert [one for one in claims if one] == [first]
