"""Every address of the site begins here; the apps' own lists stand beside their views."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from balletfusion.health import healthz
from balletfusion.search_engines import robots, sitemap_index, sitemap_section
from balletfusion.styleguide import styleguide

# Asked for by django-allauth, by this name.
handler429 = "accounts.views.limits.too_many"

ICON = f"{settings.STATIC_URL}img/icon.svg"

urlpatterns = [
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("library/", include("library.urls")),
    path("", include("plans.urls")),
    path("favicon.ico", login_not_required(require_safe(RedirectView.as_view(url=ICON)))),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap_section"),
    path("healthz", healthz, name="healthz"),
    path("styleguide/", styleguide, name="styleguide"),
    path("admin/", admin.site.urls),
]
