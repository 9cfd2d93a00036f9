"""Files brought in: their upload, the reading as it goes, the dry run, and taking the whole back."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balletfusion.uploads import StraightToDisk, size_units
from plans.actions import imports as acts
from plans.actions import imports_page as shown
from plans.actions.imports_arrive import SPARE_BYTES, folder, limit_of
from plans.actions.imports_sweep import bytes_waiting
from plans.forms.imports import ImportForm
from plans.models import Import, ImportedFile

EARLIER = 5
CONFLICT, UNPROCESSABLE = 409, 422
State, Verdict = Import.State, ImportedFile.Verdict


def import_of(request, pk) -> Import:
    of_import = get_object_or_404(request.user.imports, pk=pk)
    of_import.runner = request.user
    return of_import


# --- uploading ------------------------------------------------------------------------------------


def to_disk(view):
    """Files go to disk as they come; Django's own check of the token would read the form before that."""

    @csrf_exempt
    def wrapped(request, *args, **kwargs):
        handler = StraightToDisk(
            request,
            folder=folder(),
            limit_of=limit_of,
            most_files=settings.IMPORT_FILES_MAX,
            room=settings.IMPORT_ARCHIVE_MAX_BYTES + settings.ACTIVITY_FILE_MAX_BYTES,
            spare=SPARE_BYTES,
        )
        request.upload_handlers = [handler]
        try:
            return csrf_protect(view)(request, *args, **kwargs)
        finally:
            handler.clear_up()

    return wrapped


@to_disk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """`more` says that the script sends further files before they are read."""
    form = _sent(request) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        of_import = acts.begin_import(
            runner=request.user, files=form.cleaned_data["files"], now=timezone.now()
        )
        if not request.POST.get("more"):
            acts.begin_reading(of_import=of_import, now=timezone.now())
        return _arrived(request, of_import)
    if request.method == "POST" and _asks_for_json(request):
        return _refused(form)
    earlier = request.user.imports.told()[:EARLIER]
    return render(request, "plans/imports/new.html", {"form": form, "earlier": earlier, "words": words()})


@to_disk
@require_POST
def more(request, pk):
    """Further files of an upload that the script sends in parts."""
    of_import = import_of(request, pk)
    form = _sent(request)
    if not form.is_valid():
        return _refused(form)
    files = form.cleaned_data["files"]
    if not acts.take_in(of_import=of_import, files=files):
        return _came_late(request, of_import, files)
    if not request.POST.get("more"):
        acts.begin_reading(of_import=of_import, now=timezone.now())
    return _arrived(request, of_import)


def _sent(request) -> ImportForm:
    files = request.FILES  # reading them is what fills `stopped`
    if request.stopped:
        return ImportForm(request.POST, stopped=request.stopped)
    return ImportForm(request.POST, files, waiting_bytes=bytes_waiting(request.user))


def _asks_for_json(request) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _arrived(request, of_import):
    if not _asks_for_json(request):
        return redirect(of_import)
    address = of_import.get_absolute_url()
    return JsonResponse({"next": address, "more": f"{address}files/", "read": f"{address}read/"}, status=201)


def _came_late(request, of_import, files):
    """The last part, sent again because its answer was lost, has arrived; anything else is told of."""
    if acts.has_arrived(of_import=of_import, files=files):
        return _arrived(request, of_import)
    if not _asks_for_json(request):
        raise Http404
    said = _("Your files are being read already, and this came too late. Bring it once more, by itself.")
    return JsonResponse({"error": said}, status=CONFLICT)


def _refused(form) -> JsonResponse:
    return JsonResponse({"error": " ".join(form.errors["files"])}, status=UNPROCESSABLE)


def words() -> dict[str, str | list[str]]:
    """What the page says while it sends; the script fills in what stands between braces."""
    return {
        "sending": _("Sending. Keep this page open; reading goes on without you afterwards."),
        "again": _("The connection dropped. Trying once more in {n} seconds."),
        "lost": _("The connection dropped. What had arrived whole is kept; nothing is in your log."),
        "trouble": _("The site does not answer as it should. Nothing is in your log. Try again later."),
        "signed_out": _("You were signed out. Sign in again, then choose the files once more."),
        "unreadable": _("A file cannot be read any more: was it moved or changed? Choose the files again."),
        "arrived": _("Everything has arrived."),
        "of": _("{sent} of {whole}"),
        "units": size_units(),
        "files": _("{n} files"),
        "seconds": _("less than a minute left"),
        "minutes": _("about {n} min left"),
    }


@require_POST
def read(request, pk):
    """The upload stopped half-way: what has come is read all the same."""
    of_import = import_of(request, pk)
    acts.begin_reading(of_import=of_import, now=timezone.now())
    return redirect(of_import)


# --- looking --------------------------------------------------------------------------------------


@require_safe
def page(request, pk):
    of_import = import_of(request, pk)
    if of_import.undone_at is None and of_import.state == State.ARRIVING:
        context = {"import": of_import, "files": of_import.arrivals.count()}
        return render(request, "plans/imports/arriving.html", context)
    if of_import.is_at_work:
        progress = shown.progress_of(of_import, timezone.now())
        return render(request, "plans/imports/working.html", {"import": of_import, "progress": progress})
    return render(request, *_looked_at(request, of_import))


