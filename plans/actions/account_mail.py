"""Mail about an account's data: ready to be fetched, to be deleted, deleted.

A mail that does not go is no reason to stop: the page says the same. No error is passed on with its text: it
names the address.
"""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from plans.actions.post import Answer, NotReached, post, post_office

log = logging.getLogger(__name__)

SUBJECTS = {
    "export_ready": _("Your data is ready"),
    "deletion_later": _("Your account will be deleted"),
    "deletion_kept": _("Your account stays"),
    "deleted": _("Your account is deleted"),
}


def tell(person: User, what: str, **told) -> bool:
    """False: it did not go, or nobody knows."""
    return tell_address(person.email, what, zone=person.zone, **told)


def tell_address(to: str, what: str, **told) -> bool:
    text = render_to_string(f"plans/your_data/email_{what}.txt", told)
    signed = f"{text.strip()}\n\nBallet Fusion for Runners\n{settings.SITE_URL}\n"  # as other mail of ours
    message = EmailMessage(subject=str(SUBJECTS[what]), body=signed, to=[to])
    try:
        with post_office() as connection:
            message.connection = connection
            return post(connection, message) is Answer.SENT
    except NotReached as error:
        log.warning("Mail about an account was not sent: %s", error)
        return False
