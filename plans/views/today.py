"""What is on now."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.actions.week import week_shown
from plans.calendar import monday_of


@require_safe
def today(request):
    if request.user.welcomed_at is None:
        return redirect("welcome")
    date = request.user.local_date(timezone.now())
    week = week_shown(runner=request.user, monday=monday_of(date), today=date)
    day = week.days[date.weekday()]
    context = {"week": week, "day": day, "date": date, "next": [p for p in week.to_come if p.date > date][:1]}
    return render(request, "plans/today/page.html", context)
