"""What django-allauth asks at its doors, where ours is asked with more care."""

import secrets

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class SignupForm(theirs.SignupForm):
    """One account an address, and the same work whether there is one already."""

    def try_save(self, request):
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return self.save(request), None
            except IntegrityError:  # the same address signed up beside this
                self.account_already_exists = True
        else:
            self._save_in_vain(request)
        return super().try_save(request)

    def _save_in_vain(self, request):
        """A password takes long to hash: without this, the quick answer is that of a known address."""
        address, self.account_already_exists = self.cleaned_data["email"], False
        self.cleaned_data["email"] = f"{secrets.token_hex(8)}@in-vain.invalid"
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"], self.account_already_exists = address, True


class CountedCode:
    """The session counts wrong codes too, but reads first and writes then: many tries at a time count as one.

    So each code has a count of its own, kept where all processes see it.
    """

    def clean_code(self):
        # Where there is no account there is no code: what stands for it must count the same.
        known_by = self.expected_code or context.request.session.session_key or ""
        key = salted_hmac("code", known_by).hexdigest()
        if not ratelimit.consume(context.request, action="enter_code", key=key):
            raise get_adapter().validation_error("too_many_login_attempts")
        return super().clean_code()


class LoginCodeForm(CountedCode, theirs.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(CountedCode, theirs.ConfirmEmailVerificationCodeForm):
    pass


class ResetCodeForm(CountedCode, theirs.ConfirmPasswordResetCodeForm):
    pass


class LoginForm(theirs.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = _("Stay signed in on this device")


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


class AppForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
