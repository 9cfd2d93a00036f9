"""Where our site differs from django-allauth's defaults."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.actions.consent import agree_to_terms
from accounts.actions.letters import post_letter
from accounts.actions.sealing import seal, unseal
from accounts.actions.speaking import in_the_language_of
from accounts.actions.ways_in import ways_in_of
from accounts.devices import device_name
from accounts.limits import SAID, lasts_s
from accounts.models import User

KNOWN_HERE, KNOWN_FOR_S = "known_here", 365 * 24 * 3600
SIGNED_IN_AT = "signed_in_at"
CONFIRMED = "account/messages/email_confirmed.txt"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _lazy("This account is closed."),
        "duplicate_email": _lazy("That is your address already."),
        "email_password_mismatch": _lazy("The address and the password do not fit together."),
        "email_taken": _lazy(
            "That address belongs to another account of yours. Sign in with it, or take another."
        ),
        "enter_current_password": _lazy("That is not your password. Look again."),
        "incorrect_password": _lazy("That is not your password. Look again."),
        "incorrect_code": _lazy("That is not the code we sent. Look again, or have a new one sent."),
        "code_on_its_way": _lazy(
            "A code left for your mail a moment ago. Wait ten seconds, then sign in again: we send another."
        ),
        "code_spent": _lazy("That code is spent: five tries did not fit. Have a new one sent."),
        "rate_limited": _lazy("Several tries did not fit. Wait five minutes, then try again."),
        "same_as_current": _lazy("That is your address already."),
        "too_many_login_attempts": _lazy("Several tries did not fit. Wait five minutes, then try again."),
        "too_many_wrong_passwords": _lazy("Several tries did not fit. Wait five minutes, then try again."),
    }

    def validation_error(self, code, *args):
        """What is refused for a while is answered with the time to wait (accounts/middleware.py)."""
        if code in SAID:
            self.request.wait_s = lasts_s(SAID[code])
        return super().validation_error(code, *args)

    def pre_authenticate(self, request, **credentials):
        """Of wrong passwords; allauth has the same words where a right one comes too soon after a code."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise self.validation_error("too_many_wrong_passwords") from None

    def clean_email(self, email):
        """allauth's forms take addresses of 320 letters, and PostgreSQL then refuses them with an error."""
        most = User._meta.get_field("email").max_length
        if len(email) > most:
            raise ValidationError(_("An address has at most %(most)d letters.") % {"most": most})
        return super().clean_email(email)

    def save_user(self, request, user, form, commit=True):
        """Whoever signs up agrees to the terms: the form says so. They keep the language they read it in."""
        user.language = get_language()
        user = super().save_user(request, user, form, commit=commit)
        if user.pk:
            agree_to_terms(user=user, now=user.date_joined)
        return user

    def get_signup_redirect_url(self, request):
        return "/welcome/"

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who came in a moment ago has just shown who they are."""
        came = self.request.session.get(SIGNED_IN_AT, 0)
        if time.time() - came < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_login_redirect_url(self, request):
        return "/today/" if request.user.welcomed_at else "/welcome/"

    def get_email_verification_redirect_url(self, email_address):
        """Of a change of address; signing up leads on by itself."""
        return reverse("security")

    def get_password_change_redirect_url(self, request):
        return reverse("security")

    def get_reauthentication_methods(self, user):
        """What is quickest first."""
        said = {
            "mfa_reauthenticate:webauthn": _("With a passkey"),
            "reauthenticate": _("With your password"),
            "mfa_reauthenticate": _("With a code"),
        }
        methods = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        return [{**methods[way], "description": words} for way, words in said.items() if way in methods]

    def send_mail(self, template_prefix, email, context):
        """Through the queue, in the language of whose address it is, where an account has it.

        Addresses in it come from the settings: a request may name any host.
        """
        ours = {
            "request": self.request,
            "email": email,
            "site_url": settings.SITE_URL,
            "security_url": settings.SITE_URL + reverse("security"),
            "signup_url": settings.SITE_URL + reverse("account_signup"),
            "password_reset_url": settings.SITE_URL + reverse("account_reset_password"),
        }
        person = context.get("user") or User.objects.filter(email=email.lower()).first()
        with in_the_language_of(person):
            letter = self.render_mail(template_prefix, email, {**context, **ours})
        post_letter(to=email, subject=letter.subject, text=letter.body)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        device = device_name(self.get_http_user_agent(self.request))
        super().send_notification_mail(template_prefix, user, {**(context or {}), "device": device}, email)

    def post_login(self, request, user, *, signup, **how):
        """A sign-in where this person was never before is told by mail; a cookie remembers the place."""
        response = super().post_login(request, user, signup=signup, **how)
        request.session[SIGNED_IN_AT] = time.time()
        self._tell_of_recovery_code(request, user)
        known = request.get_signed_cookie(KNOWN_HERE, default="", salt=KNOWN_HERE).split()
        if signup:
            response = self._give_recovery_codes(user) or response
        elif str(user.pk) not in known:
            self.send_notification_mail("account/email/new_device", user)
        known = [str(user.pk), *(pk for pk in known if pk != str(user.pk))][:10]
        response.set_signed_cookie(
            KNOWN_HERE,
            " ".join(known),
            salt=KNOWN_HERE,
            max_age=KNOWN_FOR_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def _tell_of_recovery_code(self, request, user):
        """That one is used up, while there is something to do about it."""
        kinds = {each.get("type") for each in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])}
        if Authenticator.Type.RECOVERY_CODES not in kinds:
            return
        left = ways_in_of(user).codes_left
        said = ngettext(
            "You came in by a recovery code, which is used up. %(n)d is left.",
            "You came in by a recovery code, which is used up. %(n)d are left.",
            left,
        )
        own = format_html('<a href="{}">{}</a>', reverse("security"), _("Sign-in and security"))
        messages.warning(request, format_html("{} {}", said % {"n": left}, own))

    def _give_recovery_codes(self, user):
        """Who signs up with a passkey and loses it has no other way in: allauth makes none for them.

        They are shown before anything else, and lead on to the questions.
        """
        if Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists():
            RecoveryCodes.activate(user)
            return HttpResponseRedirect(reverse("mfa_view_recovery_codes"))
        return None

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """An address that is theirs now is news to who changed it, not to who signs up or resets."""
        if message_template == CONFIRMED and not request.user.is_authenticated:
            return
        super().add_message(request, level, message_template, *args, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _lazy("That did not fit. Try again."),
        "cannot_delete_authenticator": _lazy("Choose a password first: else nothing shows that it is you."),
        "unverified_email": _lazy("Confirm your address first, then come back."),
        "cannot_generate_recovery_codes": _lazy(
            "Recovery codes stand in for a passkey or an app: add one of those first."
        ),
    }

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        return ways_in_of(authenticator.user).can_do_without(authenticator)

    def _get_site_name(self):
        return "Ballet Fusion for Runners"

    def generate_authenticator_name(self, user, type):
        """After the device it is made on."""
        agent = self.request.META.get("HTTP_USER_AGENT", "")
        name = device_name(agent) if agent else _("Passkey")
        n = Authenticator.objects.filter(user=user, type=type, data__name__startswith=name).count()
        return f"{name} {n + 1}" if n else name
