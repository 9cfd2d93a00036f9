"""The mailbox page: in debug only."""

import re

import pytest
from django.test import Client


@pytest.fixture
def in_debug(settings):
    settings.DEBUG = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.DEBUG_MAIL_DIR


def test_outside_debug_it_is_not_there(client, db, settings):
    settings.DEBUG_MAIL_DIR.mkdir()
    (settings.DEBUG_MAIL_DIR / "a.log").write_text("Subject: Secret\n\nThe code is ABC-DEF.")
    answer = client.get("/mail/")
    assert answer.status_code == 404 and b"ABC-DEF" not in answer.content


def test_before_the_first_letter_it_says_what_to_do(client, db, in_debug):
    assert "Sign up, and the letter with your code appears here." in client.get("/mail/").content.decode()


def test_it_shows_the_code_that_confirms_an_address(client, db, in_debug):
    client.post("/accounts/signup/", {"email": "pat@example.com", "password1": "slow-pliés-at-noon"})
    page = Client().get("/mail/").content.decode()
    code = re.search(r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b", page).group()
    assert "pat@example.com" in page
    answer = client.post("/accounts/confirm-email/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/welcome/")


def test_html_in_a_letter_is_text(client, db, in_debug, settings):
    settings.DEBUG_MAIL_DIR.mkdir()
    (settings.DEBUG_MAIL_DIR / "a.log").write_text("Subject: <script>a</script>\n\n<script>b</script>")
    page = client.get("/mail/").content.decode()
    assert "<script>a" not in page and "<script>b" not in page and "&lt;script&gt;b" in page
