"""The page of one class: its film or its timer, what it is for, and how to do it safely."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from library.actions.film import film_for, sources
from library.actions.similar import similar_to
from library.actions.teaching import classes_shown_to
from library.actions.timer import timer_of
from library.models import LegLoad, Origin, Rendition, Viewing

SPEEDS = [("0.5", "½ ×"), ("0.75", "¾ ×"), ("1", "1 ×"), ("1.25", "1¼ ×"), ("1.5", "1½ ×")]


@require_safe
def video_class(request, slug):
    found = get_object_or_404(classes_shown_to(request.user).with_tags(), slug=slug)
    chapters = list(found.chapters.begun_by(found.duration_s).select_related("movement"))
    film = film_for(found)
    played = sources(film) if film.pk else {}
    available = bool(played)
    can_time = timeable(found, chapters)
    watching = available and not (can_time and request.GET.get("with") == "timer")
    context = {
        "video_class": found,
        "chapters": chapters,
        "film": film,
        "playable": available,
        "playlist": played.get(Rendition.Kind.HLS),
        "whole": played.get(Rendition.Kind.MP4),
        "watching": watching,
        "viewing": Viewing.objects.of(request.user).filter(video_class=found).first(),
        "timer": timer_of(found, chapters) if can_time and not watching else None,
        "can_time": can_time,
        "preview": found.published_at is None,
        "speeds": speeds(found),
        "similar": similar_to(found),
        **asks(found, chapters),
    }
    return render(request, "library/video_class/page.html", context)


def timeable(video_class, chapters) -> bool:
    """Whether the timer's dancer knows every chapter: of a teacher's class she may not."""
    known = all(chapter.movement for chapter in chapters)
    return video_class.origin == Origin.DRAWN or bool(chapters and known)


def speeds(video_class):
    """Films of leg load 2 and more do not play faster than they were made."""
    top = 1.0 if video_class.leg_load >= LegLoad.STRENGTH else 1.5
    return [(speed, words) for speed, words in SPEEDS if float(speed) <= top]


def asks(video_class, chapters):
    """What the class asks the body to be careful with."""
    danced = [chapter.movement for chapter in chapters if chapter.movement]
    return {
        "turned_out": any(movement.turned_out for movement in danced),
        "one_leg": any(movement.one_leg for movement in danced),
        "jumps": video_class.leg_load >= LegLoad.IMPACT,
    }
