"""Which addresses may be asked for: spelt as an address is, and leading to the public internet."""

import ipaddress
import re
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit, urlunsplit

from django.utils.translation import gettext_noop as _

LONGEST_ADDRESS = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}

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
    """Its text is a sentence for the runner, in English; `retry_after_s` is when the server wants us back."""

    def __init__(self, code: str, retry_after_s: int | None = None):
        super().__init__(code)
        self.code, self.retry_after_s = code, retry_after_s

    @property
    def sentence(self) -> str:
        return SAID[self.code]

    def __str__(self) -> str:
        return self.sentence


# --- how far we reach ---------------------------------------------------------------------------------

# Beside what the standard library knows: some of its lists are older than the registries, some addresses of
# the public internet lead to a machine's own host, and some to whoever announces them.
REFUSED = [
    ipaddress.ip_network(net)
    for net in (
        "168.63.129.16/32",  # Azure's own host, from every machine in it
        "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24",
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96",  # IPv4 in other clothes
        "64:ff9b::/96", "64:ff9b:1::/48",  # the same by NAT64
        "2001::/23",  # protocols; Teredo is among them
        "2002::/16",  # 6to4
        "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fec0::/10",
    )
]  # fmt: skip
ISATAP = {0x0000_5EFE, 0x0200_5EFE}  # before the IPv4 address in the second half of an IPv6 one


def is_public(address: str) -> bool:
    """Whether it lies in the public internet, whatever an IPv6 address may hide within it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(found.version == net.version and found in net for net in REFUSED):
        return False
    if found.version == 6 and int(found) >> 32 & 0xFFFF_FFFF in ISATAP:
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


# --- as somebody pasted it --------------------------------------------------------------------------


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


def refuse_private(target: Target) -> None:
    """What is private by its very name needs no look-up: said at once, in the form. Raises NotFetched."""
    is_number = ":" in target.host or _SPELT_NUMBER.fullmatch(target.host.rpartition(".")[2])
    is_home = target.host.rpartition(".")[2] in ("localhost", "local", "internal", "home", "lan")
    if is_home or (is_number and not is_public(target.host)):
        raise NotFetched("private")


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
