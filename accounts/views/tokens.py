"""Tokens for scripts and watches: made, listed, ended."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.tokens import MOST_TOKENS, TooManyTokens, end_token, make_token
from accounts.forms.token import TokenForm
from accounts.models import Token
from accounts.views.once import SentBefore, once


@require_safe
def tokens(request):
    now = timezone.now()
    rows = [(token, token.has_ended(now)) for token in request.user.tokens.all()]
    return render(request, "accounts/tokens/page.html", {"tokens": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def new(request):
    """The token is shown in the answer to the form and never again: only its hash is kept."""
    fresh = Token(user=request.user)
    form = TokenForm(request.POST or None, instance=fresh)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request):
                return _shown_once(request, form.save(commit=False), form.cleaned_data["ends"])
        except SentBefore:
            messages.info(
                request, _("That token is made, and was shown. Not kept? End it, and make another.")
            )
            return redirect("tokens")
        except TooManyTokens:
            many = {"n": MOST_TOKENS}
            form.add_error(None, _("You have %(n)s tokens, which is the most. End one first.") % many)
    return render(request, "accounts/tokens/new.html", {"form": form})


def _shown_once(request, token, ends_in_days):
    secret = make_token(token=token, ends_in_days=ends_in_days, now=timezone.now())
    told = {"name": token.name, "tokens_url": settings.SITE_URL + reverse("tokens")}
    get_adapter().send_notification_mail("account/email/token_made", request.user, told)
    site = request.build_absolute_uri("/api/")
    response = render(request, "accounts/tokens/made.html", {"token": token, "secret": secret, "api": site})
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    token = get_object_or_404(request.user.tokens, pk=pk)
    if request.method == "POST":
        end_token(token=token)
        messages.success(request, _("Ended: it opens nothing any more."))
        return redirect("tokens")
    return render(request, "accounts/tokens/end.html", {"token": token})
