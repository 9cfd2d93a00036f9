"""What `manage.py check` looks for besides Django's own."""

from django.core.checks import Warning, register

from balletfusion.catalogues import not_compiled


@register
def catalogues_are_compiled(app_configs, **options):
    """Without its `.mo` the site speaks English to everybody, and nothing else would say why."""
    return [
        Warning(
            f"{po} is not compiled, or was changed since.",
            hint="Run manage.py compile_catalogues, or build_assets.",
            id="balletfusion.W001",
        )
        for po in not_compiled()
    ]
