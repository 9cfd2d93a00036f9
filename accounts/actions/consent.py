"""Agreeing, and taking it back."""

import datetime

from accounts.models import Consent, User

HEALTH_VERSION = "2026-11"


def give_health_consent(*, user: User, now: datetime.datetime) -> Consent:
    """The standing consent to health notes, given now unless it stands already."""
    consent, _ = Consent.objects.get_or_create(
        user=user,
        kind=Consent.Kind.HEALTH,
        withdrawn_at=None,
        defaults={"version": HEALTH_VERSION, "given_at": now},
    )
    return consent


def health_consent_stands(*, user: User) -> bool:
    return Consent.objects.filter(user=user, kind=Consent.Kind.HEALTH, withdrawn_at=None).exists()


def withdraw_health_consent(*, user: User, now: datetime.datetime) -> None:
    """What was kept under it is deleted by the caller, in the same transaction."""
    Consent.objects.filter(user=user, kind=Consent.Kind.HEALTH, withdrawn_at=None).update(withdrawn_at=now)
