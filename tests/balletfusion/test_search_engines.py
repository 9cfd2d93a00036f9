"""What search engines find: every public page, nothing of a person, and no draft."""

import datetime
import re

import pytest

from library.models import Collection, Movement

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def addresses(client, page):
    response = client.get(page)
    assert response.status_code == 200, page
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


@pytest.fixture
def library(make_class):
    make_class("steady-ankles")
    make_class("draft", published=False)
    Movement.objects.create(slug="tendu", name="Tendu", leg_load=1, level=1)
    for slug, shown in (("posture", True), ("not-yet", False)):
        Collection.objects.create(slug=slug, title=slug, summary="Upright.", shown=shown)


def test_the_list_of_lists_leads_to_every_public_page_of_the_library(client, library):
    sections = addresses(client, "/sitemap.xml")
    names = ("places", "classes", "movements", "collections")
    assert sections == [f"{HOST}/sitemap-{name}.xml" for name in names]
    found = {place.removeprefix(HOST) for page in sections for place in addresses(client, page)}
    assert {place for place in found if place.count("/") > 2} == {
        "/library/collections/", "/library/movements/", "/library/benefits/", "/library/steady-ankles/",
        "/library/movements/tendu/", "/library/collections/posture/",
        *(f"/library/benefits/{benefit}/" for benefit in (
            "flexibility", "stabilisers", "posture", "balance", "injury-prevention",
        )),
    }  # fmt: skip
    assert {place for place in found if place.count("/") <= 2} == {"/", "/library/", "/evidence/"}


def test_everything_it_names_is_open_to_visitors(client, library):
    for page in addresses(client, "/sitemap.xml"):
        for place in addresses(client, page):
            assert client.get(place.removeprefix(HOST)).status_code == 200, place


def test_a_class_says_when_it_last_changed(client, make_class):
    changed = make_class("steady-ankles")
    changed.edited_at = datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)
    changed.save()
    for page in ("/sitemap.xml", "/sitemap-classes.xml"):
        assert "<lastmod>2026-03-04" in client.get(page).content.decode()


def test_more_classes_than_a_page_holds_are_on_further_pages(client, make_class, monkeypatch):
    monkeypatch.setattr("balletfusion.search_engines.Classes.limit", 2)
    with make_class.together():
        for n in range(5):
            make_class(f"class-{n}")
    pages = [page for page in addresses(client, "/sitemap.xml") if "classes" in page]
    assert pages == [f"http://testserver/sitemap-classes.xml{more}" for more in ("", "?p=2", "?p=3")]
    assert [len(addresses(client, page)) for page in pages] == [2, 2, 1]


@pytest.mark.parametrize("page", ["classes.xml?p=9", "classes.xml?p=x", "runners.xml"])
def test_what_there_is_not_is_404(client, library, page):
    assert client.get(f"/sitemap-{page}").status_code == 404


@pytest.mark.parametrize("n", [1, 40])
def test_the_lists_cost_the_same_for_one_class_and_for_many(client, make_class, django_assert_num_queries, n):
    with make_class.together():
        for i in range(n):
            make_class(f"class-{i}")
    with django_assert_num_queries(4):  # how many classes, movements and collections, and the latest change
        client.get("/sitemap.xml")
    with django_assert_num_queries(2):  # how many, and the classes
        client.get("/sitemap-classes.xml")


def test_robots_keep_out_of_what_is_somebodys_and_find_the_list(client, make_class):
    make_class("first-steps", free=True)
    make_class("steady-ankles")
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    for private in ("/log/", "/admin/", "/library/studio/", "/library/*/film/"):
        assert f"Disallow: {private}" in lines
    assert [line for line in lines if line.startswith("Allow")] == ["Allow: /library/first-steps/film.mp4"]
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /library/" not in lines and "Disallow: /" not in lines


@pytest.mark.parametrize("page", ["/robots.txt", "/sitemap.xml", "/sitemap-places.xml"])
def test_they_may_be_kept_for_an_hour_and_are_the_same_for_everybody(client, page):
    response = client.get(page)
    assert response["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
