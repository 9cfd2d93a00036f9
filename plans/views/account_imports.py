"""An export brought here: its upload, what would come, and bringing it in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.account_found import damaged_files, shown_of
from plans.actions.account_import import (
    begin_account_import,
    begin_storing,
    forget_account_import,
    has_a_log,
    what_gives_way,
)
from plans.forms.your_data import BringForm, TakeInForm
from plans.models import AccountImport
from plans.views.imports import to_disk

State = AccountImport.State


def import_of(request, pk) -> AccountImport:
    return get_object_or_404(request.user.account_imports, pk=pk)


@to_disk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = _sent(request) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        return redirect(
            begin_account_import(runner=request.user, file=form.cleaned_data["file"], now=timezone.now())
        )
    context = {"form": form, "has_a_log": has_a_log(request.user)}
    return render(request, "plans/your_data/bring.html", context)


def _sent(request) -> BringForm:
    files = request.FILES  # reading them is what fills `stopped`
    return BringForm(request.POST, files, stopped=request.stopped)


@require_safe
def page(request, pk):
    brought = import_of(request, pk)
    if brought.state == State.CHECKED:
        return _looked_at(request, brought, TakeInForm(found=brought.found))
    damaged = damaged_files(brought.found["damaged"]) if brought.found.get("damaged") else ""
    return render(request, "plans/your_data/brought.html", {"brought": brought, "damaged": damaged})


def _looked_at(request, brought, form):
    shown = shown_of(brought.found, what_gives_way(request.user))
    context = {"brought": brought, "form": form, "shown": shown}
    return render(request, "plans/your_data/look.html", context)


@require_safe
def progress(request, pk):
    """A part of the page, asked for again and again; when the work is done, the whole page is."""
    brought = import_of(request, pk)
    if not brought.is_at_work:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "plans/your_data/_progress.html", {"brought": brought})


@require_POST
def store(request, pk):
    """`with_health`: the runner agrees that health notes are kept here too."""
    brought = import_of(request, pk)
    form = TakeInForm(request.POST, found=brought.found)
    if brought.state == State.CHECKED and not form.is_valid():
        return _looked_at(request, brought, form)
    if brought.state == State.CHECKED:
        begin_storing(account_import=brought, with_health=form.cleaned_data.get("with_health", False))
    return redirect(brought)


@require_POST
def forget(request, pk):
    brought = import_of(request, pk)
    if brought.state in (State.STORING, State.STORED):
        return redirect(brought)
    forget_account_import(account_import=brought)
    messages.success(request, _("Forgotten. Nothing of it is here."))
    return redirect("your_data")
