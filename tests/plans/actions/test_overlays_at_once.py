"""The same time laid, and taken away, in two tabs at the same moment, on both databases."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from plans.actions.overlays import LaidAlready, NoSuchTime, end_overlay, lay_overlay, remove_overlay
from plans.actions.plan import plan_week
from plans.models import Overlay, PlanChange, PlannedSession, PlanSettings

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)


def at_once(*acts):
    """What each answered, or the name of what it raised."""
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait(timeout=10)
            return act()
        except (LaidAlready, NoSuchTime) as error:
            return type(error).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.fixture
def planned(transactional_db, runner, few_classes, shared_database):
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=3)
    for n in range(2):
        plan_week(runner=runner, monday=MONDAY + 7 * n * DAY, now=NOW)


def places():
    return list(PlannedSession.objects.order_by("pk").values())


def lay(runner, kind="holiday"):
    return lay_overlay(runner=runner, kind=kind, first=MONDAY, last=MONDAY + 8 * DAY, now=NOW)


def test_a_time_laid_in_two_tabs_is_laid_once(runner, planned):
    before = places()
    answers = at_once(*[lambda: lay(runner)] * 3)
    assert sorted(str(answer) for answer in answers)[1:] == ["LaidAlready", "LaidAlready"]
    remove_overlay(runner=runner, pk=Overlay.objects.get().pk, now=NOW)
    assert places() == before


def test_a_time_taken_away_in_two_tabs_goes_once(runner, planned):
    before = places()
    pk = lay(runner).pk
    answers = at_once(*[lambda: remove_overlay(runner=runner, pk=pk, now=NOW)] * 3)
    assert sorted(map(str, answers)) == ["NoSuchTime", "NoSuchTime", "None"]
    assert (places(), Overlay.objects.count()) == (before, 0)
    assert PlanChange.objects.filter(kind="lifted").count() == 2  # one a week


def test_two_times_taken_away_at_once_leave_the_plan_as_it_was(runner, planned):
    before = places()
    pks = [lay(runner).pk, lay(runner, "travel").pk]
    at_once(*[lambda pk=pk: remove_overlay(runner=runner, pk=pk, now=NOW) for pk in pks])
    assert (places(), Overlay.objects.count()) == (before, 0)


def test_ended_in_one_tab_and_taken_away_in_another_it_is_gone_or_ended_first(runner, planned):
    before = places()
    pk = lay(runner).pk
    at_once(
        lambda: end_overlay(runner=runner, pk=pk, now=NOW + DAY),
        lambda: remove_overlay(runner=runner, pk=pk, now=NOW),
    )
    assert (places(), Overlay.objects.count()) == (before, 0)


def test_planning_again_beside_it_ends_without_a_knot(runner, planned):
    answers = at_once(
        lambda: lay(runner).pk,
        lambda: plan_week(runner=runner, monday=MONDAY, now=NOW).pk,
        lambda: plan_week(runner=runner, monday=MONDAY + 14 * DAY, now=NOW).pk,
    )
    assert all(isinstance(answer, int) for answer in answers)
    assert not PlannedSession.objects.filter(date__range=(MONDAY, MONDAY + 6 * DAY)).exists()
