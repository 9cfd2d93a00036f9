"""The studio of staff: collections are begun, told about, filled, ordered and removed."""

from functools import wraps

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from library.actions import collecting
from library.forms.collection import TAKEN, CollectionForm
from library.models import Collection
from library.views.player import published

WAYS = {"up": -1, "down": 1}
LONGEST_SEARCH = 100


def staff_only(view):
    """For anybody else these pages do not exist."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return shown


def still_there(view):
    """Where somebody removed the collection while it was being changed, a sentence says so."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Collection.DoesNotExist:
            messages.info(request, _("Somebody removed that collection a moment ago."))
            return redirect("studio_collections")

    return shown


@staff_only
@require_safe
def studio_collections(request):
    rows = Collection.objects.annotate(places_count=Count("places")).order_by("position", "title", "pk")
    return render(request, "library/studio/collections/index.html", {"collections": rows})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_collection(request):
    back = reverse("studio_collections")
    form = CollectionForm(request.POST if request.method == "POST" else None, back=back)
    if request.method == "POST" and form.is_valid():
        try:
            begun = collecting.begin_collection(now=timezone.now(), **form.cleaned_data)
        except collecting.AddressTakenError:
            form.add_error("slug", TAKEN)
        else:
            messages.success(request, _("“%(title)s” is begun. Now its classes.") % {"title": begun.title})
            return redirect("studio_collection", begun.slug)
    return render(request, "library/studio/collections/new.html", {"form": form})


@staff_only
@still_there
@require_http_methods(["GET", "HEAD", "POST"])
def studio_collection(request, slug):
    """What is said of it, and its places."""
    found = get_object_or_404(Collection, slug=slug)
    title, back = found.title, reverse("studio_collections")
    form = CollectionForm(request.POST if request.method == "POST" else None, instance=found, back=back)
    if request.method == "POST" and form.is_valid():
        try:
            collecting.change_collection(collection=found, fields=form.changed_data, now=timezone.now())
        except collecting.AddressTakenError:
            form.add_error("slug", TAKEN)
        else:
            messages.success(request, _("Saved."))
            return redirect("studio_collection", found.slug)
    typed = words(request.GET.get("q", ""))
    context = {
        "collection": found,
        "title": title,
        "slug": slug,
        "form": form,
        "places": found.places.select_related("video_class").order_by("position"),
        "most": collecting.MOST_PLACES,
        "typed": typed,
        "offers": collecting.classes_to_add(typed) if typed else [],
    }
    return render(request, "library/studio/collections/page.html", context)


@staff_only
@still_there
@require_POST
def move_collection(request, slug):
    found = get_object_or_404(Collection, slug=slug)
    moved = collecting.move_collection(collection=found, by=way(request), now=timezone.now())
    say_moved(request, moved)
    return redirect("studio_collections")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove_collection(request, slug):
    """Asks first; what is shipped with the site can only be hidden."""
    found = get_object_or_404(Collection, slug=slug)
    if request.method == "POST" and collecting.remove_collection(found):
        messages.success(request, _("“%(title)s” is removed. Its classes stay.") % {"title": found.title})
        return redirect("studio_collections")
    return render(request, "library/studio/collections/remove.html", {"collection": found})


# --- its places -----------------------------------------------------------------------------------------
@staff_only
@still_there
@require_POST
def add_class(request, slug):
    found = get_object_or_404(Collection, slug=slug)
    video_class = published(words(request.POST.get("class", "")))
    moved = collecting.add_place(collection=found, video_class=video_class, now=timezone.now())
    if moved:
        said = _("“%(title)s” stands at place %(number)d now.")
        messages.success(request, said % {"title": moved.title, "number": moved.number})
    else:
        most = {"most": collecting.MOST_PLACES}
        messages.error(request, _("It is full: a collection has at most %(most)d places.") % most)
    return to_places(slug, request.POST.get("q", ""))


@staff_only
@still_there
@require_POST
def move_class(request, slug, pk):
    found = get_object_or_404(Collection, slug=slug)
    moved = collecting.move_place(collection=found, pk=pk, by=way(request), now=timezone.now())
    if moved:
        say_moved(request, moved)
    else:
        say_gone(request)
    return to_places(slug)


@staff_only
@still_there
@require_POST
def take_class(request, slug, pk):
    found = get_object_or_404(Collection, slug=slug)
    title = collecting.take_place(collection=found, pk=pk, now=timezone.now())
    if title:
        messages.success(request, _("“%(title)s” is taken out of that place.") % {"title": title})
    else:
        say_gone(request)
    return to_places(slug)


def words(typed: str) -> str:
    """No database takes a letter of nought."""
    return typed.replace("\0", "").strip()[:LONGEST_SEARCH]


def way(request) -> int:
    return WAYS.get(request.POST.get("to", ""), 0)


def say_moved(request, moved) -> None:
    told = {"title": moved.title, "number": moved.number, "of": moved.of}
    messages.success(request, _("“%(title)s” is place %(number)d of %(of)d now.") % told)


def say_gone(request) -> None:
    messages.info(request, _("Somebody had taken that place out already. This is how it stands now."))


def to_places(slug, typed=""):
    address = reverse("studio_collection", args=[slug])
    query = "?" + urlencode({"q": words(typed)}) if typed else ""
    return HttpResponseRedirect(f"{address}{query}#places")
