"""Every import there was, so that each can be looked at and taken back."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

PAGE = 30


@require_safe
def brought_in(request):
    page = Paginator(request.user.imports.told(), PAGE).get_page(request.GET.get("page"))
    return render(request, "plans/imports/list.html", {"page": page})
