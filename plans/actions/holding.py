"""What is held until the end of a transaction, and in which order: the runner, the weeks, the planned runs.

Two that take them in another order wait for each other for ever, and PostgreSQL ends one of them.
"""

import datetime

from accounts.models import User
from plans.calendar import monday_of
from plans.models import Week


def hold_runner(runner: User) -> None:
    """Whoever follows, writes down or brings in for the same runner waits; rows that name them are made."""
    list(User.objects.select_for_update(no_key=True).filter(pk=runner.pk).values_list("pk"))


def hold_weeks(*, runner: User, now: datetime.datetime) -> list[datetime.date]:
    """The Mondays of the stored weeks from this one on."""
    ahead = Week.objects.filter(runner=runner, starts_on__gte=monday_of(runner.local_date(now)))
    return list(ahead.select_for_update().order_by("starts_on").values_list("starts_on", flat=True))
