"""Servers on loopback that answer as a test says, and a reach that lets a fetch come to them."""

import socket
import ssl
import threading
from contextlib import contextmanager, suppress

from plans.actions.addresses import Reach


def answer(status="200 OK", body=b"", **headers):
    """Bytes of a whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def server(respond, *, tls=None):
    """`respond(request: str, connection) -> bytes | None`; yields the port and the requests that came."""
    listening = socket.create_server(("127.0.0.1", 0))
    requests, ended = [], threading.Event()

    def serve():
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.settimeout(5)
                talking = tls.wrap_socket(connection, server_side=True) if tls else connection
                with talking:
                    request = talking.recv(65536).decode("latin-1")
                    requests.append(request)
                    if said := respond(request, talking):
                        talking.sendall(said)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1], requests
    finally:
        ended.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def near(port, **changes):
    """A reach for tests: every name leads to loopback, which is allowed here and nowhere else."""
    given = {"resolve": lambda host, port: ["127.0.0.1"], "allows": lambda ip: ip == "127.0.0.1"}
    given |= {"ports": frozenset({port} if isinstance(port, int) else port), "seconds": 5.0}
    return Reach(**{**given, **changes})


def trusting(certificate) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))
