"""What was danced, in numbers that cannot be lost."""

import datetime

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from library.models import Benefit
from plans.actions.progress import WEEKS_SHOWN, progress_of
from plans.actions.self_check_results import MOST_DRAWN
from plans.actions.tuning import shares_in_use
from plans.calendar import WEEK, monday_of
from plans.models import SelfCheck
from plans.views.self_check_words import checks_over_time
from plans.views.shares import shares_of

YEARS = range(1950, 2151)


@require_safe
def progress(request):
    """`?until=` names a day of the last week shown; without it that is this week."""
    today = request.user.local_date(timezone.now())
    until = _until(request.GET.get("until", ""), today)
    found = progress_of(runner=request.user, today=today, until=until)
    nothing = dict.fromkeys(Benefit.values, 0)
    context = {
        "progress": found,
        "benefits": [*Benefit.values, *[""] * any(week.minutes[-1] for week in found.weeks)],  # "": other
        "shares": shares_of(found.minutes_by_benefit, nothing, shares_in_use(found.settings)),
        "checks": checks_over_time(_checks(request.user), today),
        "after": min(until + WEEKS_SHOWN * WEEK, monday_of(today)) if until < monday_of(today) else None,
    }
    return render(request, "plans/progress/page.html", context)


def _checks(runner):
    return SelfCheck.objects.of(runner).newest_and_first(MOST_DRAWN)


def _until(text, today):
    """A Monday; this week's where the address names no day, or one to come."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = today
    return monday_of(min(day, today) if day.year in YEARS else today)
