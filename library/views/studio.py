"""The teachers' studio: my classes, a new one, and the page of one with its steps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from library.actions.drafts import may_go, remove_draft
from library.actions.felt import felt_of
from library.actions.filmed import tell_lost
from library.actions.studio import begin_class
from library.actions.studio_steps import film_of, steps, with_steps
from library.actions.teaching import classes_of, teaches
from library.forms.studio import BeginForm
from library.models import Film, VideoClass

AT_WORK = (Film.State.WAITING, Film.State.BUILDING, Film.State.WATCHABLE)


def own_class(request, slug) -> VideoClass:
    """The teacher's class of this name; anybody else's does not exist."""
    video_class = get_object_or_404(with_steps(classes_of(request.user)), slug=slug)
    tell_lost(video_class.films.all())
    return video_class


@require_safe
def studio(request):
    if not teaches(request.user):
        raise Http404
    classes = list(with_steps(classes_of(request.user)).order_by("-edited_at", "pk"))
    tell_lost(film for found in classes for film in found.films.all())
    rows = [row_of(found) for found in classes]
    context = {
        "groups": [
            ("drafts", [row for row in rows if row["state"] == "draft"]),
            ("scheduled", [row for row in rows if row["state"] == "scheduled"]),
            ("published", [row for row in rows if row["state"] == "published"]),
        ],
        "any": bool(rows),
        "at_work": any(row["at_work"] for row in rows),
    }
    return render(request, "library/studio/page.html", context)


def row_of(video_class) -> dict:
    """A class as the list shows it."""
    film, way = film_of(video_class), steps(video_class)
    return {
        "video_class": video_class,
        "state": state_of(video_class),
        "film": film,
        "at_work": film is not None and film.state in AT_WORK,
        "done": sum(step.done for step in way),
        "of": len(way),
        "next": next((step for step in way if not step.done), None),
    }


def state_of(video_class) -> str:
    if video_class.published_at:
        return "published"
    return "scheduled" if video_class.publish_at else "draft"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    if not teaches(request.user):
        raise Http404
    form = BeginForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        begun = begin_class(teacher=request.user, now=timezone.now(), **form.cleaned_data)
        return redirect("studio_class", begun.slug)
    return render(request, "library/studio/new.html", {"form": form})


@require_safe
def studio_class(request, slug):
    """What there is, what is missing, and where to go on."""
    video_class = own_class(request, slug)
    way = steps(video_class)
    context = {
        "video_class": video_class,
        "state": state_of(video_class),
        "steps": way,
        "next": next((step for step in way if not step.done), None),
        "film": film_of(video_class),
        "making": next((film for film in video_class.films.all() if film.state in AT_WORK), None),
        "felt": felt_of(video_class) if video_class.published_at else None,
        "may_go": may_go(video_class),
        "late": video_class.publish_at and video_class.publish_at < timezone.now(),
    }
    return render(request, "library/studio/class.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, slug):
    """Asks first. A class that runners have met is taken out of the library instead."""
    video_class = own_class(request, slug)
    if request.method == "POST" and remove_draft(video_class):
        messages.success(request, _("“%(title)s” is deleted.") % {"title": video_class.title})
        return redirect("studio")
    context = {"video_class": video_class, "may_go": may_go(video_class)}
    return render(request, "library/studio/remove.html", context)
