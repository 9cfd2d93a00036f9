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
    assert (last.status_code, last["Retry-After"]) == (429, "300")
    assert "Wait 5 minutes, then try again" in last.content.decode()


@pytest.mark.parametrize("page", RUNNERS)
def test_a_runner_is_stopped_at_the_limit_and_a_stranger_is_not(runners_client, stranger, page):
    times, sent = RUNNERS[page]
    assert answers(runners_client, page, times, sent)[-1].status_code == 429
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
    assert "You can have another in 10 seconds." in answer.content.decode()


def test_a_page_is_looked_at_as_often_as_one_likes(client, db):
    assert {client.get("/accounts/login/").status_code for _ in range(40)} == {200}


def test_htmx_hears_the_same(client, db):
    times, sent = TRIES["/accounts/login/"]
    answers(client, "/accounts/login/", times, sent)
    answer = client.post("/accounts/login/", sent, HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")


@pytest.mark.parametrize(
    ("page", "sent", "most"),
    [
        ("/accounts/login/", {"login": "runner@example.com", "password": "wrong"}, 5),
        ("/accounts/login/", {"login": "nobody@example.com", "password": "wrong"}, 5),
        ("/accounts/login/code/", {"email": "runner@example.com"}, 3),
        ("/accounts/login/code/", {"email": "nobody@example.com"}, 3),
    ],
)
def test_a_limit_that_is_told_at_the_form_is_told_to_programs_too(runner, page, sent, most):
    *before, last = [Client().post(page, sent) for _ in range(most + 1)]
    assert {answer.status_code for answer in before} <= {200, 302}
    assert (last.status_code, last["Retry-After"]) == (429, "300")
    assert "Several tries did not fit, or came too quickly." in last.content.decode()
