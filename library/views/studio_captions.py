"""Captions of a filmed class: brought in as a file, changed row by row, taken out as WebVTT."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from library.actions.captions_file import SubtitlesRefused, bring_in_captions, captions_vtt
from library.actions.studio import change_cues
from library.actions.studio_steps import film_of
from library.forms.studio_captions import PAGE, Captions, CaptionsFileForm, shown
from library.views.studio import own_class

SHOWN_FAULTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def captions(request, slug):
    """`?page=` of the rows; a POST changes those that were shown and no others."""
    video_class = own_class(request, slug)
    page = page_of(video_class, request.GET.get("page"))
    if request.method != "POST":
        formset = Captions(initial=shown(page), film_s=video_class.duration_s, prefix="captions")
        return answer(request, video_class, page, formset)
    seen = keys_in(request.POST)
    others = video_class.cues.exclude(pk__in=seen).values_list("start_s", "end_s")
    formset = Captions(request.POST, film_s=video_class.duration_s, others=others, prefix="captions")
    if not formset.is_valid():
        return answer(request, video_class, page, formset)
    change_cues(video_class=video_class, shown=seen, rows=formset.rows, now=timezone.now())
    messages.success(request, _("The captions are saved."))
    return redirect(f"/library/studio/{slug}/captions/?page={page.number}")


def page_of(video_class, number):
    return Paginator(video_class.cues.order_by("start_s", "pk"), PAGE).get_page(number)


def keys_in(sent) -> list[int]:
    """The captions that were shown in the form that was sent."""
    named = [value for name, value in sent.items() if name.startswith("captions-") and name.endswith("-pk")]
    return [int(value) for value in named if value.isascii() and value.isdigit() and len(value) < 19]


def answer(request, video_class, page, formset, file_form=None, faults=()):
    context = {
        "video_class": video_class,
        "film": film_of(video_class),
        "page": page,
        "formset": formset,
        "file_form": file_form or CaptionsFileForm(),
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": max(0, len(faults) - SHOWN_FAULTS),
    }
    return render(request, "library/studio/captions.html", context)


@require_POST
def captions_file(request, slug):
    """The file takes the place of all captions, or nothing changes."""
    video_class = own_class(request, slug)
    form, faults = CaptionsFileForm(request.POST, request.FILES), []
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            n = bring_in_captions(video_class=video_class, data=data, now=timezone.now())
        except SubtitlesRefused as refusal:
            faults = refusal.faults
        else:
            said = ngettext("%(n)d caption was brought in.", "%(n)d captions were brought in.", n)
            messages.success(request, said % {"n": n})
            return redirect("studio_captions", slug)
    page = page_of(video_class, 1)
    formset = Captions(initial=shown(page), film_s=video_class.duration_s, prefix="captions")
    return answer(request, video_class, page, formset, form, faults)


@require_safe
def captions_download(request, slug):
    video_class = own_class(request, slug)
    headers = {"Content-Disposition": f'attachment; filename="{video_class.slug}.vtt"'}
    return HttpResponse(captions_vtt(video_class), content_type="text/vtt; charset=utf-8", headers=headers)
