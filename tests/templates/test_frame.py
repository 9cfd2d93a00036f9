"""The frame of a page: one h1, a way past the menu, the right menu for who is looking."""

import datetime
import re
from types import SimpleNamespace as Made

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User


def shown(rf, template, user=None, path="/plan/", **context):
    request = rf.get(path)
    request.user = user or AnonymousUser()
    return render_to_string(template, context, request=request)


def test_a_visitor_may_sign_in_and_up(rf):
    html = shown(rf, "404.html")
    assert ("/accounts/signup/" in html, "/today/" in html) == (True, False)


@pytest.mark.parametrize(
    ("path", "after"),
    [
        ("/library/?benefit=balance", "?next=%2Flibrary%2F%3Fbenefit%3Dbalance"),
        ("/", ""),
    ],
)
def test_who_signs_in_comes_back_to_where_they_were(rf, path, after):
    assert f'href="/accounts/login/{after}"' in shown(rf, "404.html", path=path)


@pytest.mark.parametrize(
    ("path", "current"), [("/library/", "page"), ("/library/movements/", "true"), ("/privacy/", None)]
)
def test_a_visitor_may_look_around(rf, path, current):
    html = shown(rf, "404.html", path=path)
    assert '<a href="/evidence/">Evidence</a>' in html
    marked = f' aria-current="{current}"' if current else ""
    assert f'<a href="/library/"{marked}>Library</a>' in html


def test_a_runner_has_the_five_places_and_the_way_out(rf):
    html = shown(rf, "404.html", User(email="runner@example.com"))
    assert re.findall(r'<li><a href="(/\w+/)"', html) == [
        "/today/",
        "/plan/",
        "/library/",
        "/log/",
        "/progress/",
    ]
    assert 'action="/accounts/logout/"' in html


def test_the_page_one_is_on_is_marked(rf):
    html = shown(rf, "404.html", User(email="runner@example.com"))
    assert '<a href="/plan/" aria-current="page">' in html


def test_a_page_within_a_place_marks_the_place(rf):
    html = shown(rf, "404.html", User(email="runner@example.com"), path="/plan/2026-11-23/")
    assert '<a href="/plan/" aria-current="true">' in html


@pytest.mark.parametrize(("staff", "links"), [(True, 1), (False, 0)])
def test_only_staff_see_the_admin(rf, staff, links):
    assert shown(rf, "404.html", User(email="a@example.com", is_staff=staff)).count('href="/admin/"') == links


@pytest.mark.parametrize(("theme", "said"), [("system", False), ("dark", True)])
def test_a_chosen_theme_is_said_on_the_page(rf, theme, said):
    assert ('data-theme="dark"' in shown(rf, "404.html", User(email="a@example.com", theme=theme))) is said


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "403_csrf.html", "500.html"])
def test_a_fault_has_one_heading_and_a_way_on(rf, template):
    html = shown(rf, template)
    assert (html.count("<h1"), 'href="/"' in html, 'id="main"' in html) == (1, True, True)


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_the_page_for_a_broken_server_needs_nothing(template):
    assert "safe" in render_to_string(template)


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_a_broken_server_speaks_the_language_it_says_it_does(template):
    with translation.override("fr"):
        html = render_to_string(template)
    assert ('<html lang="fr">' in html, "Aller à la page d’accueil" in html, "safe" in html) == (
        True,
        True,
        False,
    )


def test_an_address_of_html_is_shown_as_text(rf):
    assert "<b>@example.com" not in shown(rf, "404.html", User(email="<b>@example.com"))


def test_a_class_card_is_one_link_and_says_what_it_takes():
    item = Made(slug="small-rises", title="Small <rises>", minutes=12, benefits=["stabilisers"], level=1)
    item.leg_load, item.kit, item.quiet, item.summary = 1, ["chair"], True, ""
    monday = datetime.date(2026, 11, 23)
    item.own = Made(saved=False, times=2, last=monday, today=monday)
    html = render_to_string("components/_class_card.html", {"item": item})
    assert html.count("<a ") == 1
    assert [
        word
        for word in ("Small &lt;rises&gt;", "12 min", "Done 2 ×, today", "Level 1", "chair")
        if word not in html
    ] == []


@pytest.mark.parametrize(("state", "said"), [("done", "Done"), ("proposed", "Planned")])
def test_a_chip_says_its_state_in_words(state, said):
    chip = {"title": "Long lines", "minutes": 20, "benefit": "flexibility", "state": state}
    assert f'aria-label="{said}"' in render_to_string("components/_class_chip.html", chip)


def test_today_is_marked_for_readers():
    days = [
        Made(name="Monday", is_today=False, runs=[], classes=[]),
        Made(name="Tuesday", is_today=True, runs=[], classes=[]),
    ]
    html = render_to_string("components/_week.html", {"days": days})
    assert (html.count('aria-current="date"'), html.count("Rest")) == (1, 2)


def test_pages_of_one_are_not_counted():
    assert (
        render_to_string("components/_pagination.html", {"page": Made(has_other_pages=False)}).strip() == ""
    )
