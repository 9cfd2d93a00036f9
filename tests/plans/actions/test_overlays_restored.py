"""Laying times aside and taking them away again, in any order, is the identity on the stored plan."""

import datetime
from contextlib import contextmanager, suppress

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.actions.by_hand import StaysAsItIs
from plans.actions.follow import follow_up
from plans.actions.overlays import LaidAlready, change_overlay, lay_overlay, remove_overlay
from plans.actions.place import move_place, skip_place
from plans.actions.plan import plan_week
from plans.actions.session import record_session
from plans.calendar import monday_of
from plans.models import Overlay, PlannedSession, PlanSettings, TypicalRun, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
SHOWN = ("pk", "date", "video_class__slug", "slot", "state", "reasons", "why")
SITES = ["calf", "ankle", "hip"]
# What is tried is the planning; on the second database a few show that it stores and gives back the same.
EXAMPLES = 12 if connection.vendor == "sqlite" else 4
thorough = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

weeks = st.sets(st.integers(0, 4), min_size=1)
moments = st.integers(0, 6)
plans = st.fixed_dictionaries(
    {
        "experience": st.sampled_from(["new", "some", "regular"]),
        "level": st.integers(1, 3),
        "sessions": st.integers(1, 5),
        "impact": st.booleans(),
        "primers": st.booleans(),
        "kit": st.sampled_from([[], ["chair"]]),
    }
)
runs = st.dictionaries(moments, st.sampled_from(["easy", "long", "intervals", "tempo"]), max_size=4)
times = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Overlay.Kind.values),
        "first": st.integers(-10, 30).map(lambda n: MONDAY + n * DAY),
        "days": st.integers(1, 20),
        "sites": st.lists(st.sampled_from(SITES), unique=True),
    }
)


def places(runner):
    return list(PlannedSession.objects.of(runner).order_by("pk").values_list(*SHOWN))


def told(time):
    last = time["first"] + (time["days"] - 1) * DAY
    return {"kind": time["kind"], "first": time["first"], "last": last, "sites": time["sites"]}


def lay(runner, time, now):
    """None where days of the kind are laid aside already."""
    try:
        return lay_overlay(runner=runner, now=now, agreed=True, **told(time)).pk
    except LaidAlready:
        return None


@contextmanager
def taken_back():
    """What is done within is as if it had not been done."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def plan_weeks(runner, plan, usual, starts, today):
    now = datetime.datetime.combine(MONDAY + today * DAY, datetime.time(9), datetime.UTC)
    PlanSettings.objects.update_or_create(runner=runner, defaults=plan)
    for weekday, kind in usual.items():
        TypicalRun.objects.create(runner=runner, weekday=weekday, kind=kind, duration_s=3600)
    for n in sorted(starts):
        plan_week(runner=runner, monday=MONDAY + 7 * n * DAY, now=now)
    follow_up(runner=runner, now=now, because="run")
    return now


@pytest.fixture
def library(few_classes, make_class):
    make_class("at-the-chair", benefits=("posture",), kit=["chair"], sites={"calf": 1})
    make_class("wide-and-slow", benefits=("flexibility",), leg_load=0, small_space=False)
    make_class("wake-the-feet", kind="primer", leg_load=0, duration_s=360.0)


@thorough
@given(
    plan=plans, usual=runs, starts=weeks, today=moments, laid=st.lists(times, max_size=3), order=st.randoms()
)
def test_laying_times_and_taking_them_away_changes_nothing(
    runner, library, plan, usual, starts, today, laid, order
):
    with taken_back():
        now = plan_weeks(runner, plan, usual, starts, today)
        before = places(runner)
        pks = [pk for pk in (lay(runner, time, now) for time in laid) if pk]
        order.shuffle(pks)
        for pk in pks:
            remove_overlay(runner=runner, pk=pk, now=now)
        assert places(runner) == before


@thorough
@given(plan=plans, usual=runs, starts=weeks, today=moments, gone=times, stays=times, first=st.booleans())
def test_with_one_taken_away_the_plan_is_that_of_the_other(
    runner, library, plan, usual, starts, today, gone, stays, first
):
    with taken_back():
        now = plan_weeks(runner, plan, usual, starts, today)
        with taken_back():
            lay(runner, stays, now)
            alone = places(runner)
        pks = [lay(runner, time, now) for time in ([gone, stays] if first else [stays, gone])]
        if None in pks:
            return
        remove_overlay(runner=runner, pk=pks[0 if first else 1], now=now)
        assert places(runner) == alone


@thorough
@given(plan=plans, usual=runs, starts=weeks, today=moments, time=times, other=times)
def test_changed_days_are_as_if_laid_so_at_once_and_go_without_a_trace(
    runner, library, plan, usual, starts, today, time, other
):
    with taken_back():
        now = plan_weeks(runner, plan, usual, starts, today)
        before = places(runner)
        with taken_back():
            lay(runner, other, now)
            at_once = places(runner)
        pk = lay(runner, time, now)
        change_overlay(runner=runner, pk=pk, now=now, agreed=True, **told(other))
        assert places(runner) == at_once
        remove_overlay(runner=runner, pk=pk, now=now)
        assert places(runner) == before


hands = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["move", "skip", "do"]), moments), max_size=5)


def by_hand(runner, acts, now):
    """Each act on one of the places that stand; the keys of those it changed."""
    today, before = runner.local_date(now), stood(runner)
    for which, act, weekday in acts:
        here = list(PlannedSession.objects.of(runner).select_related("video_class"))
        if not here:
            break
        place = here[which % len(here)]
        asked = {"runner": runner, "date": place.date, "slug": place.video_class.slug, "now": now}
        with suppress(StaysAsItIs):
            if act == "move":
                move_place(**asked, to=max(monday_of(place.date) + weekday * DAY, today))
            elif act == "skip":
                skip_place(**asked)
            else:
                told = {"video_class": place.video_class, "minutes": 15, "how": "button"}
                record_session(runner=runner, date=today, now=now, **told)
    return {row[0] for row in stood(runner) - before}


def stood(runner):
    shape = ("pk", "date", "video_class", "state")
    return set(PlannedSession.objects.of(runner).values_list(*shape))


@thorough
@given(plan=plans, usual=runs, starts=weeks, today=moments, laid=st.lists(times, max_size=2), acts=hands)
def test_what_a_hand_did_meanwhile_stays_and_all_else_is_as_it_was(
    runner, library, plan, usual, starts, today, laid, acts
):
    """In the weeks that were planned then; one first planned meanwhile is planned as if without the time."""
    with taken_back():
        now = plan_weeks(runner, plan, usual, starts, today)
        before = stood(runner)
        planned_then = set(Week.objects.values_list("starts_on", flat=True))
        pks = [pk for pk in (lay(runner, time, now) for time in laid) if pk]
        touched = by_hand(runner, acts, now)
        done = {row for row in stood(runner) if row[0] in touched}
        for pk in pks:
            remove_overlay(runner=runner, pk=pk, now=now)
        done, after = (
            {row for row in rows if monday_of(row[1]) in planned_then} for rows in (done, stood(runner))
        )
        assert done <= after
        assert {row for row in after if row[0] not in touched} <= before
