"""Races to come: the weeks before them are planned around them."""

import datetime

from django.db import transaction

from plans.actions.follow import follow_up
from plans.models import Race


@transaction.atomic
def keep_race(*, race: Race, now: datetime.datetime) -> Race:
    """Store a race, new or changed. On its day the usual run gives way to it."""
    race.save()
    follow_up(runner=race.runner, now=now, because="race", refill=True)
    return race


@transaction.atomic
def remove_race(*, race: Race, now: datetime.datetime) -> None:
    """The race goes; the usual run of its day comes back where that is still to come."""
    runner = race.runner
    race.delete()
    follow_up(runner=runner, now=now, because="race", refill=True)
