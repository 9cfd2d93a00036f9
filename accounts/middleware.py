"""Each request is answered in the runner's own time zone; at the doors, nobody learns from its time."""

import time
from typing import ClassVar

from django.conf import settings
from django.utils import timezone


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
