"""Files brought in: choosing them, what became of each, taking the whole back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.imports import bring_in, keep_as_run, undo_import
from plans.forms.imports import ImportForm
from plans.models import ImportedFile

EARLIER = 5


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = _sent(request) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        return redirect(bring_in(runner=request.user, files=form.cleaned_data["files"], now=timezone.now()))
    earlier = request.user.imports.all()[:EARLIER]
    return render(request, "plans/imports/new.html", {"form": form, "earlier": earlier})


def _sent(request):
    files = request.FILES  # reading them is what fills `too_large`
    return ImportForm(request.POST, files, stopped=bool(getattr(request, "too_large", []) and not files))


@require_safe
def page(request, pk):
    of_import = get_object_or_404(request.user.imports, pk=pk)
    files = list(of_import.files.select_related("run"))
    added = [file for file in files if file.verdict == ImportedFile.Verdict.NEW_RUN]
    context = {
        "import": of_import,
        "files": files,
        "files_count": sum(file.part == 0 for file in files) or 1,
        "there": [file.run for file in added if file.run and not file.run.removed_at],
        "heading": _heading(len(added)),
    }
    return render(request, "plans/imports/page.html", context)


def _heading(added):
    if not added:
        return _("Nothing new")
    return ngettext("One run is in your log", "%(n)d runs are in your log", added) % {"n": added}


@require_POST
def keep(request, pk):
    file = get_object_or_404(ImportedFile.objects.filter(of_import__runner=request.user), pk=pk)
    keep_as_run(file=file)
    return redirect(file.of_import)


@require_POST
def undo(request, pk):
    of_import = get_object_or_404(request.user.imports, pk=pk)
    kept = undo_import(of_import=of_import, now=timezone.now())
    if kept:
        messages.info(request, _("What you had changed by hand stays; everything else is out of your log."))
    else:
        messages.success(request, _("What this import added is out of your log again."))
    return redirect(of_import)
