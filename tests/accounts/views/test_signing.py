"""Signing up with a code by mail, signing in, signing out."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.accounts.letters import CODE, newest_code, send_letters

NEW = {"email": "pat@example.com", "password1": "slow-pliés-at-noon"}
SIGN_IN = {"login": "runner@example.com", "password": "first-position"}


def is_signed_in(client):
    return client.get("/accounts/preferences/").status_code == 200


def test_a_code_by_mail_confirms_the_address_and_leads_to_the_questions(client, db):
    answer = client.post("/accounts/signup/", NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    assert [letter.to for letter in send_letters()] == [["pat@example.com"]]
    assert not is_signed_in(client)
    answer = client.post("/accounts/confirm-email/", {"code": newest_code()})
    assert (answer.status_code, answer["Location"]) == (302, "/welcome/")
    assert is_signed_in(client)
    user = User.objects.get()
    assert (user.email, user.welcomed_at) == ("pat@example.com", None)
    assert EmailAddress.objects.get().verified


def test_a_wrong_code_is_said_and_opens_nothing(client, db):
    client.post("/accounts/signup/", NEW)
    answer = client.post("/accounts/confirm-email/", {"code": "AAA-AAA"})
    assert answer.status_code == 200 and "not the code we sent" in answer.content.decode()
    assert not is_signed_in(client)
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_codes_cannot_be_guessed_for_long(client, db):
    client.post("/accounts/signup/", NEW)
    right = newest_code()
    for _ in range(6):
        answer = client.post("/accounts/confirm-email/", {"code": "AAA-AAA"})
    assert answer.status_code == 302
    client.post("/accounts/confirm-email/", {"code": right})
    assert not is_signed_in(client)


@pytest.mark.parametrize(("waited_s", "opens"), [(590, True), (610, False)])
@pytest.mark.parametrize(
    ("ask", "address", "enter"),
    [
        ("/accounts/signup/", "pat@example.com", "/accounts/confirm-email/"),
        ("/accounts/login/code/", "runner@example.com", "/accounts/login/code/confirm/"),
    ],
)
def test_a_code_is_good_for_ten_minutes(client, runner, monkeypatch, ask, address, enter, waited_s, opens):
    client.post(ask, {**NEW, "email": address})
    code, later = newest_code(), time.time() + waited_s
    monkeypatch.setattr(time, "time", lambda: later)
    client.post(enter, {"code": code})
    assert is_signed_in(client) == opens


def test_an_address_that_is_taken_is_not_told_to_strangers(client, runner):
    answer = client.post("/accounts/signup/", {**NEW, "email": "RUNNER@example.com"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    assert User.objects.count() == 1
    assert [letter.to for letter in send_letters()] == [["runner@example.com"]]
    assert not CODE.search(send_letters()[0].body)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("email", "no-address"),
        ("email", ""),
        ("email", "p" * 300 + "@example.com"),
        ("email", "pat@example.com\r\nBcc: all@example.com"),
        ("password1", "short"),
        ("password1", "password123"),
        ("password1", "pat@example.com"),
        ("password1", ""),
    ],
)
def test_a_wrong_answer_makes_no_account(client, db, name, value):
    answer = client.post("/accounts/signup/", {**NEW, name: value})
    assert (answer.status_code, User.objects.count(), send_letters()) == (200, 0, [])
    assert "error" in answer.content.decode()


@pytest.mark.parametrize("address", ["runner@example.com", "Runner@Example.COM", "  runner@example.com "])
def test_signing_in_leads_to_today(client, runner, address):
    answer = client.post("/accounts/login/", {**SIGN_IN, "login": address})
    assert (answer.status_code, answer["Location"]) == (302, "/today/")


def test_who_has_not_answered_the_questions_is_led_to_them(client, runner):
    runner.welcomed_at = None
    runner.save()
    assert client.post("/accounts/login/", SIGN_IN)["Location"] == "/welcome/"


def test_signing_in_leads_back_to_where_one_was_going(client, runner):
    assert client.post("/accounts/login/?next=/log/", {**SIGN_IN, "next": "/log/"})["Location"] == "/log/"


def test_signing_in_never_leads_to_another_site(client, runner):
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        answer = Client().post("/accounts/login/", {**SIGN_IN, "next": elsewhere})
        assert answer["Location"] == "/today/"


@pytest.mark.parametrize(
    "wrong",
    [{"password": "second-position"}, {"login": "nobody@example.com"}, {"login": ""}, {"login": "' OR 1=1"}],
)
def test_what_is_wrong_signs_nobody_in(client, runner, wrong):
    answer = client.post("/accounts/login/", {**SIGN_IN, **wrong})
    assert answer.status_code == 200 and not is_signed_in(client)


def test_the_answer_to_a_wrong_password_does_not_tell_who_has_an_account(client, runner):
    said = "The address and the password do not fit together."
    for wrong in ({"password": "second-position"}, {"login": "nobody@example.com"}):
        assert said in Client().post("/accounts/login/", {**SIGN_IN, **wrong}).content.decode()


def test_who_may_not_sign_in_does_not(client, runner):
    runner.is_active = False
    runner.save()
    client.post("/accounts/login/", SIGN_IN)
    assert not is_signed_in(client)


def test_signing_out_is_an_act(runners_client):
    runners_client.get("/accounts/logout/")
    assert is_signed_in(runners_client)
    answer = runners_client.post("/accounts/logout/")
    assert answer.status_code == 302 and not is_signed_in(runners_client)


def test_who_never_confirmed_and_signs_up_again_is_led_on_by_mail(client, db):
    client.post("/accounts/signup/", NEW)
    cache.clear()  # some minutes later, on another device
    other = Client()
    answer = other.post("/accounts/signup/", {**NEW, "password1": "fast-pliés-at-dawn"})
    assert answer["Location"] == "/accounts/confirm-email/"
    letter = send_letters()[-1]
    assert (letter.to, letter.subject) == (["pat@example.com"], "You began to sign up before")
    assert "/accounts/password/reset/" in letter.body and CODE.search(letter.body) is None
    other.post("/accounts/logout/", {"next": "/accounts/login/"})
    other.post("/accounts/password/reset/", {"email": "pat@example.com"})
    other.post("/accounts/password/reset/confirm/", {"code": newest_code()})
    other.post("/accounts/password/reset/complete/", {"password1": "fast-pliés-at-dawn"})
    other.post("/accounts/login/", {"login": "pat@example.com", "password": "fast-pliés-at-dawn"})
    assert is_signed_in(other) and User.objects.count() == 1
