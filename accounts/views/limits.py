"""Who tries too often is told so, and for how long to wait."""

from django.conf import settings
from django.shortcuts import render

NEW_CODE_S = 10
SEND_CODES = (
    "/accounts/signup/", "/accounts/confirm-email/", "/accounts/login/code/", "/accounts/password/reset/",
    "/accounts/email/",
)  # fmt: skip


def too_many(request, exception=None):
    """django-allauth asks for it by the name `handler429`."""
    wait_s = NEW_CODE_S if request.POST.get("action") == "resend" else settings.LIMITS_LAST_S
    told = {"wait_s": wait_s, "minutes": wait_s // 60, "sends_codes": request.path.startswith(SEND_CODES)}
    response = render(request, "429.html", told, status=429)
    response["Retry-After"] = str(wait_s)
    return response
