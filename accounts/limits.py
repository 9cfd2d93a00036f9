"""How long who tried too often has to wait: as long as the limit counts that they met."""

from allauth.core.internal.ratelimit import parse_rates
from django.conf import settings

# What is counted where django-allauth answers with a page of its own.
AT = {
    "account_signup": "signup",
    "account_signup_by_passkey": "signup",
    "account_login": "login",
    "account_request_login_code": "request_login_code",
    "account_email_verification_sent": "confirm_email",
    "account_reset_password": "reset_password",
    "account_complete_password_reset": "reset_password_from_key",
    "mfa_login_webauthn": "webauthn_login",
}
# And where a form says so, by the name of its words (accounts/adapter.py).
SAID = {
    "too_many_login_attempts": "login_failed",
    "too_many_wrong_passwords": "login_failed",
    "rate_limited": "login_failed",
    "code_on_its_way": "confirm_email",
    "code_spent": "confirm_email",  # a new one can be had
}


def lasts_s(action: str) -> int:
    """Of several limits the longest."""
    rates = {**settings.ACCOUNT_RATE_LIMITS, **settings.MFA_RATE_LIMITS}[action]
    return max(int(rate.duration) for rate in parse_rates(rates))
