"""The settings of the plan: at a glance, each section on its own page, the finer ones a click further."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.jumps import jumps_of
from plans.actions.settings import forget_health_notes
from plans.actions.settings_summary import fine_tuning_of, summary_of
from plans.actions.tuning import AFRESH, STAY_ON, change_section, section_of
from plans.forms.rule_words import ALWAYS_ON
from plans.forms.tuning import FINE, SECTIONS
from plans.views.changes import undo_of


@require_safe
def plan_settings(request):
    rows, health_kept = summary_of(runner=request.user, now=timezone.now())
    return render(request, "plans/settings/page.html", {"rows": rows, "health_kept": health_kept})


@require_safe
def fine_tune(request):
    return render(request, "plans/settings/fine_tune.html", {"rows": fine_tuning_of(runner=request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def section(request, step):
    if step not in SECTIONS:
        raise Http404(step)
    before = section_of(runner=request.user, section=step)
    form = SECTIONS[step](request.POST if request.method == "POST" else None, initial=before)
    form.send = _("Save")
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        change_section(runner=request.user, section=step, answers=form.answers(), now=now)
        messages.success(request, saved(step), extra_tags=undo_of(request.user, now))
        return redirect("fine_tune" if step in FINE else "plan_settings")
    told = {"form": form, "step": step, "is_fine": step in FINE, "afresh": step in AFRESH}
    return render(request, "plans/settings/section.html", {**told, **beside(request.user, step)})


def saved(step):
    if step in AFRESH:
        return _("Saved. Your week is planned again from scratch; what is done or kept by hand stayed.")
    return _("Saved. Your week is planned again; what you kept by hand stayed.")


def beside(runner, step):
    """What else a section's page tells."""
    if step == "jumps":
        return {"jumps": jumps_of(runner=runner, now=timezone.now())}
    if step == "rules":
        return {"always": [(rule, ALWAYS_ON[rule.id]) for rule in STAY_ON]}
    return {}


@require_POST
def forget_health(request):
    """The consent to health notes is taken back, and the notes go."""
    forget_health_notes(runner=request.user, now=timezone.now())
    messages.success(request, _("Your health notes are deleted."))
    return redirect("plan_settings")
