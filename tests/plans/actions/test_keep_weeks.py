"""Weeks begin at each runner's own midnight, and what was not danced is missed."""

import datetime

import pytest

from accounts.models import User
from plans.actions.keep_weeks import keep_weeks
from plans.actions.plan import plan_week
from plans.models import PlannedSession, PlanOffer, PlanSettings, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
SUNDAY_EVENING = datetime.datetime(2026, 11, 22, 20, tzinfo=datetime.UTC)
MONDAY_MORNING = SUNDAY_EVENING + datetime.timedelta(hours=10)


@pytest.fixture
def here(runner):
    """Answered the first questions and signed in lately."""
    User.objects.filter(pk=runner.pk).update(welcomed_at=SUNDAY_EVENING, last_login=SUNDAY_EVENING)
    return runner


def mondays(runner):
    return list(Week.objects.filter(runner=runner).order_by("starts_on").values_list("starts_on", flat=True))


def test_a_week_is_planned_when_it_begins(here, few_classes):
    assert keep_weeks(now=SUNDAY_EVENING) == (1, 0)
    assert keep_weeks(now=SUNDAY_EVENING) == (0, 0)
    assert keep_weeks(now=MONDAY_MORNING) == (1, 0)
    assert mondays(here) == [MONDAY - 7 * DAY, MONDAY]
    assert PlannedSession.objects.of(here).filter(week__starts_on=MONDAY).count() == 2


def test_so_many_at_a_time_and_the_others_the_next_time(here, stranger, few_classes, monkeypatch):
    """Of zones and runners that wait their turn none is read."""
    monkeypatch.setattr("plans.actions.keep_weeks.MOST", 1)
    signs = {"welcomed_at": SUNDAY_EVENING, "last_login": SUNDAY_EVENING}
    User.objects.filter(pk=stranger.pk).update(**signs, time_zone="Pacific/Auckland")
    assert [keep_weeks(now=MONDAY_MORNING)[0] for _ in range(3)] == [1, 1, 0]
    assert (mondays(here), mondays(stranger)) == ([MONDAY], [MONDAY])


def test_it_begins_at_the_runners_own_midnight(here, few_classes):
    User.objects.filter(pk=here.pk).update(time_zone="Pacific/Auckland")
    keep_weeks(now=SUNDAY_EVENING)  # Monday morning there
    assert mondays(here) == [MONDAY]


@pytest.mark.parametrize(
    "fields",
    [{"welcomed_at": None}, {"is_active": False}, {"last_login": SUNDAY_EVENING - 90 * DAY}],
    ids=["not welcomed", "not active", "long away"],
)
def test_of_who_is_not_here_nothing_is_planned(here, few_classes, fields):
    User.objects.filter(pk=here.pk).update(**fields)
    assert keep_weeks(now=MONDAY_MORNING) == (0, 0)


def test_who_danced_lately_is_here(here, few_classes, make_session):
    User.objects.filter(pk=here.pk).update(last_login=SUNDAY_EVENING - 90 * DAY)
    make_session(date=MONDAY - DAY)
    assert keep_weeks(now=MONDAY_MORNING) == (1, 0)


def test_a_missed_class_is_offered_another_day_the_morning_after(here, few_classes):
    PlanSettings.objects.create(runner=here, experience="some", level=2)
    plan_week(runner=here, monday=MONDAY, now=MONDAY_MORNING)
    first = PlannedSession.objects.of(here).order_by("date").first()
    after = MONDAY_MORNING + (first.date - MONDAY) + DAY
    assert keep_weeks(now=after - DAY) == (0, 0)
    assert keep_weeks(now=after) == (0, 1)
    assert keep_weeks(now=after) == (0, 0)
    first.refresh_from_db()
    assert (first.state, PlanOffer.objects.get().because) == ("missed", "missed")


def test_what_last_week_left_is_missed_without_a_word(here, few_classes):
    plan_week(runner=here, monday=MONDAY - 7 * DAY, now=MONDAY_MORNING - 7 * DAY)
    assert keep_weeks(now=MONDAY_MORNING) == (1, 0)
    states = PlannedSession.objects.of(here).filter(week__starts_on=MONDAY - 7 * DAY)
    assert set(states.values_list("state", flat=True)) == {"missed"}
    assert PlanOffer.objects.count() == 0


def test_an_offer_that_grew_old_is_looked_at_again(here, few_classes):
    week = plan_week(runner=here, monday=MONDAY, now=MONDAY_MORNING)
    PlanOffer.objects.create(week=week, made_at=MONDAY_MORNING, because="run", wanted=[])
    assert keep_weeks(now=MONDAY_MORNING + datetime.timedelta(hours=1)) == (0, 0)
    assert keep_weeks(now=MONDAY_MORNING + datetime.timedelta(hours=13)) == (0, 1)
    assert PlanOffer.objects.count() == 0  # nothing is to be changed


def test_a_stranger_elsewhere_is_not_touched(here, stranger, few_classes):
    keep_weeks(now=MONDAY_MORNING)
    assert mondays(stranger) == []


def test_the_command_says_what_it_did(here, few_classes, capsys, monkeypatch):
    from django.core.management import call_command
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: MONDAY_MORNING)
    call_command("keep_weeks")
    assert capsys.readouterr().out == "1 weeks were planned, 0 looked at again.\n"
