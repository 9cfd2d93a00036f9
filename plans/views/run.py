"""A run's page: what is known of it, drawn, and what the file said where the runner says otherwise."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plans.actions.log import TakenOut
from plans.actions.merge import files_of
from plans.actions.recorded import corrected, take_from_file
from plans.actions.run_page import run_page, runs_beside
from plans.models import RunKind, Session
from plans.views.log import taken_out


@require_safe
def run(request, pk):
    """`?over=` is what the charts lie over: distance or time."""
    done = get_object_or_404(request.user.runs.select_related("planned_run", "shoe"), pk=pk)
    files = list(files_of(done))
    earlier, later = runs_beside(run=done)
    return render(
        request,
        "plans/log/run.html",
        {
            "run": done,
            "drawn": run_page(run=done, units=request.user.units, over=request.GET.get("over", "")),
            "said": corrected(done),
            "original": next((file for file in files if file.original), None),
            "warnings": [warning for file in files if file.verdict == "new_run" for warning in file.warnings],
            "classes": Session.objects.of(request.user).on(done.date),
            "kinds": RunKind.choices,
            "earlier": earlier,
            "later": later,
        },
    )


@require_POST
def as_recorded(request, pk):
    """One fact of a run is again as its file said it."""
    done = get_object_or_404(request.user.runs, pk=pk)
    try:
        taken = take_from_file(run=done, fact=request.POST.get("fact", ""), now=timezone.now())
    except TakenOut:
        return taken_out(request)
    if taken:
        messages.success(request, _("It is down as the file says."))
    else:
        messages.error(request, _("The file says nothing else about that."))
    return redirect(done)
