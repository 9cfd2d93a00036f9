"""django-allauth's doors, where ours differ: nobody learns from them whether an address has an account."""

import time

from allauth.account import views as theirs
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.core.exceptions import RateLimited
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.stages import PasskeySignupStage
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from accounts.actions.unconfirmed import drop_password, take_password, unconfirmed_account
from accounts.actions.ways_in import ways_in_of
from accounts.forms.doors import SetPasswordForm
from accounts.limits import SAID, lasts_s
from accounts.views.waiting import address_waiting

SENT_ANEW = _lazy("A new mail is on its way. The code before it works no more.")


class CountsEachCode:
    """Where there is no account there is no code. What stands for it belongs to this one asking: the tries at
    the next are counted anew, as those at a code are, or they would tell of the account.

    An empty field is no try.
    """

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "code" in kwargs and not kwargs["code"]:
            asking = f"{self.request.session.session_key} {self._process.state['at']}"
            kwargs["code"] = salted_hmac("no code", asking).hexdigest()
        return kwargs

    def form_invalid(self, form):
        if form.has_error("code", "required"):
            return self.render_to_response(self.get_context_data(form=form))
        return self.code_did_not_fit(form)


class SendsAgain(CountsEachCode):
    """Where there is no account, a letter goes out again too: allauth sends that one once.

    A code takes five wrong tries; one that is spent says so where it was entered, and a new one is sent from
    there. allauth would end everything and send them to another door.
    """

    def _resend_form_valid(self, form):
        process = self._process
        try:
            process.generate_code()
            process.send()
        except RateLimited:
            messages.error(self.request, _("A new code was sent a moment ago. Look into your mail first."))
        else:
            process.record_resend()
            process.state.update(at=time.time(), failed_attempts=0)
            process.persist()
            messages.success(self.request, SENT_ANEW)
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))

    @property
    def is_spent(self) -> bool:
        return self._process.state["failed_attempts"] >= self._process.max_attempts

    def post(self, request, *args, **kwargs):
        if self.is_spent and self._action == "verify":
            return self._say_spent()
        return super().post(request, *args, **kwargs)

    def code_did_not_fit(self, form):
        process = self._process
        if process.state["failed_attempts"] + 1 < process.max_attempts:
            return super(CountsEachCode, self).form_invalid(form)
        process.state.update(code="", failed_attempts=process.max_attempts)
        process.persist()
        return self._say_spent()

    def _say_spent(self):
        self.request.wait_s = lasts_s(SAID["code_spent"])
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        told = {"is_spent": self.is_spent, "begin": reverse(self.begins_at())}
        return {**super().get_context_data(**kwargs), **told}


class LoginCode(SendsAgain, theirs.ConfirmLoginCodeView):
    def begins_at(self) -> str:
        return "account_request_login_code"

    @transaction.atomic
    def _verify_form_valid(self, form):
        """Whose mail it is, is let in; whoever began with their address before knows a password no more."""
        begun = unconfirmed_account(self._process.state.get("email") or "")
        if begun and begun.has_usable_password():
            drop_password(user=self._process.user)  # the very one that is signed in
            messages.warning(self.request, _without_a_password())
        return super()._verify_form_valid(form)


def _without_a_password():
    said = _(
        "A password was typed with this address before it was confirmed. It may be a stranger’s, so it signs"
        " nobody in: a code by mail does, as just now."
    )
    own = _("Choose a password of your own")
    return format_html('{} <a href="{}">{}</a>', said, reverse("account_set_password"), own)


class AddressCode(SendsAgain, theirs.ConfirmEmailVerificationCodeView):
    def dispatch(self, request, *args, **kwargs):
        """Who goes back to it when all is done goes on."""
        if request.user.is_authenticated and not EmailVerificationProcess.resume(request):
            on = reverse("security")
            return redirect(on if request.user.welcomed_at else get_adapter().get_login_redirect_url(request))
        return super().dispatch(request, *args, **kwargs)

    def begins_at(self) -> str:
        if self.request.user.is_authenticated:
            return "account_email"
        return "account_signup" if not self.stage or self.stage.login.signup else "account_login"

    @transaction.atomic
    def _verify_form_valid(self, form):
        """The password is that of who confirms, whoever began with this address before them."""
        chosen = self.stage and self.stage.login.state.get("password")
        if self.stage and self._process.email_address.verified:  # elsewhere, meanwhile
            messages.info(self.request, _("Your address is confirmed already. Sign in, and you are there."))
        elif chosen:
            take_password(user=self.stage.login.user, password=chosen)
        return super()._verify_form_valid(form)


class ForgottenPassword(theirs.PasswordResetView):
    def form_valid(self, form):
        """Asked for again from where the code is entered, a sentence tells that page from the one before."""
        answer = super().form_valid(form)
        if "again" in self.request.POST and answer.status_code == 302:
            messages.success(self.request, SENT_ANEW)
        return answer


class ResetCode(CountsEachCode, theirs.ConfirmPasswordResetCodeView):
    def get_context_data(self, **kwargs):
        """allauth sends no second code from here: the page before does, to the same address."""
        return super().get_context_data(can_resend=True, **kwargs)

    def code_did_not_fit(self, form):
        """A spent one leads to where the next is sent."""
        if self._process.state["failed_attempts"] + 1 < self._process.max_attempts:
            return super(CountsEachCode, self).form_invalid(form)
        self._process.abort()
        messages.error(self.request, get_adapter().error_messages["code_spent"])
        return redirect(self.passthrough_next_url(reverse("account_reset_password")))


class Address(theirs.EmailView):
    def get_context_data(self, **kwargs):
        """`waiting`: the new address whose code can still be entered; else nothing would lead back there."""
        return super().get_context_data(waiting=address_waiting(self.request), **kwargs)

    def form_valid(self, form):
        """The address that is there hears of the new one now, while its owner can still say no."""
        answer = super().form_valid(form)
        told = {"to_email": form.cleaned_data["email"]}
        get_adapter().send_notification_mail("account/email/email_asked", self.request.user, told)
        return answer


class SecondStep(AuthenticateView):
    """The password was right: what the account has beside it is no secret any more, and is named."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "ways": ways_in_of(self.stage.login.user)}


address = Address.as_view()
second_step = SecondStep.as_view()
login_code = LoginCode.as_view()
address_code = login_not_required(AddressCode.as_view())
forgotten_password = ForgottenPassword.as_view()
reset_code = ResetCode.as_view()
# A session left open must not be enough to give an account a password.
set_password = reauthentication_required(app="allauth.account")(theirs.password_set)


def set_up_app(request):
    """Who goes back here when it is on is not asked to switch it off."""
    return redirect("security") if ways_in_of(request.user).app else activate_totp(request)


@login_stage_required(stage=PasskeySignupStage.key, redirect_urlname="account_signup")
@require_http_methods(["GET", "HEAD", "POST"])
def password_instead(request):
    """Whose device makes no passkey signs up with a password after all: the address is confirmed already."""
    stage = request._login_stage
    form = SetPasswordForm(data=request.POST if request.method == "POST" else None, user=stage.login.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return stage.exit()
    return render(request, "account/password_instead.html", {"form": form})


def remove_passkey(request, pk):
    """The last thing that shows who somebody is stays: else nothing would be asked where it matters."""
    passkey = get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.WEBAUTHN, pk=pk)
    if not ways_in_of(request.user).can_do_without(passkey):
        messages.warning(
            request, _("Choose a password first, or add another passkey: this one is your last.")
        )
        return redirect("security")
    return remove_webauthn(request, pk=pk)
