"""The addresses of accounts that are ours; django-allauth's own stand below /accounts/ too."""

from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from accounts.views.agreement import agree, privacy, terms
from accounts.views.doors import (
    address,
    address_code,
    forgotten_password,
    login_code,
    password_instead,
    remove_passkey,
    reset_code,
    second_step,
    set_password,
    set_up_app,
)
from accounts.views.language import choose_language
from accounts.views.mailbox import mailbox
from accounts.views.preferences import preferences
from accounts.views.security import devices, end_all_devices, end_device, end_other_devices, security
from accounts.views.tokens import end, new, tokens

# One page has them all: what django-allauth would list on pages of its own leads there.
to_security = require_safe(RedirectView.as_view(pattern_name="security"))

urlpatterns = [
    path("accounts/preferences/", preferences, name="preferences"),
    path("accounts/agree/", agree, name="agree"),
    path("accounts/tokens/", tokens, name="tokens"),
    path("accounts/tokens/new/", new, name="new_token"),
    path("accounts/tokens/<int:pk>/end/", end, name="end_token"),
    path("accounts/security/", security, name="security"),
    path("accounts/sessions/", devices, name="usersessions_list"),
    path("accounts/sessions/end-others/", end_other_devices, name="end_other_devices"),
    path("accounts/sessions/end-all/", end_all_devices, name="end_all_devices"),
    path("accounts/sessions/<int:pk>/end/", end_device, name="end_device"),
    path("accounts/confirm-email/", address_code, name="account_email_verification_sent"),
    path("accounts/login/code/confirm/", login_code, name="account_confirm_login_code"),
    path("accounts/email/", address, name="account_email"),
    path("accounts/password/reset/", forgotten_password, name="account_reset_password"),
    path("accounts/password/reset/confirm/", reset_code, name="account_confirm_password_reset_code"),
    path("accounts/password/set/", set_password, name="account_set_password"),
    path("accounts/signup/password/", password_instead, name="password_instead"),
    path("accounts/2fa/authenticate/", second_step, name="mfa_authenticate"),
    path("accounts/2fa/totp/activate/", set_up_app, name="mfa_activate_totp"),
    path("accounts/2fa/", to_security, name="mfa_index"),
    path("accounts/2fa/webauthn/", to_security, name="mfa_list_webauthn"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", remove_passkey, name="mfa_remove_webauthn"),
    path("language/", choose_language, name="choose_language"),
    path("privacy/", privacy, name="privacy"),
    path("terms/", terms, name="terms"),
    path("mail/", mailbox, name="mailbox"),
]
