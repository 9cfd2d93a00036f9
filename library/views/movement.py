"""The glossary: every movement, how to say it and what it is for."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from library.actions.movements import movements_giving
from library.models import Benefit


@require_safe
def movements(request):
    asked = request.GET.get("benefit", "")
    benefit = asked if asked in Benefit.values else ""
    context = {
        "movements": movements_giving(benefit),
        "benefits": Benefit.choices,
        "benefit": benefit,
        "unknown": "" if benefit == asked else asked[:30],
    }
    return render(request, "library/movement/page.html", context)
