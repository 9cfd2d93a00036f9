"""The evidence page: every rule with its grade and source, and what speaks against us. Public."""

from django.utils.html import escape

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


def test_it_promises_nothing(client, db):
    page = client.get("/evidence/").content.decode().lower()
    for promise in ("prevents injur", "prevent injuries", "injury risk", "guarantee"):
        assert promise not in page


def test_it_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/evidence/")


def test_runners_see_it_too(runners_client):
    assert runners_client.get("/evidence/").status_code == 200
