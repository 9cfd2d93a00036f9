"""What the player asks for and reports: the files of a film, how far its making is, what was watched."""

import json

from django.http import HttpResponse, HttpResponseNotFound, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balletfusion.ranges import ranged
from library.actions.captions_file import captions_vtt, chapters_vtt
from library.actions.film import NOW_PLEASE, enqueue_film, file_of, film_for, playable
from library.actions.filmed import watchable
from library.actions.teaching import classes_shown_to
from library.actions.viewing import mark_done, record_watched
from library.forms.player import WatchedForm
from library.models import Origin, VideoClass

# The texts of a teacher's film are not files: they change with every change in the studio.
WRITTEN = {"captions": captions_vtt, "chapters": chapters_vtt}


def published(slug: str) -> VideoClass:
    return get_object_or_404(VideoClass.objects.published(), slug=slug)


def shown(request, slug: str) -> VideoClass:
    """Published, or a draft of one's own."""
    return get_object_or_404(classes_shown_to(request.user), slug=slug)


@require_safe
def film_file(request, slug, kind):
    video_class = shown(request, slug)
    if video_class.origin == Origin.FILMED and kind in WRITTEN:
        headers = {"Content-Type": "text/vtt; charset=utf-8", "Cache-Control": "private, no-cache"}
        return HttpResponse(WRITTEN[kind](video_class), headers=headers)
    path = file_of(video_class, kind)
    if path is None:
        return HttpResponseNotFound(
            _("This film is not ready yet."), content_type="text/plain; charset=utf-8"
        )
    return ranged(request, path)


@require_http_methods(["GET", "HEAD", "POST"])
def film_status(request, slug):
    """How far the film is; POST asks for it to be made."""
    video_class = shown(request, slug)
    if request.method == "POST" and video_class.origin == Origin.DRAWN:
        enqueue_film(video_class, priority=NOW_PLEASE)
    if not request.htmx:
        return redirect(video_class)
    film = film_for(video_class)
    context = {"video_class": video_class, "film": film, "playable": there(video_class, film)}
    return render(request, "library/video_class/_film_status.html", context)


def there(video_class: VideoClass, film) -> bool:
    """Whether there is a film to watch, drawn or filmed."""
    if video_class.origin == Origin.FILMED:
        return bool(film.pk) and watchable(film)
    return playable(film)


@require_POST
def class_watched(request, slug):
    video_class = shown(request, slug)
    if video_class.published_at is None:
        return JsonResponse({"done": False, "next": ""})  # a teacher looks at a draft: no session comes of it
    sent = sent_data(request)
    if sent is None:
        return refused(_("That could not be read: send a form, or JSON with position_s and watched_s."))
    form = WatchedForm(sent, duration_s=video_class.duration_s)
    if not form.is_valid():
        return refused(form.sentence)
    onward = record_watched(
        runner=request.user, video_class=video_class, now=timezone.now(), **form.cleaned_data
    )
    return JsonResponse({"done": bool(onward), "next": onward})


def sent_data(request):
    """The form or the JSON object that was sent; None where it is neither."""
    if request.content_type != "application/json":
        return request.POST
    try:
        # As fractions: a whole number of hundreds of digits would be one that no fraction can hold.
        sent = json.loads(request.body, parse_int=float)
    except (ValueError, RecursionError):
        return None
    return sent if isinstance(sent, dict) else None


def refused(sentence: str) -> HttpResponse:
    return JsonResponse({"done": False, "error": sentence}, status=400)


@require_POST
def class_done(request, slug):
    return redirect(mark_done(runner=request.user, video_class=published(slug), now=timezone.now()))
