from django.urls import path

from balletfusion.urls import urlpatterns as of_the_site
from tests.benchmarks.limit import limit

urlpatterns = [path("limit/", limit), *of_the_site]
