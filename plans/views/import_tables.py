"""A table among the files brought in: which of its columns holds what, with a preview."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plans.actions.imports import begin_reading
from plans.actions.imports_table import TableRefused, leave_table, look_at, map_table, preview
from plans.forms.imports import TableForm
from plans.models import Import


def table_of(request, pk, arrival):
    of_import = get_object_or_404(request.user.imports, pk=pk)
    found = get_object_or_404(of_import.arrivals, pk=arrival)
    is_read = found.of_import.state == Import.State.READ and found.of_import.undone_at is None
    if not is_read or not found.waits_for_mapping:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def table(request, pk, arrival):
    found = table_of(request, pk, arrival)
    try:
        look = look_at(found)
    except TableRefused as refusal:
        return render(request, "plans/imports/table.html", {"arrival": found, "refusal": str(refusal)})
    form = TableForm(request.POST or None, look=look, cancel=found.of_import.get_absolute_url())
    if request.method == "POST" and form.is_valid() and not request.POST.get("preview"):
        if map_table(arrival=found, mapping=form.cleaned_data):
            begin_reading(of_import=found.of_import, now=timezone.now())
        return redirect(found.of_import)
    mapping = form.cleaned_data if form.is_bound and form.is_valid() else form.initial_mapping
    context = {"arrival": found, "form": form, "look": look, "rows": preview(found, mapping)}
    return render(request, "plans/imports/table.html", context)


@require_POST
def leave(request, pk, arrival):
    found = table_of(request, pk, arrival)
    leave_table(arrival=found)
    messages.success(request, _("The table was left out."))
    return redirect(found.of_import)
