"""Weeks others share with me: the invitation, the weeks, what I write to them, leaving."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.actions.day_comments import SharingEnded, TooManyComments, mark_seen, write_comment
from plans.actions.sharing import (
    InvitationGone,
    OwnInvitation,
    SeesItAlready,
    accept,
    end_sharing,
    invitation_of,
    seen_already,
    weeks_seen_by,
)
from plans.forms.sharing import AcceptForm
from plans.models import Sharing
from plans.views.days import read_day
from plans.views.shared_page import comment_form, shared_page

# What its address holds opens somebody's week: it goes into no list and no cache. No other site hears of it,
# as of none of ours; to ourselves the browser must say where a form came from, or its origin would be "null".
AS_PRIVATE_AS_A_PASSWORD = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "same-origin",
}
TOO_MANY = gettext_lazy("That is a lot for one day. What you wrote before is kept; write on tomorrow.")


def of_a_week_seen(view):
    """A week that is shared no longer is answered as one that never was: nothing is told of its runner.

    What was written to it is given back.
    """

    @wraps(view)
    def found(request, pk, **named):
        seen = Sharing.objects.seen_by(request.user).select_related("runner")
        if sharing := seen.filter(pk=pk).first():
            return view(request, sharing, **named)
        return over(request)

    return found


def over(request, sharing=None):
    """`sharing`: the runner's own, whose other person has left."""
    told = {"sharing": sharing, "text": request.POST.get("text", "").strip()}
    return _private(render(request, "plans/sharing/over.html", told, status=404))


@require_safe
def weeks(request):
    return render(request, "plans/sharing/shared.html", {"weeks": weeks_seen_by(request.user)})


# --- the invitation -------------------------------------------------------------------------------


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Who is not signed in sees who invites them, and to what, and comes back here after signing in or up."""
    found = invitation_of(secret=token, now=timezone.now())
    if found is None:
        return _private(render(request, "plans/sharing/gone.html", status=404))
    if request.method == "POST" and not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if request.method == "POST":
        return _accepted(request, found)
    return _private(_asked(request, found, AcceptForm(name=found.name)))


def _accepted(request, found):
    form = AcceptForm(request.POST)
    if found.runner_id != request.user.pk and not form.is_valid():
        return _private(_asked(request, found, form))
    try:
        taken = accept(
            invitation=found,
            person=request.user,
            name=form.cleaned_data.get("name", "") if form.is_valid() else "",
            now=timezone.now(),
        )
    except OwnInvitation:
        return _private(_asked(request, found, form))
    except SeesItAlready as already:
        return redirect("shared_week", pk=already.args[0].pk)
    except InvitationGone:
        return _private(render(request, "plans/sharing/gone.html", status=404))
    said = _("You see %(name)s’s week from now on. You can stop at any time.") % {"name": taken.runner_name}
    messages.success(request, said)
    return redirect("shared_week", pk=taken.pk)


def _asked(request, found, form):
    known = request.user.is_authenticated
    context = {
        "sharing": found,
        "form": form,
        "is_own": known and found.runner_id == request.user.pk,
        "already": known and seen_already(invitation=found, person=request.user),
        "sees_health": found.health and hasattr(found.runner, "health_notes"),
    }
    return render(request, "plans/sharing/invitation.html", context)


def _private(response):
    for name, value in AS_PRIVATE_AS_A_PASSWORD.items():
        response[name] = value
    return response


# --- the week -------------------------------------------------------------------------------------


@require_safe
@of_a_week_seen
def week(request, sharing, date=None):
    return shared_page(request, sharing, date and read_day(date), as_runner=False)


@require_POST
@of_a_week_seen
def comment(request, sharing, date):
    return take_comment(request, sharing, read_day(date), as_runner=False)


def take_comment(request, sharing, date, *, as_runner):
    base = f"/sharing/{sharing.pk}/" if as_runner else f"/shared/{sharing.pk}/"
    form = comment_form(request.POST, base, date)
    if not form.is_valid():
        return shared_page(request, sharing, date, as_runner=as_runner, form=form)
    try:
        write_comment(
            sharing=sharing,
            by_runner=as_runner,
            date=date,
            text=form.cleaned_data["text"],
            now=timezone.now(),
        )
    except TooManyComments:
        form.add_error("text", TOO_MANY)
        return shared_page(request, sharing, date, as_runner=as_runner, form=form)
    except SharingEnded:
        return over(request, sharing if as_runner else None)
    messages.success(request, _("Sent."))
    return redirect(f"{base}{date:%Y-%m-%d}/#day-{date:%Y-%m-%d}")


@require_POST
@of_a_week_seen
def seen(request, sharing):
    mark_seen(sharing=sharing, by_runner=False, now=timezone.now())
    return redirect("shared_weeks")


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_week_seen
def leave(request, sharing):
    if request.method == "POST":
        end_sharing(sharing=sharing, now=timezone.now())
        messages.success(request, _("You no longer see %(name)s’s week.") % {"name": sharing.runner_name})
        return redirect("shared_weeks")
    return render(request, "plans/sharing/leave.html", {"sharing": sharing})
