"""Classes of the runner's own choice: in the place of another, or one more on a day."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balletfusion.days import date_format
from library.actions.translated import translated
from library.models import Benefit
from plans.actions.choosing import add_place, swap_place
from plans.actions.one_more import Asked, classes_for_day, classes_like
from plans.views.place import by_hand, tell, to_week

LENGTHS = (10, 15, 20, 30, 45)  # minutes, at most


@require_http_methods(["GET", "HEAD", "POST"])
@by_hand
def swap(request, day, slug):
    """Similar classes for the place, or those that a search finds."""
    now, query = timezone.now(), request.GET.get("q", "").strip()
    if request.method == "POST":
        return _swap(request, day, slug, now)
    place, found = classes_like(runner=request.user, date=day, slug=slug, query=query, now=now)
    context = {"place": place, "found": found, "query": query, "date": day}
    return render(request, "plans/choosing/swap.html", context)


def _swap(request, day, slug, now):
    sent = {"to": request.POST.get("class", ""), "seen": request.POST.get("seen", "")}
    changed = swap_place(runner=request.user, date=day, slug=slug, now=now, **sent)
    words = {"title": translated(changed.place.video_class.title)}
    fits = _("Swapped: “%(title)s” stands there now. It fits.")
    tell(request, changed, fits % words, _("Swapped: “%(title)s” stands there now.") % words)
    return to_week(day)


@require_http_methods(["GET", "HEAD", "POST"])
@by_hand
def add(request, day):
    """The library as it stands to that day, the best first."""
    now, asked = timezone.now(), _asked(request.GET)
    if request.method == "POST":
        return _add(request, day, now)
    found, many = classes_for_day(runner=request.user, date=day, asked=asked, now=now)
    context = {
        "date": day,
        "found": found,
        "more": many - len(found),
        "asked": asked,
        "benefits": Benefit,
        "lengths": LENGTHS,
    }
    return render(request, "plans/choosing/add.html", context)


def _asked(query):
    """What is no benefit and no length is not asked for."""
    minutes, benefit = query.get("minutes", ""), query.get("benefit", "")
    return Asked(
        query=query.get("q", "").strip(),
        benefit=benefit if benefit in Benefit.values else "",
        minutes=int(minutes) if minutes in map(str, LENGTHS) else None,
    )


def _add(request, day, now):
    changed = add_place(runner=request.user, date=day, slug=request.POST.get("class", ""), now=now)
    words = {"title": translated(changed.place.video_class.title), "day": date_format(day, "l")}
    fits, anyway = _("“%(title)s” stands on %(day)s now. It fits."), _("“%(title)s” stands on %(day)s now.")
    tell(request, changed, fits % words, anyway % words)
    return to_week(day)
