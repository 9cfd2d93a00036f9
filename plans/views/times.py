"""Times laid aside: illness, injury, holiday, travel."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions.consent import health_consent_stands
from plans.actions.overlays import (
    LaidAlready,
    NoConsent,
    NoSuchTime,
    change_overlay,
    end_overlay,
    lay_overlay,
    remove_overlay,
)
from plans.actions.returning import returning
from plans.calendar import DAY
from plans.forms.times import USUAL, TimeForm
from plans.models import Overlay
from plans.views.chips import place_chip
from plans.views.times_shown import laid_sentence, time_shown

NEW = "/plan/times/new/"


@require_safe
def times(request):
    today = request.user.local_date(timezone.now())
    every = list(Overlay.objects.of(request.user))
    past = [each for each in reversed(every) if each.last < today]
    context = {
        "now": [time_shown(each, today) for each in every if each.first <= today <= each.last],
        "coming": [time_shown(each, today) for each in every if each.first > today],
        "past": [time_shown(each, today) for each in past],
        "ill": any(each.kind == Overlay.Kind.ILLNESS and each.first <= today <= each.last for each in every),
    }
    return render(request, "plans/times/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    now = timezone.now()
    form = _form(request, Overlay(runner=request.user), now, cancel="/plan/times/")
    if request.method == "POST" and form.is_valid():
        try:
            overlay = lay_overlay(runner=request.user, now=now, **form.answers())
        except LaidAlready as error:  # in another tab, just now
            form.refuse(error.overlay)
        except NoConsent:  # likewise: it is asked for again
            form = _form(request, Overlay(runner=request.user), now, cancel="/plan/times/")
        else:
            messages.success(request, laid_sentence(overlay))
            return redirect("times")
    return render(request, "plans/times/new.html", {"form": form})


def _form(request, overlay, now, cancel):
    today = request.user.local_date(now)
    kind = request.GET.get("kind", "")
    return TimeForm(
        request.POST if request.method == "POST" else None,
        overlay=overlay,
        today=today,
        consented=health_consent_stands(user=request.user),
        cancel=cancel,
        initial={"first": today, "kind": kind if kind in Overlay.Kind else None},
    )


@require_POST
def ill_today(request):
    """One press: today and the two days after it. Who has not agreed to health notes yet is asked first."""
    now = timezone.now()
    today = request.user.local_date(now)
    days = {"kind": Overlay.Kind.ILLNESS, "first": today, "last": today + USUAL - DAY}
    try:
        overlay = lay_overlay(runner=request.user, now=now, **days)
    except NoConsent:
        return redirect(f"{NEW}?kind=illness")
    except LaidAlready as error:
        messages.info(request, _("You have told us of an illness already. Change its days here."))
        return redirect(error.overlay)
    messages.success(request, laid_sentence(overlay))
    return redirect("times")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    now = timezone.now()
    overlay = get_object_or_404(Overlay.objects.of(request.user), pk=pk)
    overlay.runner = request.user
    shown = time_shown(overlay, request.user.local_date(now))
    form = _form(request, overlay, now, cancel="/plan/times/")
    if request.method == "POST" and form.is_valid():
        try:
            change_overlay(runner=request.user, pk=pk, now=now, **form.answers())
        except LaidAlready as error:
            form.refuse(error.overlay)
        except NoConsent:
            form = _form(request, overlay, now, cancel="/plan/times/")
        except NoSuchTime:
            raise Http404(pk) from None
        else:
            messages.success(request, _("Saved. Your plan follows the new days."))
            return redirect("times")
    return render(request, "plans/times/edit.html", {"form": form, "time": shown})


@require_POST
def well(request, pk):
    """It is over: from today on the plan is as it was, gently where that is due."""
    now = timezone.now()
    overlay = get_object_or_404(Overlay.objects.of(request.user), pk=pk)
    if not overlay.first <= request.user.local_date(now) <= overlay.last:
        messages.info(request, _("Those days are not on now, so nothing was changed."))
        return redirect("times")
    try:
        overlay = end_overlay(runner=request.user, pk=pk, now=now)
    except (NoSuchTime, NoConsent):  # it goes with the consent
        raise Http404(pk) from None
    messages.success(request, _well(overlay, request.user.local_date(now)))
    return redirect("today")


def _well(overlay, today):
    if overlay.last == today:
        return _("Good. Today stays laid aside, and from tomorrow on your plan is as it was.")
    return _("Welcome back. Your place was kept.")


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, pk):
    """Says first what would come back."""
    now = timezone.now()
    overlay = get_object_or_404(Overlay.objects.of(request.user), pk=pk)
    overlay.runner = request.user
    if request.method == "POST":
        try:
            remove_overlay(runner=request.user, pk=pk, now=now)
        except NoSuchTime:
            raise Http404(pk) from None
        messages.success(request, _("Taken away. Your plan is as it was before, but for what you did since."))
        return redirect("times")
    found = returning(overlay=overlay, now=now)
    context = {
        "time": time_shown(overlay, request.user.local_date(now)),
        "coming": [place_chip(place) for place in found.coming],
        "going": [place_chip(place) for place in found.going],
    }
    return render(request, "plans/times/remove.html", context)
