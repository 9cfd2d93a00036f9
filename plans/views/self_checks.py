"""Self-checks: how each is done, its result, and what changed. For whom it was ticked."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balletfusion.days import date_format
from plans.actions.health_notes import NotAgreed
from plans.actions.self_check import (
    delete_self_check,
    put_off_self_checks,
    record_self_check,
)
from plans.actions.self_check_notes import AGAIN_AFTER
from plans.actions.self_check_results import MOST_DRAWN, chart_of
from plans.actions.self_check_today import DayForRaises, day_for_heel_raises, hurt_on
from plans.forms.self_check import SelfCheckForm
from plans.models import HealthNotes, SelfCheck
from plans.views.self_check_words import (
    LEADS,
    MOVEMENTS,
    PICTURED,
    between_sides,
    by_kind,
    kept_said,
    lines_of,
    sides_said,
)

Kind = SelfCheck.Kind
A_PAGE = MOST_DRAWN  # results of a check


@require_safe
def checks(request):
    results = by_kind(SelfCheck.objects.of(request.user).newest_and_first(2))
    today = request.user.local_date(timezone.now())
    cards = [_card(kind, found, today) for kind, found in results.items()]
    return render(request, "plans/checks/page.html", {"cards": cards})


def _card(kind, results, today):
    again = results[0].date + AGAIN_AFTER if results else None
    return {
        "kind": kind,
        "lead": LEADS[kind],
        "movement": MOVEMENTS[kind],
        "lines": lines_of(results)[:2] if results else [],
        "again": again,
        "is_due": again is not None and again <= today,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, kind):
    if kind not in Kind.values:
        raise Http404(kind)
    now = timezone.now()
    day = day_for_heel_raises(runner=request.user, now=now) if kind == Kind.HEEL_RAISES else DayForRaises()
    notes = HealthNotes.objects.filter(runner=request.user).first()
    form = SelfCheckForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        today=request.user.local_date(now),
        agreed=notes is not None,
        withheld=day.against if day.withheld else "",
        hurt_on=partial(hurt_on, runner=request.user) if kind == Kind.HEEL_RAISES else None,
    )
    if request.method == "POST" and form.is_valid():
        return _record(request, kind, form, now)
    results = list(SelfCheck.objects.of(request.user).filter(kind=kind))
    shown = _shown(Kind(kind), form, day, notes, results)
    page = Paginator(results, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "plans/checks/check.html", shown | {"page": page})


def _record(request, kind, form, now):
    try:
        kept = record_self_check(runner=request.user, kind=kind, now=now, **form.cleaned_data)
    except NotAgreed:  # taken back in another tab: the page asks for it again
        messages.error(request, _("Results are health notes, kept only if you agree."))
        return redirect("self_check", kind=kind)
    newest = SelfCheck.objects.of(request.user).filter(kind=kind).first() or kept
    messages.success(request, kept_said(kept, newest.date, request.user.local_date(now)))
    return redirect("self_check", kind=kind)


def _shown(kind, form, day, notes, results):
    context = {
        "kind": kind,
        "lead": LEADS[kind],
        "movement": MOVEMENTS[kind],
        "picture": PICTURED.get(kind, ""),
        "how": f"plans/checks/_how_{kind.value.replace('-', '_')}.html",
        "form": form,
        "day": day,
        "support": kind != Kind.KNEE_TO_WALL and notes is not None and "support" in notes.limits,
        "results": results,
    }
    if results:
        context |= {
            "lines": lines_of(results),
            "between": between_sides(results[0]),
            "chart": chart_of(results),
        }
    return context


@require_POST
def delete(request, pk):
    """A measure of then cannot be taken again, so it is asked about first."""
    found = get_object_or_404(SelfCheck.objects.of(request.user).select_related("runner"), pk=pk)
    if "sure" not in request.POST:
        return render(request, "plans/checks/delete.html", {"check": found, "said": sides_said(found)})
    try:
        delete_self_check(check=found)
    except NotAgreed as gone:  # and with the consent all results went
        raise Http404 from gone
    messages.success(request, _("Deleted."))
    return redirect("self_check", kind=found.kind)


@require_POST
def later(request):
    until = put_off_self_checks(runner=request.user, now=timezone.now())
    if until:
        messages.success(
            request,
            _("Put off. Your plan brings it up again on %(day)s.") % {"day": date_format(until, "j F")},
        )
    return redirect("today")
