"""A form whose answer is shown once: read anew, the browser sends it again, and must not make another."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.utils.crypto import salted_hmac

REMEMBERED_S = 24 * 60 * 60
MAKES_S = 10  # whose process ends meanwhile sends it again soon


class SentBefore(Exception):
    """Something was made of this very form already."""


@contextmanager
def once(request) -> Iterator[None]:
    """Around what is made of this very form, as it was filled in. SentBefore.

    Each form that is shown has a token against forgery of its own. Where nothing came of it, it may be sent
    again.
    """
    if "csrfmiddlewaretoken" not in request.POST:
        yield
        return
    told = f"{request.user.pk} {request.path} {request.POST.urlencode()}"
    key = f"sent-{salted_hmac('sent', told).hexdigest()}"
    if not cache.add(key, True, MAKES_S):
        raise SentBefore
    try:
        yield
    except BaseException:
        cache.delete(key)
        raise
    cache.set(key, True, REMEMBERED_S)
