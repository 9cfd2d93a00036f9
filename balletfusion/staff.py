"""Behind the scenes: for staff who sign in with a second factor."""

from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.db.models.base import ModelBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

# Whoever changes a person's address, or what shows that it is them, can come in as that person.
NOT_SHOWN = {"account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession"}
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class StaffSite(admin.AdminSite):
    site_header = site_title = "Ballet Fusion for Runners"
    index_title = _lazy("Behind the scenes")

    def register(self, model_or_iterable, admin_class=None, **options):
        those = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        shown = [model for model in those if model._meta.label not in NOT_SHOWN]
        super().register(shown, admin_class, **options)

    def has_permission(self, request):
        return super().has_permission(request) and is_mfa_enabled(request.user, types=FACTORS)

    # Django's own door knows no second factor and counts no wrong passwords: django-allauth's does.
    @method_decorator([login_not_required, secure_admin_login])
    def login(self, request, extra_context=None):
        if self.has_permission(request):
            return redirect("admin:index")
        messages.warning(
            request,
            _("Behind the scenes staff see other people, so they need a second factor. Add one here first."),
        )
        return redirect("mfa_index")
