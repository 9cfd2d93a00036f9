"""GET an address that somebody gave us, and reach nothing but the public internet.

A name is resolved once. Every address it has must be public, and the connection goes to one of those that
were checked: the name is not asked again, so that an answer that changes in between changes nothing. At each
redirect all of it anew. Time, bytes and redirects are bounded in total, and no error ever quotes the address,
which is often the only key to somebody's calendar.
"""

import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from io import BufferedReader, RawIOBase
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESS = 2000
MOST_TRIED = 3  # addresses of one name
REDIRECTS = {301, 302, 303, 307, 308}
DEFAULT_PORTS = {"http": 80, "https": 443}
HEAD_BYTES = 1024**2  # all that is not the body
CHUNK = 64 * 1024
A_DAY_S = 24 * 3600
AGENT = "BalletFusionForRunners/1.0 (reads calendars its runners follow)"

SAID = {
    "address": _("This is not an address we can read. It begins with https:// or webcal://."),
    "scheme": _("Only addresses that begin with https://, http:// or webcal:// are read."),
    "password": _("This address holds a name and a password in clear view, so it is not used."),
    "port": _("This address names an unusual port, so it is not used."),
    "private": _("This address does not lead to the public internet, so it is not read."),
    "unknown_name": _("No server goes by the name in this address. Is it complete?"),
    "no_answer": _("The server did not answer."),
    "too_slow": _("The server took too long to send the calendar."),
    "certificate": _("The server could not prove that it is who it says it is, so it was not read."),
    "nonsense": _("The server answered with something that is no web answer."),
    "too_large": _("What the server sends is larger than any calendar, so reading was stopped."),
    "unfinished": _("The answer ended in the middle, so nothing was changed."),
    "too_many_redirects": _("The address leads from one to the next without end."),
    "to_unsafe": _("The address leads from a secure page to one that is not, so it was not followed."),
    "sign_in": _(
        "The server asks to sign in. Use the private address of the calendar: it needs no password."
    ),
    "missing": _("There is nothing at this address any more. Did you make a new one where it comes from?"),
    "gone": _("The calendar was taken away for good, the server says."),
    "too_often": _("The server asks us to come less often."),
    "trouble": _("The server has trouble of its own at the moment."),
    "status": _("The server sent no calendar."),
}


class NotFetched(Exception):
    """Its text is a sentence for the runner; `retry_after_s` is when the server wants us back."""

    def __init__(self, code: str, retry_after_s: int | None = None):
        super().__init__(code)
        self.code, self.retry_after_s = code, retry_after_s

    @property
    def sentence(self) -> str | Promise:
        return SAID[self.code]

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Fetched:
    """What came; `body` is None where nothing has changed since `etag` or `last_modified`."""

    body: bytes | None
    etag: str
    last_modified: str


# --- which addresses --------------------------------------------------------------------------------

NAT64 = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48"))
COMPATIBLE = ipaddress.ip_network("::/96")  # an IPv4 address written as IPv6, long out of use


def is_public(address: str) -> bool:
    """Whether it lies in the public internet, whatever an IPv6 address may hide within it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        hides_another = found.ipv4_mapped or found.sixtofour or found.teredo or found.is_site_local
        if hides_another or found in COMPATIBLE or any(found in net for net in NAT64):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def addresses_of(host: str, port: int) -> list[str]:
    """What the name stands for, as the system resolves it."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True)
class Reach:
    """How far a fetch may go. Tests hand in another one; nothing in the environment changes it."""

    resolve: Callable[[str, int], list[str]] = addresses_of
    allows: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    seconds: float = 20
    most_bytes: int = 5 * 1024**2
    redirects: int = 5
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True)
class Target:
    """An address, read and found fit to be asked for."""

    secure: bool
    host: str
    port: int
    path: str
    url: str = field(repr=False)


_SPELT_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)")


def read_address(text: str, ports: frozenset[int] = Reach.ports) -> Target:
    """An address as somebody pasted it; webcal is https by another name. Raises NotFetched."""
    text = text.strip()
    if not text or len(text) > LONGEST_ADDRESS or not text.isprintable() or re.search(r"[\s\\]", text):
        raise NotFetched("address")
    try:
        parts = urlsplit(re.sub(r"^webcals?:", "https:", text, flags=re.IGNORECASE))
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise NotFetched("address") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise NotFetched("scheme")
    if parts.username is not None or parts.password is not None:
        raise NotFetched("password")
    if port is None:
        port = DEFAULT_PORTS[parts.scheme]
    elif port not in ports and port != DEFAULT_PORTS[parts.scheme]:
        raise NotFetched("port")
    return _target(parts, _name(host), port)


