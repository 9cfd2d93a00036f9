"""The settings of the plan on screen: each answer in a line, each changed on a page of its own."""

import datetime

import pytest
from django.utils.html import escape

from accounts.models import Consent
from plans.actions.plan import plan_week
from plans.models import WEEKDAYS, HealthNotes, PlanChange, PlannedSession, PlanSettings
from plans.planner import RULES

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


# --- at a glance ----------------------------------------------------------------------------------
def page_of(client, address=""):
    return client.get(f"/plan/settings/{address}").content.decode()


def test_a_week_with_a_number_for_each_day_is_told_day_by_day(runners_client, runner):
    said = {"days": {"mon": 15, "tue": 0, "sat": 40}, "kit": ["chair", "mat"]}
    PlanSettings.objects.create(runner=runner, rest_days=["fri"], small_space=True, **said)
    page = page_of(runners_client)
    assert "2 classes a week; Mon 15, Sat 40 minutes at most; rest on Friday" in page
    assert "A heavy chair, a mat, for a small space" in page


@pytest.mark.parametrize(
    ("sessions", "experience", "said"),
    [
        (0, "some", "Nothing new is placed until you ask for it."),
        (5, "new", "Held to 3 a week until 6 classes are done in eight weeks; 2 so far."),
        (5, "some", ""),
    ],
)
def test_what_follows_where_that_surprises(
    runners_client, runner, clock, make_session, sessions, experience, said
):
    for n in (1, 2):
        make_session(date=MONDAY - n * datetime.timedelta(days=1))
    PlanSettings.objects.create(runner=runner, sessions=sessions, experience=experience)
    page = page_of(runners_client)
    assert said in page and page.count("settings__note") == bool(said)


@pytest.mark.parametrize("many", [1, 100])
@pytest.mark.parametrize(("address", "queries"), [("", 7), ("fine-tune/", 4), ("jumps/", 6), ("rules/", 3)])
def test_a_page_asks_as_much_for_a_little_as_for_a_lot(
    runners_client, runner, clock, make_session, notes, address, queries, many, django_assert_num_queries
):
    for n in range(many):
        make_session(date=MONDAY - n * datetime.timedelta(days=1))
    runner.typical_runs.bulk_create(
        runner.typical_runs.model(runner=runner, weekday=n) for n in range(many % 7)
    )
    with django_assert_num_queries(queries):
        page_of(runners_client, address)


# --- fine-tuning ----------------------------------------------------------------------------------
def test_the_finer_settings_stand_a_click_further(runners_client, notes):
    assert 'href="/plan/settings/fine-tune/"' in page_of(runners_client)
    page = page_of(runners_client, "fine-tune/")
    for section in ("targets", "body", "primers", "rules"):
        assert f'href="/plan/settings/{section}/"' in page
    assert "Our defaults." in page and "Calf" in page and "All on" in page and "Stabilisers 30 %" in page


def test_somebody_elses_are_not_shown(client, stranger, notes):
    PlanSettings.objects.update(rules_off=["R4"])
    client.force_login(stranger)
    page = page_of(client, "fine-tune/")
    assert "Calf" not in page and "#R4" not in page


def shares(*numbers):
    names = ("flexibility", "stabilisers", "posture", "balance", "injury-prevention")
    return {f"share_{name}": str(n) for name, n in zip(names, numbers, strict=True)}


def test_shares_are_made_to_add_up_and_taken_back(runners_client, runner):
    answer = runners_client.post("/plan/settings/targets/", shares(2, 1, 1, 0, 0))
    assert answer["Location"] == "/plan/settings/fine-tune/"
    kept = {"flexibility": 0.5, "stabilisers": 0.25, "posture": 0.25, "balance": 0, "injury-prevention": 0}
    assert PlanSettings.objects.get().targets == kept
    page = page_of(runners_client, "fine-tune/")
    assert "Flexibility 50 %" in page and "Your own." in page
    assert 'name="share_flexibility" value="50"' in page_of(runners_client, "targets/")
    runners_client.post("/plan/settings/targets/", {**shares(9, 9, 9, 9, 9), "defaults": "1"})
    assert PlanSettings.objects.get().targets == {}


def test_on_trails_the_defaults_are_those_for_trails(runners_client, runner):
    PlanSettings.objects.create(runner=runner, trail=True)
    assert "Our defaults for trails." in page_of(runners_client, "fine-tune/")
    page = page_of(runners_client, "targets/")
    assert 'name="share_balance" value="34"' in page and "Our default: 34" in page
    runners_client.post("/plan/settings/targets/", shares(12, 30, 12, 34, 12))
    assert PlanSettings.objects.get().targets == {}  # they are ours


