"""Accounts that were made at the door, and whose address nobody has confirmed yet."""

from allauth.account.models import EmailAddress

from accounts.models import User


def unconfirmed_account(address: str) -> User | None:
    """Nobody was ever in it; whom staff wrote in is staff's to see to."""
    waits = User.objects.filter(email__iexact=address, last_login=None, is_active=True, is_staff=False)
    waits = waits.exclude(is_teacher=True).exclude(agreed_to="")
    if EmailAddress.objects.filter(user__in=waits, verified=True).exists():
        return None
    return waits.first()


def drop_password(*, user: User) -> None:
    user.set_unusable_password()
    user.save(update_fields=["password"])


def take_password(*, user: User, password: str) -> None:
    """Of who confirms the address, hashed when they typed it: another may have begun before them."""
    user.password = password
    user.save(update_fields=["password"])
