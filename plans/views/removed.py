"""Runs taken out of the log, one or many; two that become one; and all of it undone."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.next_address import address_back
from balletfusion.days import date_format
from plans.actions.merge import merge_of, runs_to_merge
from plans.actions.removed import KEPT, merge_runs, put_back_runs, take_out_runs
from plans.models import Run, Session
from plans.units import distance_text, duration_text

MOST_AT_ONCE = 200
LARGEST = 2**63


def undo_address(at: datetime.datetime) -> str:
    """Where the undo of what was taken out at this instant is sent."""
    return f"/log/removed/put-back/?{urlencode({'at': at.isoformat()})}"


@require_POST
def take_out(request):
    """The ticked runs of a page of the log."""
    now = timezone.now()
    runs = take_out_runs(runner=request.user, pks=_ticked(request.POST), now=now)
    if runs:
        said = ngettext("One run is out of your log.", "%(n)d runs are out of your log.", len(runs))
        messages.success(request, said % {"n": len(runs)}, extra_tags=undo_address(now))
    else:
        messages.info(request, _("No run was ticked, so nothing has changed."))
    return HttpResponseRedirect(address_back(request, "/log/"))


def _ticked(query):
    texts = query.getlist("run")[:MOST_AT_ONCE]
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 20]
    return {number for number in numbers if number < LARGEST}


@require_safe
def removed(request):
    """Runs by the instant at which they were taken out together; a session is taken out alone."""
    since = timezone.now() - KEPT
    runs, sessions = (
        model.with_removed.of(request.user).removed().filter(removed_at__gt=since).order_by("-date", "-pk")
        for model in (Run, Session)
    )
    waiting = [*runs.defer("note", "laps", "recorded", "folded"), *sessions.defer("note", "folded")]
    waiting.sort(key=attrgetter("removed_at"), reverse=True)
    groups = [
        {"at": at.astimezone(request.user.zone), "put_back": undo_address(at), "things": list(things)}
        for at, things in groupby(waiting, attrgetter("removed_at"))
    ]
    return render(request, "plans/log/removed.html", {"groups": groups})


@require_POST
def put_back(request, pk):
    """One run."""
    run = get_object_or_404(Run.with_removed.of(request.user).removed(), pk=pk)
    return _back_in_the_log(request, [run])


@require_POST
def put_back_all(request):
    """All that was taken out at the instant `?at=`."""
    at = _instant(request.GET.get("at", ""))
    if not at:
        raise Http404
    runs = list(Run.with_removed.of(request.user).removed().filter(removed_at=at))
    if not runs:  # an undo pressed twice
        messages.info(request, _("There is nothing left to put back."))
        return HttpResponseRedirect(address_back(request, "/log/"))
    return _back_in_the_log(request, runs)


def _back_in_the_log(request, runs):
    """`?anyway=1` is the answer to having been told of runs that came in meanwhile."""
    anyway = bool(request.GET.get("anyway"))
    there = put_back_runs(runner=request.user, runs=runs, anyway=anyway)
    back = len(runs) - len(there)
    if back:
        said = ngettext("The run is in your log again.", "%(n)d runs are in your log again.", back)
        messages.success(request, said % {"n": back})
    if there:
        said = ngettext(
            "A run like this one came into your log meanwhile, so it was not put back.",
            "Runs like %(n)d of these came into your log meanwhile, so they were not put back.",
            len(there),
        )
        messages.warning(request, said % {"n": len(there)}, extra_tags=_anyway(request))
    return HttpResponseRedirect(address_back(request, "/log/"))


def _anyway(request):
    query = request.GET.copy()
    query["anyway"] = 1
    return f"{request.path}?{query.urlencode()}"


def _instant(text):
    try:
        at = parse_datetime(text)
        return at.astimezone(datetime.UTC) if at and timezone.is_aware(at) else None
    except (ValueError, OverflowError):  # an hour of the first or the last day there is may be none in UTC
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request):
    """`?run=1&run=2`: side by side what is kept, what goes, and what comes of it."""
    ticked = _ticked(request.POST if request.method == "POST" else request.GET)
    runs = runs_to_merge(request.user, ticked) if len(ticked) == 2 else []
    if len(ticked) == 2 and len(runs) < 2:
        return _to_the_kept(request, ticked)
    if len(runs) != 2:
        messages.info(request, _("Tick two runs to merge them."))
        return redirect("/log/?choose=1")
    merged = merge_of(*runs)
    if request.method == "POST":
        now = timezone.now()
        kept = merge_runs(merge=merged, now=now)
        if kept is None:
            return _to_the_kept(request, ticked)
        messages.success(request, _("The two are one run now."), extra_tags=undo_address(now))
        return redirect(kept)
    context = {"merge": merged, "rows": _rows(merged, request.user.units), "apart": _apart(merged)}
    return render(request, "plans/log/merge.html", context)


@require_POST
def merge_ticked(request):
    """The two ticked in the list, put into an address: nothing else of the form belongs there."""
    return redirect(f"{reverse('merge_runs')}?{urlencode({'run': _ticked(request.POST)}, doseq=True)}")


def _to_the_kept(request, ticked):
    """Two that were merged a moment ago: the button was pressed twice."""
    runs = Run.objects.of(request.user).filter(pk__in=ticked, merged_from__in=ticked)
    return redirect(get_object_or_404(runs))


def _apart(merged):
    return merged.kept.date != merged.gone.date


@dataclass(frozen=True)
class Row:
    label: str
    kept: str
    gone: str
    after: str

    @property
    def changes(self):
        return self.kept != self.after


def _rows(merged, units):
    after = merged.after
    after.shoe = merged.kept.shoe or merged.gone.shoe
    after.track_bytes = merged.kept.track_bytes
    said = [_said(run, units) for run in (merged.kept, merged.gone, after)]
    rows = [Row(label, *(column[label] for column in said)) for label in said[0]]
    return [row for row in rows if row.kept or row.gone]


def _said(run, units):
    """What a run says, in words, by the label of the row."""
    return {
        _("Name"): str(run),
        _("Day"): date_format(run.date, "j M Y"),
        _("Kind"): run.get_kind_display(),
        _("Distance"): distance_text(run.distance_m, units, 2) if run.distance_m else "",
        _("Time"): duration_text(run.duration_s) if run.duration_s else "",
        _("Heart rate"): str(run.heart_rate_mean or ""),
        _("Effort"): "" if run.effort is None else str(run.effort),
        _("Shoes"): str(run.shoe or ""),
        _("Track"): _("yes") if run.track_bytes else "",
        _("Laps"): str(len(run.laps) or ""),
        _("Recorded by"): run.device,
        _("Note"): run.note,
    }
