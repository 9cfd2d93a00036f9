"""How sore a class with jumps left the legs the next day: R2 asks for it. A health note, as pain is."""

import datetime

from django.db import transaction

from accounts.models import User
from library.models import LegLoad
from plans.actions.follow import follow_up
from plans.actions.health_notes import hold_notes
from plans.actions.plan import hold_week
from plans.calendar import DAY, monday_of
from plans.models import HealthNotes, Session

LAST_DAY = 14  # after the class


class TooEarlyOrLate(LookupError):
    """It is asked from the day after a class with jumps to a fortnight after it."""


def asks_for_soreness(session: Session, today: datetime.date) -> bool:
    return session.leg_load == LegLoad.IMPACT and 1 <= (today - session.date) / DAY <= LAST_DAY


def soreness_asked(*, session: Session, runner: User, today: datetime.date) -> str:
    """Of a class with jumps: `now`, `tomorrow`, `agree` first, or nothing. A query for such a class alone."""
    if session.leg_load != LegLoad.IMPACT or not 0 <= (today - session.date) / DAY <= LAST_DAY:
        return ""
    if not HealthNotes.objects.filter(runner=runner).exists():
        return "agree"
    return "now" if asks_for_soreness(session, today) else "tomorrow"


@transaction.atomic
def keep_soreness(*, session: Session, soreness: int | None, now: datetime.datetime) -> None:
    """None takes the answer back. NotAgreed, TooEarlyOrLate; DoesNotExist where it was taken out."""
    runner = session.runner
    if not asks_for_soreness(session, runner.local_date(now)):
        raise TooEarlyOrLate(session.pk)
    hold_notes(runner)
    hold_week(runner, monday_of(session.date))  # before the session, as whoever takes it back
    session.refresh_from_db(fields=["soreness"], from_queryset=Session.objects.select_for_update())
    session.soreness = soreness
    session.save(update_fields=["soreness"])
    follow_up(runner=runner, now=now, because="pain")
