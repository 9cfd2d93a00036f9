"""Each request is answered in the runner's own language and time zone, once they agreed to what is kept.

At the doors nobody learns anything from how long an answer takes.
"""

import time
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.actions.consent import has_agreed
from accounts.actions.speaking import language_of

# What may be done without agreeing: reading what it is about, signing out, taking everything along, leaving.
OPEN_ANYWAY = ("/accounts/", "/privacy/", "/terms/", "/your-data/", "/mail-off/", "/mail/", "/calendar/")


NOT_KEPT = _(
    "You are not signed in any more, so what you sent was not kept. Sign in, and you are back on its page."
)


class InTheirLanguage:
    """A runner's own choice; else what was chosen on this device; else what the browser asks for."""

    WORDS = ("text/html", "application/json")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(language_of(request)):
            response = self.get_response(request)
            spoken = translation.get_language()
        if response.headers.get("Content-Type", "").startswith(self.WORDS):
            response.headers.setdefault("Content-Language", spoken)
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


class SignInFirst(LoginRequiredMiddleware):
    """Every page is private, but for those that say otherwise."""

    def handle_no_permission(self, request, view_func):
        """What was posted is gone, and is said to be: after signing in one stands before the button again.

        A part of a page is no place to sign in: htmx is told to leave the page for it. Nobody pressed
        anything where a page asks for one by itself, or a script tells how far a film is: they are let be.
        """
        part, is_sent = request.headers.get("HX-Request") == "true", request.method == "POST"
        if not is_sent and not part:
            return super().handle_no_permission(request, view_func)
        if not is_sent and "HX-Boosted" not in request.headers:
            return HttpResponse(status=401)
        if is_sent and (part or request.accepts("text/html")):
            messages.warning(request, NOT_KEPT)
        to_login = redirect_to_login(page_before(request), self.get_login_url(view_func))
        return HttpResponseClientRedirect(to_login.url) if part else to_login


def page_before(request) -> str:
    """Of ours, and without a host; where nobody says, the address itself."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return request.get_full_path()
    parts = urlsplit(before)
    own = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    return own if url_has_allowed_host_and_scheme(own, None) else "/"


class RunnersTimeZone:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        with timezone.override(user.zone):
            return self.get_response(request)


class DoorsTakeTheirTime:
    """An answer at a door takes as long for an address with an account as for one without.

    The work is the same but for some rows that are read; what those would tell is lost in a time all take.
    """

    DOORS: ClassVar[set[str]] = {
        "account_signup",
        "account_signup_by_passkey",
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_reset_password",
        "account_confirm_password_reset_code",
        "account_email",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.monotonic()
        response = self.get_response(request)
        if request.method == "POST" and response.status_code != 429 and self.is_door(request):
            time.sleep(max(0, began + settings.DOORS_TAKE_S - time.monotonic()))
        return response

    def is_door(self, request) -> bool:
        return request.resolver_match is not None and request.resolver_match.url_name in self.DOORS


class TellsToWait:
    """A form that was sent too often is shown again with its words, as 429 with the time to wait."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if (wait_s := getattr(request, "wait_s", None)) and response.status_code == 200:
            response.status_code = 429
            response["Retry-After"] = str(wait_s)
        return response


class AsksToAgree:
    """A page that is opened before its runner agreed to the terms as they stand waits until they have.

    Pages alone: no form that was being filled is lost, and nobody is asked by a film or a part of a page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self.opens_a_page(request) and request.user.is_authenticated and not has_agreed(request.user):
            on = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('agree')}?{on}")
        return self.get_response(request)

    @staticmethod
    def opens_a_page(request) -> bool:
        return (
            request.method == "GET"
            and "text/html" in request.headers.get("Accept", "")
            and "HX-Request" not in request.headers
            and not request.path.startswith(OPEN_ANYWAY)
        )
