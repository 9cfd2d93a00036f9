"""The training log: the list, and writing runs down."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.next_address import address_back
from plans.actions.log import TakenOut, change_run, correct_kind, written_before
from plans.actions.log_list import Place, log_page
from plans.actions.merge import files_of
from plans.actions.removed import take_out_runs
from plans.actions.sent_once import write_down_typed
from plans.actions.session import PRESSED_TWICE
from plans.forms.log import RunForm
from plans.forms.log_filter import LogAddress
from plans.models import PlannedRun, Run, RunKind
from plans.views.days import proposed_day
from plans.views.removed import undo_address


@require_safe
def log(request):
    """`?after=` is where the page before ended; the rest is what is asked for; `?choose=` brings ticks."""
    address = LogAddress.read(request.GET, request.user.shoes.all())
    after = Place.read(request.GET.get("after", ""))
    page = log_page(runner=request.user, after=after, asked=address.as_filter)
    context = {
        "page": page,
        "after": after,
        "address": address,
        "chosen": address.chosen,
        "narrowed": address.narrowed,
        "choose": bool(request.GET.get("choose")),
        "choose_href": address.href_with(after=after, choose=1),
        "older": address.href_with(after=page.older) if page.older else "",
    }
    return render(request, "plans/log/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """`?date=` proposes a day, `?planned=` all that the plan knows of the run; `?next=` leads back."""
    today = request.user.local_date(timezone.now())
    run = Run(runner=request.user, date=proposed_day(request.GET.get("date", ""), today))
    if planned := _planned(request):
        if planned.run:
            messages.info(request, _("That run is written down already, perhaps in another tab."))
            return redirect(planned.run)
        run.date, run.kind, run.title = min(planned.date, today), planned.kind, planned.title
    now, back = timezone.now(), address_back(request, reverse("log"))
    form = RunForm(request.POST or None, instance=run, today=today, cancel=back)
    if request.method == "POST" and form.is_valid() and _is_meant(form, now):
        messages.success(request, _written(write_down_typed(run=form.save(commit=False), now=now)))
        return HttpResponseRedirect(back)
    return render(request, "plans/log/new.html", {"form": form})


def _is_meant(form, now):
    """The same as before on that day is asked about, but for a second press, which counts once anyway."""
    before = None if form.cleaned_data["again"] else written_before(form.instance)
    if before is None or before.created_at > now - PRESSED_TWICE:
        return True
    form.ask_again(before)
    return False


def _planned(request):
    pk = request.GET.get("planned", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return PlannedRun.objects.of(request.user).filter(pk=pk).select_related("run").first()


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
        try:
            change_run(run=form.save(commit=False), now=now)
        except TakenOut:
            return taken_out(request)
        messages.success(request, _("Saved."))
        return redirect(done)
    return render(request, "plans/log/edit.html", {"form": form, "run": done})


def taken_out(request):
    messages.error(request, _("This run was taken out of your log meanwhile, so it was not changed."))
    return redirect("log")


@require_POST
def kind(request, pk):
    """One tap: the guess is right, or it was another kind."""
    done = get_object_or_404(request.user.runs, pk=pk)
    if request.POST.get("kind") not in RunKind:
        messages.error(request, _("Choose one of the kinds."))
        return redirect(done)
    try:
        correct_kind(run=done, kind=request.POST["kind"], now=timezone.now())
    except TakenOut:
        return taken_out(request)
    messages.success(request, _("It is down as %(kind)s.") % {"kind": done.get_kind_display().lower()})
    return redirect(done)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    done = get_object_or_404(request.user.runs, pk=pk)
    if request.method == "POST":
        now = timezone.now()
        take_out_runs(runner=request.user, pks=[done.pk], now=now)
        messages.success(request, _("Taken out of your log."), extra_tags=undo_address(now))
        return HttpResponseRedirect(address_back(request, reverse("log")))
    return render(request, "plans/log/delete.html", {"run": done})


@require_safe
def original(request, pk):
    """The file as it came; never shown in the page, for it is somebody else's content."""
    done = get_object_or_404(request.user.runs, pk=pk)
    file = files_of(done).exclude(original="").first()
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
