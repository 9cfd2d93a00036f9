"""The first questions again, any time: each with what was answered before."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.settings import answers_of, change_answer, forget_health_notes, summary_of
from plans.forms.welcome import SETTINGS


@require_safe
def plan_settings(request):
    rows, health_kept = summary_of(runner=request.user)
    return render(request, "plans/settings/page.html", {"rows": rows, "health_kept": health_kept})


@require_http_methods(["GET", "HEAD", "POST"])
def section(request, step):
    if step not in SETTINGS:
        raise Http404(step)
    before = answers_of(runner=request.user)[step]
    form = SETTINGS[step](request.POST if request.method == "POST" else None, initial=before)
    form.send = _("Save")
    if request.method == "POST" and form.is_valid():
        change_answer(runner=request.user, step=step, answers=form.answers(), now=timezone.now())
        messages.success(request, _("Saved. Your week is planned again; what you kept by hand stayed."))
        return redirect("plan_settings")
    return render(request, "plans/settings/section.html", {"form": form, "step": step})


@require_POST
def forget_health(request):
    """The consent to health notes is taken back, and the notes go."""
    forget_health_notes(runner=request.user, now=timezone.now())
    messages.success(request, _("Your health notes are deleted."))
    return redirect("plan_settings")