def _target(parts: SplitResult, host: str, port: int) -> Target:
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == DEFAULT_PORTS[parts.scheme] else f"{shown}:{port}"
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    path = re.sub(r"[^\x21-\x7e]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), path)
    return Target(parts.scheme == "https", host, port, path, f"{parts.scheme}://{netloc}{path}")


def _name(host: str) -> str:
    """The host as DNS knows it. Numbers in an unusual spelling (0x7f.1, 2130706433) are refused."""
    host = host.rstrip(".")
    if not host or "%" in host:
        raise NotFetched("address")
    if ":" in host:
        return str(_ip(host))
    if _SPELT_NUMBER.fullmatch(host.rpartition(".")[2]):
        return str(_ip(host))
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NotFetched("address") from None
    if not re.fullmatch(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", name):
        raise NotFetched("address")
    return name


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        raise NotFetched("private") from None


def host_of(address: str) -> str:
    """All of an address that is ever shown: whose server it is on."""
    try:
        return read_address(address).host
    except NotFetched:
        return ""


# --- asking -----------------------------------------------------------------------------------------


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
        connection = _Checked(target, _checked_addresses(target, reach, ends_at), reach, ends_at)
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


def _checked_addresses(target: Target, reach: Reach, ends_at: float) -> list[str]:
    """One private address among public ones spoils them all."""
    found = _resolved(target, reach, ends_at)
    if not found:
        raise NotFetched("unknown_name")
    if not all(map(reach.allows, found)):
        raise NotFetched("private")
    return found[:MOST_TRIED]


def _resolved(target: Target, reach: Reach, ends_at: float) -> list[str]:
    """The system's resolver knows no time limit of ours: it is asked in a thread that nobody waits for."""
    answers: queue.Queue[list[str]] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(reach.resolve(target.host, target.port))
        except (OSError, UnicodeError):
            answers.put([])

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answers.get(timeout=max(ends_at - time.monotonic(), 0.01))
    except queue.Empty:
        raise NotFetched("too_slow") from None


class _Checked(HTTPConnection):
    """A connection to addresses that were checked; the name serves for certificate and Host header."""

    def __init__(self, target: Target, addresses: list[str], reach: Reach, ends_at: float):
        super().__init__(target.host, target.port)
        self.default_port = DEFAULT_PORTS["https" if target.secure else "http"]  # what Host leaves out
        self.target, self.addresses, self.reach, self.ends_at = target, addresses, reach, ends_at
        self.sock_of_answer: socket.socket | None = None

    def connect(self) -> None:
        plain = self._first_that_answers()
        try:
            plain.settimeout(_left(self.ends_at))
            if self.target.secure:
                plain = self.reach.tls.wrap_socket(plain, server_hostname=self.target.host)
        except BaseException:
            plain.close()
            raise
        self.sock_of_answer = plain
        self.sock = _Bounded(plain, self.ends_at, self.reach.most_bytes + HEAD_BYTES)

    def hang_up(self) -> None:
        if self.sock_of_answer:
            self.sock_of_answer.close()

    def _first_that_answers(self) -> socket.socket:
        """A dead address has its share of the time that is left, so that those after it have theirs."""
        for after_it in reversed(range(len(self.addresses))):
            address = self.addresses[-1 - after_it]
            share = 1 / (after_it + 2) if after_it else 1
            try:
                return socket.create_connection((address, self.port), timeout=_left(self.ends_at) * share)
            except OSError:
                if not after_it:
                    raise
        raise OSError


def _left(ends_at: float) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Bounded:
    """A socket whose whole conversation ends in time and within so many bytes, however slowly they drip."""

    def __init__(self, plain: socket.socket, ends_at: float, most_bytes: int):
        self.plain, self.ends_at, self.bytes_left = plain, ends_at, most_bytes

    def sendall(self, data: bytes) -> None:
        self.plain.settimeout(_left(self.ends_at))
        self.plain.sendall(data)

    def makefile(self, mode: str) -> BufferedReader:
        return BufferedReader(_Reading(self), CHUNK)

    def close(self) -> None:
        """http.client closes before it reads the body; `hang_up` ends the conversation."""


class _Reading(RawIOBase):
    def __init__(self, bounded: _Bounded):
        self.bounded = bounded

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.bounded.plain.settimeout(_left(self.bounded.ends_at))
        got = self.bounded.plain.recv_into(buffer)
        self.bounded.bytes_left -= got
        if self.bounded.bytes_left < 0:
            raise NotFetched("too_large")
        return got


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
