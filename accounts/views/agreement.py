"""What everybody agrees to: the notice, the terms, and being asked when they say something new."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import consent
from accounts.actions.consent import TERMS_VERSION, agree_to_terms, has_agreed


@login_not_required
@require_safe
def privacy(request):
    return render(request, "accounts/privacy/page.html", {"version": TERMS_VERSION})


@login_not_required
@require_safe
def terms(request):
    return render(request, "accounts/terms/page.html", {"version": TERMS_VERSION})


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request):
    """Who has agreed already goes on at once. A page that was open while the terms changed is shown anew."""
    if request.method == "POST" and request.POST.get("version") == consent.TERMS_VERSION:
        agree_to_terms(user=request.user, now=timezone.now())
    on = _where_to(request)
    if has_agreed(request.user):
        return redirect(on)
    context = {"next": on, "version": consent.TERMS_VERSION, "is_new": not request.user.agreed_to}
    return render(request, "accounts/agreement/page.html", context)


def _where_to(request) -> str:
    """Where they were on their way to, if that is a place of ours."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else "/today/"
