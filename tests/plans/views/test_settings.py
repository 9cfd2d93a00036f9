"""The settings of the plan on screen: each answer in a line, each changed on a page of its own."""

import datetime

import pytest

from accounts.models import Consent
from plans.actions.plan import plan_week
from plans.models import HealthNotes, PlannedSession, PlanSettings

MONDAY = datetime.date(2026, 11, 23)
STEPS = ["experience", "running", "classes", "room", "jumps", "body", "when"]


@pytest.fixture
def notes(runner):
    PlanSettings.objects.create(runner=runner)
    Consent.objects.create(
        user=runner,
        kind="health",
        version="2026-11",
        given_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    )
    return HealthNotes.objects.create(runner=runner, tight=["calf"], limits=["no_impact"])


def test_every_answer_stands_in_a_line_with_a_way_to_change_it(runners_client, notes):
    page = runners_client.get("/plan/settings/").content.decode()
    for step in STEPS:
        assert f'href="/plan/settings/{step}/"' in page
    assert "Calf, No jumps" in page and "2 classes a week" in page and "Delete my health notes" in page


def test_without_notes_there_is_nothing_to_delete(runners_client):
    page = runners_client.get("/plan/settings/").content.decode()
    assert "Nothing kept" in page and "Delete my health notes" not in page


@pytest.mark.parametrize("step", STEPS)
def test_a_page_shows_what_was_answered(runners_client, notes, step):
    assert runners_client.get(f"/plan/settings/{step}/").status_code == 200


def test_the_body_page_shows_limits_and_asks_for_no_reason(runners_client, notes):
    page = runners_client.get("/plan/settings/body/").content.decode()
    assert "No jumps" in page and "Pregnant" not in page and 'value="no_impact"' in page
    assert page.count("checked") == 3  # the calf, the limit, the consent


def test_a_changed_answer_plans_the_week_again(runners_client, runner, few_classes, clock):
    plan_week(runner=runner, monday=MONDAY, now=clock(2026, 11, 25, 9))
    sent = {"sessions": "1", "minutes_thu": "20"}
    response = runners_client.post("/plan/settings/classes/", sent)
    assert response["Location"] == "/plan/settings/"
    assert [place.date for place in PlannedSession.objects.all()] == [datetime.date(2026, 11, 26)]
    assert "Your week is planned again" in runners_client.get("/plan/settings/").content.decode()


@pytest.mark.parametrize(
    ("step", "sent"),
    [
        ("experience", {"experience": "prima"}),
        ("classes", {"sessions": "99", "days": ["mon"], "minutes": "20"}),
        ("body", {"limits": ["no_impact"]}),
        ("when", {"units": "km", "time_zone": "Nowhere"}),
    ],
)
def test_a_wrong_answer_is_shown_again_and_changes_nothing(runners_client, notes, step, sent):
    response = runners_client.post(f"/plan/settings/{step}/", sent)
    assert response.status_code == 200 and "Please look at this again" in response.content.decode()
    settings = PlanSettings.objects.get()
    assert (settings.experience, settings.sessions) == ("new", 2)
    assert HealthNotes.objects.get().tight == ["calf"]


def test_health_notes_are_deleted_with_one_press(runners_client, notes):
    response = runners_client.post("/plan/settings/forget-health-notes/")
    assert response["Location"] == "/plan/settings/"
    assert not HealthNotes.objects.exists()
    assert Consent.objects.get().withdrawn_at is not None
    assert "Your health notes are deleted." in runners_client.get("/plan/settings/").content.decode()


def test_another_runners_notes_are_neither_shown_nor_deleted(client, stranger, notes):
    client.force_login(stranger)
    page = client.get("/plan/settings/").content.decode()
    assert "Calf" not in page and "No jumps" not in page
    client.post("/plan/settings/forget-health-notes/")
    assert HealthNotes.objects.get() == notes


def test_an_unknown_answer_is_not_found(runners_client):
    assert runners_client.get("/plan/settings/money/").status_code == 404
    assert runners_client.post("/plan/settings/money/", {"x": 1}).status_code == 404


@pytest.mark.parametrize("address", ["", "body/", "forget-health-notes/"])
def test_visitors_are_asked_to_sign_in(client, db, address):
    answer = client.post(f"/plan/settings/{address}")
    assert answer["Location"] == f"/accounts/login/?next=/plan/settings/{address}"


def test_the_usual_week_is_told_in_minutes_or_in_the_runners_distance(runners_client, runner):
    runner.units = "mi"
    runner.save()
    sent = {"trail": "road", "kind_1": "intervals", "minutes_1": "50", "kind_3": "easy", "kind_6": "long"}
    runners_client.post("/plan/settings/running/", {**sent, "distance_6": "10"})
    told = [(run.weekday, run.kind, run.duration_s, run.distance_m) for run in runner.typical_runs.all()]
    assert told == [(1, "intervals", 3000, None), (3, "easy", 2400, None), (6, "long", None, 16093)]
    page = runners_client.get("/plan/settings/running/").content.decode()
    assert 'name="distance_6" value="10"' in page and 'placeholder="mi"' in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"distance_2": "8"}, "Say what kind of run this is, or leave the rest out."),
        ({"kind_2": "easy", "distance_2": "-8"}, "A distance is above zero."),
        ({"kind_2": "easy", "distance_2": "far"}, "Write the distance as a number"),
    ],
)
def test_a_distance_that_cannot_be_is_said(runners_client, runner, sent, said):
    response = runners_client.post("/plan/settings/running/", {"trail": "road", **sent})
    assert (response.status_code, runner.typical_runs.count()) == (200, 0)
    assert said in response.content.decode()
