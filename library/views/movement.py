"""The glossary, and the page of one movement: how to say it, how to do it, what it is for; public."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from library.actions.cards import for_runner, mine_of
from library.actions.movements import (
    all_movements,
    by_family,
    classes_dancing,
    cues_of,
    found_by,
    giving,
    muscles_of,
    nearest_to,
    sites_of,
)
from library.models import Benefit, Movement

CLASSES_SHOWN = 8
LONGEST_WORDS = 60


@login_not_required
@require_safe
def movements(request):
    asked = request.GET.get("benefit", "")
    benefit = asked if asked in Benefit.values else ""
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_WORDS]
    glossary = all_movements()
    whoever = found_by(words, glossary) if words else glossary
    context = {
        "families": by_family(giving(benefit, whoever)),
        "without_benefit": len(whoever),
        "nearest": nearest_to(words, glossary) if words and not whoever else [],
        "benefits": Benefit.choices,
        "benefit": benefit,
        "words": words,
        "unknown": "" if benefit == asked else asked[:30],
    }
    return render(request, "library/movement/glossary.html", context)


@login_not_required
@require_safe
def movement(request, slug):
    found = get_object_or_404(Movement.objects.select_related("easier_form", "harder_form"), slug=slug)
    mine = mine_of(request.user)
    classes, number = classes_dancing(found, but=mine.hidden, many=CLASSES_SHOWN)
    context = {
        "movement": found,
        "muscles": muscles_of(found),
        "sites": sites_of(found),
        "cues": cues_of(found),
        "classes": for_runner(classes, runner=request.user, now=timezone.now(), mine=mine),
        "number": number,
        "more": max(0, number - CLASSES_SHOWN),
    }
    return render(request, "library/movement/page.html", context)
