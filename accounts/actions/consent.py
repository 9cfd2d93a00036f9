"""Agreeing, and taking it back."""

import datetime

from django.db import transaction

from accounts.models import Consent, User

HEALTH_VERSION = "2026-11"
# Of terms and privacy notice: raised with every change of what they say (tests/accounts/test_terms.py).
TERMS_VERSION = "2026-11-30"


@transaction.atomic
def agree_to_terms(*, user: User, now: datetime.datetime) -> None:
    """To the version as it stands; an older one is withdrawn with it. Said twice, it is said once."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    standing = Consent.objects.filter(user=user, kind=Consent.Kind.PRIVACY, withdrawn_at=None)
    if not standing.filter(version=TERMS_VERSION).exists():
        standing.update(withdrawn_at=now)
        told = {"version": TERMS_VERSION, "given_at": now}
        Consent.objects.create(user=user, kind=Consent.Kind.PRIVACY, **told)
    user.agreed_to = TERMS_VERSION
    user.save(update_fields=["agreed_to"])


def has_agreed(user: User) -> bool:
    """To the terms as they stand; asked with every page, so no query."""
    return user.agreed_to == TERMS_VERSION


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


def standing_consents(*, user: User) -> dict[str, Consent]:
    """By kind; what was taken back is not among them."""
    return {consent.kind: consent for consent in Consent.objects.filter(user=user, withdrawn_at=None)}
