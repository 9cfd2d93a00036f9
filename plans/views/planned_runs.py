"""Runs to come, planned and changed by hand."""

import datetime
from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.next_address import address_back
from plans.actions.by_hand import DayIsOver, StaysAsItIs, TooFarAhead
from plans.actions.planned_runs import (
    IsNotByHand,
    LengthUnknown,
    NotYetThatDay,
    RunIsDone,
    RunIsGone,
    RunIsLeftOut,
    change_planned_run,
    delete_planned_run,
    leave_out_run,
    plan_run,
    put_run_back,
    ran_as_planned,
    stored_usual_run,
    usual_run_of,
)
from plans.calendar import monday_of
from plans.forms.planned_run import PlannedRunForm
from plans.models import PlannedRun
from plans.views.chips import where_it_was_run
from plans.views.days import LAST, read_day

LEFT_OUT = gettext_lazy("Left out. You can put it back at any time.")
NOT_POSSIBLE = {
    RunIsGone: gettext_lazy("That run left your plan meanwhile, perhaps in another tab."),
    NotYetThatDay: gettext_lazy("This day has not come yet. The log holds what is done."),
    RunIsLeftOut: gettext_lazy("That run is left out. Put it back first."),
    RunIsDone: gettext_lazy("This run is done, so nothing was changed."),
    DayIsOver: gettext_lazy("That day is over, so nothing was changed."),
    TooFarAhead: gettext_lazy("That week is too far ahead to be changed yet, so nothing was changed."),
    IsNotByHand: gettext_lazy("Your usual week or a calendar plans this run. Leave it out instead."),
}


def own(view):
    """Finds the run. One that was deleted is answered as one that never was, or is somebody else's."""

    @wraps(view)
    def found(request, pk):
        run = PlannedRun.objects.of(request.user).filter(pk=pk).first()
        return view(request, run) if run else _not_planned(request)

    return found


def usual(view):
    """Finds a run of the usual week by its day: its row is made anew now and then, or not stored yet."""

    @wraps(view)
    def found(request, date):
        day = read_day(date)
        try:
            run = stored_usual_run(runner=request.user, date=day, now=timezone.now())
        except StaysAsItIs as error:
            messages.error(request, NOT_POSSIBLE[type(error)])
            return _to_week(day)
        if run is None:
            raise Http404(date)
        return view(request, run)

    return found


def _not_planned(request):
    """What was typed for it stands in the form that plans a run."""
    today, form = request.user.local_date(timezone.now()), None
    if "date" in request.POST:
        run = PlannedRun(runner=request.user, date=today)
        form = PlannedRunForm(request.POST, instance=run, today=today)
        form.helper.form_action = reverse("new_planned_run")
    return render(request, "plans/planned/gone.html", {"form": form}, status=404)


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
@own
def edit(request, run):
    return _edit(request, run)


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
        except RunIsGone:
            return _not_planned(request)
        except StaysAsItIs as error:
            messages.error(request, NOT_POSSIBLE[type(error)])
            return _to_week(before)
        messages.success(request, _("Saved. It stays so this once."))
        return _to_week(changed.date)
    ran = where_it_was_run(run, today)
    return render(request, "plans/planned/edit.html", {"form": form, "run": run, "date": before, "ran": ran})


def _change(request, form, before, now):
    run = form.save(commit=False)
    if run.pk is None:
        stored = stored_usual_run(runner=request.user, date=before, now=now)
        if stored is None:
            raise Http404
        run.pk, run._state.adding = stored.pk, False
    return change_planned_run(run=run, now=now)


@require_POST
@own
def skip(request, run):
    return _act(request, run, leave_out_run, LEFT_OUT)


@require_POST
@usual
def skip_usual(request, run):
    return _act(request, run, leave_out_run, LEFT_OUT)


@require_POST
@own
def back(request, run):
    return _act(request, run, put_run_back, _("It is planned again."))


@require_POST
@own
def done(request, run):
    return _done(request, run)


@require_POST
@usual
def done_usual(request, run):
    return _done(request, run)


def _done(request, run):
    """One press, where the plan knows how long or how far; else the form, which asks for it alone."""
    back = address_back(request, _week_address(run.date))
    try:
        ran = ran_as_planned(run=run, now=timezone.now())
    except LengthUnknown:
        asked = urlencode({"planned": run.pk, "next": back})
        return HttpResponseRedirect(f"{reverse('new_run')}?{asked}")
    except RunIsDone:
        said = _("That was written down already, perhaps in another tab. It is not counted twice.")
        messages.info(request, said)
    except StaysAsItIs as error:
        messages.error(request, NOT_POSSIBLE[type(error)])
    else:
        said = _("Written down as it was planned. What went otherwise you can change on its page.")
        messages.success(request, said, extra_tags=reverse("delete_run", args=[ran.pk]))
    return HttpResponseRedirect(back)


@require_POST
@own
def delete(request, run):
    return _act(request, run, delete_planned_run, _("Deleted from your plan."))


def _act(request, run, act, said):
    date = run.date
    try:
        act(run=run, now=timezone.now())
    except StaysAsItIs as error:
        messages.error(request, NOT_POSSIBLE[type(error)])
    else:
        messages.success(request, said)
    return _to_week(date)
