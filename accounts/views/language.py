"""Choosing a language without an account, at the foot of each public page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.views.decorators.http import require_POST

from accounts.actions.speaking import NAMES, remember_language, speak_from_now_on
from accounts.views.next_address import address_back


@login_not_required
@require_POST
def choose_language(request):
    """Whoever is signed in has chosen it for their account as well."""
    language = request.POST.get("language", "")
    if language not in NAMES:
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        speak_from_now_on(person=request.user, language=language)
    home = settings.LOGIN_REDIRECT_URL if request.user.is_authenticated else "/"
    return remember_language(HttpResponseRedirect(address_back(request, home)), language)
