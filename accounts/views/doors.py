"""django-allauth's doors, where ours differ: nobody learns from them whether an address has an account."""

from allauth.account import views as theirs
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import RateLimited
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.actions.ways_in import ways_in_of


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
