"""The limit: about the least a page with a list can cost behind our middleware."""

from django.shortcuts import render

from library.models import VideoClass


def limit(request):
    """One query of 24 rows and one template; no tags of ours, no frame."""
    return render(request, "limit.html", {"classes": VideoClass.objects.published()[:24]})
