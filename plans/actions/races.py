"""Races to come: the weeks before them are planned around them."""

import datetime

from django.db import transaction

from plans.actions.plan import plan_again_from_today
from plans.models import Race


@transaction.atomic
def keep_race(*, race: Race, now: datetime.datetime) -> Race:
    """Store a race, new or changed. On its day the usual run gives way to it."""
    race.save()
    plan_again_from_today(runner=race.runner, now=now, refill=True)
    return race


@transaction.atomic
def remove_race(*, race: Race, now: datetime.datetime) -> None:
    """The race goes; the usual run of its day comes back where that is still to come."""
    runner = race.runner
    race.delete()
    plan_again_from_today(runner=runner, now=now, refill=True)
