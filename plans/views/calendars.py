"""Calendars followed: which, how they are, one more, no more."""

import datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from library.actions.told import told
from plans.actions.addresses import host_of
from plans.actions.inbound import (
    MOST_CALENDARS,
    FollowedAlready,
    TooManyCalendars,
    bring_newer_file,
    follow_address,
    follow_file,
    say_what_it_holds,
    unfollow,
)
from plans.actions.inbound_reading import NotUnderstood, read_soon
from plans.forms.calendars import CalendarForm, NewerFileForm
from plans.models import PlannedRun

NEXT_RUNS = 14
A_MOMENT = datetime.timedelta(minutes=1)


@require_safe
def calendars(request):
    rows = [(calendar, host_of(calendar.address)) for calendar in request.user.inbound_calendars.all()]
    return render(request, "plans/calendars/page.html", {"calendars": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = CalendarForm(request.POST, request.FILES) if request.method == "POST" else CalendarForm()
    if request.method == "POST" and form.is_valid():
        calendar = _follow(request, form)
        if calendar:
            return redirect(calendar)
    return render(request, "plans/calendars/new.html", {"form": form})


def _follow(request, form):
    """None, with the reason in the form, where it cannot be followed."""
    answers = form.cleaned_data
    given = {
        "runner": request.user,
        "name": answers["name"],
        "is_whole_plan": answers["covers"] == "plan",
        "now": timezone.now(),
    }
    try:
        if answers["address"]:
            calendar = follow_address(address=answers["address"], **given)
            messages.success(request, _("We read it now. Its runs are in your plan in a moment."))
        else:
            calendar = follow_file(data=answers["file"].read(), **given)
            messages.success(request, _("Read. Its runs are in your plan."))
    except NotUnderstood as error:
        form.add_error("file", told(str(error)))
    except FollowedAlready:
        form.add_error("address", _("You follow this calendar already."))
    except TooManyCalendars:
        form.add_error(
            None, _("You follow %(n)s calendars, which is the most. Leave one first.") % {"n": MOST_CALENDARS}
        )
    else:
        return calendar
    return None


@require_safe
def page(request, pk):
    followed = get_object_or_404(request.user.inbound_calendars, pk=pk)
    return _shown(request, followed, NewerFileForm(calendar=followed))


def _shown(request, followed, form):
    today = request.user.local_date(timezone.now())
    to_come = PlannedRun.objects.filter(calendar=followed, date__gte=today)
    context = {
        "calendar": followed,
        "host": host_of(followed.address),
        "form": form,
        "runs": to_come[:NEXT_RUNS],
        "many": to_come.count(),
    }
    return render(request, "plans/calendars/calendar.html", context)


@require_POST
def newer_file(request, pk):
    """For a calendar that came as a file."""
    followed = get_object_or_404(request.user.inbound_calendars, pk=pk)
    form = NewerFileForm(request.POST, request.FILES, calendar=followed)
    if form.is_valid() and _brought(request, followed, form):
        return redirect(followed)
    return _shown(request, followed, form)


def _brought(request, followed, form):
    if followed.address:
        form.add_error("file", _("This calendar is read from its address."))
        return False
    try:
        bring_newer_file(calendar=followed, data=form.cleaned_data["file"].read(), now=timezone.now())
    except NotUnderstood as error:
        form.add_error("file", told(str(error)))
        return False
    messages.success(request, _("Read. Your plan follows it."))
    return True


@require_POST
def read(request, pk):
    followed, now = get_object_or_404(request.user.inbound_calendars, pk=pk), timezone.now()
    if followed.tried_at and now - followed.tried_at < A_MOMENT:
        messages.info(request, _("It was read a moment ago. Try again in a minute."))
    elif followed.address and read_soon(calendar=followed, now=now):
        messages.success(request, _("We read it now. Look again in a moment."))
    elif followed.address:
        messages.info(request, _("It is about to be read. Look again in a moment."))
    return redirect(followed)


@require_POST
def holds(request, pk):
    followed = get_object_or_404(request.user.inbound_calendars, pk=pk)
    if request.POST.get("covers") in ("plan", "single"):
        is_plan = request.POST["covers"] == "plan"
        say_what_it_holds(calendar=followed, is_whole_plan=is_plan, now=timezone.now())
        messages.success(request, _("Saved. Your weeks are planned again."))
    return redirect(followed)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, pk):
    followed = get_object_or_404(request.user.inbound_calendars, pk=pk)
    if request.method == "POST" and request.POST.get("runs") in ("keep", "take-away"):
        keep = request.POST["runs"] == "keep"
        unfollow(calendar=followed, keep_runs=keep, now=timezone.now())
        messages.success(
            request,
            _("You no longer follow it. Its runs stay in your plan.")
            if keep
            else _("You no longer follow it, and its runs to come are gone."),
        )
        return redirect("calendars")
    return render(request, "plans/calendars/leave.html", {"calendar": followed})
