"""What the rules rest on, and what speaks against us. Public."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.actions.evidence import SOURCES, rules


@login_not_required
@require_safe
def evidence(request):
    return render(request, "plans/evidence/page.html", {"rules": rules(), "sources": SOURCES})
