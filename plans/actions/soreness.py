"""How sore a class with jumps left the legs the next day: R2 asks for it. A health note, as pain is."""

import datetime

from django.db import transaction

from library.models import LegLoad
from plans.actions.follow import follow_up
from plans.actions.pain import NotAgreed
from plans.calendar import DAY
from plans.models import HealthNotes, Session

LAST_DAY = 14  # after the class


class TooEarlyOrLate(LookupError):
    """It is asked from the day after a class with jumps to a fortnight after it."""


def asks_for_soreness(session: Session, today: datetime.date) -> bool:
    return session.leg_load == LegLoad.IMPACT and 1 <= (today - session.date) / DAY <= LAST_DAY


@transaction.atomic
def keep_soreness(*, session: Session, soreness: int | None, now: datetime.datetime) -> None:
    """None takes the answer back. NotAgreed, TooEarlyOrLate."""
    runner = session.runner
    if not asks_for_soreness(session, runner.local_date(now)):
        raise TooEarlyOrLate(session.pk)
    if not HealthNotes.objects.select_for_update().filter(runner=runner).exists():
        raise NotAgreed(runner.pk)
    session.soreness = soreness
    session.save(update_fields=["soreness"])
    follow_up(runner=runner, now=now, because="pain")
