"""GET an address that somebody gave us, and reach nothing but the public internet.

A name is resolved once. Every address it has must be public, and the connection goes to one of those that
were checked: the name is not asked again, so that an answer that changes in between changes nothing. At each
redirect all of it anew. Time, bytes and redirects are bounded in total, and no error ever quotes the address,
which is often the only key to somebody's calendar.
"""

import re
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse, IncompleteRead
from urllib.parse import urljoin

from plans.actions.addresses import LONGEST_ADDRESS, NotFetched, Reach, Target, read_address
from plans.actions.connecting import CHUNK, Connection, checked_addresses

REDIRECTS = {301, 302, 303, 307, 308}
A_DAY_S = 24 * 3600
AGENT = "BalletFusionForRunners/1.0 (reads calendars its runners follow)"


@dataclass(frozen=True)
class Fetched:
    """What came; `body` is None where nothing has changed since `etag` or `last_modified`."""

    body: bytes | None
    etag: str
    last_modified: str


def fetch(
    address: str,
    *,
    now: datetime,
    etag: str = "",
    last_modified: str = "",
    reach: Reach | None = None,
) -> Fetched:
    """What is at the address, or NotFetched. `now` is needed only to read a date in Retry-After."""
    reach = reach or Reach()
    known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in known.items() if value}
    ends_at = time.monotonic() + reach.seconds
    target = read_address(address, reach.ports)
    for _hop in range(reach.redirects + 1):
        answer = _ask(target, headers, reach, ends_at, now)
        if isinstance(answer, Fetched):
            return answer
        secure, target = target.secure, _led_to(target, answer, reach)
        if secure and not target.secure:
            raise NotFetched("to_unsafe")
    raise NotFetched("too_many_redirects")


def _led_to(target: Target, location: str, reach: Reach) -> Target:
    try:
        return read_address(urljoin(target.url, location), reach.ports)
    except ValueError:
        raise NotFetched("nonsense") from None


def _ask(target: Target, headers: dict, reach: Reach, ends_at: float, now: datetime) -> Fetched | str:
    """The answer, or where it sends us on."""
    try:
        connection = Connection(target, checked_addresses(target, reach, ends_at), reach, ends_at)
        try:
            connection.request("GET", target.path, headers={**_ASKED, **headers})
            return _answer(connection.getresponse(), bool(headers), reach, now)
        finally:
            connection.hang_up()
    except ssl.SSLCertVerificationError:
        raise NotFetched("certificate") from None
    except TimeoutError:
        raise NotFetched("too_slow") from None
    except IncompleteRead:
        raise NotFetched("unfinished") from None
    except (HTTPException, ValueError, zlib.error):
        raise NotFetched("nonsense") from None
    except OSError:
        raise NotFetched("no_answer") from None


_ASKED = {
    "User-Agent": AGENT,
    "Accept": "text/calendar, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


# --- answers ----------------------------------------------------------------------------------------


def _answer(response: HTTPResponse, asked_whether_new: bool, reach: Reach, now: datetime) -> Fetched | str:
    etag, changed = response.getheader("ETag", ""), response.getheader("Last-Modified", "")
    if response.status == 304 and asked_whether_new:
        return Fetched(None, etag, changed)
    if response.status in REDIRECTS and (location := response.getheader("Location", "")):
        return location[: LONGEST_ADDRESS + 1]
    if response.status == 200:
        return Fetched(_body(response, reach), etag, changed)
    raise NotFetched(_said_by(response.status), _retry_after_s(response.getheader("Retry-After", ""), now))


def _said_by(status: int) -> str:
    known = {401: "sign_in", 403: "sign_in", 404: "missing", 410: "gone", 429: "too_often"}
    return known.get(status) or ("trouble" if status >= 500 else "status")


def _retry_after_s(text: str, now: datetime) -> int | None:
    """Seconds from now, a day at most: what a server asks for is heard, but not for ever."""
    text = text.strip()
    if re.fullmatch(r"\d{1,12}", text):
        return min(int(text), A_DAY_S)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return round(min(max(when - now, timedelta()), timedelta(seconds=A_DAY_S)).total_seconds())


def _body(response: HTTPResponse, reach: Reach) -> bytes:
    packed = response.getheader("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched("nonsense")
    if (response.length or 0) > reach.most_bytes:
        raise NotFetched("too_large")
    body = bytearray()
    for piece in _pieces(response, reach.most_bytes, unpack="gzip" in packed):
        body += piece
        if len(body) > reach.most_bytes:
            raise NotFetched("too_large")
    if response.length:  # the connection ended before what was announced
        raise NotFetched("unfinished")
    return bytes(body)


def _pieces(response: HTTPResponse, most: int, *, unpack: bool) -> Iterator[bytes]:
    """A piece at a time: a small packed one may unpack to more than memory holds."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    while chunk := response.read(CHUNK):
        if not unpack:
            yield chunk
        while unpack and chunk:
            yield unpacker.decompress(chunk, CHUNK)
            chunk = unpacker.unconsumed_tail
    while unpack and (rest := unpacker.decompress(unpacker.unconsumed_tail, CHUNK)):
        yield rest
    if unpack and not unpacker.eof:
        raise NotFetched("unfinished")
