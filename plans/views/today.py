"""What is on now."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from library.actions.viewing import mark_done
from library.views.player import published
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


@require_safe
def today(request):
    if request.user.welcomed_at is None:
        return redirect("welcome")
    date = request.user.local_date(timezone.now())
    week = week_shown(runner=request.user, monday=monday_of(date), today=date)
    days = days_shown(week, request.user, date)
    checks = checks_due(week.health, date, week.monday, week.sunday)
    next_place = next((place for place in week.to_come if place.date > date), None)
    context = {
        "week": week,
        "days": days,
        "shown": days[date.weekday()],
        "date": date,
        "now": [place_chip(place) for place in week.to_come if place.date == date],
        "next": next_place and place_chip(next_place),
        "ask": ask_shown(body_today(runner=request.user, today=date)),
        "open": len(week.to_come),
        "lacking": lacking(shares_shown(week)) if week.asked else None,
        "next_week": week.monday + WEEK,
        "offer": offer_shown(week, date),
        "left": left_shown(week, date),
        "checks": checks,
        "due": [check for check in checks if check.is_due],
        "question": weekly_question(runner=request.user, settings=week.settings, today=date),
        "bands": bands_of(week, date),
        "way_back": way_back_text(week.way_back),
        "laid": laid_over(week, date, date),
    }
    return render(request, "plans/today/page.html", context)


@require_POST
def done(request, slug):
    """One tap: it counts, and one more tap takes it back. How it was can be told from Today."""
    video_class = published(slug)
    session = mark_done(runner=request.user, video_class=video_class, now=timezone.now())
    said = _("“%(title)s” is done. It counts.") % {"title": video_class.title}
    messages.success(request, said, extra_tags=f"{session}delete/")
    return redirect("today")
