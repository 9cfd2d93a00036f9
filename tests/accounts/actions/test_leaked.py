"""Whether a password has leaked: asked of a server of the test's own, which tells as the real one does."""

import hashlib
import logging
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.cache import cache

from accounts.actions import leaked
from accounts.actions.leaked import is_leaked
from accounts.models import User

LEAKED, PADDING, OTHER = "slow-pliés-at-noon", "fast-pliés-at-dawn", "tendus-in-the-rain"
THE_SITE = {"email": "pat@example.com", "password1": LEAKED}


def hash_of(password):
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


class TheList(BaseHTTPRequestHandler):
    """One password that leaked 1,234 times, and one that stands there to fill up."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Add-Padding"], self.headers["User-Agent"]))
        time.sleep(self.server.waits_s)
        self.send_response(self.server.status)
        if self.server.leads_to:
            self.send_header("Location", self.server.leads_to)
        self.end_headers()
        self.drip()
        known = {hash_of(LEAKED)[5:]: "1,234", hash_of(PADDING)[5:]: "0", "F" * 35: "7"}
        self.wfile.write(self.server.said or "\r\n".join(f"{end}:{n}" for end, n in known.items()).encode())

    def drip(self):
        for _ in range(self.server.drips):
            self.wfile.write(b"\r\n")
            time.sleep(0.02)

    def log_message(self, *args):
        pass


@pytest.fixture
def the_list(settings, db):
    cache.clear()
    server = HTTPServer(("127.0.0.1", 0), TheList)
    server.asked, server.status, server.said, server.waits_s = [], 200, b"", 0
    server.drips, server.leads_to = 0, ""
    settings.LEAKED_PASSWORDS_URL = f"http://127.0.0.1:{server.server_port}/range/"
    settings.AUTH_PASSWORD_VALIDATORS = [
        *settings.AUTH_PASSWORD_VALIDATORS,
        {"NAME": "accounts.passwords.NotLeaked"},
    ]
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    running.start()
    yield server
    server.shutdown()
    server.server_close()
    running.join()


def test_one_that_leaked_is_known_and_another_is_not(the_list):
    assert [is_leaked(word) for word in (LEAKED, PADDING, OTHER)] == [True, False, False]


def test_five_letters_of_its_hash_are_all_that_leaves(the_list):
    is_leaked(LEAKED)
    assert the_list.asked == [(f"/range/{hash_of(LEAKED)[:5]}", "true", leaked.AGENT)]


def test_signing_up_says_so_at_the_field_and_makes_no_account(the_list, client):
    page = client.post("/accounts/signup/", THE_SITE).content.decode()
    assert "this one has leaked from some other site" in page and User.objects.count() == 0
    client.post("/accounts/signup/", {**THE_SITE, "password1": OTHER})
    assert User.objects.count() == 1


def test_a_new_password_is_asked_about_too(the_list, runners_client):
    sent = {"oldpassword": "first-position", "password1": LEAKED}
    page = runners_client.post("/accounts/password/change/", sent).content.decode()
    assert "this one has leaked from some other site" in page


FAULTS = ["says no", "says nonsense", "says too much", "is too slow", "drips", "leads elsewhere", "is gone"]


@pytest.mark.parametrize("fault", FAULTS)
def test_where_it_does_not_answer_nobody_is_kept_out_and_it_is_left_alone(
    the_list, client, monkeypatch, caplog, fault
):
    if fault == "says no":
        the_list.status = 503
    elif fault == "says nonsense":
        the_list.said = b"<html>\xff</html>"
    elif fault == "says too much":
        the_list.said = b"A" * 35 + b":x" * leaked.MOST_BYTES
    elif fault == "is too slow":
        the_list.waits_s = 0.5
        monkeypatch.setattr(leaked, "WAITS_S", 0.05)
    elif fault == "drips":  # each byte in time, and all of them never
        the_list.drips = 20
        monkeypatch.setattr(leaked, "WAITS_S", 0.1)
    elif fault == "leads elsewhere":
        the_list.status, the_list.leads_to = 302, f"http://localhost:{the_list.server_port}/another/"
    else:
        the_list.shutdown()
        the_list.server_close()
    with caplog.at_level(logging.WARNING):
        assert client.post("/accounts/signup/", THE_SITE)["Location"] == "/accounts/confirm-email/"
    (line,) = [record.getMessage() for record in caplog.records if record.name == leaked.__name__]
    assert "does not answer" in line and LEAKED not in line and hash_of(LEAKED)[:5] not in line
    asked = len(the_list.asked)
    assert asked <= 1  # nobody follows where it leads
    assert not is_leaked(LEAKED) and len(the_list.asked) == asked


def test_the_common_ones_are_refused_without_it(the_list, client):
    the_list.status = 503
    page = client.post("/accounts/signup/", {**THE_SITE, "password1": "password123"}).content.decode()
    assert "among the first to be tried" in page
