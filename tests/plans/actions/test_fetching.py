"""A fetch reaches the public internet and nothing else, within its time and its bytes."""

import datetime
import gzip
import socket
import ssl
import subprocess
import time
from contextlib import ExitStack, contextmanager

import pytest

from plans.actions.addresses import NotFetched, Reach
from plans.actions.fetching import fetch
from tests.plans.actions.serving import answer, near, server, trusting

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
NOWHERE = "0.0.0.0"  # noqa: S104 - nobody listens there
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def code_of(address, reach=None, **known):
    with pytest.raises(NotFetched) as caught:
        fetch(address, now=NOW, reach=reach, **known)
    assert "secret" not in str(caught.value)  # no sentence quotes an address
    return caught.value.code


def answered(respond, **changes):
    """The code for a server that answers so."""
    with server(respond) as (port, _):
        return code_of(f"http://coach.example:{port}/secret.ics", near(port, **changes))


# --- checked before it connects ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "10.1.2.3", "169.254.169.254", "[::ffff:10.0.0.1]", "localhost", NOWHERE]
)
def test_the_strict_reach_refuses_private_addresses_and_names_before_it_connects(host):
    with server(lambda request, connection: answer(body=ICS)) as (port, requests):
        strict = Reach(ports=frozenset({port}))
        assert code_of(f"http://{host}:{port}/secret", strict) == "private"
        assert requests == []


def test_one_private_address_among_public_ones_spoils_them_all():
    both = Reach(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert code_of("https://coach.example/secret", both) == "private"


def test_a_name_is_asked_once_so_that_a_second_answer_changes_nothing():
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with server(lambda request, connection: answer(body=ICS)) as (port, requests):
        found = fetch(f"http://coach.example:{port}/a", now=NOW, reach=near(port, resolve=resolve))
    assert (found.body, asked) == (ICS, ["coach.example"])
    assert f"Host: coach.example:{port}\r\n" in requests[0]


@pytest.mark.parametrize("error", [socket.gaierror(-2, "secret"), UnicodeError("secret")])
def test_a_name_nobody_has_is_said(error):
    def resolve(host, port):
        raise error

    assert code_of("https://coach.example/secret", Reach(resolve=resolve)) == "unknown_name"


def test_a_resolver_that_takes_its_time_is_not_waited_for():
    slow = Reach(resolve=lambda host, port: time.sleep(3), seconds=0.2)
    began = time.monotonic()
    assert code_of("https://coach.example/secret", slow) == "too_slow"
    assert time.monotonic() - began < 2.5


@contextmanager
def dead_address(port):
    """127.0.0.2, where whoever connects waits: the queue of a server that takes nobody in is full."""
    with socket.socket() as listening, ExitStack() as waiting:
        listening.bind(("127.0.0.2", port))
        listening.listen(0)
        for _ in range(8):
            client = waiting.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(("127.0.0.2", port))
        yield "127.0.0.2"


@pytest.mark.parametrize("dead", [1, 2])
def test_a_dead_address_leaves_time_for_those_after_it(dead):
    with server(lambda request, connection: answer(body=ICS)) as (port, _), dead_address(port) as nobody:
        addresses = [nobody] * dead + ["127.0.0.1"]
        reach = near(port, resolve=lambda host, port: addresses, allows=addresses.__contains__, seconds=3)
        assert fetch(f"http://coach.example:{port}/a", now=NOW, reach=reach).body == ICS


def test_where_every_address_is_dead_its_time_is_over():
    with server(lambda request, connection: None) as (port, _), dead_address(port) as nobody:
        reach = near(port, resolve=lambda host, port: [nobody] * 3, allows=nobody.__eq__, seconds=0.5)
        began = time.monotonic()
        assert code_of(f"http://coach.example:{port}/secret", reach) == "too_slow"
    assert time.monotonic() - began < 3


# --- redirects ---------------------------------------------------------------------------------------
def test_a_redirect_is_followed():
    def respond(request, connection):
        return answer(body=ICS) if " /b " in request else answer("302 Found", Location="/b")

    with server(respond) as (port, _):
        assert fetch(f"http://coach.example:{port}/a", now=NOW, reach=near(port)).body == ICS


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("http://10.0.0.1/", "private"),
        ("http://[::1]/", "private"),
        ("http://inside.example/", "private"),
        ("http://2130706433/", "private"),
        ("file:///etc/passwd", "scheme"),
        ("http://name:word@coach.example/", "password"),
        ("http://coach.example:22/", "port"),
        ("http://" + "a" * 3000, "address"),
        ("http://[", "nonsense"),
    ],
)
def test_each_redirect_is_checked_anew(to, code):
    def resolve(host, port):
        return [{"coach.example": "127.0.0.1", "inside.example": "192.168.0.7"}.get(host, host)]

    assert answered(lambda request, connection: answer("302 Found", Location=to), resolve=resolve) == code


def test_redirects_without_end_are_left_after_the_fifth():
    with server(lambda request, connection: answer("301 Moved", Location="/secret")) as (port, requests):
        assert code_of(f"http://coach.example:{port}/", near(port)) == "too_many_redirects"
        assert len(requests) == 6


