"""Races: the planner is told, the weeks before them follow, the usual run of the day gives way."""

import datetime

import pytest

from plans.actions.offers import accept_offer
from plans.actions.plan import plan_week
from plans.actions.races import keep_race, remove_race
from plans.actions.week import week_shown
from plans.actions.week_facts import facts
from plans.actions.week_rows import rows_of_week
from plans.models import PlannedRun, PlannedSession, PlanSettings, Race, TypicalRun
from plans.planner import check, read_week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
SUNDAY = MONDAY + 6 * DAY
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)


def race(runner, date=SUNDAY, **fields):
    values = {"name": "Spring ten", "distance_m": 10_000.0, "priority": "A"}
    return keep_race(race=Race(runner=runner, date=date, **{**values, **fields}), now=NOW)


def told(runner):
    return facts(rows_of_week(runner, MONDAY, MONDAY)).get("races", [])


def test_the_planner_is_told_of_races_near(runner, stranger):
    race(runner)
    race(runner, date=SUNDAY + 14 * DAY, priority="B", distance_m=42_195.4)
    race(runner, date=SUNDAY + 15 * DAY)
    race(stranger)
    assert told(runner) == [
        {"date": "2026-11-29", "priority": "A", "distance_m": 10_000},
        {"date": "2026-12-13", "priority": "B", "distance_m": 42_195},
    ]


def test_a_race_of_unknown_distance_counts_as_ten_kilometres(runner):
    race(runner, distance_m=None)
    assert told(runner)[0]["distance_m"] == 10_000


def test_without_races_the_planner_is_told_nothing_of_them(runner):
    assert "races" not in facts(rows_of_week(runner, MONDAY, MONDAY))


@pytest.fixture
def hard_week(runner, few_classes):
    """Three classes a week for somebody who may work hard."""
    PlanSettings.objects.create(runner=runner, experience="regular", level=3, sessions=3, impact=True)
    return plan_week(runner=runner, monday=MONDAY, now=NOW)


def leg_loads(runner):
    return {
        p.date: p.video_class.leg_load
        for p in PlannedSession.objects.of(runner).select_related("video_class")
    }


def test_the_stored_week_before_an_a_race_becomes_lighter_and_back(runner, hard_week):
    before = leg_loads(runner)
    assert SUNDAY in before
    kept = race(runner)
    after = leg_loads(runner)
    assert SUNDAY not in after
    assert all(load <= 1 for date, load in after.items() if SUNDAY - date <= 4 * DAY)
    assert check(read_week(facts(rows_of_week(runner, MONDAY, MONDAY)))) == []
    kept.date = SUNDAY + 60 * DAY
    keep_race(race=kept, now=NOW)
    remove_race(race=kept, now=NOW)
    assert leg_loads(runner) == after  # nothing comes back unasked
    accept_offer(runner=runner, monday=MONDAY, now=NOW)
    assert len(leg_loads(runner)) == len(before)


@pytest.mark.parametrize("stored", [True, False])
def test_on_its_day_the_usual_run_gives_way_and_comes_back(runner, few_classes, stored):
    TypicalRun.objects.create(runner=runner, weekday=6, kind="long", duration_s=5400)
    if stored:
        plan_week(runner=runner, monday=MONDAY, now=NOW)

    def sunday():
        day = week_shown(runner=runner, monday=MONDAY, today=MONDAY).days[6]
        return [run.kind for run in day.planned_runs], [race.name for race in day.races]

    assert sunday() == (["long"], [])
    kept = race(runner)
    assert sunday() == ([], ["Spring ten"])
    remove_race(race=kept, now=NOW)
    assert sunday() == (["long"], [])


def test_a_run_planned_by_hand_for_the_day_stays(runner, few_classes, make_planned_run):
    make_planned_run(date=SUNDAY, origin="hand", kind="race")
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    race(runner)
    assert PlannedRun.objects.get().kind == "race"
