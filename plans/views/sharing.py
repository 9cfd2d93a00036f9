"""Who sees my week: inviting a buddy or a coach, what each may see, ending it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.once import SentBefore, once
from plans.actions.day_comments import delete_comment, mark_seen, may_delete
from plans.actions.health_notes import NotAgreed
from plans.actions.sharing import (
    MOST_SHARINGS,
    TooManySharings,
    end_sharing,
    invite,
    let_see_health,
    people_of,
)
from plans.forms.sharing import InvitationForm
from plans.models import HealthNotes, Sharing
from plans.views.days import read_day
from plans.views.shared import AS_PRIVATE_AS_A_PASSWORD, over, take_comment
from plans.views.shared_page import shared_page

LATEST = 50  # comments on a person's page; older ones stand in their weeks
NOT_AGREED = gettext_lazy("You keep no health notes, so there are none to show.")


@dataclass(frozen=True)
class PersonShown:
    sharing: Sharing
    state: str  # sees, waiting, lapsed or ended


def person_shown(sharing, now) -> PersonShown:
    if sharing.ended_at:
        return PersonShown(sharing, "ended")
    if sharing.is_taken:
        return PersonShown(sharing, "sees")
    return PersonShown(sharing, "lapsed" if sharing.has_lapsed(now) else "waiting")


def sharing_of(request, pk) -> Sharing:
    sharing = get_object_or_404(request.user.sharings, pk=pk)
    sharing.runner = request.user
    return sharing


def standing_of(request, pk) -> Sharing:
    sharing = sharing_of(request, pk)
    if sharing.ended_at:
        raise Http404
    return sharing


def keeps_health(user) -> bool:
    return HealthNotes.objects.filter(runner=user).exists()


@require_safe
def people(request):
    now = timezone.now()
    shown = [person_shown(sharing, now) for sharing in people_of(request.user)]
    return render(request, "plans/sharing/page.html", {"people": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """The link is shown in the answer to the form and never again: only its hash is kept."""
    fresh = Sharing(runner=request.user)
    form = InvitationForm(request.POST or None, instance=fresh, keeps_health=keeps_health(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request):
                secret = invite(sharing=form.save(commit=False), now=timezone.now())
                return _link(request, fresh, secret)
        except SentBefore:
            said = _("That link is made, and was shown. Not sent? Take it back, and invite them again.")
            messages.info(request, said)
            return redirect("sharing")
        except TooManySharings:
            many = {"n": MOST_SHARINGS}
            form.add_error(None, _("You invited %(n)s people, which is the most. End one first.") % many)
        except NotAgreed:
            form.add_error(None, NOT_AGREED)
    return render(request, "plans/sharing/invite.html", {"form": form})


def _link(request, sharing, secret):
    link = request.build_absolute_uri(f"/shared/invitations/{secret}/")
    context = {"sharing": sharing, "link": link, "sees_health": sharing.health}
    response = render(request, "plans/sharing/link.html", context)
    for name, value in AS_PRIVATE_AS_A_PASSWORD.items():
        response[name] = value
    return response


@require_safe
def person(request, pk):
    sharing = sharing_of(request, pk)
    agreed = keeps_health(request.user)
    context = {
        "person": person_shown(sharing, timezone.now()),
        "sharing": sharing,
        "keeps_health": agreed,
        "sees_health": agreed and sharing.health,
        "comments": sharing.comments.order_by("-written_at", "-pk")[:LATEST],
        "new": sharing.comments.filter(by_runner=False, seen_at=None).exists(),
    }
    return render(request, "plans/sharing/person.html", context)


@require_POST
def health(request, pk):
    """The tick, for one person."""
    sharing = standing_of(request, pk)
    ticked = request.POST.get("health") == "yes"
    try:
        let_see_health(sharing=sharing, health=ticked)
    except NotAgreed:
        messages.error(request, NOT_AGREED)
    else:
        said = _("%(name)s sees your health notes too.") if ticked else _("%(name)s sees no health notes.")
        messages.success(request, said % {"name": sharing.their_name})
    return redirect(sharing)


@require_POST
def seen(request, pk):
    sharing = sharing_of(request, pk)
    mark_seen(sharing=sharing, by_runner=True, now=timezone.now())
    return redirect(sharing)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    sharing = standing_of(request, pk)
    if request.method == "POST":
        end_sharing(sharing=sharing, now=timezone.now())
        said = _("Ended: %(name)s sees nothing of yours any more.") % {"name": sharing.name}
        messages.success(request, said)
        return redirect("sharing")
    return render(request, "plans/sharing/end.html", {"sharing": sharing})


@require_safe
def as_they_see_it(request, pk, date=None):
    """The very page the person has, so that the runner knows what they show."""
    return shared_page(request, standing_of(request, pk), date and read_day(date), as_runner=True)


@require_POST
def comment(request, pk, date):
    sharing = sharing_of(request, pk)
    if sharing.ended_at:
        return over(request, sharing)
    return take_comment(request, sharing, read_day(date), as_runner=True)


@require_POST
def delete(request, pk):
    """By who wrote it, or by the runner whose week it is."""
    found = get_object_or_404(may_delete(request.user), pk=pk)
    sharing = found.sharing
    delete_comment(comment=found)
    messages.success(request, _("The comment is gone, for both of you."))
    if sharing.runner_id != request.user.pk:
        return redirect("shared_week_of", pk=sharing.pk, date=found.date.isoformat())
    if sharing.ended_at:
        return redirect(sharing)
    return redirect("sharing_week", pk=sharing.pk, date=found.date.isoformat())
