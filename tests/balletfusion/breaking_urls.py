"""The site's addresses, and one whose view fails."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from balletfusion.urls import urlpatterns as ours


@login_not_required
def breaks(request):
    raise RuntimeError("the runner's heart rate was 171")


urlpatterns = [path("breaks/", breaks), *ours]