def _looked_at(request, of_import) -> tuple[str, dict]:
    groups = shown.groups_of(of_import)
    asked = [each for each in groups if each.verdict == request.GET.get("show")]
    group = next(iter(asked or groups), None)
    files = shown.page_of(of_import, group, request.GET.get("page", "1")) if group else []
    arrivals = list(of_import.arrivals.all())
    context = {
        "import": of_import,
        "groups": groups,
        "group": group,
        "tickable": shown.may_be_ticked(groups) or acts.may_be_chosen(of_import).exists(),
        "page": files,
        "alike": [shown.alike(file) for file in files] if group and group.verdict == Verdict.SAME_RUN else [],
        "tables": [arrival for arrival in arrivals if arrival.waits_for_mapping],
        "left_alone": sum(arrival.left_alone for arrival in arrivals),
        "query": f"&show={group.verdict}" if group else "",
        "years": shown.years_of(of_import),
        "count": {each.verdict: each.count for each in groups},
    }
    if of_import.state == State.READ and of_import.undone_at is None:
        return "plans/imports/look.html", {**context, "chosen": shown.chosen_of(of_import)}
    return "plans/imports/page.html", {**context, **_what_became(of_import)}


def _what_became(of_import) -> dict:
    became = shown.became(of_import)
    still_there = acts.changed_by_hand(of_import) if of_import.undone_at else []
    return {"became": became, "heading": _heading(became.added), "still_there": still_there}


def _heading(added):
    if not added:
        return _("Nothing new")
    return ngettext("One run is in your log", "%(n)s runs are in your log", added) % {
        "n": number_format(added, force_grouping=True)
    }


@require_safe
def progress(request, pk):
    """A part of the page, asked for again and again; when the work is done, the whole page is."""
    of_import = import_of(request, pk)
    if not of_import.is_at_work or of_import.state != request.GET.get("state"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"import": of_import, "progress": shown.progress_of(of_import, timezone.now())}
    return render(request, "plans/imports/_progress.html", context)


@require_POST
def go_on(request, pk):
    """Nobody works at it any more: somebody shall."""
    of_import = import_of(request, pk)
    acts.take_up(of_import)
    return redirect(of_import)


# --- choosing -------------------------------------------------------------------------------------


@require_POST
def choose(request, pk):
    """The ticks of one page. `to` is another page of the dry run."""
    of_import = import_of(request, pk)
    if not _save_choice(request, of_import):
        return redirect(of_import)
    if request.htmx:
        context = {"import": of_import, "chosen": shown.chosen_of(of_import), "tickable": True}
        return render(request, "plans/imports/_chosen.html", context)
    return redirect(of_import.get_absolute_url() + _query(request))


def _save_choice(request, of_import) -> bool:
    keep = {_number(name[5:]): value for name, value in request.POST.items() if name.startswith("keep-")}
    return acts.choose(
        of_import=of_import,
        shown=_numbers(request.POST.getlist("shown")),
        chosen=_numbers(request.POST.getlist("chosen")),
        keep=keep,
    )


def _query(request) -> str:
    to = request.POST.get("to", "")
    return to if to.startswith("?") else ""


def _numbers(texts) -> set[int]:
    return {_number(text) for text in texts}


def _number(text: str) -> int:
    """0 is nobody's."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


@require_POST
def choose_all(request, pk):
    """One tap for a whole group."""
    of_import = import_of(request, pk)
    verdict = request.POST.get("verdict", "")
    acts.choose_all(of_import=of_import, verdict=verdict, chosen=request.POST.get("all") == "yes")
    return redirect(f"{of_import.get_absolute_url()}?show={verdict}" if verdict in Verdict else of_import)


@require_POST
def store(request, pk):
    of_import = import_of(request, pk)
    _save_choice(request, of_import)
    acts.begin_storing(of_import=of_import, now=timezone.now())
    return redirect(of_import)


@require_POST
def keep(request, pk):
    file = get_object_or_404(ImportedFile.objects.filter(of_import__runner=request.user), pk=pk)
    acts.keep_as_run(file=file, now=timezone.now())
    return redirect(file.of_import)


# --- taking back ----------------------------------------------------------------------------------


@require_POST
def discard(request, pk):
    if acts.discard_import(of_import=import_of(request, pk)):
        messages.success(request, _("Forgotten. Nothing of it is in your log."))
        return redirect("new_import")
    return redirect("import", pk)


@require_POST
def undo(request, pk):
    """`changed` answers what becomes of runs that were changed by hand since: "keep" or "take"."""
    of_import = import_of(request, pk)
    changed = acts.changed_by_hand(of_import)
    answer = request.POST.get("changed", "")
    if of_import.undone_at or of_import.state not in (State.STORING, State.STORED):
        return redirect(of_import)
    if changed and answer not in ("keep", "take"):
        return render(request, "plans/imports/undo.html", {"import": of_import, "changed": changed})
    undone = acts.undo_import(of_import=of_import, now=timezone.now(), changed_too=answer == "take")
    if undone.kept:
        messages.info(request, _("What you had changed by hand stays; everything else is out of your log."))
    else:
        messages.success(request, _("Your log is again as it was before this import."))
    return redirect(of_import)
