from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from allauth.account.signals import authentication_step_completed
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from accounts import doors
        from accounts.actions.devices import renew_key
        from balletfusion.headers import on_sign_out
        from balletfusion.seen import on_sign_in

        user_logged_in.connect(on_sign_in, dispatch_uid="seen")
        authentication_step_completed.connect(renew_key, dispatch_uid="renew key")
        authentication_step_completed.connect(doors.tell_step, dispatch_uid="tell of a step")
        user_logged_in.connect(doors.tell_sign_in, dispatch_uid="tell of signing in")
        user_logged_out.connect(on_sign_out, dispatch_uid="clear what the browser kept")
        user_logged_out.connect(doors.tell_sign_out, dispatch_uid="tell of signing out")
        user_login_failed.connect(doors.tell_refusal, dispatch_uid="tell of what did not fit")
