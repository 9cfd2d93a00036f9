"""The files of a film, asked for by players, and how far its making is.

Who may have a file is asked at each request: everybody who is signed in for a published class, visitors too
where it is free, its teacher and staff for one that is not published. No name out of an address reaches the
disk: it is looked up among those known.
"""

from pathlib import Path

from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from balletfusion.ranges import lasting, ranged
from library.actions.captions_file import captions_vtt, chapters_vtt, language_of_captions, words_in_language
from library.actions.film import (
    NOW_PLEASE,
    Piece,
    enqueue_film,
    file_of,
    files_of,
    film_for,
    playable,
    segment_of,
    small_playlist,
    sound_of,
)
from library.actions.translated import ENGLISH, LANGUAGES, language, translated
from library.actions.whole import ask_for_whole, used, whole_of, whole_state
from library.models import Origin, Rendition
from library.views.player import shown
from library.views.visitors import open_where_free

HLS = "application/vnd.apple.mpegurl"
VTT = "text/vtt; charset=utf-8"
# The texts of a teacher's film are not files: they change with every change in the studio.
WRITTEN = {"captions": captions_vtt, "chapters": chapters_vtt}
SAID = (Rendition.Kind.CAPTIONS, Rendition.Kind.CHAPTERS, Rendition.Kind.METADATA)


def given(request, path: Path | None, *, download: str = ""):
    """A file as a player wants it. Who may have it is asked before, by the view."""
    if path is None or not path.is_file():
        return not_ready()
    if path.suffix == ".mp4":
        used(path, now=timezone.now())
    return as_download(ranged(request, path), download)


def as_download(response, name: str):
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def not_ready():
    return HttpResponseNotFound(_("This film is not ready yet."), content_type="text/plain; charset=utf-8")


@open_where_free()
@require_safe
def film_file(request, slug, kind):
    """One of the files every film has; of several heights the greatest, with ?picture=small the least.

    ?download names it for keeping.
    """
    video_class = shown(request, slug)
    if kind in SAID:
        with override(asked_language(request)):
            response = words_given(request, video_class, kind)
        patch_vary_headers(response, [] if "lang" in request.GET else ["Accept-Language", "Cookie"])
        return response
    file = file_of(video_class, kind, small=wants_small(request))
    return given(request, file, download=name_of(request, video_class, "mp4"))


def words_given(request, video_class, kind):
    """What a film says, in words: of a drawn one the file as it was made where that is how it is read."""
    name = name_of(request, video_class, "vtt")
    if video_class.origin == Origin.FILMED and kind in WRITTEN:
        written = WRITTEN[kind](video_class)
    else:
        file = file_of(video_class, kind)
        if language() == ENGLISH or file is None or not file.is_file():
            return given(request, file, download=name)
        written = words_in_language(kind, file)
    response = HttpResponse(written, content_type=VTT, headers={"Cache-Control": "private, no-cache"})
    is_caption = kind == Rendition.Kind.CAPTIONS
    response.headers["Content-Language"] = language_of_captions(video_class) if is_caption else language()
    return as_download(response, name)


def asked_language(request) -> str:
    """That of the address, so that nothing keeps one language's words for another's; else the reader's."""
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else language()


def name_of(request, video_class, ending: str) -> str:
    """What a file is called that is kept; nothing where it is only played."""
    named = slugify(translated(video_class.title)) or video_class.slug
    return f"{named}.{ending}" if "download" in request.GET else ""


@open_where_free()
@require_safe
def film_part(request, slug, name):
    """What a playlist names; of the one over all with ?picture=small its lowest rung."""
    path = files_of(shown(request, slug)).get(name)
    small = path and wants_small(request) and small_playlist(path)
    if small:
        return HttpResponse(small, content_type=HLS, headers={"Cache-Control": "private, no-cache"})
    return given(request, path)


def wants_small(request) -> bool:
    """To save data, or since the network carries no more."""
    return request.GET.get("picture") == "small"


@open_where_free()
@require_safe
def film_segment(request, slug, height, number):
    """A piece of a drawn film, put together from its clips as it is asked for."""
    return piece_given(request, segment_of(shown(request, slug), height, number), "video/mp4")


@open_where_free()
@require_safe
def film_sound(request, slug, number):
    """A piece of a drawn film's sound."""
    return piece_given(request, sound_of(shown(request, slug), number), "audio/mp4")


def piece_given(request, piece: Piece | None, kind: str):
    """Kept by the browser, unless the address is an older version's: one watched while it was made anew."""
    if piece is None:
        return not_ready()
    if request.GET.get("v", piece.version) != piece.version:
        return HttpResponse(piece.data, content_type=kind, headers={"Cache-Control": "private, no-store"})
    return lasting(request, piece.data, kind)


@require_http_methods(["GET", "HEAD", "POST"])
def film_status(request, slug):
    """How far the film is; POST asks for it to be made."""
    video_class = shown(request, slug)
    if request.method == "POST" and video_class.origin == Origin.DRAWN:
        enqueue_film(video_class, priority=NOW_PLEASE)
    if not request.htmx:
        return redirect(video_class)
    film = film_for(video_class)
    context = {"video_class": video_class, "film": film, "playable": playable(film)}
    return render(request, "library/video_class/_film_status.html", context)


# A visitor may ask for the one file of a free class: some browsers play nothing else, and nothing is encoded
# for it.
@open_where_free(acts=True)
@require_http_methods(["GET", "HEAD", "POST"])
def film_whole(request, slug):
    """The film as one file: whether it is there; POST asks for it to be made."""
    video_class = shown(request, slug)
    if request.method == "POST" and video_class.origin == Origin.DRAWN:
        ask_for_whole(video_class, now=timezone.now(), again=request.user.is_authenticated)
        if not request.htmx:
            return redirect("film_whole", slug)
    film = film_for(video_class)
    context = {"video_class": video_class, "film": film, "state": whole_state(film), "whole": whole_of(film)}
    template = "_whole.html" if request.htmx else "whole.html"
    return render(request, f"library/video_class/{template}", context)
