from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from allauth.account.signals import authentication_step_completed
        from django.contrib.auth.signals import user_logged_in

        from accounts.actions.devices import renew_key
        from balletfusion.seen import on_sign_in

        user_logged_in.connect(on_sign_in, dispatch_uid="seen")
        authentication_step_completed.connect(renew_key, dispatch_uid="renew key")
