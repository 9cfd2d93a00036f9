"""Where our site differs from django-allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.actions.consent import agree_to_terms
from accounts.actions.letters import post_letter
from accounts.actions.sealing import seal, unseal
from accounts.actions.speaking import in_the_language_of
from accounts.actions.ways_in import ways_in_of
from accounts.devices import device_name
from accounts.models import User

KNOWN_HERE, KNOWN_FOR_S = "known_here", 365 * 24 * 3600


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
        "rate_limited": _lazy("A new code was sent a moment ago. Look into your mail first."),
        "same_as_current": _lazy("That is your address already."),
        "too_many_login_attempts": _lazy(
            "Several tries did not fit, or came too quickly. Wait five minutes, then try again; instead of a"
            " code that is spent you can have a new one at once."
        ),
    }

    def validation_error(self, code, *args):
        """A limit that is told at a field is told to programs too (accounts/middleware.py)."""
        if code == "too_many_login_attempts" and self.request is not None:
            self.request.has_tried_too_often = True
        return super().validation_error(code, *args)

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
        """Whoever came with a passkey sees first what stands in for it; nothing else would ever show it."""
        passkeys = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
        return reverse("mfa_view_recovery_codes") if passkeys.exists() else "/welcome/"

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

    def send_account_already_exists_mail(self, email):
        """Who began to sign up and never confirmed cannot sign in as always: the letter says how to go on."""
        confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True).exists()
        self.send_mail("account/email/account_already_exists", email, {"confirmed": confirmed})

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        device = device_name(self.get_http_user_agent(self.request))
        super().send_notification_mail(template_prefix, user, {**(context or {}), "device": device}, email)

    def post_login(self, request, user, *, signup, **how):
        """A sign-in where this person was never before is told by mail; a cookie remembers the place."""
        response = super().post_login(request, user, signup=signup, **how)
        known = request.get_signed_cookie(KNOWN_HERE, default="", salt=KNOWN_HERE).split()
        if signup:
            self._give_recovery_codes(request, user)
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

    def _give_recovery_codes(self, request, user):
        """Who signs up with a passkey and loses it has no other way in: allauth makes none for them.

        They are shown next, and the passkey was made a moment ago: it need not be shown once more for that.
        """
        if Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists():
            RecoveryCodes.activate(user)
            record_authentication(
                request, user, method="mfa", type="webauthn", passwordless=True, reauthenticated=True
            )


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
