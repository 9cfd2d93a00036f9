"""Who tries too often is told so, with the time to wait, and the site goes on for all others."""

import pytest
from django.test import Client

TRIES = {
    "/accounts/signup/": (20, {"email": "no-address"}),
    "/accounts/login/": (30, {"login": "no-address"}),
    "/accounts/2fa/webauthn/login/": (10, {"credential": "null"}),
    "/accounts/password/reset/": (3, {"email": "pat@example.com"}),
}
RUNNERS = {
    "/accounts/password/change/": (5, {"oldpassword": "wrong"}),
    "/accounts/email/": (10, {"action_add": "", "email": "no-address"}),
    "/accounts/reauthenticate/": (10, {"password": ""}),
}


def answers(client, page, times, sent):
    return [client.post(page, sent) for _ in range(times + 1)]


@pytest.mark.parametrize("page", TRIES)
def test_a_visitor_is_stopped_at_the_limit(client, db, page):
    times, sent = TRIES[page]
    *before, last = answers(client, page, times, sent)
    assert {answer.status_code for answer in before} <= {200, 302}
    assert (last.status_code, last["Retry-After"]) == (429, "60")
    assert "Wait 1 minute, then try again" in last.content.decode()


@pytest.mark.parametrize("page", RUNNERS)
def test_a_runner_is_stopped_at_the_limit_and_a_stranger_is_not(runners_client, stranger, page):
    times, sent = RUNNERS[page]
    last = answers(runners_client, page, times, sent)[-1]
    assert (last.status_code, last["Retry-After"]) == (429, "300")
    assert "newest code" not in last.content.decode()
    other = Client()
    other.force_login(stranger)
    assert other.post(page, sent).status_code in {200, 302}


def test_a_visitor_from_elsewhere_is_not_stopped(client, db):
    times, sent = TRIES["/accounts/signup/"]
    answers(client, "/accounts/signup/", times, sent)
    assert Client(REMOTE_ADDR="192.0.2.7").post("/accounts/signup/", sent).status_code == 200


def test_another_code_right_after_the_first_has_to_wait_ten_seconds(client, db):
    client.post("/accounts/signup/", {"email": "pat@example.com", "password1": "slow-pliés-at-noon"})
    answer = client.post("/accounts/confirm-email/", {"action": "resend"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "10")
    assert "you can have another in 10 seconds." in answer.content.decode()


def test_a_page_is_looked_at_as_often_as_one_likes(client, db):
    assert {client.get("/accounts/login/").status_code for _ in range(40)} == {200}


def test_htmx_hears_the_same(client, db):
    times, sent = TRIES["/accounts/login/"]
    answers(client, "/accounts/login/", times, sent)
    answer = client.post("/accounts/login/", sent, HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_the_sixth_wrong_password_is_told_how_long_to_wait(client, runner):
    last = answers(client, "/accounts/login/", 5, {"login": runner.email, "password": "wrong"})[-1]
    assert (last.status_code, last["Retry-After"]) == (429, "300")
    assert "Several tries did not fit. Wait five minutes" in last.content.decode()


def test_a_right_password_too_soon_after_a_code_is_told_of_the_code(client, db):
    """Signing up has just sent one, and signing in would send another."""
    client.post("/accounts/signup/", {"email": "pat@example.com", "password1": "slow-pliés-at-noon"})
    answer = Client().post("/accounts/login/", {"login": "pat@example.com", "password": "slow-pliés-at-noon"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "10")
    page = answer.content.decode()
    assert "A code left for your mail a moment ago." in page and "did not fit" not in page


def test_a_fourth_code_in_a_minute_is_refused_for_that_minute(db):
    sent = {"email": "pat@example.com"}
    *before, last = [Client().post("/accounts/login/code/", sent) for _ in range(4)]
    assert {answer.status_code for answer in before} == {302}
    assert (last.status_code, last["Retry-After"]) == (429, "60")
    assert "did not fit" not in last.content.decode()


def test_who_asked_too_often_for_a_new_password_enters_the_code_they_have(client, db):
    last = answers(client, "/accounts/password/reset/", 3, {"email": "pat@example.com"})[-1].content.decode()
    assert "The newest code in your mail still works." in last
    assert 'href="/accounts/password/reset/confirm/"' in last


def test_the_second_step_tells_how_long_to_wait(client, runner):
    runner.authenticator_set.create(type="totp", data={"secret": "A" * 32})
    client.post("/accounts/login/", {"login": runner.email, "password": "first-position"})
    *before, last = answers(client, "/accounts/2fa/authenticate/", 5, {"code": "123"})
    assert {answer.status_code for answer in before} == {200}
    assert (last.status_code, last["Retry-After"]) == (429, "300")


def test_setting_up_an_app_tells_how_long_to_wait(runners_client):
    runners_client.post("/accounts/reauthenticate/", {"password": "first-position"})
    last = answers(runners_client, "/accounts/2fa/totp/activate/", 5, {"code": "123"})[-1]
    assert (last.status_code, last["Retry-After"]) == (429, "300")
    assert "Several tries did not fit." in last.content.decode()
