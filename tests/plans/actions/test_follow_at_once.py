"""An offer answered, a change undone and a week begun at the same moment, on PostgreSQL."""

import datetime

import pytest
from django.db import connection

from accounts.models import User
from library.actions.indexing import index_classes
from plans.actions.changes import NothingToUndo, undo_change
from plans.actions.follow import follow_up
from plans.actions.keep_weeks import keep_weeks
from plans.actions.offers import NoOffer, accept_offer
from plans.actions.plan import plan_week
from plans.models import PainReport, PlanChange, PlannedSession, PlanOffer, PlanSettings, Week
from tests.plans.actions.test_at_once import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time."),
]
MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)


@pytest.fixture
def offered(transactional_db, runner, few_classes):
    few_classes["steady-ankles"].sites = {"calf": 2}
    few_classes["steady-ankles"].save()
    index_classes([few_classes["steady-ankles"].pk])
    PlanSettings.objects.create(runner=runner, experience="some", level=1)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    PainReport.objects.create(runner=runner, site="calf", level=4, date=MONDAY, reported_at=NOW)
    follow_up(runner=runner, now=NOW, because="pain")
    return PlanOffer.objects.get()


def answered(act, error):
    """Whether it was done; False where somebody was quicker."""

    def one():
        try:
            act()
        except error:
            return False
        return True

    return sorted(at_once(one))


def test_an_offer_is_accepted_once(runner, offered):
    accepted = answered(lambda: accept_offer(runner=runner, monday=MONDAY, now=NOW), NoOffer)
    assert accepted == [False, False, False, True]
    assert PlannedSession.objects.count() == 2
    assert PlanChange.objects.filter(kind="accepted").count() == 1


def test_a_change_is_undone_once(runner, offered):
    change = PlanChange.objects.get()
    undone = answered(lambda: undo_change(runner=runner, pk=change.pk, now=NOW), NothingToUndo)
    assert undone == [False, False, False, True]
    assert PlannedSession.objects.count() == 2


def test_what_hurts_told_twice_at_once_sends_a_class_away_once(runner, offered):
    at_once(lambda: follow_up(runner=runner, now=NOW, because="pain"))
    assert (PlanChange.objects.count(), PlanOffer.objects.count()) == (1, 1)


def test_two_workers_begin_a_week_once(transactional_db, runner, few_classes):
    User.objects.filter(pk=runner.pk).update(welcomed_at=NOW, last_login=NOW)
    at_once(lambda: keep_weeks(now=NOW))
    assert (Week.objects.count(), PlannedSession.objects.count()) == (1, 2)
