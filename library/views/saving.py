"""A class is saved, or is not for me; each act can be taken back."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.consent import health_consent_stands
from accounts.views.next_address import address_back
from library.actions import saving
from library.actions.translated import translated
from library.forms.saving import HideForm
from library.models import Viewing
from library.views.player import published


def answer(request, video_class, part: str, sentence: str, undo: str = "", **state):
    """The part anew for htmx; else back to where it was pressed, with a sentence and how to undo it."""
    back = address_back(request, video_class.get_absolute_url())
    if request.htmx:
        place = request.POST.get("place", "")[:20]
        context = {"item": video_class, "next": back, "place": place, **state}
        return render(request, f"library/saving/_{part}.html", context)
    said = sentence % {"title": translated(video_class.title)}
    messages.success(request, said, extra_tags=reverse(undo, args=[video_class.slug]) if undo else "")
    return HttpResponseRedirect(back)


@require_POST
def class_save(request, slug):
    video_class = published(slug)
    saving.save_class(runner=request.user, video_class=video_class, now=timezone.now())
    return answer(request, video_class, "save", _("“%(title)s” is saved. It waits under Yours."), saved=True)


@require_POST
def class_unsave(request, slug):
    video_class = published(slug)
    saving.unsave_class(runner=request.user, video_class=video_class)
    sentence = _("“%(title)s” is no longer among your saved classes.")
    return answer(request, video_class, "save", sentence, undo="class_save", saved=False)


@require_http_methods(["GET", "HEAD", "POST"])
def class_hide(request, slug):
    """Asks why, and says what it does; the reason may be left out."""
    video_class = published(slug)
    back = address_back(request, video_class.get_absolute_url())
    viewing = Viewing.objects.of(request.user).filter(video_class=video_class).first()
    told = {"why": viewing.hidden_why, "note": viewing.hidden_note} if viewing else {}
    data = request.POST if request.method == "POST" else None
    keeps_health = health_consent_stands(user=request.user)
    form = HideForm(data, initial=told, back=back, keeps_health=keeps_health)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        saving.hide_class(runner=request.user, video_class=video_class, now=now, **form.cleaned_data)
        sentence = _("“%(title)s” is left out of the library and of your plan.")
        return answer(request, video_class, "hide", sentence, undo="class_unhide", hidden=True)
    context = {"video_class": video_class, "form": form, "back": back}
    return render(request, "library/saving/hide.html", context)


@require_POST
def class_unhide(request, slug):
    video_class = published(slug)
    saving.unhide_class(runner=request.user, video_class=video_class)
    sentence = _("“%(title)s” is shown again.")
    return answer(request, video_class, "hide", sentence, hidden=False)
