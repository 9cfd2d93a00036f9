"""The answers, read back and changed: the week follows, what stands by hand stays."""

import datetime

import pytest

from accounts.models import Consent
from library.models import Viewing
from plans.actions.place import skip_place
from plans.actions.plan import plan_week
from plans.actions.settings import answers_of, change_answer, forget_health_notes
from plans.actions.settings_summary import summary_of
from plans.forms.welcome import SETTINGS
from plans.models import HealthNotes, PlannedRun, PlannedSession, PlanSettings, Session, TypicalRun, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def change(runner, step, **answers):
    change_answer(runner=runner, step=step, answers=answers, now=NOW)


def classes(runner, **answers):
    usual = {"sessions": 2, "days": EVERY_DAY, "minutes": 20, "kit": [], "quiet": False}
    change(runner, "classes", **{**usual, **answers})


def dates(runner):
    return list(PlannedSession.objects.of(runner).values_list("date", flat=True))


def test_more_classes_are_placed_and_those_that_stood_stay(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    before = set(PlannedSession.objects.values_list("pk", flat=True))
    classes(runner, sessions=3)
    after = set(PlannedSession.objects.values_list("pk", flat=True))
    assert before < after and len(after) == 3


def test_a_day_taken_away_is_emptied(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    classes(runner, days=["thu"])
    assert dates(runner) == [MONDAY + 3 * DAY]


def test_what_was_left_out_stays_left_out(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    place = PlannedSession.objects.first()
    skip_place(runner=runner, date=place.date, slug=place.video_class.slug, now=NOW)
    classes(runner, sessions=1)
    assert [(place.pk, "skipped")] == list(PlannedSession.objects.values_list("pk", "state"))


def test_every_stored_week_from_this_one_on_follows_and_past_ones_stay(runner, few_classes):
    for n in (-1, 0, 1):
        monday = MONDAY + 7 * n * DAY
        plan_week(runner=runner, monday=monday, now=NOW + min(7 * n, 0) * DAY)
    classes(runner, sessions=1)
    assert [week.planned_sessions.count() for week in Week.objects.order_by("starts_on")] == [2, 1, 1]


def test_where_no_week_is_stored_none_is_made(runner, few_classes):
    classes(runner, sessions=1)
    assert Week.objects.count() == 0


def test_a_new_running_week_fills_the_days_to_come(runner, few_classes):
    TypicalRun.objects.create(runner=runner, weekday=0, kind="easy", duration_s=2400)
    TypicalRun.objects.create(runner=runner, weekday=4, kind="easy", duration_s=2400)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    change(runner, "running", trail=False, runs=[{"weekday": 5, "kind": "long", "duration_s": 5400}])
    runs = list(PlannedRun.objects.of(runner).values_list("date", "kind"))
    assert runs == [(MONDAY, "easy"), (MONDAY + 5 * DAY, "long")]


def test_a_new_zone_takes_the_runner_to_their_own_week(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    said = {"after_what": "", "before_what": "", "units": "km", "time_zone": "Pacific/Auckland"}
    change(runner, "when", **said)
    assert Week.objects.count() == 1


# --- the body ------------------------------------------------------------------------------------
@pytest.fixture
def notes(runner):
    change(runner, "body", tight=["calf"], coming_back=True, limits=["no_impact"], consent=True)
    return HealthNotes.objects.get()


def test_health_notes_are_changed(runner, notes):
    change(runner, "body", tight=[], coming_back=False, limits=["support"], consent=True)
    notes.refresh_from_db()
    assert (notes.tight, notes.coming_back, notes.limits) == ([], False, ["support"])


def test_unticking_the_consent_deletes_the_notes(runner, notes):
    """A bug: everything unticked was “saved”, and the notes were kept."""
    change(runner, "body", tight=[], coming_back=False, limits=[], consent=False)
    assert not HealthNotes.objects.exists()
    assert Consent.objects.get().withdrawn_at == NOW


def test_forgetting_takes_the_consent_back(runner, stranger, notes):
    change(stranger, "body", tight=["hip"], coming_back=False, limits=[], consent=True)
    forget_health_notes(runner=runner, now=NOW)
    assert [note.runner for note in HealthNotes.objects.all()] == [stranger]
    assert list(Consent.objects.filter(withdrawn_at=None).values_list("user", flat=True)) == [stranger.pk]
    assert Consent.objects.get(user=runner).withdrawn_at == NOW


def test_forgetting_takes_along_what_was_said_of_classes_that_hurt(runner, make_class):
    told = {"hidden_at": NOW, "hidden_why": "hurts", "hidden_note": "My left knee."}
    Viewing.objects.create(runner=runner, video_class=make_class(), **told)
    assert summary_of(runner=runner, now=NOW)[1] is True
    forget_health_notes(runner=runner, now=NOW)
    assert Viewing.objects.values_list("hidden_at", "hidden_why", "hidden_note").get() == (NOW, "", "")
    assert summary_of(runner=runner, now=NOW)[1] is False


def test_forgetting_takes_along_how_sore_a_class_left_the_legs_though_it_waits_for_an_undo(
    runner, make_session
):
    make_session(soreness=8, removed_at=NOW)
    forget_health_notes(runner=runner, now=NOW)
    assert Session.with_removed.get().soreness is None


def test_forgetting_nothing_is_fine(runner):
    forget_health_notes(runner=runner, now=NOW)
    assert Consent.objects.count() == 0


# --- read back -----------------------------------------------------------------------------------
def test_what_was_answered_is_read_back_in_the_words_of_its_form(runner, notes):
    TypicalRun.objects.create(runner=runner, weekday=1, kind="tempo", duration_s=2700)
    PlanSettings.objects.update(trail=True, kit=["chair"], before_what="the shower")
    for step, answers in answers_of(runner=runner).items():
        sent = {name: "" if value is None or value is False else value for name, value in answers.items()}
        form = SETTINGS[step](sent)
        assert form.is_valid(), (step, form.errors)
        change_answer(runner=runner, step=step, answers=form.answers(), now=NOW)
    assert list(TypicalRun.objects.values_list("weekday", "kind", "duration_s")) == [(1, "tempo", 2700)]
    settings, kept = PlanSettings.objects.get(), HealthNotes.objects.get()
    assert (settings.trail, settings.kit, settings.before_what) == (True, ["chair"], "the shower")
    assert (kept.tight, kept.coming_back, kept.limits) == (["calf"], True, ["no_impact"])


def test_someone_who_skipped_everything_has_our_defaults(runner):
    answers = answers_of(runner=runner)
    assert answers["classes"] == {
        "sessions": 2,
        "days": EVERY_DAY,
        "minutes": 20,
        "kit": [],
        "quiet": False,
        "first_month": True,  # at sign-up, unless declined
    }
    assert (answers["experience"], answers["running"], answers["body"]) == (
        {"experience": "new"},
        {"trail": "road", "units": "km"},
        {},
    )
    assert PlanSettings.objects.count() == 0


def test_the_summary_says_each_answer_in_a_line(runner, notes):
    TypicalRun.objects.create(runner=runner, weekday=1, kind="tempo", duration_s=2700)
    rows, kept = summary_of(runner=runner, now=NOW)
    assert {row.step: row.said for row in rows} == {
        "classes": "2 classes a week; 20 minutes at most, on 7 days",
        "running": "1 run",
        "body": "Calf, No jumps",
        "room": "No kit",
        "experience": "None, or long ago; level 1",
        "jumps": "Off",
        "when": "Not said",
    }
    assert kept is True
