"""The log, taken out."""

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.actions.export import log_as_csv, originals_as_zip


@require_safe
def log_table(request):
    return _sent(request, log_as_csv(request.user), "text/csv; charset=utf-8", "running-log", "csv")


@require_safe
def originals(request):
    return _sent(request, originals_as_zip(request.user), "application/zip", "running-files", "zip")


def _sent(request, pieces, content_type, name, ending):
    today = request.user.local_date(timezone.now())
    response = StreamingHttpResponse(pieces if request.method == "GET" else [], content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{today}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
