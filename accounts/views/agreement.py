"""What everybody agrees to: the notice, the terms, and being asked when they say something new."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import consent
from accounts.actions.consent import TERMS_VERSION, agree_to_terms, has_agreed
from accounts.views.next_address import address_back


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
    on = address_back(request, settings.LOGIN_REDIRECT_URL)
    if has_agreed(request.user):
        return HttpResponseRedirect(on)
    context = {"next": on, "version": consent.TERMS_VERSION, "is_new": not request.user.agreed_to}
    return render(request, "accounts/agreement/page.html", context)
