"""What every page knows about the site: its five places and which of them this is."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

PLACES = (
    ("/today/", _("Today"), "today"),
    ("/plan/", _("Plan"), "plan"),
    ("/library/", _("Library"), "library"),
    ("/log/", _("Log"), "log"),
    ("/progress/", _("Progress"), "progress"),
)
LANGUAGES = [
    {"code": code, "tag": translation.to_locale(code).replace("_", "-"), "name": name}
    for code, name in settings.LANGUAGES
]


def spoken() -> str:
    """As HTML has it: en-GB."""
    return translation.to_locale(translation.get_language()).replace("_", "-")


def site(request):
    """`nav`, `in_debug`, `lang` and `languages`, for every template; asks the database nothing.

    Not under one name `site`: allauth's views have a `site` of their own, which would hide it.
    """
    places = [
        {"href": href, "label": label, "icon": icon, "current": request.path.startswith(href)}
        for href, label, icon in PLACES
    ]
    return {"nav": places, "in_debug": settings.DEBUG, "lang": spoken(), "languages": LANGUAGES}
