"""How often a token may ask: counted in its own row, so that all processes count together.

Not by balletfusion/rates.py, whose count in the shared cache takes five statements (a transaction, a lock, a
read and a write) where this is one, at every request of the API.
"""

import datetime

from django.db.models import Case, F, Q, Value, When

from accounts.models import Token

MOST_A_MINUTE = 60
MINUTE = datetime.timedelta(minutes=1)


def seconds_to_wait(*, token: Token, now: datetime.datetime) -> int:
    """Counts this request; 0 where it may go on. One statement, so that no two requests count as one."""
    minute = now.replace(second=0, microsecond=0)
    same = Q(counted_from=minute)
    counted = Case(When(same, then=F("counted") + 1), default=Value(1))
    may_go_on = Token.objects.filter(pk=token.pk).exclude(same & Q(counted__gte=MOST_A_MINUTE))
    if may_go_on.update(counted=counted, counted_from=minute):
        return 0
    return max(1, round((minute + MINUTE - now).total_seconds()))
