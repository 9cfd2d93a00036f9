"""django-allauth's doors, where ours differ: nobody learns from them whether an address has an account."""

import time

from allauth.account import views as theirs
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import RateLimited
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.actions.ways_in import ways_in_of

CODE_SENT = "account_email_verification_code"  # in the session, as django-allauth keeps it


class SendsAgain:
    """Where there is no account, a letter goes out again too: allauth sends that one once."""

    def _resend_form_valid(self, form):
        process = self._process
        try:
            process.generate_code()
            process.send()
        except RateLimited:
            messages.error(self.request, _("A new code was sent a moment ago. Look into your mail first."))
        else:
            process.record_resend()
            process.persist()
            messages.success(self.request, _("A new mail is on its way. The code before it works no more."))
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))


class LoginCode(SendsAgain, theirs.ConfirmLoginCodeView):
    pass


class AddressCode(SendsAgain, theirs.ConfirmEmailVerificationCodeView):
    pass


class Address(theirs.EmailView):
    def get_context_data(self, **kwargs):
        """`waiting`: the new address whose code can still be entered; else nothing would lead back there."""
        state = self.request.session.get(CODE_SENT) or {"email": "", "at": 0}
        lasts = time.time() - state["at"] < settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT
        return super().get_context_data(waiting=state["email"] if lasts else "", **kwargs)

    def form_valid(self, form):
        """The address that is there hears of the new one now, while its owner can still say no."""
        answer = super().form_valid(form)
        told = {"to_email": form.cleaned_data["email"]}
        get_adapter().send_notification_mail("account/email/email_asked", self.request.user, told)
        return answer


address = Address.as_view()
login_code = LoginCode.as_view()
address_code = login_not_required(AddressCode.as_view())
# A session left open must not be enough to give an account a password.
set_password = reauthentication_required(app="allauth.account")(theirs.password_set)


def remove_passkey(request, pk):
    """The last thing that shows who somebody is stays: else nothing would be asked where it matters."""
    passkey = get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.WEBAUTHN, pk=pk)
    if not ways_in_of(request.user).can_do_without(passkey):
        messages.warning(
            request, _("Choose a password first, or add another passkey: this one is your last.")
        )
        return redirect("security")
    return remove_webauthn(request, pk=pk)
