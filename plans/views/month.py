"""The log as a calendar, a month at a time."""

import datetime
import re

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.actions.month import month_shown
from plans.calendar import DAY

YEARS = range(1950, 2151)
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@require_safe
def months(request):
    """The month of today, or the one that was picked."""
    today = request.user.local_date(timezone.now())
    picked = _first_of(request.GET.get("month", "")) or today
    return redirect("month", month=f"{picked:%Y-%m}")


@require_safe
def month(request, month):
    first = _first_of(month)
    if first is None:
        raise Http404
    today = request.user.local_date(timezone.now())
    before, after = (first - DAY).replace(day=1), (first + 31 * DAY).replace(day=1)
    context = {
        "month": month_shown(runner=request.user, first=first, today=today),
        "before": before if before.year in YEARS else None,
        "after": after if after.year in YEARS else None,
        "today": today,
    }
    return render(request, "plans/log/month.html", context)


def _first_of(text):
    match = MONTH.fullmatch(text)
    if not match or int(match[1]) not in YEARS:
        return None
    return datetime.date(int(match[1]), int(match[2]), 1)
