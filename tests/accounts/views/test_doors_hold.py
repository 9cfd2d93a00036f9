"""What is tried at doors everywhere: sessions planted, ways out, other hosts' names, forms from elsewhere."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.http import urlencode

from accounts.models import Letter
from tests.accounts.letters import newest_code

WORD, NEW_WORD = "first-position", "slow-pliés-at-noon"
SIGN_IN = {"login": "runner@example.com", "password": WORD}
ELSEWHERE = [
    "https://example.org/",
    "//example.org/",
    "///example.org/",
    "/\\example.org/",
    "\\\\example.org/",
    "https:example.org",
    "https:///example.org/",
    "https://testserver@example.org/",
    "https://testserver.example.org/",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    " //example.org/",
    "\t//example.org/",
]


def sign_in(client, way):
    return client.post("/accounts/login/", {**SIGN_IN, "next": way})


def sign_in_by_code(client, way):
    client.post("/accounts/login/code/", {"email": "runner@example.com", "next": way})
    return client.post("/accounts/login/code/confirm/", {"code": newest_code(), "next": way})


def sign_up(client, way):
    client.post("/accounts/signup/", {"email": "pat@example.com", "password1": NEW_WORD, "next": way})
    return client.post("/accounts/confirm-email/", {"code": newest_code(), "next": way})


def choose_a_new_password(client, way):
    client.post("/accounts/password/reset/", {"email": "runner@example.com", "next": way})
    client.post("/accounts/password/reset/confirm/", {"code": newest_code(), "next": way})
    return client.post("/accounts/password/reset/complete/", {"password1": NEW_WORD, "next": way})


def sign_out(client, way):
    client.post("/accounts/login/", SIGN_IN)
    return client.post("/accounts/logout/", {"next": way})


def show_again(client, way):
    client.post("/accounts/login/", SIGN_IN)
    return client.post("/accounts/reauthenticate/", {"password": WORD, "next": way})


def change_the_password(client, way):
    client.post("/accounts/login/", SIGN_IN)
    return client.post(
        "/accounts/password/change/", {"oldpassword": WORD, "password1": NEW_WORD, "next": way}
    )


def come_signed_in(client, way):
    client.post("/accounts/login/", SIGN_IN)
    return client.get("/accounts/login/?" + urlencode({"next": way}))


DOORS = [
    sign_in, sign_in_by_code, sign_up, choose_a_new_password, sign_out, show_again, change_the_password,
    come_signed_in,
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_a_door_leads_on_within_the_site(runner, door):
    assert door(Client(), "/log/")["Location"] == "/log/"


@pytest.mark.parametrize("way", ELSEWHERE)
@pytest.mark.parametrize("door", DOORS)
def test_no_door_leads_to_another_site(runner, door, way):
    answer = door(Client(), way)
    assert answer.status_code == 302 and answer["Location"] in {
        "/", "/today/", "/welcome/", "/accounts/security/", "/accounts/password/reset/done/"
    }  # fmt: skip


def test_a_session_that_was_planted_is_worth_nothing_after_signing_in(runner):
    client = Client()
    client.post("/accounts/login/code/", {"email": "runner@example.com"})
    planted = client.session.session_key
    client.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_signing_up_changes_the_session_too(db):
    client = Client()
    client.post("/accounts/signup/", {"email": "pat@example.com", "password1": NEW_WORD})
    planted = client.session.session_key
    client.post("/accounts/confirm-email/", {"code": newest_code()})
    assert "_auth_user_id" in client.session and client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("/accounts/reauthenticate/", {"password": WORD}),
        ("/accounts/password/change/", {"oldpassword": WORD, "password1": NEW_WORD}),
    ],
)
def test_who_may_do_more_has_a_new_session_and_the_same_device(client, runner, page, sent):
    client.post("/accounts/login/", SIGN_IN)
    before = client.session.session_key
    assert client.post(page, sent).status_code == 302
    after = client.session.session_key
    assert after != before and not Session.objects.filter(session_key=before).exists()
    shown = client.get("/accounts/sessions/").content.decode()
    assert shown.count("this device") == 1
    assert UserSession.objects.filter(session_key=after).exists()


def test_another_hosts_name_stands_in_no_letter(settings, runner):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://runners.example.org"
    client = Client(HTTP_HOST="evil.example")
    client.post("/accounts/signup/", {"email": "runner@example.com", "password1": NEW_WORD})
    for address in ("runner@example.com", "nobody@example.com"):
        Client(HTTP_HOST="evil.example").post("/accounts/login/code/", {"email": address})
        Client(HTTP_HOST="evil.example").post("/accounts/password/reset/", {"email": address})
    Client(HTTP_HOST="evil.example").post("/accounts/login/", SIGN_IN)
    texts = [letter.text for letter in Letter.objects.all()]
    assert len(texts) == 6
    assert all("https://runners.example.org" in text and "evil" not in text for text in texts)


def test_a_host_that_is_not_ours_is_refused(client, db):
    assert client.get("/accounts/login/", HTTP_HOST="evil.example").status_code == 400
    answer = client.get("/accounts/login/", HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil" not in answer.content.decode()


VISITORS = [
    "/accounts/login/", "/accounts/signup/", "/accounts/signup/passkey/", "/accounts/login/code/",
    "/accounts/login/code/confirm/", "/accounts/confirm-email/", "/accounts/password/reset/",
    "/accounts/password/reset/confirm/", "/accounts/password/reset/complete/",
    "/accounts/2fa/webauthn/login/", "/accounts/2fa/webauthn/signup/", "/accounts/2fa/authenticate/",
    "/accounts/logout/",
]  # fmt: skip
RUNNERS = [
    "/accounts/email/", "/accounts/password/change/", "/accounts/password/set/", "/accounts/reauthenticate/",
    "/accounts/2fa/totp/activate/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/recovery-codes/generate/", "/accounts/sessions/1/end/", "/accounts/sessions/end-others/",
    "/accounts/sessions/end-all/", "/accounts/preferences/",
]  # fmt: skip


@pytest.mark.parametrize("page", VISITORS + RUNNERS)
def test_a_form_from_elsewhere_is_refused(runner, page):
    client = Client(enforce_csrf_checks=True)
    if page in RUNNERS:
        client.force_login(runner)
    assert client.post(page, {}).status_code == 403


def test_cookies_are_kept_from_scripts_and_other_sites(client, runner):
    cookies = client.post("/accounts/login/", SIGN_IN).cookies
    for name in ("sessionid", "known_here"):
        assert (cookies[name]["httponly"], cookies[name]["samesite"]) == (True, "Lax")
