"""Terms and privacy notice: for everybody to read, agreed to once, asked for again when they change."""

import pytest
from django.test import Client

from accounts.actions import consent
from accounts.models import Consent, User

PAGE = {"HTTP_ACCEPT": "text/html,application/xhtml+xml"}


def yes():
    return {"version": consent.TERMS_VERSION}


@pytest.fixture
def asked(runners_client, runner):
    """One who has not agreed to the terms as they stand."""
    runner.agreed_to = "2025-01"
    runner.save()
    return runners_client


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/privacy/", "never the reason for those."),
        ("/terms/", "Nothing here promises to prevent an injury."),
    ],
)
def test_a_visitor_may_read_them_and_they_ask_the_database_nothing(
    client, db, address, words, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = client.get(address, **PAGE).content.decode()
    assert words in page and f"Version {consent.TERMS_VERSION}" in page
    assert client.post(address).status_code == 405


def test_who_has_not_agreed_is_asked_once_and_goes_on_where_they_wanted(asked, runner):
    answer = asked.get("/log/?q=canal", **PAGE)
    assert answer["Location"] == "/accounts/agree/?next=%2Flog%2F%3Fq%3Dcanal"
    page = asked.get(answer["Location"], **PAGE)
    assert page.status_code == 200 and "Our terms have changed" in page.content.decode()
    assert asked.post("/accounts/agree/", {"next": "/log/?q=canal", **yes()})["Location"] == "/log/?q=canal"
    assert asked.get("/log/", **PAGE).status_code == 200
    given = Consent.objects.get(user=runner)
    assert (given.kind, given.version, given.withdrawn_at) == ("privacy", consent.TERMS_VERSION, None)
    assert asked.get("/accounts/agree/?next=/log/")["Location"] == "/log/"  # agreed already
    assert (
        asked.get("/accounts/agree/?next=week")["Location"] == "/today/"
    )  # the name of a view is no address


def test_a_page_that_was_open_while_they_changed_agrees_to_nothing(asked, runner, monkeypatch):
    before = yes()
    monkeypatch.setattr(consent, "TERMS_VERSION", "2030-01")
    page = asked.post("/accounts/agree/", {"next": "/log/", **before})
    assert page.status_code == 200 and "I agree" in page.content.decode()
    assert not Consent.objects.exists()


def test_a_new_version_takes_the_place_of_the_old(asked, runner, monkeypatch):
    asked.post("/accounts/agree/", yes())
    monkeypatch.setattr(consent, "TERMS_VERSION", "2030-01")
    assert asked.get("/today/", **PAGE).status_code == 302
    asked.post("/accounts/agree/", yes())
    asked.post("/accounts/agree/", yes())
    given = Consent.objects.filter(user=runner).order_by("pk").values_list("version", flat=True)
    assert list(given) == ["2026-11-30", "2030-01"]
    assert Consent.objects.get(withdrawn_at=None).version == "2030-01"


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/logout/",
        "/privacy/",
        "/terms/",
        "/your-data/",
        "/your-data/import/",
        "/accounts/preferences/",
    ],
)
def test_without_agreeing_one_may_read_take_along_and_leave(asked, address):
    assert asked.get(address, **PAGE).status_code == 200


def test_forms_parts_of_pages_and_films_are_not_held_up(asked):
    assert asked.post("/log/shoes/new/", {"name": "Blue"}, **PAGE)["Location"] != "/accounts/agree/"
    assert asked.get("/today/").status_code == 200  # no page is opened
    assert asked.get("/today/", HTTP_HX_REQUEST="true", **PAGE).status_code == 200
    assert Client().get("/", **PAGE).status_code == 200  # nobody to ask


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_it_leads_nowhere_else(asked, elsewhere):
    assert asked.post("/accounts/agree/", {"next": elsewhere, **yes()})["Location"] == "/today/"


@pytest.mark.parametrize(
    ("door", "said"),
    [("/accounts/signup/", {"password1": "a-long-enough-secret"}), ("/accounts/signup/passkey/", {})],
)
def test_who_signs_up_has_agreed_and_was_told_so(door, said, client, db):
    page = client.get(door).content.decode()
    assert 'you agree to the <a href="/terms/">terms</a> and to <a href="/privacy/">' in page
    client.post(door, {"email": "new@example.com", **said})
    person = User.objects.get()
    assert person.agreed_to == consent.TERMS_VERSION
    assert person.consents.get().version == consent.TERMS_VERSION


def test_the_demonstration_runner_has_agreed(db, make_class):
    from django.utils import timezone

    from plans.actions.demo import make_demo

    make_class()
    make_demo(now=timezone.now())
    assert User.objects.get().agreed_to == consent.TERMS_VERSION
