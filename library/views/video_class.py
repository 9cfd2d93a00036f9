"""The page of one class: its film or its timer, what it is for, and how to do it safely."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from library.actions.film import film_for, playable
from library.actions.similar import similar_to
from library.actions.timer import timer_of
from library.models import VideoClass, Viewing


@require_safe
def video_class(request, slug):
    found = get_object_or_404(VideoClass.objects.published().with_tags(), slug=slug)
    chapters = list(found.chapters.select_related("movement"))
    film = film_for(found)
    watchable = playable(film)
    context = {
        "video_class": found,
        "chapters": chapters,
        "film": film,
        "playable": watchable,
        "watching": watchable and request.GET.get("with") != "timer",
        "viewing": Viewing.objects.of(request.user).filter(video_class=found).first(),
        "timer": timer_of(found, chapters),
        "turned_out": any(chapter.movement and chapter.movement.turned_out for chapter in chapters),
        "similar": similar_to(found),
    }
    return render(request, "library/video_class/page.html", context)
