"""The weekly answer, one tap on Today."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans.actions.check_in import NoSuchAnswer, NotOpen, answer_week
from plans.calendar import monday_of
from plans.models import CheckIn
from plans.views.changes import undo_of
from plans.views.days import read_day


@require_POST
def answer(request, date):
    """How that week shall be."""
    now, monday, given = timezone.now(), monday_of(read_day(date)), request.POST.get("answer", "")
    try:
        stored = answer_week(runner=request.user, monday=monday, answer=given, now=now)
    except NoSuchAnswer:
        messages.error(request, _("Choose lighter, the same or a little more."))
    except NotOpen:
        messages.error(request, _("A week can be answered for from the Sunday before it to its Tuesday."))
    else:
        messages.success(request, noted(given, stored), extra_tags=undo_of(request.user, now))
    return redirect("today")


def noted(given, stored):
    label = CheckIn.Answer(given).label
    if stored:
        return _("Noted: %(answer)s. That week is planned again; what you kept by hand stayed.") % {
            "answer": label.lower()
        }
    return _("Noted: %(answer)s. That week is planned with it.") % {"answer": label.lower()}
