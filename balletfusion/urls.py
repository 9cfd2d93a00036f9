"""Every address of the site begins here; the apps' own lists stand beside their views."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("library/", include("library.urls")),
    path("", include("plans.urls")),
    path("admin/", admin.site.urls),
]