WRONG = [
    ("targets", shares(0, 0, 0, 0, 0), "give at least one a number"),
    ("targets", shares(-1, 1, 1, 1, 1), "Write a number from 0 to 100."),
    ("targets", shares(101, 1, 1, 1, 1), "Write a number from 0 to 100."),
    ("targets", shares("half", 1, 1, 1, 1), "Write a whole number from 0 to 100."),
    ("targets", {**shares(1, 1, 1, 1, 1), "share_grace": "9"}, "No benefit is called “grace”."),
    ("classes", {"sessions": "7", "minutes_mon": "20"}, "Choose 0 to 6 classes a week."),
    ("classes", {"sessions": "-1", "minutes_mon": "20"}, "Choose 0 to 6 classes a week."),
    ("classes", {"sessions": "2", "minutes_mon": "2000"}, "Write 0 to 720 minutes."),
    ("classes", {"sessions": "2", "minutes_mon": "-5"}, "Write 0 to 720 minutes."),
    ("classes", {"sessions": "2", "minutes_mon": "soon"}, "Write the minutes as a whole number."),
    ("classes", {"sessions": "2"}, "Give at least one day some minutes, or choose 0 classes."),
    ("classes", {"sessions": "2", "minutes_someday": "20", "minutes_mon": "9"}, "No weekday is called"),
    ("room", {"kit": ["piano"]}, "piano is not one of the available choices"),
    ("experience", {"experience": "new", "level": "4"}, "Choose level 1, 2 or 3."),
    ("rules", {"off_R99": "on"}, "There is no rule “R99” that could be switched off."),
    ("rules", {"off_R11": "on"}, "There is no rule “R11” that could be switched off."),
]  # fmt: skip


@pytest.mark.parametrize("n", range(len(WRONG)))
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(runners_client, runner, n):
    section, sent, said = WRONG[n]
    before = PlanSettings.objects.create(runner=runner, targets={"balance": 1.0}, rules_off=["R4"])
    page = runners_client.post(f"/plan/settings/{section}/", sent).content.decode()
    assert "Please look at this again" in page and said in page
    for name, value in sent.items():
        if name.startswith(("share_", "minutes_")) and name not in ("share_grace", "minutes_someday"):
            assert f'name="{name}" value="{value}"' in page
    after = PlanSettings.objects.get()
    kept = ("sessions", "days", "kit", "level", "targets", "rules_off")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


def test_a_rule_is_switched_off_and_on_again(runners_client, runner):
    runners_client.post("/plan/settings/rules/", {"off_R4": "on", "off_R12": "on"})
    assert PlanSettings.objects.get().rules_off == ["R4", "R12"]
    assert "Off: R4, R12" in page_of(runners_client, "fine-tune/")
    assert page_of(runners_client, "rules/").count("checked") == 2
    runners_client.post("/plan/settings/rules/", {})
    assert PlanSettings.objects.get().rules_off == []


def test_each_rule_says_what_it_is_and_links_to_its_evidence_without_its_grade(runners_client, runner):
    page = page_of(runners_client, "rules/")
    for rule in RULES:
        assert escape(rule.sentence) in page and f'href="/evidence/#{rule.id}"' in page
        assert (f'name="off_{rule.id}"' in page) == rule.can_be_off
    assert "rade" not in page.split("<h1>")[1].split("</main>")[0].replace("trade", "")


def test_what_must_come_before_jumps_is_told(runners_client, runner, clock, make_session):
    for n in (10, 17):
        make_session(date=MONDAY - n * datetime.timedelta(days=1), leg_load=2)
    page = page_of(runners_client, "jumps/")
    assert "<strong>2</strong>; 6 are" in page and "<strong>17</strong>; 28 are" in page
    runners_client.post("/plan/settings/jumps/", {"impact": "on"})
    assert PlanSettings.objects.get().impact is True
    assert "First 6 classes that work your legs, over four weeks: 2 so far." in page_of(runners_client)


@pytest.mark.parametrize("address", ["fine-tune/", "classes/", "rules/"])
def test_the_finer_pages_are_for_who_is_signed_in(client, db, address):
    assert client.get(f"/plan/settings/{address}")["Location"].startswith("/accounts/login/")


def test_a_changed_setting_is_undone_in_the_week_from_its_message(runners_client, runner, few_classes, clock):
    plan_week(runner=runner, monday=datetime.date(2026, 11, 23), now=clock(2026, 11, 23, 9))
    stood = PlannedSession.objects.count()
    page = runners_client.post("/plan/settings/jumps/", {"impact": "on"}, follow=True).content.decode()
    assert "/undo/" not in page  # the same classes stand
    answers = {"sessions": "1", **{f"minutes_{day}": "20" for day in WEEKDAYS}}
    page = runners_client.post("/plan/settings/classes/", answers, follow=True).content.decode()
    change = PlanChange.objects.get(kind="planned")
    assert f'action="/plan/changes/{change.pk}/undo/"' in page and PlannedSession.objects.count() == 1
    runners_client.post(f"/plan/changes/{change.pk}/undo/")
    assert PlannedSession.objects.count() == stood == 2
