"""How hard a session was, 0-10: told at once, or up to a fortnight later."""

import datetime
from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from plans.calendar import DAY
from plans.models import Session

LAST_DAY = 14  # after the session
MOST_ASKED = 3  # sessions that wait for a number, at a time


class TooLate(LookupError):
    """The fortnight in which it can be told is over."""


def can_be_rated(date: datetime.date, today: datetime.date) -> bool:
    """`today` on the runner's own clock."""
    return (today - date) / DAY <= LAST_DAY


@transaction.atomic
def keep_effort(*, session: Session, effort: int | None, now: datetime.datetime) -> None:
    """None takes the answer back. TooLate; DoesNotExist where it was taken out meanwhile."""
    if not can_be_rated(session.date, session.runner.local_date(now)):
        raise TooLate(session.pk)
    session.refresh_from_db(fields=["effort"], from_queryset=Session.objects.select_for_update())
    session.effort = effort
    session.save(update_fields=["effort"])


def still_to_rate(newest_first: Iterable[Session], today: datetime.date) -> list[Session]:
    """The newest from before today that nobody said of how hard they were."""
    lately = (done for done in newest_first if done.date < today and can_be_rated(done.date, today))
    return list(islice((done for done in lately if done.effort is None), MOST_ASKED))
