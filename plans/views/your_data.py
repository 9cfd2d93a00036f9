"""One page for what is kept: what was agreed to, everything taken out, brought in, or deleted."""

from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions.consent import standing_consents
from plans.actions.account_export import ask_for_export, forget_export, place_of
from plans.actions.settings import forget_health_notes


@require_safe
def your_data(request):
    now = timezone.now()
    exports = list(request.user.account_exports.all())
    context = {
        "consents": standing_consents(user=request.user),
        "making": next((export for export in exports if export.ready_at is None), None),
        "ready": next((export for export in exports if export.ready_at and export.kept_until > now), None),
        "brought": request.user.account_imports.first(),
    }
    return render(request, "plans/your_data/page.html", context)


# --- out ------------------------------------------------------------------------------------------


@require_POST
def export(request):
    ask_for_export(runner=request.user, now=timezone.now())
    messages.success(
        request, _("Your data is being put together. A mail with a link comes when it is ready.")
    )
    return redirect("your_data")


@require_safe
def fetch(request, pk):
    """Its owner's alone, and for a few days.

    Who was asked who they are comes back to the page of their data: a download would leave the question
    standing there, as if it had not been answered.
    """
    found = get_object_or_404(request.user.account_exports.ready(timezone.now()), pk=pk)
    try:
        return _given(request, found)
    except ReauthenticationRequired:
        on = urlencode({"next": f"{reverse('your_data')}#out"})
        return redirect(f"{reverse('account_reauthenticate')}?{on}")


@reauthentication_required
def _given(request, found):
    """An open phone is not enough: all that somebody's body and whereabouts tell is in it."""
    try:
        file = place_of(found.path).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    day = request.user.local_date(found.ready_at)
    response = FileResponse(file, as_attachment=True, filename=f"ballet-fusion-{day}.zip")
    response["Content-Type"] = "application/zip"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def forget(request, pk):
    forget_export(export=get_object_or_404(request.user.account_exports, pk=pk))
    messages.success(request, _("That export is deleted. What it was made of is all still here."))
    return redirect("your_data")


# --- health notes ---------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def health(request):
    """What would go, before it goes."""
    if request.method == "POST":
        forget_health_notes(runner=request.user, now=timezone.now())
        messages.success(request, _("Your health notes are deleted, and no new ones are kept."))
        return redirect("your_data")
    return render(request, "plans/your_data/health.html")
