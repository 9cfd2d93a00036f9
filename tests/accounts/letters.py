"""What the worker does with letters, done at once."""

import re

from django.core import mail

from accounts.actions.letters import send_letter
from accounts.models import Letter

CODE = re.compile(r"^[B-Z]{4}-[B-Z]{4}$", re.MULTILINE)


def send_letters() -> list:
    """Send what was written; everything sent in this test, the oldest first."""
    for pk in Letter.objects.values_list("pk", flat=True):
        send_letter.call(pk)
    return mail.outbox


def newest_code() -> str:
    return CODE.search(send_letters()[-1].body).group()
