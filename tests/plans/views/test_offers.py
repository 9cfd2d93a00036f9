"""What the planner would change, on the week’s page: looked at, accepted, left; what left, put back."""

import datetime
import re

import pytest

from library.actions.indexing import index_classes
from plans.actions.follow import follow_up
from plans.actions.plan import plan_week
from plans.models import PainReport, PlanChange, PlannedSession, PlanOffer, PlanSettings

MONDAY = datetime.date(2026, 11, 23)
WEEK = f"/plan/{MONDAY}/"
ACCEPT, DECLINE = f"{WEEK}offer/accept/", f"{WEEK}offer/decline/"


@pytest.fixture
def offered(runner, few_classes, clock):
    """One class loads what hurts: it has left, and another is offered for its place."""
    now = clock(2026, 11, 23, 9)
    few_classes["steady-ankles"].sites = {"calf": 2}
    few_classes["steady-ankles"].save()
    index_classes([few_classes["steady-ankles"].pk])
    PlanSettings.objects.create(runner=runner, experience="some", level=1)
    plan_week(runner=runner, monday=MONDAY, now=now)
    PainReport.objects.create(runner=runner, site="calf", level=4, date=MONDAY, reported_at=now)
    follow_up(runner=runner, now=now, because="pain")
    return PlanOffer.objects.get()


def followed(client, response):
    assert response.status_code == 302, response.content.decode()
    return client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("page", [WEEK, "/plan/", "/today/"])
def test_week_and_today_say_what_left_and_what_is_offered(runners_client, runner, offered, page):
    runner.welcomed_at = offered.made_at
    runner.save()
    text = runners_client.get(page).content.decode()
    assert "A class has left your week" in text and "“Steady ankles” on" in text
    assert "It loads a spot that hurts." in text and 'href="/evidence/#R11"' in text
    assert "What you told of your body changes which classes are good for you." in text
    new = next(one for one in offered.wanted if one["pk"] is None)
    day = datetime.date.fromisoformat(new["date"])
    assert f"“{new['title']}” would come on {day:%A}." in text and new["why"] in text


def test_accepted_the_class_comes(runners_client, offered):
    text = followed(runners_client, runners_client.post(ACCEPT))
    assert "Your week is changed." in text and "A change for your week?" not in text
    assert PlannedSession.objects.count() == 2
    accepted = PlanChange.objects.get(kind="accepted")
    assert f'action="/plan/changes/{accepted.pk}/undo/"' in text
    followed(runners_client, runners_client.post(f"/plan/changes/{accepted.pk}/undo/"))
    assert PlannedSession.objects.count() == 1


def test_left_the_week_stays(runners_client, offered):
    text = followed(runners_client, runners_client.post(DECLINE))
    assert "Your week stays as it is." in text and "A change for your week?" not in text
    assert PlannedSession.objects.count() == 1


@pytest.mark.parametrize("address", [ACCEPT, DECLINE])
def test_a_second_answer_is_told_so(runners_client, offered, address):
    runners_client.post(ACCEPT)
    text = followed(runners_client, runners_client.post(address))
    assert "That was answered already. Your week stands as it is below." in text


def test_an_offer_for_another_week_by_now_is_shown_anew(runners_client, runner, offered, clock):
    clock(2026, 11, 28, 9)  # most of what was offered is over
    before = list(PlannedSession.objects.values_list("pk", "date"))
    text = followed(runners_client, runners_client.post(ACCEPT))
    assert "Your week has changed since, so nothing was done." in text
    assert list(PlannedSession.objects.values_list("pk", "date")) == before


def test_what_left_is_put_back_all_the_same(runners_client, offered):
    change = PlanChange.objects.get()
    text = followed(runners_client, runners_client.post(f"/plan/changes/{change.pk}/undo/"))
    assert "A class has left your week" not in text
    back = PlannedSession.objects.get(video_class__slug="steady-ankles")
    assert (back.state, back.kept_against) == ("locked", ["R11"])
    text = followed(runners_client, runners_client.post(f"/plan/changes/{change.pk}/undo/"))
    assert "nothing to undo any more" in text.replace("There is nothing", "nothing")


def test_an_offer_whose_days_are_over_is_not_shown(runners_client, runner, offered, clock):
    PlannedSession.objects.all().delete()
    clock(2026, 11, 29, 20)
    assert "A change for your week?" not in runners_client.get(WEEK).content.decode()


@pytest.mark.parametrize("address", [ACCEPT, DECLINE])
def test_a_stranger_answers_nothing_of_mine(client, stranger, offered, address):
    client.force_login(stranger)
    client.post(address)
    offered.refresh_from_db()
    assert (offered.declined_at, PlannedSession.objects.count()) == (None, 1)


@pytest.mark.parametrize("address", [ACCEPT, DECLINE, "/plan/changes/1/undo/"])
def test_visitors_are_sent_to_sign_in(client, db, address):
    assert client.post(address)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", ["/plan/nonsense/offer/accept/", "/plan/1800-01-01/offer/decline/"])
def test_a_wrong_day_does_not_exist(runners_client, address):
    assert runners_client.post(address).status_code == 404


@pytest.mark.parametrize("act", [ACCEPT, DECLINE])
def test_an_offer_that_came_since_is_not_answered_unseen(runners_client, offered, act):
    seen = re.search(r'name="seen" value="(\w{12})"', runners_client.get(WEEK).content.decode()).group(1)
    stood = PlannedSession.objects.count()
    wanted = offered.wanted
    offered.wanted = [{**one, "slug": "another"} for one in wanted]
    offered.save()
    text = followed(runners_client, runners_client.post(act, {"seen": seen}))
    assert "Your week has changed since, so nothing was done." in text
    assert (PlannedSession.objects.count(), PlanOffer.objects.get().declined_at) == (stood, None)
    PlanOffer.objects.update(wanted=wanted)
    runners_client.post(act, {"seen": seen})
    assert not PlanOffer.objects.filter(declined_at=None).exists()
