"""Where our site differs from django-allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.actions.consent import agree_to_terms
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _lazy(
            "Several tries did not fit. Wait a minute, then sign in. "
            "If your address still waits for its code, a new one is sent."
        ),
        "incorrect_code": _lazy("That is not the code we sent. Look again, or have a new one sent."),
    }

    def clean_email(self, email):
        """allauth's forms take addresses of 320 letters, and PostgreSQL then refuses them with an error."""
        most = User._meta.get_field("email").max_length
        if len(email) > most:
            raise ValidationError(_("An address has at most %(most)d letters.") % {"most": most})
        return super().clean_email(email)

    def save_user(self, request, user, form, commit=True):
        """Whoever signs up agrees to the terms: the form says so."""
        user = super().save_user(request, user, form, commit=commit)
        if user.pk:
            agree_to_terms(user=user, now=user.date_joined)
        return user

    def get_signup_redirect_url(self, request):
        return "/welcome/"

    def get_login_redirect_url(self, request):
        return "/today/" if request.user.welcomed_at else "/welcome/"
