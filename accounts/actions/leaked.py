"""Whether a password is among those that leaked from other sites.

The list is asked for all that begin like it: five letters of a SHA-1 leave the site, which hundreds of leaked
passwords share, and never the password or whose it is. The packages that do this bring an HTTP client of five
packages for one GET, and wait anew each time the list is out of reach.
"""

import hashlib
import logging
from http.client import HTTPException, HTTPResponse
from time import monotonic
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.cache import cache
from django.views.decorators.debug import sensitive_variables

AGENT = "BalletFusionForRunners/1.0 (asks whether a password has leaked)"
WAITS_S = 1
MOST_BYTES, PIECE = 1024**2, 64 * 1024  # an answer has some 40 kB
AWAY, AWAY_S = "leaked_passwords_away", 60
log = logging.getLogger(__name__)


class StaysThere(HTTPRedirectHandler):
    """The list is where the settings say: nobody sends us elsewhere, or from TLS to where all may read."""

    def redirect_request(self, *about) -> None:
        return None


@sensitive_variables()
def is_leaked(password: str) -> bool:
    """False too where nobody answers: the common ones are refused without it.

    Who does not answer is left alone for a minute, or everybody would wait for it.
    """
    if cache.get(AWAY):
        return False
    hashed = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    try:
        return hashed[5:] in _leaked_like(hashed[:5])
    except (OSError, HTTPException, ValueError) as fault:
        cache.set(AWAY, True, AWAY_S)
        log.warning("The list of leaked passwords does not answer: %s", type(fault).__name__)
        return False


def _leaked_like(beginning: str) -> set[str]:
    """The rest of each hash. Those never seen are there so that the length of the answer tells nothing."""
    address, told = settings.LEAKED_PASSWORDS_URL + beginning, {"User-Agent": AGENT, "Add-Padding": "true"}
    until = monotonic() + WAITS_S
    with build_opener(StaysThere).open(Request(address, headers=told), timeout=WAITS_S) as answer:  # noqa: S310 - the settings'
        lines = _read(answer, until).decode("ascii").split()
    seen = dict(line.split(":", 1) for line in lines)
    return {rest.upper() for rest, times in seen.items() if int(times.replace(",", ""))}


def _read(answer: HTTPResponse, until: float) -> bytes:
    """All of it. The time limit of the socket is for each read alone, and bytes may come one by one."""
    read = b""
    while (piece := answer.read1(PIECE)) and len(read) < MOST_BYTES:
        read += piece
        if monotonic() > until:
            raise TimeoutError
    return read
