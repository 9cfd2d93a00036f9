"""PUT, DELETE, OPTIONS and TRACE reach no view; PATCH the one that asks for it."""

import pytest
from django.test import Client

ADDRESSES = ["/library/", "/today/", "/plan/", "/accounts/login/", "/favicon.ico", "/admin/", "/healthz"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_method_nobody_asked_for_reaches_no_view(client, db, method, address):
    answer = client.generic(method, address)
    assert (answer.status_code, answer["Allow"], answer.content) == (405, "GET, HEAD, POST", b"")


def test_it_is_refused_before_a_forged_post_is_looked_for(db):
    assert Client(enforce_csrf_checks=True).put("/accounts/login/").status_code == 405


def test_where_there_is_nothing_there_is_nothing_to_refuse(client, db):
    assert client.put("/nowhere/").status_code == 404


def test_pieces_of_a_film_are_patched_in(client, teacher, make_class):
    client.force_login(teacher)
    upload = teacher.uploads.create(
        video_class=make_class("on-film", origin="filmed", teacher=teacher), name="a.mp4", size_bytes=9
    )
    address = f"/library/studio/on-film/uploads/{upload.pk}/"
    assert client.patch(address).status_code == 400  # it says no place
    refused = client.put(address)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, POST, PATCH")


def test_who_opens_the_address_of_a_button_reads_where_it_leads(client, runner):
    client.force_login(runner)
    answer = client.get("/your-data/export/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address belongs to a button" in answer.content.decode()
    assert answer["Content-Length"] == str(len(answer.content))  # browsers read no further


@pytest.mark.parametrize(
    ("came_from", "first"),
    [
        ("http://testserver/your-data/", '<a class="button button--primary" href="/your-data/">Back'),
        ("http://testserver/your-data/export/", '<a class="button button--primary" href="/today/">Today'),
        ("https://elsewhere.example/", '<a class="button button--primary" href="/today/">Today'),
        ("", '<a class="button button--primary" href="/today/">Today'),
    ],
)
def test_it_leads_back_to_the_page_with_the_button_where_that_is_known(client, runner, came_from, first):
    client.force_login(runner)
    page = client.get("/your-data/export/", headers={"Referer": came_from}).content.decode()
    assert first in page and 'href="/plan/">This week' in page and "elsewhere" not in page


def test_a_visitor_is_led_to_the_first_page(client, db):
    page = client.get("/language/").content.decode()
    assert '<a class="button button--primary" href="/">Go to the first page' in page
    assert 'href="/today/">Today' not in page.split("<main")[1]
