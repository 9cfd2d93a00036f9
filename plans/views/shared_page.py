"""The page of a shared week: the same for who sees it and for the runner who looks what they see."""

from dataclasses import dataclass, field

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from balletfusion.days import date_format
from plans.actions.shared_week import shows_health, week_for
from plans.actions.week import week_shown
from plans.calendar import WEEK, days_of, monday_of
from plans.forms.sharing import CommentForm
from plans.models import DayComment
from plans.views.shared_days import bands_shown, shared_days


@dataclass(frozen=True)
class DayWords:
    """What is written to a day, and the form for more; `open` where it was filled in wrongly."""

    date: object
    form: CommentForm
    open: bool = False
    comments: list[DayComment] = field(default_factory=list)


def shared_page(request, sharing, date, *, as_runner, form=None):
    """`date`: a day of the week, or None for this one. `form`: a comment that was not taken."""
    today = sharing.runner.local_date(timezone.now())
    monday = monday_of(date or today)
    week = week_shown(runner=sharing.runner, monday=monday, today=today)
    shown = week_for(sharing=sharing, week=week)
    comments = list(sharing.comments.filter(date__range=(shown.monday, shown.sunday)))
    base = f"/sharing/{sharing.pk}/" if as_runner else f"/shared/{sharing.pk}/"
    context = {
        "sharing": sharing,
        "as_runner": as_runner,
        "week": shown,
        "days": shared_days(shown, request.user.units),
        "bands": bands_shown(shown, today),
        "words": [day_words(day, comments, base, form) for day in days_of(monday)],
        "new": [each for each in comments if each.seen_at is None and each.by_runner != as_runner],
        "sees_health": shows_health(sharing, week),
        "base": base,
        "before": monday - WEEK,
        "after": monday + WEEK,
        "is_this_week": monday == monday_of(today),
    }
    response = render(request, "plans/sharing/week.html", context)
    response["Cache-Control"] = "private, no-store"  # gone at once when it is ended, from the back button too
    return response


def day_words(date, comments, base, form) -> DayWords:
    wrong = form is not None and form.date == date
    own = [comment for comment in comments if comment.date == date]
    return DayWords(date, form if wrong else comment_form(None, base, date), open=wrong, comments=own)


def comment_form(data, base, date) -> CommentForm:
    label = _("Write to %(day)s") % {"day": date_format(date, "l j F")}
    form = CommentForm(data, date=date, label=label, action=f"{base}{date:%Y-%m-%d}/comment/")
    form.date = date
    return form
