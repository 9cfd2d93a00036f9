"""What player and timer report and ask: what was watched, that a class is done, where one stopped."""

import json
import re

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from library.actions.teaching import classes_of, classes_shown_to
from library.actions.viewing import mark_done, place_of, record_watched
from library.forms.player import DoneForm, WatchedForm
from library.models import VideoClass, Viewing

SLUG = re.compile("[-a-zA-Z0-9_]{1,60}")


def published(slug: str) -> VideoClass:
    return get_object_or_404(VideoClass.objects.published(), slug=slug)


def shown(request, slug: str) -> VideoClass:
    """Published, or a draft of one's own."""
    return get_object_or_404(classes_shown_to(request.user), slug=slug)


def danced(request, slug: str) -> VideoClass:
    """What may be told of: what is shown, and what was withdrawn while this runner was dancing it."""
    begun = Viewing.objects.of(request.user).begun().values("video_class")
    return get_object_or_404(
        classes_shown_to(request.user) | VideoClass.objects.filter(pk__in=begun), slug=slug
    )


def counts(request, video_class: VideoClass) -> bool:
    """Who looks at a draft they may change dances nothing: no session comes of it."""
    own = classes_of(request.user).filter(pk=video_class.pk)
    return video_class.published_at is not None or not own.exists()


@require_POST
def class_watched(request, slug):
    video_class = danced(request, slug)
    if not counts(request, video_class):
        return JsonResponse({"done": False, "next": ""})
    sent = sent_data(request)
    if sent is None:
        return refused(_("That could not be read: send a form, or JSON with position_s and seen."))
    form = WatchedForm(sent, duration_s=video_class.duration_s)
    if not form.is_valid():
        return refused(form.sentence)
    onward = record_watched(runner=request.user, video_class=video_class, now=timezone.now(), **form.report)
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
    """The button; a report of the timer is answered as a beat is."""
    video_class = danced(request, slug)
    if not counts(request, video_class):
        raise Http404
    form = DoneForm(request.POST)
    if not form.is_valid():
        return refused(form.sentence)
    onward = mark_done(runner=request.user, video_class=video_class, now=timezone.now(), **form.report)
    onward = keeping_collection(onward, request.POST.get("in", ""))
    if request.accepts("text/html"):
        return redirect(onward)
    return JsonResponse({"done": True, "next": onward})


def keeping_collection(onward: str, slug: str) -> str:
    """The address to go on at, with the collection one came from: it is named first there."""
    return f"{onward}?in={slug}" if SLUG.fullmatch(slug) else onward


@require_safe
def class_place(request, slug):
    """Where this runner stopped, for a page that was away while another device played."""
    place = place_of(runner=request.user, video_class=shown(request, slug), now=timezone.now())
    answer = JsonResponse(
        {
            "position_s": place.position_s,
            "age_s": place.age_s,
            "kept": place.kept,
            "done_age_s": place.done_age_s,
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
