"""What django-allauth asks at its doors, where ours is asked with more care."""

import secrets
import time

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, SignupWebAuthnForm
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.actions.unconfirmed import unconfirmed_account


class SignupForm(theirs.SignupForm):
    """One account an address, and the same work whether there is one already."""

    def try_save(self, request):
        made = None
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return self.save(request), None
            except IntegrityError:  # the same address signed up beside this
                self.account_already_exists = True
        else:
            made = self._save_in_vain(request)
        begun = unconfirmed_account(self.cleaned_data["email"]) if made else None
        if begun:
            return None, self._go_on(request, begun, made)
        return super().try_save(request)

    def _save_in_vain(self, request):
        """A password takes long to hash: without this, the quick answer is that of a known address."""
        address, self.account_already_exists = self.cleaned_data["email"], False
        self.cleaned_data["email"] = f"{secrets.token_hex(8)}@in-vain.invalid"
        with transaction.atomic():
            made = self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"], self.account_already_exists = address, True
        return made

    def _go_on(self, request, begun, made):
        """Who never entered their code gets another, as at the first time.

        The password typed now waits with it: until the code is entered nobody knows whose the address is, and
        whoever began may have been another.
        """
        login = Login(user=begun, redirect_url=get_next_redirect_url(request), signup=True)
        login.state |= {"password": made.password, "passkey_signup": self.by_passkey}
        return perform_login(request, login)


class CountedCode:
    """The session counts wrong codes too, but reads first and writes then: many tries at a time count as one.

    So each code has a count of its own, kept where all processes see it.
    """

    def clean_code(self):
        key = salted_hmac("code", self.expected_code).hexdigest()
        if not ratelimit.consume(context.request, action="enter_code"):
            raise get_adapter().validation_error("too_many_login_attempts")
        if not ratelimit.consume(context.request, action="one_code", key=key):
            raise get_adapter().validation_error("code_spent")
        return super().clean_code()


class LoginCodeForm(CountedCode, theirs.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(CountedCode, theirs.ConfirmEmailVerificationCodeForm):
    pass


class ResetCodeForm(CountedCode, theirs.ConfirmPasswordResetCodeForm):
    pass


class AskForCodeForm(theirs.RequestLoginCodeForm):
    def clean_email(self):
        """Asked too often is no wrong address: the page says so, and for how long."""
        try:
            return super().clean_email()
        except ValidationError as error:
            if error.code == "too_many_login_attempts":
                raise ImmediateHttpResponse(ratelimit.respond_429(context.request)) from None
            raise


class LoginForm(theirs.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = _("Stay signed in on this device")

    def _clean_with_password(self, credentials):
        """Too many wrong ones are refused by words of their own (accounts/adapter.py): this one was right."""
        try:
            return super()._clean_with_password(credentials)
        except ValidationError as error:
            if error.code == "too_many_login_attempts":
                raise get_adapter().validation_error("code_on_its_way") from None
            raise


class NewAddressForm(theirs.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New address")


class WrittenOnce:
    """A new password is written once: who mistypes it chooses another by a code from their mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2")
        self.fields["password1"].label = _("New password")


class ChangePasswordForm(WrittenOnce, theirs.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your password now")


class SetPasswordForm(WrittenOnce, theirs.SetPasswordForm):
    pass


class NewPasswordForm(WrittenOnce, theirs.ResetPasswordKeyForm):
    pass


class NamedKey:
    """django-allauth's forms name the field after itself, which no catalogue reaches."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")


class AddKeyForm(NamedKey, AddWebAuthnForm):
    pass


class SignupKeyForm(NamedKey, SignupWebAuthnForm):
    pass


class EditKeyForm(NamedKey, EditWebAuthnForm):
    pass


KEY_SINCE, KEY_LASTS_S = "app_key_since", 60 * 60


class AppForm(ActivateTOTPForm):
    """Looked at again, the key is the one an app may know already: allauth makes a new one each time."""

    def __init__(self, *args, **kwargs):
        session, now = context.request.session, time.time()
        fresh = now - session.get(KEY_SINCE, 0) < KEY_LASTS_S
        shown = session.get(SECRET_SESSION_KEY) if fresh else None
        super().__init__(*args, **kwargs)
        if shown:
            self.secret = session[SECRET_SESSION_KEY] = shown
        else:
            session[KEY_SINCE] = now
        self.fields["code"].label = _("Code")
