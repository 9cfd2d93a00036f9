"""Sessions: written down, rated, taken back."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from library.actions.collection_progress import ways_on
from library.views.saving import address_back
from plans.actions.following_shown import ended_with
from plans.actions.health_notes import NotAgreed
from plans.actions.session import delete_session, record_session, release_place
from plans.actions.soreness import TooEarlyOrLate, keep_soreness, soreness_asked
from plans.forms.pain import SorenessForm
from plans.forms.session import EffortForm, NewSessionForm, SessionForm
from plans.models import Session


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    now = timezone.now()
    form = NewSessionForm(
        request.POST if request.method == "POST" else None, today=request.user.local_date(now)
    )
    if request.method == "POST" and form.is_valid():
        session = record_session(runner=request.user, now=now, how=Session.How.HAND, **form.cleaned_data)
        messages.success(request, _filled(session))
        return redirect("session", pk=session.pk)
    return render(request, "plans/session/new.html", {"form": form})


def _filled(session):
    if session.planned_session:
        return _("Written down. It fills %(day)s’s place in your week.") % {
            "day": f"{session.planned_session.date:%A}"
        }
    return _("Written down. Every class counts.")


@require_http_methods(["GET", "HEAD", "POST"])
def session(request, pk):
    """How it was: a note, and buttons that tell how hard it was (below), now or later."""
    done = get_object_or_404(
        Session.objects.of(request.user).select_related("video_class", "planned_session"), pk=pk
    )
    form = SessionForm(request.POST if request.method == "POST" else None, instance=done)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("today")
    came_from = request.GET.get("in", "")
    ways = ways_on(request.user, done.video_class, came_from) if done.video_class else []
    sore = soreness_asked(session=done, runner=request.user, today=request.user.local_date(timezone.now()))
    context = {"session": done, "form": form, "ways": ways, "sore": sore, "numbers": range(11)}
    context["ended"] = ended_with(runner=request.user, ways=ways)
    return render(request, "plans/session/page.html", context)


@require_POST
def effort(request, pk):
    """How hard it was, told on the class's own page or the session's; a note stays as it is."""
    done = get_object_or_404(Session.objects.of(request.user), pk=pk)
    form = EffortForm(request.POST, instance=done)
    if not form.is_valid():
        return JsonResponse({"error": form.errors["effort"][0]}, status=400)
    form.save()
    if request.accepts("text/html"):
        messages.success(request, _("Saved."))
        return redirect("session", pk=pk)
    return JsonResponse({"effort": done.effort})


@require_POST
def soreness(request, pk):
    """How sore a class with jumps left the legs: told from the next day on, up to a fortnight later."""
    done = get_object_or_404(Session.objects.of(request.user), pk=pk)
    done.runner = request.user
    form = SorenessForm(request.POST, instance=done)
    if not form.is_valid():
        messages.error(request, form.errors["soreness"][0])
        return redirect("session", pk=pk)
    try:
        keep_soreness(session=done, soreness=form.cleaned_data["soreness"], now=timezone.now())
        messages.success(request, _("Saved. Your plan heeds it."))
    except NotAgreed:
        return redirect("body")
    except TooEarlyOrLate:
        messages.info(request, _("This is asked from the day after a class with jumps, for two weeks."))
    return redirect("session", pk=pk)


@require_POST
def release(request, pk):
    release_place(get_object_or_404(Session.objects.of(request.user), pk=pk))
    messages.success(request, _("The place in your week is open again. Your session still counts."))
    return redirect("session", pk=pk)


@require_POST
def delete(request, pk):
    delete_session(get_object_or_404(Session.objects.of(request.user), pk=pk))
    messages.success(request, _("Taken out of your log."))
    return redirect(address_back(request, "/progress/"))
