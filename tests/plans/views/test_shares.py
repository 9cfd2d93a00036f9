"""The week's minutes beside what the runner aims at."""

import datetime

import pytest

from plans.actions.plan import plan_week
from plans.actions.week import week_shown
from plans.models import PlannedSession, PlanSettings, Week
from plans.views.shares import lacking, shares_shown

MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)


@pytest.fixture
def week(runner, few_classes, make_session):
    """Fifteen minutes of stabilisers done; fifteen of balance to come."""
    PlanSettings.objects.create(runner=runner)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    day = MONDAY + datetime.timedelta(days=3)
    PlannedSession.objects.create(
        week=week, date=day, first_date=day, video_class=few_classes["one-leg-calm"], slot="alone"
    )
    make_session(date=MONDAY, minutes=15, benefit="stabilisers")
    return week


def shares(runner):
    return shares_shown(week_shown(runner=runner, monday=MONDAY, today=MONDAY))


def test_done_and_to_come_stand_beside_the_share_aimed_at(runner, week):
    assert [(s.benefit, s.done, s.to_come, s.share, s.target) for s in shares(runner)] == [
        ("flexibility", 0, 0, 0, 15),
        ("stabilisers", 15, 0, 50, 30),
        ("posture", 0, 0, 0, 15),
        ("balance", 0, 15, 50, 25),
        ("injury-prevention", 0, 0, 0, 15),
    ]


def test_the_longest_fills_its_bar(runner, week):
    bars = [(s.done_at, s.to_come_at, s.target_at) for s in shares(runner)]
    assert bars == [(0, 0, 30), (100, 0, 60), (0, 0, 30), (0, 100, 50), (0, 0, 30)]


def test_an_empty_week_shows_what_is_aimed_at(runner):
    found = shares(runner)
    assert [(s.share, s.target) for s in found] == [(0, 15), (0, 30), (0, 15), (0, 25), (0, 15)]
    assert lacking(found) is None


def test_what_is_well_behind_is_named(runner, week):
    assert lacking(shares(runner)).benefit == "flexibility"


def test_own_targets_count(runner, week):
    PlanSettings.objects.update(targets={"stabilisers": 0.5, "balance": 0.5})
    found = shares(runner)
    assert [s.target for s in found] == [0, 50, 0, 50, 0]
    assert lacking(found) is None


def test_the_page_says_it_in_words(runners_client, week, clock):
    plan_week(runner=week.runner, monday=MONDAY, now=NOW)
    page = runners_client.get(f"/plan/{MONDAY}/").content.decode()
    assert "15 min done" in page and "15 min to come" in page and "you aim at 30 %" in page
