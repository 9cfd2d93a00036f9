"""The evidence page: every rule with its grade and source, and what speaks against us. Public."""

import re
from html import unescape

from django.utils.html import escape

from plans.actions.evidence import SOURCES
from plans.planner import RULES


def test_every_rule_stands_with_its_sentence_grade_and_source(client, db):
    page = client.get("/evidence/").content.decode()
    assert len(RULES) == 17
    for rule in RULES:
        row = page.split(f'<tr id="{rule.id}">')[1].split("</tr>")[0]
        assert escape(rule.sentence) in row and escape(rule.source) in row
        assert f">{rule.grade or '–'}<" in row


def test_what_speaks_against_us_stands_first(client, db):
    page = client.get("/evidence/").content.decode()
    assert page.index("finds no pooled reduction of injuries") < page.index('<tr id="R1">')
    assert "No trial of ballet in runners was found." in page


def test_every_paper_that_is_named_is_listed_and_every_one_listed_is_named(client, db):
    claims, listed = client.get("/evidence/").content.decode().split('<h2 id="sources">')
    claims = unescape(claims)
    names = [source.short for source in SOURCES]
    assert all(escape(name) in listed for name in names)
    for name in names:
        author, year = name.rsplit(" ", 1)
        assert author in claims and year in claims
    named = set(re.findall(r"([A-ZÉ][\w-]+(?: & [A-Z]\w+)?) (?:2013, )?(20\d\d)", claims))
    assert {f"{author} {year}" for author, year in named if author != "the"} <= {*names, "November 2026"}


def test_it_promises_nothing(client, db):
    page = client.get("/evidence/").content.decode().lower()
    for promise in ("prevents injur", "prevent injuries", "injury risk", "guarantee"):
        assert promise not in page


def test_it_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/evidence/")


def test_runners_see_it_too(runners_client):
    assert runners_client.get("/evidence/").status_code == 200
