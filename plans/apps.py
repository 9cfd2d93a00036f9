from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Training log and plans")

    def ready(self):
        import balletfusion.checks  # noqa: F401 - it registers itself
