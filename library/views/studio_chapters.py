"""The chapter editor: the film beside its chapters, all sent in one form."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from library.actions.studio import set_chapters
from library.actions.studio_steps import film_of
from library.actions.translated import translated
from library.forms.studio_chapters import Chapters, folded, known, shown
from library.models import Movement
from library.views.studio import own_class


@require_http_methods(["GET", "HEAD", "POST"])
def chapters(request, slug):
    video_class = own_class(request, slug)
    movements = sorted(Movement.objects.all(), key=lambda movement: folded(translated(movement.name)))
    asked = {
        "film_s": video_class.duration_s,
        "movements": movements,
        "prefix": "chapters",
        "known": known(video_class.chapters.all()),
    }
    if request.method == "POST":
        formset = Chapters(request.POST, **asked)
        if formset.is_valid():
            set_chapters(video_class=video_class, rows=formset.rows, now=timezone.now())
            messages.success(request, said(len(formset.rows)))
            return redirect("studio_chapters", slug)
    else:
        formset = Chapters(initial=shown(video_class.chapters.all()), **asked)
    context = {
        "video_class": video_class,
        "film": film_of(video_class),
        "formset": formset,
        "movements": [{"movement": movement, "words": words_of(movement)} for movement in movements],
    }
    return render(request, "library/studio/chapters.html", context)


def said(n: int) -> str:
    return ngettext("Saved: %(n)d chapter.", "Saved: %(n)d chapters.", n) % {"n": n}


def words_of(movement) -> str:
    """What a movement is found by beside its name: without accents, as it is said, in plain words."""
    words = (folded(movement.name), movement.say, movement.plain)
    in_language = (folded(translated(movement.name)), translated(movement.plain))
    return " ".join(dict.fromkeys(filter(None, (*in_language, *words))))
