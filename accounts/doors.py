"""What the log says of the doors: which account by its number, never by its address."""

import logging

logger = logging.getLogger(__name__)


def tell_step(sender, request, user, method, **kwargs) -> None:
    """One of two where there is a second; also of who was asked again before something grave."""
    logger.info("Account %s has shown who they are (%s)", user.pk, method)


def tell_sign_in(sender, request, user, **kwargs) -> None:
    logger.info("Account %s signed in", user.pk)


def tell_sign_out(sender, request, user, **kwargs) -> None:
    if user is not None:
        logger.info("Account %s signed out", user.pk)


def tell_refusal(sender, **kwargs) -> None:
    """Whose it was is not told: most who mistype an address are strangers to it."""
    logger.warning("A sign-in did not fit")