# --- answers -----------------------------------------------------------------------------------------
def test_what_did_not_change_is_not_sent_again():
    with server(lambda request, connection: answer("304 Not Modified", ETag='"2"')) as (port, requests):
        known = {"etag": '"1"', "last_modified": "Wed, 25 Nov 2026 08:00:00 GMT"}
        found = fetch(f"http://coach.example:{port}/a", now=NOW, reach=near(port), **known)
    assert (found.body, found.etag) == (None, '"2"')
    assert 'If-None-Match: "1"\r\n' in requests[0]
    assert "If-Modified-Since: Wed, 25 Nov 2026 08:00:00 GMT\r\n" in requests[0]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("401 Unauthorized", "sign_in"),
        ("403 Forbidden", "sign_in"),
        ("404 Not Found", "missing"),
        ("410 Gone", "gone"),
        ("429 Too Many", "too_often"),
        ("500 Oh", "trouble"),
        ("503 Busy", "trouble"),
        ("204 No Content", "status"),
        ("304 Not Modified", "status"),
        ("302 Found", "status"),
    ],
)
def test_other_answers_are_said_in_a_sentence(status, code):
    assert answered(lambda request, connection: answer(status)) == code


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("99999999", 86_400),
        ("Wed, 25 Nov 2026 09:30:00 GMT", 1800),
        ("Wed, 25 Nov 2020 09:30:00 GMT", 0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after_is_heard_for_a_day_at_most(said, seconds):
    with (
        server(lambda request, connection: answer("429 Too Many", Retry_After=said)) as (port, _),
        pytest.raises(NotFetched) as caught,
    ):
        fetch(f"http://coach.example:{port}/", now=NOW, reach=near(port))
    assert caught.value.retry_after_s == seconds


def test_a_packed_answer_is_unpacked():
    body = gzip.compress(ICS * 5000, mtime=0)
    with server(lambda request, connection: answer(body=body, Content_Encoding="gzip")) as (port, _):
        assert fetch(f"http://coach.example:{port}/", now=NOW, reach=near(port)).body == ICS * 5000


def test_a_chunked_answer_is_put_together():
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(ICS), ICS)
    with server(lambda request, connection: head + body) as (port, _):
        assert fetch(f"http://coach.example:{port}/", now=NOW, reach=near(port)).body == ICS


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (answer(body=b"x" * 2000), "too_large"),
        (answer(body=gzip.compress(bytes(10**7), mtime=0), Content_Encoding="gzip"), "too_large"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2000, "too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n", "too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nBEGIN", "unfinished"),
        (answer(body=gzip.compress(ICS, mtime=0)[:-4], Content_Encoding="gzip"), "unfinished"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nBEGIN", "unfinished"),
        (answer(body=b"not packed", Content_Encoding="gzip"), "nonsense"),
        (answer(body=b"x", Content_Encoding="br"), "nonsense"),
        (b"SSH-2.0-OpenSSH_9.7\r\n", "nonsense"),
        (b"\x00" * 100_000, "nonsense"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 200 + b"\r\n", "nonsense"),
        (b"HTTP/1.1 200 OK\r\nX-A: " + b"1" * 100_000 + b"\r\n\r\n", "nonsense"),
    ],
)
def test_too_much_too_little_and_nonsense(said, code):
    assert answered(lambda request, connection: said, most_bytes=1000) == code


def forever(piece, every_s):
    def respond(request, connection):
        while True:
            connection.sendall(piece)
            time.sleep(every_s)

    return respond


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"]
)
def test_an_answer_that_drips_for_ever_is_left_in_time(head):
    def respond(request, connection):
        connection.sendall(head)
        forever(b"x", 0.02)(request, connection)

    began = time.monotonic()
    assert answered(respond, seconds=0.5) == "too_slow"
    assert time.monotonic() - began < 5


def test_a_flood_of_interim_answers_is_left():
    flood = forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 4000, 0)
    assert answered(flood, most_bytes=1000) == "too_large"


def test_a_body_without_end_is_left_once_it_is_too_large():
    def respond(request, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        forever(b"x" * 65536, 0)(request, connection)

    assert answered(respond) == "too_large"


def test_a_server_that_says_nothing_or_is_not_there():
    assert answered(lambda request, connection: None) == "nonsense"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert code_of(f"http://coach.example:{port}/secret", near(port)) == "no_answer"


# --- certificates ------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for coach.example that signs itself, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "9", "-subj", "/CN=coach.example", "-addext", "subjectAltName=DNS:coach.example",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "cert.pem"


@pytest.fixture
def secure_server(certificate):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, certificate.with_name("key.pem"))

    def start(respond):
        return server(respond, tls=tls)

    return start


def test_the_certificate_is_held_against_the_name_though_the_connection_goes_to_an_address(
    secure_server, certificate
):
    with secure_server(lambda request, connection: answer(body=ICS)) as (port, _):
        reach = near(port, tls=trusting(certificate))
        assert fetch(f"webcal://coach.example:{port}/a", now=NOW, reach=reach).body == ICS
        assert code_of(f"https://other.example:{port}/secret", reach) == "certificate"
        assert code_of(f"https://coach.example:{port}/secret", near(port)) == "certificate"


def test_a_secure_page_that_leads_to_one_that_is_not(secure_server, certificate):
    with secure_server(lambda request, connection: answer("302 Found", Location="http://coach.example/")) as (
        port,
        _,
    ):
        reach = near(port, tls=trusting(certificate))
        assert code_of(f"https://coach.example:{port}/secret", reach) == "to_unsafe"
