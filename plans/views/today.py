"""What is on now."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plans.actions.body import body_today
from plans.actions.check_in import weekly_question
from plans.actions.week import week_shown
from plans.calendar import WEEK, monday_of
from plans.views.body_cards import ask_shown
from plans.views.chips import days_shown, place_chip
from plans.views.offers import left_shown, offer_shown
from plans.views.self_check_words import checks_due
from plans.views.shares import lacking, shares_shown
from plans.views.times_shown import bands_of, laid_over, way_back_text
from plans.views.today_shown import care_shown, done_before, done_today, now_shown, spared, when_next


@never_cache  # "Back" shows it as it stands by now
@require_safe
def today(request):
    if request.user.welcomed_at is None:
        return redirect("welcome")
    now = timezone.now()
    date = request.user.local_date(now)
    week = week_shown(runner=request.user, monday=monday_of(date), today=date)
    days = days_shown(week, request.user, date)
    context = {
        "date": date,
        "week": week,
        "days": days,
        "shown": days[date.weekday()],
        "now": now_shown(week, days[date.weekday()]),
        "done": done_today(week, date, now),
        "done_before": done_before(week, date),
        "laid": laid_over(week, date, date),
        "numbers": range(11),
        **_next(week, date),
        **_asks(request.user, week, date),
    }
    return render(request, "plans/today/page.html", context)


def _next(week, date):
    """What comes after today, and what the week still lacks."""
    place = next((place for place in week.to_come if place.date > date), None)
    return {
        "next": place and place_chip(place),
        "next_is": place and when_next(place.date, date),
        "open": len(week.to_come),
        "lacking": lacking(shares_shown(week)) if week.asked else None,
        "next_week": week.monday + WEEK,
        "bands": bands_of(week, date),
        "way_back": way_back_text(week.way_back),
    }


def _asks(runner, week, date):
    """What waits for a word of the runner."""
    body = body_today(runner=runner, today=date)
    checks = checks_due(week.health, date, week.monday, week.sunday)
    return {
        "ask": ask_shown(body),
        "care": care_shown(body),
        "spared": spared(body),
        "question": weekly_question(runner=runner, settings=week.settings, today=date),
        "offer": offer_shown(week, date),
        "left": left_shown(week, date),
        "checks": checks,
        "due": [check for check in checks if check.is_due],
    }
