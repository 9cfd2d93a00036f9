"""The first questions, one at a time; each can be skipped."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from plans.actions.settings import answers_of, change_answer
from plans.actions.welcome import finish_welcome, take_zone
from plans.forms.welcome import SETTINGS, STEPS

ORDER = list(STEPS)


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request, step=ORDER[0]):
    if step not in STEPS:
        raise Http404(step)
    before = answers_of(runner=request.user)[step]
    form = _asked(request.user, step, before)(
        request.POST if request.method == "POST" else None, initial=before
    )
    if request.method == "POST" and form.is_valid():
        change_answer(runner=request.user, step=step, answers=form.answers(), now=timezone.now())
        return _after(request, step)
    number = ORDER.index(step) + 1
    context = {"form": form, "step": step, "number": number, "steps": len(ORDER)}
    return render(request, "plans/welcome/page.html", context)


def _asked(runner, step, before):
    """Kept health notes are shown as limits: asking for the reasons again would lose them."""
    again = runner.welcomed_at or (step == "body" and before)
    return (SETTINGS if again else STEPS)[step]


@require_POST
def skip(request, step):
    """Leave a question out; past the last one the week is made."""
    if step not in STEPS:
        raise Http404(step)
    take_zone(runner=request.user, zone=request.POST.get("time_zone", ""))
    return _after(request, step)


def _after(request, step):
    if step != ORDER[-1]:
        return redirect("welcome", step=ORDER[ORDER.index(step) + 1])
    finish_welcome(runner=request.user, now=timezone.now())
    return redirect("today")
