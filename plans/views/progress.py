from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.actions.progress import progress_of


@require_safe
def progress(request):
    today = request.user.local_date(timezone.now())
    return render(
        request, "plans/progress/page.html", {"progress": progress_of(runner=request.user, today=today)}
    )
