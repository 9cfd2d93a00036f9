"""Days in addresses."""

import datetime

from django.http import Http404

# As far as weeks are offered either way; a date beyond is a wrong address.
FIRST, LAST = datetime.date(2000, 1, 3), datetime.date(2100, 1, 4)


def read_day(text):
    """A day as addresses tell it, 2026-11-30 and no other way; one that no plan reaches does not exist."""
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        raise Http404(text) from None
    if date.isoformat() != text or not FIRST <= date <= LAST:
        raise Http404(text)
    return date


def proposed_day(text, today):
    """A day that is over or today, as a link proposes it; today where it proposes none."""
    try:
        return min(datetime.date.fromisoformat(text), today)
    except ValueError:
        return today
