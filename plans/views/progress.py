"""What was danced, in numbers that cannot be lost."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from library.models import Benefit
from plans.actions.progress import progress_of


@require_safe
def progress(request):
    today = request.user.local_date(timezone.now())
    context = {"progress": progress_of(runner=request.user, today=today), "benefits": Benefit.values}
    return render(request, "plans/progress/page.html", context)
