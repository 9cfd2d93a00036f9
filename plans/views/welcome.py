"""The first questions, one at a time; each can be skipped."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from plans.actions.welcome import finish_welcome, keep_answer
from plans.forms.welcome import STEPS

ORDER = list(STEPS)


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request, step=ORDER[0]):
    if step not in STEPS:
        raise Http404(step)
    form = STEPS[step](request.POST or None, initial=_initial(request, step))
    if request.method == "POST" and form.is_valid():
        keep_answer(runner=request.user, step=step, answers=form.answers(), now=timezone.now())
        return _after(request, step)
    number = ORDER.index(step) + 1
    context = {"form": form, "step": step, "number": number, "steps": len(ORDER)}
    return render(request, "plans/welcome/page.html", context)


def _initial(request, step):
    return {"units": request.user.units, "time_zone": request.user.time_zone} if step == "when" else {}


@require_POST
def skip(request, step):
    """Leave a question out; past the last one the week is made."""
    if step not in STEPS:
        raise Http404(step)
    return _after(request, step)


def _after(request, step):
    if step != ORDER[-1]:
        return redirect("welcome", step=ORDER[ORDER.index(step) + 1])
    finish_welcome(runner=request.user, now=timezone.now())
    return redirect("today")
