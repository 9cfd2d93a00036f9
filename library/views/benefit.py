"""The benefits, and the page of one: why a runner wants it, what the evidence says, what to try, classes."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from library.actions.benefits import benefit_of, classes_for, collections_for
from library.actions.benefits import benefits as all_benefits
from library.actions.cards import for_runner, mine_of
from library.actions.movements import all_movements, giving
from library.models import VideoClass

CLASSES_SHOWN, MOVEMENTS_SHOWN = 6, 6


@login_not_required
@require_safe
def benefits(request):
    return render(request, "library/benefit/benefits.html", {"benefits": all_benefits()})


@login_not_required
@require_safe
def benefit(request, benefit):
    content = benefit_of(benefit)
    if content is None:
        raise Http404
    movements, mine = giving(benefit, all_movements()), mine_of(request.user)
    classes = classes_for(benefit, but=mine.hidden, many=CLASSES_SHOWN)
    context = {
        "benefit": content,
        "movement": next((m for m in movements if m.slug == content.try_this.movement), None),
        "movements": movements[:MOVEMENTS_SHOWN],
        "more_movements": max(0, len(movements) - MOVEMENTS_SHOWN),
        "collections": collections_for(benefit),
        "try_next": VideoClass.objects.published().filter(slug=content.try_this.video_class).first(),
        "classes": for_runner(classes, runner=request.user, now=timezone.now(), mine=mine),
    }
    return render(request, "library/benefit/page.html", context)
