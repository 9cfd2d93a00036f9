"""The log and the plan as staff see them: the same acts as a runner's, and nothing that stops a plan."""

import datetime
import json
from pathlib import Path

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from plans.actions.imports import bring_in
from plans.models import Import, PlannedSession, PlanSettings, Run, Week

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
MONDAY = datetime.date(2026, 11, 23)


@pytest.fixture
def staffs_client(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Files are deleted when the transaction stands."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def brought_run(runner, gpx, uploaded, make_planned_run):
    planned = make_planned_run(date=datetime.date(2026, 3, 3))
    bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    planned.refresh_from_db()
    assert planned.status == "done"
    return planned


@pytest.mark.parametrize(
    "page", ["run", "shoe", "plannedrun", "week", "session", "plansettings", "import", "weeklymail"]
)
def test_each_list_opens_and_searches(staffs_client, page):
    assert staffs_client.get(f"/admin/plans/{page}/?q=ann").status_code == 200


def one_by_one(client, run):
    client.post(f"/admin/plans/run/{run.pk}/delete/", {"post": "yes"})


def picked_from_the_list(client, run):
    picked = {"action": "delete_selected", "_selected_action": [run.pk], "post": "yes"}
    client.post("/admin/plans/run/", picked)


@pytest.mark.parametrize("delete", [one_by_one, picked_from_the_list])
def test_a_run_deleted_here_goes_with_its_file_and_its_plan_waits_again(
    staffs_client, brought_run, settings, commits, delete
):
    with commits():
        delete(staffs_client, Run.objects.get())
    brought_run.refresh_from_db()
    assert not Run.objects.exists()
    assert (brought_run.status, brought_run.run) == ("planned", None)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_a_run_moved_here_to_another_day_leaves_its_plan_waiting(staffs_client, brought_run):
    run = Run.objects.get()
    sent = {"runner": run.runner_id, "date": "2026-03-05", "kind": "easy", "duration_s": 1200}
    assert staffs_client.post(f"/admin/plans/run/{run.pk}/change/", sent).status_code == 302
    brought_run.refresh_from_db()
    assert (brought_run.status, brought_run.run) == ("planned", None)
    assert Run.objects.get().edited_at is not None


def test_an_import_is_not_deleted_here(staffs_client, brought_run):
    of_import = Import.objects.get()
    assert staffs_client.get(f"/admin/plans/import/{of_import.pk}/change/").status_code == 200
    assert staffs_client.post(f"/admin/plans/import/{of_import.pk}/delete/").status_code == 403


def test_the_classes_of_a_week_are_shown_and_not_changed(staffs_client, runner, make_class):
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    PlannedSession.objects.create(
        week=week, date=MONDAY, first_date=MONDAY, video_class=make_class(title="Deep pliés"), slot="alone"
    )
    response = staffs_client.get(f"/admin/plans/week/{week.pk}/change/")
    assertContains(response, "Deep pliés")
    assertNotContains(response, 'name="planned_sessions-0-date"')
    assertNotContains(response, 'name="planned_sessions-__prefix__-date"')


def test_what_hurts_is_not_seen(staffs_client, runner, make_class):
    because = [{"count": 1, "because": ["R11"]}]
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW, unplaced=because)
    place = {"video_class": make_class(), "slot": "alone", "why": "It loads a spot that hurts."}
    PlannedSession.objects.create(week=week, date=MONDAY, first_date=MONDAY, **place)
    response = staffs_client.get(f"/admin/plans/week/{week.pk}/change/")
    assertNotContains(response, "hurts")
    assertNotContains(response, "R11")


def test_a_week_sent_with_another_class_keeps_its_own(staffs_client, runner, make_class):
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    sent = {
        "runner": runner.pk,
        "starts_on": MONDAY,
        "planned_at_0": "2026-11-23",
        "planned_at_1": "08:00:00",
        "planned_sessions-TOTAL_FORMS": 1,
        "planned_sessions-INITIAL_FORMS": 0,
        "planned_sessions-0-date": MONDAY,
        "planned_sessions-0-video_class": make_class().pk,
        "planned_sessions-0-slot": "alone",
        "planned_sessions-0-state": "locked",
    }
    assert staffs_client.post(f"/admin/plans/week/{week.pk}/change/", sent).status_code == 302
    assert week.planned_sessions.count() == 0


@pytest.fixture
def send_settings(staffs_client, runner):
    row = PlanSettings.objects.create(runner=runner)

    def send(**answers):
        sent = {"runner": runner.pk, "experience": "new", "sessions": 2, "level": 1, "days": {"mon": 20}}
        sent = {name: json.dumps(value) if name != "experience" else value for name, value in sent.items()}
        response = staffs_client.post(f"/admin/plans/plansettings/{row.pk}/change/", {**sent, **answers})
        row.refresh_from_db()
        return {} if response.status_code == 302 else response.context["adminform"].form.errors, row

    return send


WRONG = [
    ("days", '{"mon": 721}', "mon: must be a whole number from 0 to 720"),
    ("days", '{"mon": 7.5}', "mon: must be a whole number from 0 to 720"),
    ("days", '{"monday": 20}', "monday: is not known; known are mon, tue, wed, thu, fri, sat, sun"),
    ("days", "[20]", "must be an object"),
    ("rest_days", '["sun", "someday"]', "[1]: must be one of mon, tue, wed, thu, fri, sat, sun"),
    ("kit", '["piano"]', "[0]: must be one of chair, mat, wall"),
    ("targets", '{"balance": 3}', "balance: must be a number from 0 to 1"),
    (
        "targets",
        '{"grace": 1}',
        "grace: is not known; known are flexibility, stabilisers, posture, balance, injury-prevention",
    ),
    ("rules_off", '"R1"', "must be a list"),
]


@pytest.mark.parametrize("name, value, sentence", WRONG)
def test_an_answer_no_week_can_be_planned_by_is_refused(send_settings, name, value, sentence):
    errors, _ = send_settings(**{name: value})
    assert errors == {name: [sentence]}


def test_answers_that_can_be_planned_by_are_kept(send_settings):
    errors, row = send_settings(days='{"mon": 0, "sat": 720}', rest_days='["sun"]', targets='{"balance": 1}')
    assert errors == {}
    assert (row.days, row.rest_days, row.targets) == ({"mon": 0, "sat": 720}, ["sun"], {"balance": 1})


@pytest.mark.parametrize("nothing", ["", "null"])
def test_an_emptied_box_is_an_empty_list(send_settings, nothing):
    errors, row = send_settings(rest_days=nothing, kit=nothing, targets=nothing, rules_off=nothing)
    assert errors == {}
    assert (row.rest_days, row.kit, row.targets, row.rules_off) == ([], [], {}, [])


def test_nothing_of_what_hurts_is_shown(staffs_client, runner, make_session, make_pain):
    make_pain("groin", 9)
    session = make_session(leg_load=3, soreness=7)
    assert staffs_client.get("/admin/plans/painreport/").status_code == 404
    assertNotContains(staffs_client.get(f"/admin/plans/session/{session.pk}/change/"), "oreness")
