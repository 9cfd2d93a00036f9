"""The weekly answer on Today: asked on Sunday, one tap."""

import datetime

import pytest

from plans.actions.plan import plan_week
from plans.models import CheckIn, PlanSettings

DAY = datetime.timedelta(days=1)
MONDAY = datetime.date(2026, 11, 30)  # of the week that is asked about
ADDRESS = f"/plan/{MONDAY}/answer/"


@pytest.fixture
def sunday(runner, clock):
    PlanSettings.objects.create(runner=runner, experience="some")
    return clock(2026, 11, 29, 18)


def today(client):
    return client.get("/today/").content.decode()


def test_on_sunday_three_buttons_say_what_they_mean(runners_client, sunday):
    page = today(runners_client)
    assert "How shall next week be?" in page and f'action="{ADDRESS}"' in page
    for given, minutes in [("lighter", 42), ("same", 60), ("more", 60)]:
        assert f'name="answer" value="{given}"' in page and f"at most {minutes} minutes for the legs" in page


def test_an_answer_is_kept_said_and_can_be_changed(runners_client, runner, stranger, sunday):
    response = runners_client.post(ADDRESS, {"answer": "lighter"})
    assert response["Location"] == "/today/"
    page = today(runners_client)
    assert "Noted: lighter. That week is planned with it." in page
    assert "You answered: Lighter. It can be changed until Tuesday." in page
    assert 'value="lighter" aria-current="true"' in page and page.count('name="answer"') == 3
    runners_client.post(ADDRESS, {"answer": "more"})
    assert list(CheckIn.objects.values_list("runner", "answer")) == [(runner.pk, "more")]


def test_a_stored_week_is_planned_again(runners_client, runner, few_classes, sunday):
    plan_week(runner=runner, monday=MONDAY, now=sunday)
    runners_client.post(ADDRESS, {"answer": "lighter"})
    assert "Noted: lighter. That week is planned again" in today(runners_client)


@pytest.mark.parametrize("sent", [{}, {"answer": "heavier"}])
def test_another_word_is_said_to_be_none(runners_client, sunday, sent):
    runners_client.post(ADDRESS, sent)
    assert "Choose lighter, the same or a little more." in today(runners_client)
    assert CheckIn.objects.count() == 0


def test_a_week_that_is_not_asked_about_says_when_it_is(runners_client, sunday):
    runners_client.post(f"/plan/{MONDAY + 7 * DAY}/answer/", {"answer": "same"})
    assert "from the Sunday before it to its Tuesday" in today(runners_client)
    assert CheckIn.objects.count() == 0


@pytest.mark.parametrize(("day", "heading"), [(30, "How shall this week be?"), (28, "")])
def test_it_is_asked_until_tuesday_where_it_was_not_answered(
    runners_client, runner, sunday, clock, make_session, day, heading
):
    make_session(date=datetime.date(2026, 11, 20))
    clock(2026, 11, day, 9)
    page = today(runners_client)
    assert (heading in page, "shall" in page) == (True, bool(heading))


@pytest.mark.parametrize("address", ["/plan/someday/answer/", "/plan/9999-01-01/answer/"])
def test_a_day_that_no_plan_reaches_does_not_exist(runners_client, address):
    assert runners_client.post(address, {"answer": "same"}).status_code == 404


def test_anothers_answer_is_not_shown(client, runner, stranger, sunday, runners_client):
    runners_client.post(ADDRESS, {"answer": "more"})
    client.force_login(stranger)
    page = today(client)
    assert "How shall next week be?" in page and "You answered" not in page


def test_it_is_sent_by_post_by_somebody_signed_in(client, runners_client, sunday):
    assert runners_client.get(ADDRESS).status_code == 405
    client.logout()
    assert client.post(ADDRESS)["Location"] == f"/accounts/login/?next={ADDRESS}"


@pytest.mark.parametrize("many", [1, 100])
def test_today_asks_once_more_on_sunday(
    runners_client, runner, few_classes, sunday, clock, make_session, many, django_assert_num_queries
):
    for n in range(many):
        make_session(date=MONDAY - (n + 1) * DAY, video_class=few_classes["long-lines"])
    plan_week(runner=runner, monday=MONDAY - 7 * DAY, now=clock(2026, 11, 29, 18))
    runners_client.get("/plan/")  # the library is read once for each of its editions
    with django_assert_num_queries(11):
        runners_client.get("/today/")
