"""What changed the plan, taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans.actions.changes import NothingToUndo, undo_change
from plans.models import PlanChange


@require_POST
def undo(request, pk):
    get_object_or_404(PlanChange, pk=pk, week__runner=request.user)
    try:
        change = undo_change(runner=request.user, pk=pk, now=timezone.now())
    except NothingToUndo:
        messages.info(request, _("There is nothing to undo any more. Your week stands as it is below."))
        return redirect("this_week")
    messages.success(request, _("Undone. What you did or moved since stays as it is."))
    return redirect("week", date=change.week.starts_on.isoformat())
