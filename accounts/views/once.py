"""A form whose answer is shown once: read anew, the browser sends it again, and must not make another."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

REMEMBERED_S = 24 * 60 * 60


def sent_before(request) -> bool:
    """This very form, as it was filled in: each that is shown has a token against forgery of its own."""
    if "csrfmiddlewaretoken" not in request.POST:
        return False
    told = f"{request.user.pk} {request.path} {request.POST.urlencode()}"
    return not cache.add(f"sent-{salted_hmac('sent', told).hexdigest()}", True, REMEMBERED_S)
