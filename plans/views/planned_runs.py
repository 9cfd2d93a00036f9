"""Runs to come, planned and changed by hand."""

import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from library.views.saving import address_back
from plans.actions.by_hand import DayIsOver, StaysAsItIs, TooFarAhead
from plans.actions.planned_runs import (
    HasNoLength,
    IsNotByHand,
    IsToCome,
    RunIsDone,
    RunIsGone,
    change_planned_run,
    delete_planned_run,
    leave_out_run,
    plan_run,
    put_run_back,
    run_as_planned,
    stored_usual_run,
    usual_run_of,
)
from plans.calendar import monday_of
from plans.forms.planned_run import PlannedRunForm
from plans.models import PlannedRun
from plans.views.days import LAST, read_day

NOT_POSSIBLE = {
    RunIsGone: gettext_lazy("That run left your plan meanwhile, perhaps in another tab."),
    IsToCome: gettext_lazy("That day is still to come, so nothing was written down."),
    RunIsDone: gettext_lazy("This run is done, so nothing was changed."),
    DayIsOver: gettext_lazy("That day is over, so nothing was changed."),
    TooFarAhead: gettext_lazy("That week is too far ahead to be changed yet, so nothing was changed."),
    IsNotByHand: gettext_lazy("Your usual week or a calendar plans this run. Leave it out instead."),
}


def _to_week(date):
    return redirect("week", date=monday_of(date).isoformat())


def _week_address(date):
    return f"/plan/{monday_of(date).isoformat()}/"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """`?date=` proposes a day, for the links of the week."""
    now = timezone.now()
    today = request.user.local_date(now)
    run = PlannedRun(runner=request.user, date=_proposed_day(request.GET.get("date", ""), today))
    form = PlannedRunForm(request.POST or None, instance=run, today=today, cancel=_week_address(run.date))
    if request.method == "POST" and form.is_valid():
        run = plan_run(run=form.save(commit=False), now=now)
        messages.success(
            request,
            _("Planned. You had run it already, so it is done.")
            if run.status == PlannedRun.Status.DONE
            else _("Planned. Your classes stand around it."),
        )
        return _to_week(run.date)
    return render(request, "plans/planned/new.html", {"form": form, "date": run.date})


def _proposed_day(text, today):
    try:
        return min(max(datetime.date.fromisoformat(text), today), LAST)
    except ValueError:
        return today


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    return _edit(request, get_object_or_404(PlannedRun.objects.of(request.user), pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_usual(request, date):
    """A run of the usual week, in a week that nothing has stored yet; the first change stores it."""
    day, now = read_day(date), timezone.now()
    run = usual_run_of(request.user, day, now)
    if run is None:  # the week was stored since
        stored = PlannedRun.objects.of(request.user).filter(usual_date=day).first()
        if stored is None:
            raise Http404(date)
        return redirect(stored)
    return _edit(request, run)


def _edit(request, run):
    now, before = timezone.now(), run.date
    today = request.user.local_date(now)
    run.runner = request.user
    form = PlannedRunForm(request.POST or None, instance=run, today=today, cancel=_week_address(before))
    if request.method == "POST" and form.is_valid():
        try:
            changed = _change(request, form, before, now)
        except StaysAsItIs as error:
            messages.error(request, NOT_POSSIBLE[type(error)])
            return _to_week(before)
        messages.success(request, _("Saved. It stays so this once."))
        return _to_week(changed.date)
    return render(request, "plans/planned/edit.html", {"form": form, "run": run, "date": before})


def _change(request, form, before, now):
    run = form.save(commit=False)
    if run.pk is None:
        stored = stored_usual_run(runner=request.user, date=before, now=now)
        if stored is None:
            raise Http404
        run.pk, run._state.adding = stored.pk, False
    return change_planned_run(run=run, now=now)


@require_POST
def skip(request, pk):
    return _act(request, _own(request, pk), leave_out_run, _("Left out. You can put it back at any time."))


@require_POST
def skip_usual(request, date):
    day = read_day(date)
    try:
        run = _stored(request, day)
    except StaysAsItIs as error:
        messages.error(request, NOT_POSSIBLE[type(error)])
        return _to_week(day)
    return _act(request, run, leave_out_run, _("Left out. You can put it back at any time."))


def _stored(request, day):
    run = stored_usual_run(runner=request.user, date=day, now=timezone.now())
    if run is None:
        raise Http404(day)
    return run


@require_POST
def ran(request, pk):
    return _ran(request, _own(request, pk))


@require_POST
def ran_usual(request, date):
    return _ran(request, _stored(request, read_day(date)))


def _ran(request, run):
    """One press: it was as it was planned. What a watch or a memory knows better is put right in the log."""
    try:
        done = run_as_planned(run=run, now=timezone.now())
    except HasNoLength:
        return redirect(f"{reverse('new_run')}?{urlencode({'date': run.date, 'next': '/today/'})}")
    except RunIsDone:
        said = _("That was written down already, perhaps in another tab. It is not counted twice.")
        messages.info(request, said)
    except StaysAsItIs as error:
        messages.error(request, NOT_POSSIBLE[type(error)])
    else:
        said = _("Written down as it was planned. Was it otherwise? Open it and put it right.")
        messages.success(request, said, extra_tags=f"/log/runs/{done.pk}/delete/")
    return HttpResponseRedirect(address_back(request, "/today/"))


@require_POST
def back(request, pk):
    return _act(request, _own(request, pk), put_run_back, _("It is planned again."))


@require_POST
def delete(request, pk):
    return _act(request, _own(request, pk), delete_planned_run, _("Deleted from your plan."))


def _own(request, pk):
    return get_object_or_404(PlannedRun.objects.of(request.user), pk=pk)


def _act(request, run, act, said):
    date = run.date
    try:
        act(run=run, now=timezone.now())
    except StaysAsItIs as error:
        messages.error(request, NOT_POSSIBLE[type(error)])
    else:
        messages.success(request, said)
    return _to_week(date)
