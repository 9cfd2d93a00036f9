"""Tokens made, ended, and recognised."""

import datetime

from django.db import transaction

from accounts.actions.secrets import hashed, new_secret
from accounts.models import Token, User

MOST_TOKENS = 20
PREFIX = "bff_"  # so that who finds one in a file knows what it opens


class TooManyTokens(ValueError):
    """A runner has enough of them."""


@transaction.atomic
def make_token(*, token: Token, ends_in_days: int | None, now: datetime.datetime) -> str:
    """Stores it and gives what the script is to show, which nobody can read again. TooManyTokens."""
    user = User.objects.select_for_update(no_key=True).get(pk=token.user_id)
    if user.tokens.count() >= MOST_TOKENS:
        raise TooManyTokens(user.pk)
    secret = new_secret(PREFIX)
    token.hash, token.made_at = hashed(secret), now
    token.expires_at = now + datetime.timedelta(days=ends_in_days) if ends_in_days else None
    token.save()
    return secret


def end_token(*, token: Token) -> None:
    """From now on it opens nothing."""
    token.delete()


def token_of(*, secret: str, now: datetime.datetime) -> Token | None:
    """The token a script shows, with its user; None where it is unknown, ended, or of who may not sign in."""
    found = Token.objects.filter(hash=hashed(secret), user__is_active=True).select_related("user").first()
    return None if found is None or found.has_ended(now) else found


def remember_use(*, token: Token, now: datetime.datetime) -> None:
    """On which day it was used last: one write a day."""
    today = token.user.local_date(now)
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
