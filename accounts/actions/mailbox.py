"""The mail of debug: kept in a folder, read back here."""

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from accounts import models


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    sent: str
    text: str


def waiting_letters() -> list[Letter]:
    """What no worker has sent yet, the newest first: where none runs, it would never be seen."""
    waiting = models.Letter.objects.order_by("-pk")[:20]
    return [Letter(row.to, row.subject, _("waits for the worker"), row.text) for row in waiting]


def newest_letters(limit: int = 20) -> list[Letter]:
    """The newest letters first; none where debug has sent nothing yet."""
    folder = Path(settings.DEBUG_MAIL_DIR)
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [letter for file in files[:limit] for letter in reversed(_letters_in(file))][:limit]


def _letters_in(file: Path) -> list[Letter]:
    """One file holds what one connection sent, with a line of 79 hyphens after each letter."""
    parts = file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    return [_letter(part) for part in parts if part.strip()]


def _letter(raw: bytes) -> Letter:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent=str(message["Date"]),
        text=body.get_content() if body else "",
    )
