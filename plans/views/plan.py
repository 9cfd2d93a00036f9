"""The week page, and planning it again; changing it by hand is in place.py."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plans.actions.by_hand import TooFarAhead
from plans.actions.day_comments import new_comments
from plans.actions.evidence import rules_named
from plans.actions.plan import is_too_far, plan_week
from plans.actions.week import week_shown
from plans.calendar import WEEK, monday_of
from plans.views.changes import undo_of
from plans.views.chips import days_shown
from plans.views.days import read_day
from plans.views.not_possible import NOT_POSSIBLE
from plans.views.offers import left_shown, offer_shown
from plans.views.self_check_words import checks_due
from plans.views.shares import shares_shown
from plans.views.times_shown import bands_of, way_back_text


@never_cache  # "Back" shows it as it stands by now
@require_safe
def week(request, date=None):
    today = request.user.local_date(timezone.now())
    monday = monday_of(read_day(date) if date else today)
    shown = week_shown(runner=request.user, monday=monday, today=today)
    context = {
        "week": shown,
        "days": days_shown(shown, request.user, today),
        "missing": missing(shown, today),
        "offer": offer_shown(shown, today),
        "left": left_shown(shown, today),
        "checks": checks_due(shown.health, today, shown.monday, shown.sunday),
        "bands": bands_of(shown, today),
        "way_back": way_back_text(shown.way_back),
        "before": monday - WEEK,
        "after": monday + WEEK,
        "is_this_week": monday == monday_of(today),
        "can_be_kept": today <= shown.sunday and not is_too_far(monday, today),
        "shares": shares_shown(shown),
        "never_planned": shown.sunday < today and not shown.stored,
        "comments": new_comments(request.user),
    }
    return render(request, "plans/plan/page.html", context)


def missing(shown, today):
    """How many classes found no place, and the rules in the way.

    Nothing once the week has what was asked, or is over, or where a time laid aside says why already.
    """
    over, aside = shown.sunday < today, any(time.kind != "travel" for time in shown.overlays)
    if not shown.unplaced or over or aside or shown.done + len(shown.classes_to_come) >= shown.asked:
        return None
    because = shown.unplaced[0]["because"]
    return {"count": shown.asked - shown.done - len(shown.classes_to_come), "rules": rules_named(because)}


@require_POST
def again(request, date):
    """Plan the week again; what was kept, done or left out by hand stays."""
    now = timezone.now()
    monday, today = monday_of(read_day(date)), request.user.local_date(now)
    if monday < monday_of(today):
        messages.info(request, _("That week is over, so it stays as it is."))
    elif is_too_far(monday, today):
        messages.info(request, NOT_POSSIBLE[TooFarAhead])
    else:
        plan_week(runner=request.user, monday=monday, now=now)
        said = _("Your week is planned. What you moved or left out stayed as it was.")
        messages.success(request, said, extra_tags=undo_of(request.user, now))
    return redirect("week", date=monday.isoformat())
