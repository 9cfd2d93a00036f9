"""What the logs say: each line with its request's number, and nothing that tells of a person.

Addresses that open something by themselves are as private as a password, so their secret part is left out; so
are e-mail addresses and places on a map, wherever in a line or a traceback they stand.
"""

import logging
import re
import uuid
from contextvars import ContextVar

REQUEST_ID = "X-Request-ID"
# A proxy may have numbered the request already (nginx: $request_id).
GIVEN = re.compile(r"[0-9a-f]{16,64}")
NO_REQUEST = "-"

# A slash may have been quoted, where the address stands in another one (?next=).
# Twice where that address is itself the one behind another (?next=).
SLASH = r"(?:/|%(?:25)*2F)"
OPENS = rf"calendar|shared{SLASH}invitations|mail-off|password{SLASH}reset{SLASH}key|confirm-email"
SECRET = re.compile(rf"({SLASH}(?:{OPENS}){SLASH})[^/%\s?\"']+")
TOKEN = re.compile(r"bff_[\w-]+")
# From where a word begins, or a long one without an @ is looked through anew from each of its letters.
EMAIL = re.compile(r"(?<![^\s@<>()\"'=,;:])[^\s@<>()\"'=,;:]+@[^\s@<>()\"',;:]+\.[^\s@<>()\"',;:.]+")
# In an address of a page, perhaps behind another one.
QUOTED = re.compile(r"(?<![\w.+-])(?:[\w.+-]|%(?:25)*2B){1,64}%(?:25)*40[\w.-]{1,190}")
# Two decimal degrees beside each other, to 11 metres or better.
POSITION = re.compile(r"-?\d{1,3}\.\d{4,}[,;\s]+-?\d{1,3}\.\d{4,}")

request_id: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)


def without_secrets(text: str) -> str:
    text = SECRET.sub(r"\1…", text)
    text = TOKEN.sub("bff_…", text)
    text = QUOTED.sub("(an address)", EMAIL.sub("(an address)", text))
    return POSITION.sub("(a place)", text)


class Discreet(logging.Formatter):
    """A line as it is written at last: its arguments and its traceback are looked through too."""

    def format(self, record):
        # Django tells of a page that is missing when the request is answered already.
        record.request_id = getattr(getattr(record, "request", None), "number", request_id.get())
        return without_secrets(super().format(record))


class NumberRequests:
    """The first in the list: whatever is logged while a request is answered carries its number."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(REQUEST_ID, "")
        number = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        token, request.number = request_id.set(number), number
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response.headers[REQUEST_ID] = number
        return response
