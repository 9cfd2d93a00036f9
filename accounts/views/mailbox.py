"""In debug, the mail the site would have sent."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.actions.mailbox import newest_letters, waiting_letters


@login_not_required
@require_safe
def mailbox(request):
    if not settings.DEBUG:
        raise Http404
    return render(request, "accounts/mailbox/page.html", {"letters": [*waiting_letters(), *newest_letters()]})
