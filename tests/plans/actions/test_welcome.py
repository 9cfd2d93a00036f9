"""What the first answers become, and what of them is never kept."""

import datetime

import pytest
from django.apps import apps

from accounts.models import Consent
from plans.actions.plan import plan_week
from plans.actions.welcome import LIMITS_OF, finish_welcome, keep_answer, limits_of
from plans.forms.welcome import GENTLY, BodyForm
from plans.models import HealthNotes, PlannedSession, PlanSettings, TypicalRun, Week

MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def keep(runner, step, **answers):
    keep_answer(runner=runner, step=step, answers=answers, now=NOW)


def body(runner, **answers):
    keep(runner, "body", **{"tight": [], "coming_back": False, "limits": [], "consent": True, **answers})


@pytest.mark.parametrize(("experience", "level"), [("new", 1), ("some", 2), ("regular", 2)])
def test_experience_sets_the_level(runner, experience, level):
    keep(runner, "experience", experience=experience)
    settings = PlanSettings.objects.get()
    assert (settings.experience, settings.level, settings.impact) == (experience, level, False)


def test_the_running_week_replaces_the_one_before(runner):
    TypicalRun.objects.create(runner=runner, weekday=0, kind="easy", duration_s=600)
    keep(runner, "running", trail=True, runs=[{"weekday": 6, "kind": "long", "duration_s": 5400}])
    assert list(TypicalRun.objects.values_list("weekday", "kind", "duration_s")) == [(6, "long", 5400)]
    assert PlanSettings.objects.get().trail is True


def test_days_that_were_not_chosen_hold_no_minutes(runner):
    keep(runner, "classes", sessions=3, days=["mon", "fri"], minutes=15, kit=["chair"], quiet=True)
    settings = PlanSettings.objects.get()
    assert settings.days == {"mon": 15, "tue": 0, "wed": 0, "thu": 0, "fri": 15, "sat": 0, "sun": 0}
    assert (settings.sessions, settings.kit, settings.quiet) == (3, ["chair"], True)


def test_the_zone_and_units_are_the_persons_own(runner):
    keep(runner, "when", after_what="Tuesday’s run", before_what="", units="mi", time_zone="Asia/Tokyo")
    runner.refresh_from_db()
    assert (runner.units, runner.time_zone) == ("mi", "Asia/Tokyo")
    assert PlanSettings.objects.get().after_what == "Tuesday’s run"


def test_health_notes_need_consent(runner):
    body(runner, tight=["calf"], limits=["no_impact"], consent=False)
    assert (HealthNotes.objects.count(), Consent.objects.count()) == (0, 0)


def test_health_notes_stand_under_one_consent(runner):
    body(runner, tight=["calf"])
    body(runner, tight=["calf", "hip"], limits=["support"], coming_back=True)
    notes = HealthNotes.objects.get()
    assert (notes.tight, notes.limits, notes.coming_back) == (["calf", "hip"], ["support"], True)
    consent = Consent.objects.get()
    assert (consent.kind, consent.given_at, consent.withdrawn_at) == ("health", NOW, None)


def test_a_limit_holds_for_whoever_answered_nothing_else(runner, make_class):
    """A bug: notes without settings were not read, and the class was placed."""
    make_class("belly-down", against=["no_prone"])
    body(runner, limits=["no_prone"])
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert PlannedSession.objects.count() == 0


def test_every_reason_means_at_least_one_limit():
    assert [reason for reason, _label in GENTLY] == list(LIMITS_OF)
    assert all(LIMITS_OF.values())
    assert limits_of(["birth", "heart"]) == ["no_head_low", "no_impact", "support"]
    assert limits_of([]) == []


@pytest.mark.parametrize("reason", list(LIMITS_OF))
def test_the_reason_is_stored_nowhere(runner, reason):
    form = BodyForm({"gently": [reason], "consent": "on"})
    assert form.is_valid()
    keep(runner, "body", **form.answers())
    finish_welcome(runner=runner, now=NOW)
    stored = [
        str(value)
        for model in apps.get_models()
        if model.__module__.startswith(("accounts", "plans"))
        for row in model.objects.values()
        for value in row.values()
    ]
    assert HealthNotes.objects.get().limits == limits_of([reason])
    assert not [value for value in stored if reason in value]


def test_at_the_end_this_week_is_planned(runner, few_classes):
    runner.welcomed_at = None
    runner.save()
    finish_welcome(runner=runner, now=NOW)
    runner.refresh_from_db()
    assert runner.welcomed_at == NOW
    assert [week.starts_on for week in Week.objects.all()] == [MONDAY]
    assert PlannedSession.objects.count() == 2


def test_who_signs_up_on_a_sunday_gets_that_sunday(runner, few_classes):
    finish_welcome(runner=runner, now=datetime.datetime(2026, 11, 29, 18, tzinfo=datetime.UTC))
    assert [place.date for place in PlannedSession.objects.all()] == [datetime.date(2026, 11, 29)]


def test_the_week_is_that_of_the_runners_own_zone(runner, few_classes):
    runner.time_zone = "Pacific/Auckland"  # Monday there already
    runner.save()
    finish_welcome(runner=runner, now=datetime.datetime(2026, 11, 29, 18, tzinfo=datetime.UTC))
    assert Week.objects.get().starts_on == datetime.date(2026, 11, 30)


def test_passing_through_again_keeps_the_day_of_the_first_time(runner):
    first = runner.welcomed_at
    finish_welcome(runner=runner, now=NOW)
    runner.refresh_from_db()
    assert runner.welcomed_at == first
