"""A connection that goes only to addresses that were checked, and ends in time and within its bytes."""

import queue
import socket
import threading
import time
from http.client import HTTPConnection
from io import BufferedReader, RawIOBase

from plans.actions.addresses import DEFAULT_PORTS, NotFetched, Reach, Target

MOST_TRIED = 3  # addresses of one name
HEAD_BYTES = 1024**2  # all that is not the body
CHUNK = 64 * 1024


def checked_addresses(target: Target, reach: Reach, ends_at: float) -> list[str]:
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


class Connection(HTTPConnection):
    """A connection to addresses that were checked; the name serves for certificate and Host header."""

    def __init__(self, target: Target, addresses: list[str], reach: Reach, ends_at: float):
        super().__init__(target.host, target.port)
        self.default_port = DEFAULT_PORTS["https" if target.secure else "http"]  # what Host leaves out
        self.target, self.addresses, self.reach, self.ends_at = target, addresses, reach, ends_at
        self.sock_of_answer: socket.socket | None = None

    def connect(self) -> None:
        plain = self._first_that_answers()
        try:
            plain.settimeout(left(self.ends_at))
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
                return socket.create_connection((address, self.port), timeout=left(self.ends_at) * share)
            except OSError:
                if not after_it:
                    raise
        raise OSError


def left(ends_at: float) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Bounded:
    """A socket whose whole conversation ends in time and within so many bytes, however slowly they drip."""

    def __init__(self, plain: socket.socket, ends_at: float, most_bytes: int):
        self.plain, self.ends_at, self.bytes_left = plain, ends_at, most_bytes

    def sendall(self, data: bytes) -> None:
        self.plain.settimeout(left(self.ends_at))
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
        self.bounded.plain.settimeout(left(self.bounded.ends_at))
        got = self.bounded.plain.recv_into(buffer)
        self.bounded.bytes_left -= got
        if self.bounded.bytes_left < 0:
            raise NotFetched("too_large")
        return got
