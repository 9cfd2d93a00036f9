"""A self-check saved twice at the same moment, on a database that lets two write: PostgreSQL."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection

from accounts.models import Consent
from plans.actions.self_check import record_self_check
from plans.models import HealthNotes, SelfCheck, Session
from tests.plans.actions.test_at_once import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time."),
]
TODAY = datetime.date(2026, 11, 25)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.mark.parametrize("agreed", [True, False])
def test_it_is_kept_once_and_the_later_ones_say_whose_place_they_took(runner, agreed):
    if agreed:
        HealthNotes.objects.create(runner=runner)
    left = iter([20, 21, 22, 23])

    def save():
        told = {"left": Decimal(next(left)), "right": Decimal(20), "agrees": not agreed}
        return record_self_check(runner=runner, kind="heel-raises", date=TODAY, now=NOW, **told)

    saved = at_once(save)
    (check,) = SelfCheck.objects.all()
    (session,) = Session.objects.all()
    assert check.session == session
    chain = {one.took_the_place_of and one.took_the_place_of[0]: one.left for one in saved}
    assert chain.pop(None) in (20, 21, 22, 23)
    assert sorted([*chain, check.left]) == [20, 21, 22, 23]  # each took the place of another, the last stands
    assert (HealthNotes.objects.count(), Consent.objects.count()) == (1, 0 if agreed else 1)
