"""What is the runner's own in the library: watched lately, saved, and not for me."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.next_address import address_back
from library.actions.choices import choices_of
from library.actions.history import forget_watched, remember_watched, stops_of
from library.actions.translated import translated
from library.models import Viewing
from library.views.player import published

PAGE = 24


def listed(request, which: str, rows):
    """One of the three lists, a page of it."""
    page = Paginator(rows.with_classes(), PAGE).get_page(request.GET.get("page"))
    page.object_list = stops_of(page.object_list)
    context = {"page": page, "which": which, "remembers": choices_of(request.user).history}
    return render(request, "library/history/page.html", context)


@require_safe
def watched(request):
    return listed(request, "watched", Viewing.objects.of(request.user).watched())


@require_safe
def saved(request):
    return listed(request, "saved", Viewing.objects.of(request.user).saved())


@require_safe
def hidden(request):
    return listed(request, "hidden", Viewing.objects.of(request.user).hidden())


@require_POST
def forget(request, slug):
    """One class off the list; of one that was never on it, the list stays as it is."""
    video_class = published(slug)
    forget_watched(runner=request.user, video_class=video_class)
    said = _("“%(title)s” is off the list. Your place in it stays.") % {
        "title": translated(video_class.title)
    }
    messages.success(request, said)
    return HttpResponseRedirect(address_back(request, "/library/history/"))


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request):
    """Asks first, and says what stays."""
    if request.method == "POST":
        forget_watched(runner=request.user)
        messages.success(request, _("The list is empty. Your log and your place in each class stay."))
        return redirect("history")
    return render(request, "library/history/clear.html")


@require_POST
def remember(request):
    on = request.POST.get("history") == "on"
    remember_watched(runner=request.user, remember=on)
    said = (
        _("From now on what you watch is listed here.")
        if on
        else _("What you watch is no longer listed, and the list is empty. Your place in each class stays.")
    )
    messages.success(request, said)
    return redirect("history")
