"""The training log: the list, and writing runs down."""

import datetime

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.log import change_run, correct_kind, remove_run, write_down
from plans.actions.log_list import Place, log_page
from plans.forms.log import RunForm
from plans.models import Run, RunKind


@require_safe
def log(request):
    """`?after=` is where the page before ended, `?until=` a date to look back from."""
    after = Place.read(request.GET.get("after", "")) or _end_of(request.GET.get("until", ""))
    page = log_page(runner=request.user, after=after)
    today = request.user.local_date(timezone.now())
    return render(request, "plans/log/page.html", {"page": page, "after": after, "today": today})


def _end_of(text):
    try:
        return Place.end_of(datetime.date.fromisoformat(text))
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """`?date=` proposes a day, for the links of a plan."""
    today = request.user.local_date(timezone.now())
    run = Run(runner=request.user, date=_proposed_day(request.GET.get("date", ""), today))
    form = RunForm(request.POST or None, instance=run, today=today)
    if request.method == "POST" and form.is_valid():
        write_down(run=form.save(commit=False))
        messages.success(request, _written(run))
        return redirect("log")
    return render(request, "plans/log/new.html", {"form": form})


def _proposed_day(text, today):
    try:
        return min(datetime.date.fromisoformat(text), today)
    except ValueError:
        return today


def _written(run):
    if getattr(run, "planned_run", None):
        return _("Written down. It is the run that was planned for that day.")
    return _("Written down.")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    now = timezone.now()
    done = get_object_or_404(request.user.runs, pk=pk)
    today = max(request.user.local_date(now), done.date)  # a run may come from a zone that is ahead
    form = RunForm(request.POST or None, instance=done, today=today, cancel=done.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        change_run(run=form.save(commit=False), now=now)
        messages.success(request, _("Saved."))
        return redirect(done)
    return render(request, "plans/log/edit.html", {"form": form, "run": done})


@require_POST
def kind(request, pk):
    """One tap: the guess is right, or it was another kind."""
    done = get_object_or_404(request.user.runs, pk=pk)
    if request.POST.get("kind") not in RunKind:
        messages.error(request, _("Choose one of the kinds."))
        return redirect(done)
    correct_kind(run=done, kind=request.POST["kind"], now=timezone.now())
    messages.success(request, _("It is down as %(kind)s.") % {"kind": done.get_kind_display().lower()})
    return redirect(done)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    done = get_object_or_404(request.user.runs, pk=pk)
    if request.method == "POST":
        remove_run(run=done)
        messages.success(request, _("Taken out of your log."))
        return redirect("log")
    return render(request, "plans/log/delete.html", {"run": done})


@require_safe
def original(request, pk):
    """The file as it came; never shown in the page, for it is somebody else's content."""
    done = get_object_or_404(request.user.runs, pk=pk)
    file = done.files.exclude(original="").order_by("verdict", "pk").first()
    if file is None or not file.original.storage.exists(file.original.name):
        raise Http404
    response = FileResponse(
        file.original.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
