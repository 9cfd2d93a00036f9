"""Who tries too often is told so, and for how long to wait."""

from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from django.shortcuts import render
from django.urls import reverse

from accounts.limits import AT, lasts_s


def too_many(request, exception=None):
    """django-allauth asks for it by the name `handler429`."""
    door = request.resolver_match.url_name if request.resolver_match else ""
    wait_s = lasts_s(AT.get(door, "reauthenticate"))
    told = {"wait_s": wait_s, "minutes": wait_s // 60, "enter": _where_the_code_goes(request, door)}
    response = render(request, "429.html", told, status=429)
    response["Retry-After"] = str(wait_s)
    return response


def _where_the_code_goes(request, door: str) -> str:
    """Who has one in their mail need not wait for another."""
    if door == "account_reset_password" and PASSWORD_RESET_VERIFICATION_SESSION_KEY in request.session:
        return reverse("account_confirm_password_reset_code")
    return ""
