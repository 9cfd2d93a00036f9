"""The public front page: what the site is, with a week that the planner really made."""

import html

import pytest

from library.actions.shipped import shipped
from plans.actions.example_week import MONDAY, RUNS, _facts, example_week
from plans.planner import check, plan, read_week


def test_a_visitor_sees_what_it_is_and_a_way_in(client, db):
    page = client.get("/").content.decode()
    assert 'href="/accounts/signup/"' in page and 'href="/accounts/login/"' in page
    for benefit in shipped().benefits.values():
        assert f'href="/library/benefits/{benefit.slug}/">{benefit.name}</a>' in page
        assert benefit.one_line in html.unescape(page)


def test_the_week_shown_is_the_planners_own(client, db):
    page = client.get("/").content.decode()
    placed = [shown for day in example_week() for shown in day.classes]
    assert placed
    for shown in placed:
        assert shown.title in page and str(shown.why) in html.unescape(page)


def test_the_week_shown_breaks_no_rule():
    facts = _facts(shipped().classes.values())
    sessions = [
        {"date": s.date.isoformat(), "class": s.slug, "slot": s.slot} for s in plan(read_week(facts)).sessions
    ]
    assert check(read_week({**facts, "placed": sessions})) == []


def test_its_runs_stand_on_their_days():
    week = example_week()
    assert [day.name for day in week][:2] == ["Monday", "Tuesday"] and MONDAY.weekday() == 0
    assert {n for n, day in enumerate(week) if day.runs} == set(RUNS)


def test_who_is_signed_in_goes_to_today(runners_client):
    answer = runners_client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/today/")


@pytest.mark.parametrize("debug", [True, False])
def test_the_demonstration_is_offered_in_debug_only(client, db, settings, debug):
    settings.DEBUG = debug
    assert ("demo@example.com" in client.get("/").content.decode()) is debug


def test_the_front_page_asks_only_for_the_class_that_plays_without_an_account(
    client, make_class, django_assert_num_queries
):
    make_class("first-steps", free=True)
    client.get("/")
    with django_assert_num_queries(1):
        page = client.get("/").content.decode()
    assert page.count('href="/library/first-steps/"') == 2


def test_where_no_class_is_free_a_movement_is_offered(client, make_class):
    make_class("steady-ankles")
    page = client.get("/").content.decode()
    assert "Try a movement first" in page and "/library/steady-ankles/" not in page


def test_nothing_is_sent_to_the_front_page(client, db):
    assert client.post("/").status_code == 405
