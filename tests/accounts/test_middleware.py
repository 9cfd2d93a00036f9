"""At the doors, nobody learns from the time of an answer."""

import time

import pytest
from django.urls import reverse

from accounts.middleware import DoorsTakeTheirTime, page_before

pytestmark = pytest.mark.django_db
AT_LEAST_S = 0.3


@pytest.fixture
def took(client, settings):
    settings.DOORS_TAKE_S = AT_LEAST_S

    def took(page, sent):
        began = time.monotonic()
        status = client.post(page, sent).status_code
        return status, time.monotonic() - began

    return took


@pytest.mark.parametrize(
    ("page", "sent", "status"),
    [
        ("/accounts/login/code/", {"email": "pat@example.com"}, 302),
        ("/accounts/login/", {"login": "no-address"}, 200),
        ("/accounts/password/reset/", {"email": "pat@example.com"}, 302),
    ],
)
def test_an_answer_at_a_door_takes_at_least_so_long(took, page, sent, status):
    answered, seconds = took(page, sent)
    assert answered == status and seconds >= AT_LEAST_S


def test_every_door_is_there():
    assert all(reverse(name) for name in DoorsTakeTheirTime.DOORS)


@pytest.mark.parametrize(
    "door", ["/accounts/login/", "/accounts/signup/passkey/", "/accounts/confirm-email/"]
)
def test_a_door_is_known_by_its_name_and_a_page_is_none(client, door):
    known = DoorsTakeTheirTime(None)
    assert known.is_door(client.get(door).wsgi_request)
    assert not known.is_door(client.get("/privacy/").wsgi_request)
    assert not known.is_door(client.get("/nowhere/").wsgi_request)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://testserver/your-data/?a=1#b", "/accounts/login/?next=/your-data/%3Fa%3D1"),
        ("http://elsewhere.example/a/", "/accounts/login/?next=/your-data/export/"),
        ("", "/accounts/login/?next=/your-data/export/"),
    ],
)
def test_a_press_after_the_session_ended_leads_back_to_the_page_with_the_button(client, db, before, after):
    answer = client.post("/your-data/export/", headers={"Referer": before})
    assert (answer.status_code, answer["Location"]) == (302, after)
    looked_at = client.get("/your-data/", headers={"Referer": before})
    assert looked_at["Location"] == "/accounts/login/?next=/your-data/"


def test_who_was_signed_out_while_writing_reads_that_it_was_not_kept(client, db):
    said = "You are not signed in any more, so what you sent was not kept."
    looked = client.get("/your-data/", follow=True)
    sent = client.post("/your-data/export/", headers={"Accept": "text/html"}, follow=True)
    assert [said in answer.content.decode() for answer in (looked, sent)] == [False, True]


def test_what_a_script_tells_by_itself_leaves_no_word(client, db):
    """A bug: a film that ran on told how far it was, and at the door this stood sixty times."""
    client.post("/your-data/export/", headers={"Accept": "application/json"})
    assert "what you sent was not kept" not in client.get("/accounts/login/").content.decode()


def test_a_part_that_a_page_asks_for_by_itself_leaves_the_page_be(client, db):
    """A bug: the page was taken away from who was writing on it."""
    answer = client.get("/your-data/export/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content, answer.get("HX-Redirect")) == (401, b"", None)


@pytest.mark.parametrize(("method", "how"), [("get", {"HX-Boosted": "true"}), ("post", {})])
def test_a_part_of_a_page_is_no_place_to_sign_in(client, db, method, how):
    """htmx followed the redirect, and poured the door into a card."""
    headers = {"HX-Request": "true", "Referer": "http://testserver/today/", **how}
    answer = getattr(client, method)("/your-data/export/", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["HX-Redirect"] == "/accounts/login/?next=/today/"


@pytest.mark.parametrize(
    ("before", "page"),
    [
        ("http://testserver/plan/?week=2", "/plan/?week=2"),
        ("http://testserver//evil.example/", "/"),
        ("https://evil.example/plan/", "/here/"),
        ("", "/here/"),
    ],
)
def test_the_page_before_is_one_of_ours_or_none(rf, before, page):
    assert page_before(rf.get("/here/", headers={"Referer": before})) == page
