"""Mail about an account: written down with the answer, sent by the worker.

So an answer takes as long whatever mail goes out, and no mail server keeps anybody waiting. Letters have a
queue and a worker of their own: no import, export or whole film stands before a code.
"""

import datetime
import logging
import smtplib

from django.core.mail import EmailMessage
from django.db import transaction
from django_tasks import task

from accounts.models import Letter

logger = logging.getLogger(__name__)

KEPT = datetime.timedelta(days=1)


class NotSent(Exception):
    """Says what happened, and never to whom."""


@transaction.atomic
def post_letter(*, to: str, subject: str, text: str) -> Letter:
    """Written down together with the task that sends it."""
    letter = Letter.objects.create(to=to, subject=subject, text=text)
    send_letter.enqueue(letter.pk)
    return letter


@task(queue_name="letters")
def send_letter(pk: int) -> None:
    """Tried again by the worker where the server is not there; one that was sent is gone."""
    letter = Letter.objects.filter(pk=pk).first()
    if letter is None:
        return
    try:
        EmailMessage(letter.subject, letter.text, to=[letter.to]).send()
    except smtplib.SMTPRecipientsRefused as error:
        ((code, _said),) = error.recipients.values()
        if code < 500:
            raise NotSent(f"SMTPRecipientsRefused {code}") from None
        logger.warning("A letter was refused: %s", code)  # for good: there is no such mailbox
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(type(error).__name__) from None
    letter.delete()


def forget_letters(*, now: datetime.datetime) -> int:
    """What could not be sent for a day says nothing any more: codes last for minutes."""
    return Letter.objects.filter(written_at__lt=now - KEPT).delete()[0]
