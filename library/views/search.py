"""Suggestions while somebody types; the search itself is a part of the catalogue."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from library.actions.suggesting import suggestions


@login_not_required
@require_safe
@cache_control(max_age=60, private=True)
def suggest(request):
    """A fragment of a listbox, empty where nothing begins like that."""
    found = suggestions(request.GET.get("q", ""), runner=request.user)
    return render(request, "library/search/_suggestions.html", {"suggestions": found})
