"""The public front page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from library.actions.playing import free_class
from library.actions.shipped import shipped
from plans.actions.example_week import example_week


@login_not_required
@require_safe
def front(request):
    if request.user.is_authenticated:
        return redirect("today")
    context = {
        "benefits": list(shipped().benefits.values()),
        "week": example_week(),
        "free": free_class(),
        "demo": settings.DEBUG,
    }
    return render(request, "front/page.html", context)
