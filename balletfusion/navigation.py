"""What every page knows about the site: its five places and which of them this is."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

PLACES = (
    ("/today/", _("Today"), "today"),
    ("/plan/", _("Plan"), "plan"),
    ("/library/", _("Library"), "library"),
    ("/log/", _("Log"), "log"),
    ("/progress/", _("Progress"), "progress"),
)


def site(request):
    """`site.places` and `site.debug`, for every template; asks the database nothing."""
    places = [
        {"href": href, "label": label, "icon": icon, "current": request.path.startswith(href)}
        for href, label, icon in PLACES
    ]
    return {"site": {"places": places, "debug": settings.DEBUG}}
