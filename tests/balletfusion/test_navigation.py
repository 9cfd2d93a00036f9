"""The five places, and which of them a page belongs to."""

import pytest

from balletfusion.navigation import site


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/today/", ["Today"]),
        ("/library/movements/", ["Library"]),
        ("/log/runs/7/", ["Log"]),
        ("/", []),
        ("/accounts/preferences/", []),
    ],
)
def test_the_place_of_a_page_is_marked(rf, path, current):
    shown = site(rf.get(path))["nav"]
    assert [str(place["label"]) for place in shown if place["current"]] == current


def test_it_asks_the_database_nothing(rf, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert [place["href"] for place in site(rf.get("/plan/"))["nav"]] == [
            "/today/", "/plan/", "/library/", "/log/", "/progress/"
        ]  # fmt: skip


def test_debug_is_said(rf, settings):
    settings.DEBUG = True
    assert site(rf.get("/"))["in_debug"] is True
