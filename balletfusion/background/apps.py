"""Background work: who is doing which task, and what happens when they die."""

from django.apps import AppConfig


class Background(AppConfig):
    name = "balletfusion.background"
    label = "background"
    verbose_name = "Background work"
    default_auto_field = "django.db.models.BigAutoField"
