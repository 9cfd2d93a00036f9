"""The door of the API: `Authorization: Bearer …`, and nothing else opens it.

A session's cookie counts for nothing here. That is why the token against forged forms is not asked for: what
a browser sends by itself opens no door, so another site's form can do nothing in anybody's name.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from accounts.actions.speaking import in_the_language_of
from accounts.actions.token_limit import MOST_A_MINUTE, seconds_to_wait
from accounts.actions.tokens import remember_use, token_of
from accounts.models import Token
from balletfusion.methods import also_takes
from balletfusion.rates import Rate, place_of

PRIVATE = "private, no-store"
# Without a good token. A good one goes in from the same place all the same, on a count of its own.
UNKNOWN = Rate("api-unknown", most=30, window_s=60)
# Refused in words that scripts read, which is more than the site says elsewhere.
ANSWERED_TOO = ("PUT", "PATCH", "DELETE", "OPTIONS")


def answer(content, *, status=200, **headers) -> JsonResponse:
    response = JsonResponse(content, status=status, headers=headers)
    response["Cache-Control"] = PRIVATE
    return response


def refusal(status: int, code: str, sentence, *, fields=None, **headers) -> JsonResponse:
    """`code` is for scripts, the sentence for who reads their logs, `fields` says what is wrong where."""
    said = {"error": {"code": code, "sentence": str(sentence)}}
    if fields:
        said["error"]["fields"] = fields
    return answer(said, status=status, **headers)


def by_token(**scopes: str):
    """`@by_token(GET="read-log", POST="write-log")`: each method asks for its scope; others are not allowed.

    The view is called with the token's user as `request.user`, in their time zone and language.
    """
    allowed = sorted({*scopes, *(["HEAD"] if "GET" in scopes else [])})

    def decorated(view):
        @also_takes(*ANSWERED_TOO)
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            asked = scopes.get("GET" if request.method == "HEAD" else request.method)
            if asked is None:
                said = _("This address takes %(methods)s.") % {"methods": ", ".join(allowed)}
                return refusal(405, "method_not_allowed", said, Allow=", ".join(allowed))
            now = timezone.now()
            token = token_of(secret=shown(request), now=now)
            refused = not_let_in(token, asked, now) if token else not_known(request, now)
            if refused is not None:
                return refused
            request.user, request.scopes = token.user, token.scopes
            with timezone.override(token.user.zone), in_the_language_of(token.user):
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Content-Language", get_language())
                return response

        return wrapped

    return decorated


def shown(request) -> str:
    """The token of the header; empty where there is none of this kind."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def not_known(request, now) -> JsonResponse:
    """Counted by place: nobody guesses a token, but whoever tries for ever keeps the site busy."""
    place = place_of(request)
    # Asked before it is counted: a flood reads, and writes nothing.
    if wait_s := UNKNOWN.is_spent(place, now) or UNKNOWN.spend(place, now):
        return too_many(UNKNOWN.most, wait_s)
    said = _("Send a token that is good, as “Authorization: Bearer …”. Yours is missing, wrong or ended.")
    return refusal(401, "unauthorized", said, **{"WWW-Authenticate": 'Bearer realm="api"'})


def too_many(most: int, wait_s: int) -> JsonResponse:
    said = ngettext(
        "At most %(most)d requests a minute. Wait %(wait)d second.",
        "At most %(most)d requests a minute. Wait %(wait)d seconds.",
        wait_s,
    )
    told = said % {"most": most, "wait": wait_s}
    return refusal(429, "too_many_requests", told, **{"Retry-After": str(wait_s)})


def not_let_in(token: Token, asked: str, now) -> JsonResponse | None:
    if wait_s := seconds_to_wait(token=token, now=now):
        return too_many(MOST_A_MINUTE, wait_s)
    remember_use(token=token, now=now)
    if asked not in token.scopes:
        said = _("This token may not do that: it lacks “%(scope)s”. Make one that has it.") % {"scope": asked}
        challenge = f'Bearer realm="api", error="insufficient_scope", scope="{asked}"'
        return refusal(403, "lacks_scope", said, **{"WWW-Authenticate": challenge})
    return None
