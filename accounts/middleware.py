"""Each request is answered in the runner's own time zone, and once they have agreed to what is kept."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.actions.consent import has_agreed

# What may be done without agreeing: reading what it is about, signing out, taking everything along, leaving.
OPEN_ANYWAY = ("/accounts/", "/privacy/", "/terms/", "/your-data/", "/mail-off/", "/mail/", "/calendar/")


class RunnersTimeZone:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        with timezone.override(user.zone):
            return self.get_response(request)


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
