"""The glossary, and the page of one movement: how to say it, how to do it, what it is for."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from library.actions.movements import (
    by_family,
    classes_holding,
    cues_of,
    movements_giving,
    muscles_of,
    sites_of,
)
from library.models import Benefit, Movement

CLASSES_SHOWN = 8


@login_not_required
@require_safe
def movements(request):
    asked = request.GET.get("benefit", "")
    benefit = asked if asked in Benefit.values else ""
    context = {
        "families": by_family(movements_giving(benefit)),
        "benefits": Benefit.choices,
        "benefit": benefit,
        "unknown": "" if benefit == asked else asked[:30],
    }
    return render(request, "library/movement/glossary.html", context)


@login_not_required
@require_safe
def movement(request, slug):
    found = get_object_or_404(Movement.objects.select_related("easier_form", "harder_form"), slug=slug)
    context = {
        "movement": found,
        "muscles": muscles_of(found),
        "sites": sites_of(found),
        "cues": cues_of(found),
        "classes": classes_holding(found)[:CLASSES_SHOWN],
    }
    return render(request, "library/movement/page.html", context)
