"""Handing one mail after another to the mail server, and what its answers mean for sending again.

Only a mail that was certainly not taken may be sent again. No error is passed on with its text: it names the
address.
"""

import enum
import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)

TIMEOUT_S = 30  # for each answer of the server
LOST = (smtplib.SMTPException, OSError)


class Answer(enum.Enum):
    SENT = "sent"
    REFUSED = "refused"  # for good
    LATER = "later"  # not now, and certainly not taken
    NOT_US = "not us"  # nothing of ours is taken now
    UNSURE = "unsure"  # the line broke before the server said what it did


class NotReached(Exception):
    """The server is not there, or lets us not in: nothing was sent."""


@contextmanager
def post_office() -> Iterator[BaseEmailBackend]:
    """One line to the server for many mails. NotReached."""
    connection = get_connection(timeout=TIMEOUT_S)
    try:
        connection.open()
    except LOST as error:
        raise NotReached(type(error).__name__) from None
    try:
        yield connection
    finally:
        with suppress(*LOST):
            connection.close()


def is_open(connection: BaseEmailBackend) -> bool:
    """Whether the server still listens: some hang up after a number of mails. Debug has no server."""
    server = getattr(connection, "connection", None)
    if server is None:
        return True
    try:
        return server.noop()[0] == 250
    except LOST:
        return False


def post(connection: BaseEmailBackend, message: EmailMessage) -> Answer:
    """One mail to one address."""
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        ((code, _said),) = error.recipients.values()
        return _told(Answer.REFUSED if 500 <= code < 600 else Answer.LATER, error, code)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPHeloError) as error:
        return _told(Answer.NOT_US, error, error.smtp_code)
    except smtplib.SMTPDataError as error:
        return _told(_after_data(error.smtp_code), error, error.smtp_code)
    except smtplib.SMTPNotSupportedError as error:  # an address in letters this server does not know
        return _told(Answer.REFUSED, error)
    except LOST as error:
        return _told(Answer.UNSURE, error)
    except (ValueError, TypeError) as error:  # an address that cannot be written into a header
        return _told(Answer.REFUSED, error)
    return Answer.SENT


def _after_data(code: int) -> Answer:
    """An answer that is no refusal, or that nobody can read, may have followed a mail that was taken."""
    if 400 <= code < 500:
        return Answer.LATER
    return Answer.REFUSED if 500 <= code < 600 else Answer.UNSURE


def _told(answer: Answer, error: Exception, code: int | None = None) -> Answer:
    """For whoever keeps the site."""
    logger.warning("A mail was not sent (%s): %s %s", answer.value, type(error).__name__, code or "")
    return answer
