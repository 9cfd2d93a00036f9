"""Whether a class fits the runner's today: a line for its page, asked for after the page is there."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from library.actions.today import fit_of
from library.views.player import published


@require_safe
def class_today(request, slug):
    video_class = published(slug)
    context = {"video_class": video_class, "fit": fit_of(request.user, video_class, timezone.now())}
    part = "_fit" if request.htmx else "page"
    response = render(request, f"library/today/{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
