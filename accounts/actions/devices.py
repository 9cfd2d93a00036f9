"""The devices somebody is signed in on."""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import constant_time_compare

from accounts.models import User


def devices_of(user: User, *, now: datetime.datetime) -> list[UserSession]:
    """Those that are still signed in, the one seen last first. A new password has signed the others out."""
    devices = UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")
    kept = {device.session_key: device for device in devices}
    alive = Session.objects.filter(session_key__in=kept, expire_date__gt=now)
    keys = {session.session_key for session in alive if _is_of(user, session)}
    return [device for key, device in kept.items() if key in keys]


def _is_of(user: User, session: Session) -> bool:
    told = session.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(told, user.get_session_auth_hash())


def sign_out_device(*, request, device: UserSession) -> bool:
    """Ends that one alone. Whether it was the one that asks."""
    here = device.session_key == request.session.session_key
    device.end()
    if here:
        logout(request)
    return here


def sign_out_others(*, request, user: User) -> None:
    for device in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        device.end()


def sign_out_everywhere(*, request, user: User) -> None:
    sign_out_others(request=request, user=user)
    UserSession.objects.filter(user=user).delete()
    logout(request)


def sign_people_out(people) -> int:
    """Every device of some, as staff do it who were told of a stranger; how many that were."""
    devices = list(UserSession.objects.filter(user__in=people))
    for device in devices:
        device.end()
    return len(devices)


@transaction.atomic
def renew_key(sender, request, *, reauthenticated=False, **kwargs) -> None:
    """Who has just shown again who they are gets a new session key: an older one, known to another, is worth
    nothing where grave things may be done. Signing in and a new password renew it by themselves."""
    if not reauthenticated or not request.user.is_authenticated:
        return
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)
