"""A week shared with a buddy or a coach: invited, accepted, what they may see changed, ended."""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.actions.letters import post_letter
from accounts.actions.secrets import hashed, new_secret
from accounts.actions.speaking import in_writing_to
from accounts.models import User
from plans.actions.health_notes import hold_notes
from plans.models import Sharing

MOST_SHARINGS = 20
INVITED_FOR = datetime.timedelta(days=14)


class TooManySharings(ValueError):
    """A runner invited enough people."""


class InvitationGone(Exception):
    """Somebody took it, its days are over, or it was taken back."""


class OwnInvitation(Exception):
    """Who opened it is who made it."""


class SeesItAlready(Exception):
    """This person sees the runner's week by an earlier invitation: the argument is that sharing."""


@transaction.atomic
def invite(*, sharing: Sharing, now: datetime.datetime) -> str:
    """Stores the invitation and gives what its link ends in, which nobody can read again.

    TooManySharings; NotAgreed where health notes are ticked without a consent to keep any.
    """
    runner = User.objects.select_for_update(no_key=True).get(pk=sharing.runner_id)
    lapsed = Q(person=None, expires_at__lte=now)
    if Sharing.objects.standing().filter(runner=runner).exclude(lapsed).count() >= MOST_SHARINGS:
        raise TooManySharings(runner.pk)
    if sharing.health:
        hold_notes(runner)
    secret = new_secret()
    sharing.invitation, sharing.made_at, sharing.expires_at = hashed(secret), now, now + INVITED_FOR
    sharing.save()
    return secret


def invitation_of(*, secret: str, now: datetime.datetime) -> Sharing | None:
    """What a link invites to; None where it is wrong, taken, over or taken back."""
    return Sharing.objects.open_for(hashed(secret), now).select_related("runner__health_notes").first()


def seen_already(*, invitation: Sharing, person: User) -> Sharing | None:
    return Sharing.objects.seen_by(person).filter(runner=invitation.runner_id).first()


def accept(*, invitation: Sharing, person: User, name: str, now: datetime.datetime) -> Sharing:
    """From now on this person sees the week, and nobody else by this link.

    InvitationGone, OwnInvitation, SeesItAlready.
    """
    if invitation.runner_id == person.pk:
        raise OwnInvitation(invitation.pk)
    if before := seen_already(invitation=invitation, person=person):
        raise SeesItAlready(before)
    taken = {"person": person, "name": name, "taken_at": now, "invitation": ""}
    open_still = Sharing.objects.open_for(invitation.invitation, now).filter(pk=invitation.pk)
    try:
        with transaction.atomic():
            # Held first: the update asks by a subquery, and PostgreSQL does not ask it again after waiting.
            Sharing.objects.select_for_update().filter(pk=invitation.pk).first()
            if not open_still.update(**taken):  # whoever comes first
                raise InvitationGone(invitation.pk)
    except IntegrityError:  # two invitations of one runner, accepted by one person at once
        if before := seen_already(invitation=invitation, person=person):
            raise SeesItAlready(before) from None
        raise InvitationGone(invitation.pk) from None  # and the other was ended meanwhile
    invitation.refresh_from_db()
    _tell_runner(invitation)
    return invitation


def _tell_runner(sharing: Sharing) -> None:
    """Whoever had the link first sees the week: its runner hears who says they are."""
    told = {"sharing": sharing, "address": settings.SITE_URL + sharing.get_absolute_url()}
    with in_writing_to(sharing.runner):
        text = render_to_string("plans/sharing/email_taken.txt", told)
        subject = _("Somebody sees your week from now on")
    post_letter(to=sharing.runner.email, subject=subject, text=text.strip() + "\n")


@transaction.atomic
def let_see_health(*, sharing: Sharing, health: bool) -> None:
    """The runner ticks health notes for one person, or takes the tick away. NotAgreed."""
    if health:
        hold_notes(sharing.runner)  # who takes the consent back meanwhile waits, and takes this along
    Sharing.objects.standing().filter(pk=sharing.pk).update(health=health)


def hide_health(*, runner: User) -> None:
    """With the consent goes what anybody else sees of the notes; a new one shows them to nobody."""
    Sharing.objects.filter(runner=runner, health=True).update(health=False)


def end_sharing(*, sharing: Sharing, now: datetime.datetime) -> None:
    """By either of the two, at once; what was written stays with the runner."""
    standing = Sharing.objects.standing().filter(pk=sharing.pk)
    standing.update(ended_at=now, invitation="", health=False)


def people_of(runner: User):
    """Everybody the runner invited, with how many comments of theirs are new. One query.

    An invitation that was taken back before anybody took it has nothing left to tell.
    """
    new = Count("comments", filter=Q(comments__by_runner=False, comments__seen_at=None))
    return runner.sharings.exclude(taken_at=None, ended_at__isnull=False).annotate(new=new)


def weeks_seen_by(person: User):
    """The weeks others share with this person, with how many of the runners' comments are new. One query."""
    new = Count("comments", filter=Q(comments__by_runner=True, comments__seen_at=None))
    return Sharing.objects.seen_by(person).annotate(new=new)
