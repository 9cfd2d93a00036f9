"""Choosing a language without an account, at the foot of each public page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.actions.speaking import NAMES, remember_language, speak_from_now_on


@login_not_required
@require_POST
def choose_language(request):
    """Whoever is signed in has chosen it for their account as well."""
    language = request.POST.get("language", "")
    if language not in NAMES:
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        speak_from_now_on(person=request.user, language=language)
    return remember_language(redirect(_back(request)), language)


def _back(request) -> str:
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else settings.LOGIN_REDIRECT_URL if request.user.is_authenticated else "/"
