from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Training log and plans"

    def ready(self):
        import balletfusion.checks  # noqa: F401 - it registers itself
