"""A form that was sent without its token: from elsewhere, too late, or out of a second tab."""

import pytest
from django.test import Client

SIGN_IN = {"login": "runner@example.com", "password": "first-position"}


@pytest.fixture
def strict(runner):
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("door", ["login", "signup", "login/code"])
def test_who_came_in_by_another_tab_is_in(strict, runner, door):
    strict.force_login(runner)
    answer = strict.post(f"/accounts/{door}/", SIGN_IN)
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    on = strict.post(f"/accounts/{door}/", {**SIGN_IN, "next": "/log/"})
    assert on["Location"] == "/log/"
    assert strict.post(f"/accounts/{door}/", {"next": "//example.org/"})["Location"] == "/today/"


def test_who_is_not_in_stays_out_and_finds_the_form_again(strict):
    before = "http://testserver/accounts/login/?next=/log/"
    answer = strict.post("/accounts/login/", SIGN_IN, HTTP_REFERER=before)
    assert answer.status_code == 403 and "_auth_user_id" not in strict.session
    assert 'href="/accounts/login/?next=/log/">Back to the page' in answer.content.decode()


def test_no_way_back_leads_to_another_site(strict):
    answer = strict.post("/accounts/login/", SIGN_IN, HTTP_REFERER="https://example.org/trap/")
    assert answer.status_code == 403 and "example.org" not in answer.content.decode()


def test_what_is_not_a_door_is_refused_to_who_is_in_as_well(strict, runner):
    strict.force_login(runner)
    assert strict.post("/accounts/preferences/", {"units": "mi"}).status_code == 403
    runner.refresh_from_db()
    assert runner.units == "km"
