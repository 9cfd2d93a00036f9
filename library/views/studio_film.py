"""The films of a class: how far each is, its versions, and the frame that stands for it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balletfusion.ranges import ranged
from library.actions.filmed import (
    cancel_film,
    films_of,
    make_current,
    queryset_of,
    remove_film,
    try_again,
    watchable,
)
from library.actions.studio import file_of_version, take_poster
from library.actions.studio_steps import film_of
from library.forms.studio_poster import PosterForm
from library.models import Film
from library.views.studio import AT_WORK, own_class


@require_safe
def films(request, slug):
    """Every version; htmx asks for the list alone while one of them is being made."""
    video_class = own_class(request, slug)
    rows = films_of(video_class)
    played = next((film.version for film in rows if film.current), 0)
    versions = [
        {
            "film": film,
            "watchable": watchable(film),
            "at_work": film.state in AT_WORK,
            "newer": film.version > played,
        }
        for film in rows
    ]
    context = {
        "video_class": video_class,
        "versions": versions,
        "at_work": any(version["at_work"] for version in versions),
    }
    return render(request, "library/studio/films.html", context)


def version_of(request, slug, version) -> Film:
    return get_object_or_404(queryset_of(own_class(request, slug)), version=version)


@require_safe
def film_version(request, slug, version):
    """A version to look at before it is chosen, whichever is played now."""
    path = file_of_version(version_of(request, slug, version))
    if path is None:
        raise Http404
    return ranged(request, path)


@require_POST
def film_again(request, slug, version):
    try_again(version_of(request, slug, version))
    messages.success(request, _("It is tried again. You need not wait here."))
    return redirect("studio_films", slug)


@require_POST
def film_cancel(request, slug, version):
    cancel_film(version_of(request, slug, version))
    messages.success(request, _("Cancelled. What was finished is kept."))
    return redirect("studio_films", slug)


@require_POST
def film_restore(request, slug, version):
    """The address, the chapters and what runners did stay; the film that is played changes."""
    try:
        make_current(version_of(request, slug, version))
    except ValueError:
        messages.error(request, _("This version cannot be watched yet, so the one that is played stays."))
    else:
        messages.success(request, _("This version is played now. Look at chapters and captions once more."))
    return redirect("studio_films", slug)


@require_POST
def film_remove(request, slug, version):
    try:
        remove_film(version_of(request, slug, version))
    except ValueError:
        messages.error(request, _("Runners see this version now. Choose another one first."))
    else:
        messages.success(request, _("The version is removed, with its files."))
    return redirect("studio_films", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def poster(request, slug):
    video_class = own_class(request, slug)
    film = film_of(video_class)
    if film is not None and not watchable(film):
        film = None
    form = PosterForm(
        request.POST if request.method == "POST" else None,
        film_s=video_class.duration_s,
        initial={"at": video_class.poster_s},
    )
    if request.method == "POST" and film and form.is_valid():
        return poster_taken(request, video_class, film, form)
    context = {"video_class": video_class, "film": film, "form": form}
    return render(request, "library/studio/poster.html", context)


def poster_taken(request, video_class, film, form):
    why_not = take_poster(
        video_class=video_class, film=film, at_s=form.cleaned_data["at"], now=timezone.now()
    )
    if why_not:
        form.add_error("at", _("This frame could not be taken: choose another. Nothing changed."))
        context = {"video_class": video_class, "film": film, "form": form}
        return render(request, "library/studio/poster.html", context)
    messages.success(request, _("This frame is the poster now."))
    return redirect("studio_class", video_class.slug)
