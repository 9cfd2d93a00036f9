"""A form that may have come from elsewhere: most often it stood open too long, or in a second tab."""

from allauth.account.utils import get_login_redirect_url
from django.shortcuts import redirect, render

from accounts.middleware import page_before

DOORS = {"account_login", "account_request_login_code", "account_signup", "account_signup_by_passkey"}


def forged(request, reason=""):
    """Who came in by another tab meanwhile is in: nothing is left to send."""
    door = request.resolver_match.url_name if request.resolver_match else ""
    if door in DOORS and request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    return render(request, "403_csrf.html", {"back": page_before(request)}, status=403)
