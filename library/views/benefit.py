"""The page of one benefit: why a runner wants it, something to try at once, and its classes."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from library.actions.benefits import benefit_of
from library.actions.catalogue import classes_giving
from library.models import Movement

SHOWN = 12


@login_not_required
@require_safe
def benefit(request, benefit):
    content = benefit_of(benefit)
    if content is None:
        raise Http404
    found = classes_giving(benefit)
    context = {
        "benefit": content,
        "movement": Movement.objects.filter(slug=content.try_this.movement).first(),
        "try_next": found.filter(slug=content.try_this.video_class).first(),
        "classes": found.with_tags()[:SHOWN],
    }
    return render(request, "library/benefit/page.html", context)
