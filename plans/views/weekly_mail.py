"""The weekly mail: switched on and off here, one sent at once, and off from the mail itself."""

import math

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from balletfusion.rates import Rate
from plans.actions.mail_times import LATE, next_moment, week_told_of
from plans.actions.post import Answer, NotReached
from plans.actions.weekly_letter import weekly_letter
from plans.actions.weekly_mail import (
    NotOurs,
    choice_of,
    choose_weekly_mail,
    is_confirmed,
    is_on,
    latest_mail,
    switch_off,
    whose,
)
from plans.actions.weekly_mail_send import NotConfirmed, send_one_now
from plans.forms.weekly_mail import WeeklyMailForm

AT_ONCE = Rate("weekly-mail-at-once", most=3, window_s=3600)


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
    today, latest = runner.local_date(now), latest_mail(runner)
    told = latest.monday if latest and not latest.again_at else None
    when = {"weekday": choice.weekday, "hour": choice.hour, "zone": runner.zone}
    return {
        "next": choice.on_since and next_moment(**when, now=now, told=told),
        "latest": latest,
        "given_up": latest and latest.again_at and latest.claimed_at < now - LATE,
        "verified": is_confirmed(runner),
        "letter": weekly_letter(runner=runner, monday=week_told_of(today), today=today),
    }


@require_POST
def send_now(request):
    now = timezone.now()
    if wait_s := AT_ONCE.spend(str(request.user.pk), now):
        wait = {"n": math.ceil(wait_s / 60)}
        said = ngettext(
            "Three within an hour are the most. The next one can go in %(n)s minute.",
            "Three within an hour are the most. The next one can go in %(n)s minutes.",
            wait["n"],
        )
        messages.warning(request, said % wait)
        return redirect("weekly_mail")
    try:
        tell(request, send_one_now(runner=request.user, now=now))
    except NotReached:
        tell(request, Answer.NOT_US)
    except NotConfirmed:
        messages.error(request, _("Your address is not confirmed yet, so no mail was sent."))
    return redirect("weekly_mail")


def tell(request, answer):
    to = {"to": request.user.email}
    if answer is Answer.SENT:
        said = _("Sent to %(to)s. The weekly mail itself stays as you chose it.")
        messages.success(request, said % to)
    elif answer is Answer.REFUSED:
        messages.error(request, _("The mail provider of %(to)s refused it. Is the address still right?") % to)
    elif answer is Answer.UNSURE:
        said = _("Nobody knows whether it went: the line broke. Look into your letter box first.")
        messages.warning(request, said)
    else:
        said = _("The mail server takes none just now, so nothing was sent. Try again in a few minutes.")
        messages.error(request, said)


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
