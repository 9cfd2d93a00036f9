"""Tokens on screen: who one is asked again before one is made, shown once, listed, ended."""

import re

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.tokens import make_token, token_of
from accounts.models import Token
from accounts.views import tokens as views
from tests.accounts.letters import send_letters

PAGE = "/accounts/tokens/"
TYPED = {"name": "Watch", "scopes": ["read-log", "write-log"], "ends": "90"}


@pytest.fixture
def signed_in(runners_client):
    """And asked again who they are, a moment ago."""
    runners_client.post("/accounts/reauthenticate/", {"password": "first-position"})
    return runners_client


@pytest.fixture
def token(runner):
    made = Token(user=runner, name="Watch", scopes=["read-log"])
    make_token(token=made, ends_in_days=30, now=timezone.now())
    return made


def test_without_one_the_page_says_what_they_are_for(runners_client):
    assertContains(runners_client.get(PAGE), "None yet")


def test_one_is_made_and_shown_once(signed_in, runner):
    assertContains(signed_in.get(f"{PAGE}new/"), "You see it once, when it is made.")
    response = signed_in.post(f"{PAGE}new/", TYPED)
    secret = re.search(r"bff_[\w-]{43}", response.content.decode())[0]
    assert response["Cache-Control"] == "private, no-store"
    made = Token.objects.get()
    assert token_of(secret=secret, now=timezone.now()) == made
    assert (made.user, made.name, made.scopes) == (runner, "Watch", ["read-log", "write-log"])
    assert (made.expires_at - made.made_at).days == 90
    (told,) = send_letters()
    assert (told.to, told.subject) == (["runner@example.com"], "A token for scripts was made")
    assert "“Watch”" in told.body and "http://127.0.0.1:8000/accounts/tokens/" in told.body
    assert secret not in told.body
    page = signed_in.get(PAGE)
    assertContains(page, "Never used.")
    assertContains(page, "Write the log: bring in files, write down runs")
    assertNotContains(page, "bff_")
    assertNotContains(page, made.hash)


def test_the_page_that_shows_it_read_anew_makes_no_second_one(signed_in):
    """A bug: the browser sends the form again, and two tokens stood in the list."""
    sent = {**TYPED, "csrfmiddlewaretoken": "a" * 64}
    assert signed_in.post(f"{PAGE}new/", sent).status_code == 200
    again = signed_in.post(f"{PAGE}new/", sent, follow=True)
    assertContains(again, "That token is made, and was shown. Not kept? End it, and make another.")
    assertNotContains(again, "bff_")
    assert Token.objects.count() == 1
    signed_in.post(f"{PAGE}new/", {**sent, "csrfmiddlewaretoken": "b" * 64})  # another form, filled in alike
    assert Token.objects.count() == 2


def test_one_that_came_to_nothing_is_not_said_to_be_made(signed_in, runner, monkeypatch):
    """A bug: where making it failed, the same form sent again was told of a token that was nowhere."""

    def fail(**_about):
        raise OperationalError

    sent = {**TYPED, "csrfmiddlewaretoken": "a" * 64}
    for n in range(20):
        runner.tokens.create(name=str(n), hash=str(n), made_at=timezone.now())
    assertContains(signed_in.post(f"{PAGE}new/", sent), "which is the most")
    runner.tokens.all().delete()
    with monkeypatch.context() as broken, pytest.raises(OperationalError):
        broken.setattr(views, "make_token", fail)
        signed_in.post(f"{PAGE}new/", sent)
    assertContains(signed_in.post(f"{PAGE}new/", sent), "bff_")
    assert Token.objects.get().name == "Watch"


def test_who_has_been_signed_in_for_long_is_asked_again(runners_client):
    """A session that was left open on a shared machine makes no token."""
    response = runners_client.post(f"{PAGE}new/", TYPED)
    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert Token.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Give it a name."),
        ({"name": "x" * 61}, "A name holds 60 characters; this one has 61."),
        ({"scopes": []}, "Tick at least one."),
        ({"scopes": ["everything"]}, "Tick what is offered."),
        ({"ends": "7"}, "Choose one."),
    ],
    ids=["no name", "long", "nothing", "scope", "end"],
)
def test_it_says_what_is_wrong(signed_in, typed, said):
    assertContains(signed_in.post(f"{PAGE}new/", {**TYPED, **typed}), said)
    assert Token.objects.count() == 0


def test_more_than_enough_are_refused_with_a_word(signed_in, runner):
    for n in range(20):
        runner.tokens.create(name=str(n), hash=str(n), made_at=timezone.now())
    assertContains(
        signed_in.post(f"{PAGE}new/", TYPED), "You have 20 tokens, which is the most. End one first."
    )
    assert runner.tokens.count() == 20


def test_ended_it_is_gone(runners_client, token):
    assertContains(runners_client.get(f"{PAGE}{token.pk}/end/"), "End “Watch”?")
    assert Token.objects.count() == 1
    response = runners_client.post(f"{PAGE}{token.pk}/end/", follow=True)
    assertContains(response, "Ended: it opens nothing any more.")
    assert Token.objects.count() == 0


def test_anothers_does_not_exist(client, stranger, token):
    client.force_login(stranger)
    assertNotContains(client.get(PAGE), "Watch")
    for method in (client.get, client.post):
        assert method(f"{PAGE}{token.pk}/end/").status_code == 404
    assert Token.objects.count() == 1


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_makes_as_many_queries_for_many_as_for_one(
    runners_client, runner, many, django_assert_num_queries
):
    for n in range(many):
        runner.tokens.create(name=str(n), hash=str(n), scopes=["read-log"], made_at=timezone.now())
    with django_assert_num_queries(3):
        runners_client.get(PAGE)


@pytest.mark.parametrize("page", ["", "new/", "1/end/"])
def test_visitors_sign_in_first(db, page):
    assert Client().get(f"{PAGE}{page}")["Location"] == f"/accounts/login/?next={PAGE}{page}"


def test_they_stand_among_the_ways_into_an_account(runners_client, token):
    page = runners_client.get("/accounts/security/").content.decode()
    assert "1 token reads or writes without your password" in page and 'href="/accounts/tokens/"' in page
