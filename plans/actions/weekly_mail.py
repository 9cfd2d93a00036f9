"""The weekly mail as its runner has it: on, off, and what became of the last one."""

import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from plans.models import WeeklyMail, WeeklyMailChoice

_OFF = signing.Signer(salt="the weekly mail, off", sep=".")


class NotOurs(ValueError):
    """No address of ours switches that mail off."""


def choice_of(runner: User) -> WeeklyMailChoice:
    """What was chosen; until then it is off, on Sunday at five."""
    return WeeklyMailChoice.objects.filter(runner=runner).first() or WeeklyMailChoice(runner=runner)


@transaction.atomic
def choose_weekly_mail(*, runner: User, on: bool, weekday: int, hour: int, now: datetime.datetime) -> None:
    """A choice counts from now on: an hour of today that is over sends nothing.

    Saved as it was, it stays as it was.
    """
    kept = WeeklyMailChoice.objects.select_for_update().filter(runner=runner).first()
    if kept and on and kept.on_since and (kept.weekday, kept.hour) == (weekday, hour):
        return
    chosen = {"on_since": now if on else None, "weekday": weekday, "hour": hour}
    WeeklyMailChoice.objects.update_or_create(runner=runner, defaults=chosen)


def off_address(runner: User) -> str:
    """Where it is switched off without signing in: in every mail, good for as long as the account."""
    return settings.SITE_URL + reverse("weekly_mail_off", args=[_OFF.sign(str(runner.pk))])


def whose(signed: str) -> User:
    """Whose mail an address switches off. NotOurs where it was cut short, or the account is gone."""
    try:
        found = User.objects.select_related("mail_choice").filter(pk=int(_OFF.unsign(signed))).first()
    except (signing.BadSignature, ValueError):
        found = None
    if found is None:
        raise NotOurs
    return found


def is_confirmed(runner: User) -> bool:
    """Whether the address mails would go to is known to be the runner's."""
    return EmailAddress.objects.filter(user=runner, email=runner.email, verified=True).exists()


def is_on(runner: User) -> bool:
    choice = getattr(runner, "mail_choice", None)
    return choice is not None and choice.on_since is not None


def switch_off(*, runner: User) -> None:
    """Asked twice, it is off all the same."""
    WeeklyMailChoice.objects.filter(runner=runner).update(on_since=None)


def latest_mail(runner: User) -> WeeklyMail | None:
    """The last one that was on its way."""
    return WeeklyMail.objects.filter(runner=runner).first()
