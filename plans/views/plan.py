"""The week page, and changing it by hand."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.evidence import rules_named
from plans.actions.place import (
    DayIsOver,
    DayIsTaken,
    IsDone,
    NoRunToPrepare,
    NoSuchPlace,
    StaysAsItIs,
    TooFarAhead,
    move_place,
    offers,
    put_back,
    skip_place,
)
from plans.actions.plan import is_too_far, plan_week
from plans.actions.week import week_shown
from plans.calendar import WEEK, days_of, monday_of
from plans.views.chips import days_shown
from plans.views.days import read_day
from plans.views.offers import left_shown, offer_shown
from plans.views.self_check_words import checks_due
from plans.views.shares import shares_shown
from plans.views.times_shown import bands_of, way_back_text

NOT_POSSIBLE = {
    DayIsTaken: gettext_lazy("This class stands on that day already, so nothing was changed."),
    DayIsOver: gettext_lazy("That day is over, so nothing was changed."),
    IsDone: gettext_lazy("This class is done, so it stays where it is."),
    NoRunToPrepare: gettext_lazy("A primer prepares a run, and that day has none, so nothing was changed."),
    TooFarAhead: gettext_lazy("That week is too far ahead to be changed yet, so nothing was changed."),
}


@require_safe
def week(request, date=None):
    today = request.user.local_date(timezone.now())
    monday = monday_of(read_day(date) if date else today)
    shown = week_shown(runner=request.user, monday=monday, today=today)
    context = {
        "week": shown,
        "days": days_shown(shown, request.user, today),
        "missing": missing(shown),
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
    }
    return render(request, "plans/plan/page.html", context)


def missing(shown):
    """How many classes found no place, and the rules in the way; nothing once the week has what was asked."""
    if not shown.unplaced or shown.done + len(shown.to_come) >= shown.asked:
        return None
    because = shown.unplaced[0]["because"]
    return {"count": shown.asked - shown.done - len(shown.to_come), "rules": rules_named(because)}


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
        messages.success(request, _("Your week is planned. What you moved or left out stayed as it was."))
    return redirect("week", date=monday.isoformat())


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, date, slug):
    """Choose another day: each says whether the class fits there, and why not."""
    now, day = timezone.now(), read_day(date)
    try:
        if request.method == "POST":
            return _move(request, day, slug, read_day(request.POST.get("to", "")), now)
        place, days = offers(runner=request.user, date=day, slug=slug, today=request.user.local_date(now))
    except NoSuchPlace:
        raise Http404(slug) from None
    return render(request, "plans/plan/move.html", {"place": place, "offers": days, "date": day})


def _move(request, day, slug, to, now):
    if to not in days_of(monday_of(day)) or to < request.user.local_date(now):
        messages.error(request, _("Choose a day of this week that is still to come. Nothing was moved."))
        return redirect("move", date=day.isoformat(), slug=slug)
    try:
        broken = move_place(runner=request.user, date=day, slug=slug, to=to, now=now)
    except StaysAsItIs as error:
        return _stays(request, error, day)
    if broken:
        sentences = " ".join(rule.english for rule in broken)
        messages.warning(request, _("Moved, and it stays there. Good to know: %s") % sentences)
    else:
        messages.success(request, _("Moved to %(day)s. It fits.") % {"day": f"{to:%A}"})
    return redirect("week", date=monday_of(day).isoformat())


def _stays(request, error, day):
    messages.error(request, NOT_POSSIBLE[type(error)])
    return redirect("week", date=monday_of(day).isoformat())


@require_POST
def skip(request, date, slug):
    day = read_day(date)
    try:
        skip_place(runner=request.user, date=day, slug=slug, now=timezone.now())
    except NoSuchPlace:
        raise Http404(slug) from None
    except StaysAsItIs as error:
        return _stays(request, error, day)
    messages.success(request, _("Left out this week. You can put it back at any time."))
    return redirect("week", date=monday_of(day).isoformat())


@require_POST
def back(request, date, slug):
    day = read_day(date)
    try:
        place = put_back(runner=request.user, date=day, slug=slug, now=timezone.now())
    except NoSuchPlace:
        raise Http404(slug) from None
    except StaysAsItIs as error:
        return _stays(request, error, day)
    messages.success(request, _("Back on %(day)s.") % {"day": f"{place.date:%A}"})
    return redirect("week", date=monday_of(day).isoformat())
