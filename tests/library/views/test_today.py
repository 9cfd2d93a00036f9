"""Whether a class fits today: a line of its page, and a page where it is asked for alone."""

import datetime

import pytest

from plans.actions.plan import plan_week
from plans.models import PlannedRun, PlanSettings, Session

HERE = "/library/deep-plies/today/"


@pytest.fixture
def clock(monkeypatch):
    """Wednesday noon."""
    now = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return now


@pytest.fixture
def plies(runner, make_class, clock):
    PlanSettings.objects.create(runner=runner, experience="some", sessions=0, level=2)
    return make_class("deep-plies", leg_load=2)


def said(client, **headers):
    page = client.get(HERE, headers=headers).content.decode()
    return page, " ".join(page.split('<p class="fit')[1].split("</p>")[0].split())


def test_a_class_that_fits_says_so_with_a_shape(runners_client, plies):
    page, line = said(runners_client, hx_request="true")
    assert "<html" not in page
    assert "#check" in line and "<strong>Fits today.</strong> Nothing speaks against it." in line


def test_a_class_that_does_not_names_the_rule_and_links_to_it(runners_client, runner, plies):
    PlannedRun.objects.create(runner=runner, date=datetime.date(2026, 11, 26), kind="long")
    _, line = said(runners_client, hx_request="true")
    assert "#clock" in line and "<strong>Not today.</strong>" in line
    assert "Tomorrow brings your long run, so nothing hard on the legs today." in line
    assert '<a href="/evidence/#R2">Why: R2</a>' in line


def test_a_class_that_was_danced_today_is_thanked_for(runners_client, runner, plies, clock):
    Session.objects.create(
        runner=runner, date=clock.date(), done_at=clock, time_zone="UTC", title="Deep plies", minutes=15,
        video_class=plies, how="film",
    )  # fmt: skip
    _, line = said(runners_client, hx_request="true")
    assert "#done" in line
    assert "<strong>Done today.</strong> You danced it today, and it counts. Once a day is plenty." in line


def test_without_scripts_it_is_a_page(runners_client, plies):
    page, line = said(runners_client)
    assert "<html" in page and "<h1" in page and 'href="/library/deep-plies/"' in page
    assert "<strong>Fits today.</strong>" in line


def test_the_class_page_asks_after_it_is_there_and_links_for_those_without_scripts(runners_client, plies):
    page = runners_client.get("/library/deep-plies/").content.decode()
    assert f'hx-get="{HERE}" hx-trigger="load"' in page
    assert f'<a href="{HERE}">Does it fit today?</a>' in page


def test_a_draft_has_no_such_page(runners_client, plies):
    plies.published_at = None
    plies.save()
    assert runners_client.get(HERE).status_code == 404


def test_visitors_are_asked_to_sign_in_and_the_class_page_does_not_ask_for_them(client, plies):
    assert client.get(HERE)["Location"] == f"/accounts/login/?next={HERE}"
    assert HERE not in client.get("/library/deep-plies/").content.decode()


# Session, runner, class; week, answers, edition, runs, races, planned runs, overlays, pain, sessions, places.
QUERIES = 13


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize("many", [1, 60])
def test_it_asks_as_much_for_a_little_as_for_a_lot(
    runners_client, runner, make_class, plies, clock, many, stored, django_assert_num_queries
):
    PlanSettings.objects.update(sessions=3)
    with make_class.together():
        for n in range(many):
            make_class(f"class-{n}")
            PlannedRun.objects.create(runner=runner, date=datetime.date(2026, 11, 25), kind="easy")
    if stored:
        plan_week(runner=runner, monday=datetime.date(2026, 11, 23), now=clock)
    runners_client.get(HERE)  # the library is read once for each of its editions
    with django_assert_num_queries(QUERIES):
        runners_client.get(HERE, headers={"hx-request": "true"})
