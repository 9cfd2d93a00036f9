"""Following a collection: the page of the collection holds the buttons, and is what comes next."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from library.actions.translated import translated
from library.models import Collection
from plans.actions.following import (
    NotFollowed,
    follow_collection,
    go_on_following,
    pause_following,
    stop_following,
)


@require_POST
def follow(request, slug):
    collection = get_object_or_404(Collection.objects.shown().with_classes(), slug=slug)
    aside = follow_collection(runner=request.user, collection=collection, now=timezone.now())
    said = _("Your plan follows “%(title)s” from today on.") % {"title": translated(collection.title)}
    if aside:
        told = {"title": translated(aside.collection.title)}
        said += " " + _("“%(title)s” is set aside, and your place in it is kept.") % told
    messages.success(request, said)
    return redirect(collection)


@require_POST
def pause(request, slug):
    said = _("Paused. Your place is kept, and your plan goes by what you need meanwhile.")
    return _act(request, slug, pause_following, said)


@require_POST
def go_on(request, slug):
    return _act(request, slug, go_on_following, _("Your plan goes on with it from today on."))


@require_POST
def stop(request, slug):
    said = _("Your plan no longer follows it. Take it up again when you like: your place is kept.")
    return _act(request, slug, stop_following, said)


def _act(request, slug, act, said):
    """On the collection that is followed; one that was hidden meanwhile can be paused and stopped too."""
    collection = get_object_or_404(Collection, slug=slug)
    try:
        act(runner=request.user, collection=collection, now=timezone.now())
    except NotFollowed:
        raise Http404(slug) from None
    messages.success(request, said)
    return redirect(collection if collection.shown else "this_week")
