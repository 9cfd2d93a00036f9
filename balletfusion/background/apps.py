"""Background work: who is doing which task, and what happens when they die."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Background(AppConfig):
    name = "balletfusion.background"
    label = "background"
    verbose_name = _("Background work")
    default_auto_field = "django.db.models.BigAutoField"
