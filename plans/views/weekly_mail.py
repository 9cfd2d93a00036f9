"""The weekly mail: switched on and off here, and off from the mail itself."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from plans.actions.mail_times import next_moment, week_told_of
from plans.actions.weekly_letter import weekly_letter
from plans.actions.weekly_mail import (
    NotOurs,
    choice_of,
    choose_weekly_mail,
    is_on,
    latest_mail,
    switch_off,
    whose,
)
from plans.forms.weekly_mail import WeeklyMailForm


@require_http_methods(["GET", "HEAD", "POST"])
def weekly_mail(request):
    choice = choice_of(request.user)
    kept = {"on": choice.on_since is not None, "weekday": choice.weekday, "hour": choice.hour}
    form = WeeklyMailForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        choose_weekly_mail(runner=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, saved(form.cleaned_data["on"]))
        return redirect("weekly_mail")
    return render(request, "plans/weekly_mail/page.html", {"form": form, **shown(request.user, choice)})


def saved(on):
    if on:
        return _("Saved. The weekly mail is on.")
    return _("Saved. No weekly mail comes.")


def shown(runner, choice):
    """When the next one comes, what became of the last, and how it would read now."""
    now = timezone.now()
    when = {"weekday": choice.weekday, "hour": choice.hour, "zone": runner.zone, "now": now}
    today = runner.local_date(now)
    return {
        "next": choice.on_since and next_moment(**when),
        "latest": latest_mail(runner),
        "verified": EmailAddress.objects.filter(user=runner, email=runner.email, verified=True).exists(),
        "letter": weekly_letter(runner=runner, monday=week_told_of(today), today=today),
    }


@csrf_exempt  # mail programs press the button by themselves (RFC 8058): they bring no cookie
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def off(request, signed):
    """Looking at it switches nothing off: whoever checks links for viruses only looks."""
    try:
        runner = whose(signed)
    except NotOurs:
        return answer(request, {"unknown": True}, status=404)
    if request.method == "POST":
        switch_off(runner=runner)
    return answer(request, {"is_off": request.method == "POST" or not is_on(runner)})


def answer(request, told, status=200):
    response = render(request, "plans/weekly_mail/off.html", told, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response
