"""Health notes and the consent they are kept under: whoever tells something of a body holds them."""

import datetime

from django.db import transaction

from accounts.actions.consent import give_health_consent
from accounts.models import User
from plans.models import HealthNotes


class NotAgreed(Exception):
    """The runner did not agree to health notes, or took it back."""


@transaction.atomic
def agree_to_notes(*, runner: User, now: datetime.datetime) -> None:
    """Health notes may be kept from now on."""
    give_health_consent(user=runner, now=now)
    HealthNotes.objects.get_or_create(runner=runner)


def hold_notes(runner: User) -> HealthNotes:
    """Who else tells something of this body, or takes the consent back, waits until the end. NotAgreed."""
    notes = HealthNotes.objects.select_for_update().filter(runner=runner).first()
    if notes is None:
        raise NotAgreed(runner.pk)
    return notes
