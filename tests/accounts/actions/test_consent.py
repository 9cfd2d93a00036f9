"""Consent: given once, withdrawn rather than deleted, given again."""

import datetime

from accounts.actions.consent import give_health_consent, withdraw_health_consent
from accounts.models import Consent

MORNING = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
EVENING = datetime.datetime(2026, 11, 25, 21, tzinfo=datetime.UTC)


def kept(user):
    return list(Consent.objects.filter(user=user).order_by("pk").values_list("given_at", "withdrawn_at"))


def test_it_stands_once_however_often_it_is_given(runner):
    first = give_health_consent(user=runner, now=MORNING)
    assert give_health_consent(user=runner, now=EVENING) == first
    assert kept(runner) == [(MORNING, None)]
    assert (first.kind, first.version) == ("health", "2026-11")


def test_withdrawn_it_is_remembered_and_may_be_given_anew(runner):
    give_health_consent(user=runner, now=MORNING)
    withdraw_health_consent(user=runner, now=EVENING)
    withdraw_health_consent(user=runner, now=EVENING + datetime.timedelta(hours=1))
    give_health_consent(user=runner, now=EVENING)
    assert kept(runner) == [(MORNING, EVENING), (EVENING, None)]


def test_another_persons_consent_stays(runner, stranger):
    give_health_consent(user=stranger, now=MORNING)
    withdraw_health_consent(user=runner, now=EVENING)
    assert kept(stranger) == [(MORNING, None)]
