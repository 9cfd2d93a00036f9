"""Secrets that must be read again, an app's key and the seed of recovery codes, are kept sealed.

Whoever copies the database alone has nobody's second factor with it. Sealed with a key derived from
SECRET_KEY; former ones (SECRET_KEY_FALLBACKS) open what they sealed, and `seal_all` seals it anew daily.
"""

import base64
import logging
import secrets
from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)
MARK = "sealed:"  # what lacks it was written before anything was sealed
KEPT = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def _sealers() -> list[Fernet]:
    """The present key's first."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys]


def _derived(key: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"ways to sign in").derive(key.encode())


def seal(text: str) -> str:
    return MARK + _sealers()[0].encrypt(text.encode()).decode("ascii")


def unseal(kept: str) -> str:
    """Where no key of ours opens it, something that no code will ever fit."""
    text = _opened(kept)
    if text is None:
        logger.error("A way to sign in was sealed with a SECRET_KEY that is not in SECRET_KEY_FALLBACKS")
        return base64.b32encode(secrets.token_bytes(40)).decode("ascii")
    return text


def _opened(kept: str, sealers: Sequence[Fernet] = ()) -> str | None:
    if not kept.startswith(MARK):
        return kept
    try:
        return MultiFernet(sealers or _sealers()).decrypt(kept.removeprefix(MARK)).decode()
    except InvalidToken:
        return None


def seal_all() -> int:
    """Seals what is open, or sealed with a former key; how many that were. The worker calls it daily.

    What no key opens is left as it is: the key may come back.
    """
    rows = Authenticator.objects.filter(type__in=KEPT).values_list("pk", "type", "data")
    stale = [pk for pk, kind, data in rows.iterator() if _is_stale(data.get(KEPT[kind]))]
    return sum(_seal_anew(pk) for pk in stale)


def _is_stale(kept: str | None) -> bool:
    if kept is None or _opened(kept) is None:
        return False
    return not kept.startswith(MARK) or _opened(kept, _sealers()[:1]) is None


@transaction.atomic
def _seal_anew(pk: int) -> bool:
    """Held, for a recovery code may be used meanwhile, which is written in the same field."""
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    name = KEPT[row.type] if row else ""
    if row is None or not _is_stale(row.data.get(name)):  # gone or changed meanwhile
        return False
    row.data[name] = seal(unseal(row.data[name]))
    row.save(update_fields=["data"])
    return True
