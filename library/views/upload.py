"""A teacher's film on its way: the page with the picker, and the addresses the pieces go to."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from balletfusion.methods import also_takes
from balletfusion.uploads import size_units
from library.actions.teaching import classes_of
from library.actions.upload import (
    LEAST_PIECE,
    MOST_PIECE,
    Busy,
    UploadRefused,
    WrongOffset,
    begin_upload,
    cancel_upload,
    finish_upload,
    receive_piece,
    received,
    take_whole,
)
from library.forms.upload import BeginUploadForm, FilmForm, WholeFilm
from library.models import Upload, VideoClass

BLOCK = 256 * 1024
TOO_LARGE, UNPROCESSABLE, LOCKED = 413, 422, 423


def class_of(request, slug) -> VideoClass:
    return get_object_or_404(classes_of(request.user), slug=slug)


def upload_of(request, slug, pk) -> Upload:
    """The teacher's own; what another person began does not exist, staff or not."""
    mine = Upload.objects.of(request.user).filter(video_class__in=classes_of(request.user))
    return get_object_or_404(mine.select_related("video_class"), pk=pk, video_class__slug=slug)


def films_page(slug: str) -> str:
    return f"/library/studio/{slug}/film/"


# --- the page -------------------------------------------------------------------------------------


@csrf_exempt  # Django's own check would read the form before its handler is chosen; `csrf_protect` follows
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, slug):
    video_class = class_of(
        request, slug
    )  # first: what comes in is written to disk while the token is looked for
    request.upload_handlers = [WholeFilm(request)]
    return _upload(request, slug, video_class)


@csrf_protect
def _upload(request, slug, video_class):
    form = _sent(request, slug) if request.method == "POST" else FilmForm(back=films_page(slug))
    if request.method == "POST" and form.is_valid() and _taken(request, video_class, form):
        return redirect(films_page(slug))
    unfinished = Upload.objects.of(request.user).filter(film=None).select_related("video_class")
    context = {
        "video_class": video_class,
        "form": form,
        "unfinished": [(each, received(each)) for each in unfinished],
        "sending": {
            "begin_at": f"/library/studio/{slug}/uploads/",
            "least": LEAST_PIECE * 4,
            "most": MOST_PIECE // 2,
            "words": words(),
        },
    }
    return render(request, "library/upload/page.html", context)


def words() -> dict[str, str | list[str]]:
    """What the page says while it sends; the script fills in what stands between braces."""
    return {
        "beginning": _("Getting ready to send."),
        "sending": _("Sending. You can go on with other things; keep this page open."),
        "goes_on": _("Part of it is here already: it goes on where it stopped."),
        "paused": _("Paused. What was sent is kept for seven days."),
        "lost": _("The connection dropped. Nothing is lost: it goes on by itself."),
        "busy": _("Another window is sending this film. Close one of them; the other goes on."),
        "trouble": _("The site does not answer as it should. Nothing is lost: it goes on by itself."),
        "signed_out": _("You were signed out. Sign in in another window, then press Continue here."),
        "gone": _("This upload was cancelled. Press “Upload the film” to begin again."),
        "unreadable": _("The file cannot be read any more: was it moved or changed? Choose it again."),
        "checking": _("Everything has arrived. Looking at the film."),
        "arrived": _("The film has arrived."),
        "of": _("{sent} of {whole}"),
        "units": size_units(),
        "again": _("next try in {n} s"),
        "seconds": _("less than a minute left"),
        "minutes": _("about {n} min left"),
        "hours": _("about {n} h left"),
        "pause": _("Pause"),
        "on": _("Continue"),
    }


def _sent(request, slug) -> FilmForm:
    files = request.FILES  # reading them is what fills `stopped`
    return FilmForm(request.POST, files, back=films_page(slug), stopped=request.stopped)


def _taken(request, video_class, form) -> bool:
    file = form.cleaned_data["film"]
    told = {"teacher": request.user, "video_class": video_class, "now": timezone.now()}
    try:
        take_whole(**told, name=file.name, path=file.path)
    except UploadRefused as error:
        form.add_error("film", str(error))
        return False
    messages.success(request, arrived(video_class))
    return True


def arrived(video_class) -> str:
    """What a teacher is told; runners' film is not changed under them."""
    if video_class.published_at and video_class.films.current().exists():
        return _(
            "The film has arrived and is being made ready. Runners keep the one they have until you look at"
            " the new version here and choose to play it."
        )
    return _("The film has arrived and is being made ready. You need not wait here.")


# --- piece by piece -------------------------------------------------------------------------------


@require_POST
def begin(request, slug):
    """Answers where the pieces go, and how much of this file is here already."""
    video_class = class_of(request, slug)
    form = BeginUploadForm(request.POST)
    if not form.is_valid():
        return refused(form.sentence, 400)
    told = {"teacher": request.user, "video_class": video_class, "now": timezone.now()}
    data = form.cleaned_data
    try:
        found = begin_upload(
            **told, name=data["name"], size_bytes=data["size"], fingerprint=data["fingerprint"]
        )
    except UploadRefused as error:
        return refused(str(error), UNPROCESSABLE)
    address = f"/library/studio/{slug}/uploads/{found.pk}/"
    return JsonResponse({"address": address, "received": received(found)}, status=201)


@also_takes("PATCH")
@never_cache
@require_http_methods(["HEAD", "PATCH", "POST"])
def pieces(request, slug, pk):
    """HEAD tells how much is here, PATCH adds a piece, POST finishes."""
    found = upload_of(request, slug, pk)
    if request.method == "HEAD":
        return so_far(received(found), 200)
    act = _finish if request.method == "POST" else _add
    try:
        return act(request, found)
    except WrongOffset as error:
        return so_far(error.received, 409)
    except Busy:
        return refused(_("Another window is sending this film. Close one of them."), LOCKED)
    except UploadRefused as error:
        return refused(str(error), UNPROCESSABLE)


def _add(request, found) -> HttpResponse:
    offset, size = (whole_number(request.headers.get(name)) for name in ("Upload-Offset", "Content-Length"))
    if offset is None or size is None:
        return refused(_("A piece says where it begins and how long it is."), 400)
    if size > MOST_PIECE:
        return refused(_("This piece is too large."), TOO_LARGE)
    found = receive_piece(
        upload=found,
        offset=offset,
        size=size,
        chunks=iter(lambda: request.read(BLOCK), b""),
        checksum=request.headers.get("Upload-Checksum", ""),
        now=timezone.now(),
    )
    return so_far(found.received_bytes, 204)


def _finish(request, found) -> HttpResponse:
    finish_upload(upload=found, now=timezone.now())
    messages.success(request, arrived(found.video_class))
    return JsonResponse({"next": films_page(found.video_class.slug)}, status=201)


@require_POST
def cancel(request, slug, pk):
    cancel_upload(upload=upload_of(request, slug, pk))
    messages.success(request, _("The upload is cancelled, and what had come is gone."))
    return redirect(f"/library/studio/{slug}/upload/")


def whole_number(text: str | None) -> int | None:
    """Digits only; eighteen are enough for any film."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else None


def so_far(offset: int, status: int) -> HttpResponse:
    return HttpResponse(status=status, headers={"Upload-Offset": str(offset)})


def refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
