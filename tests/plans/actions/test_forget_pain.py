"""Taking the consent back: what was told of pain goes, and every trace of it in the plan."""

import datetime

from plans.actions.plan import plan_week
from plans.actions.settings import forget_health_notes
from plans.models import (
    HealthNotes,
    Overlay,
    PainReport,
    PlanChange,
    PlannedSession,
    PlanOffer,
    PlanSettings,
    Session,
    Week,
)

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
MONDAY = datetime.date(2026, 11, 23)
TWO = "You asked for rest. It loads a spot that hurts."  # sentences of a place kept against two rules
SORE = "Jumps left very sore legs last time, and a key run stands two days after Friday."
WEEK = datetime.timedelta(days=7)


def told(rules):
    return {
        "pk": 1,
        "title": "Deep pliés",
        "date": "2026-11-20",
        "rules": rules,
        "sentences": [f"{r}." for r in rules],
    }


def past_week(runner, video_class):
    week = Week.objects.create(
        runner=runner,
        starts_on=MONDAY - WEEK,
        planned_at=NOW,
        unplaced=[{"count": 1, "because": ["R11", "R2"]}],
    )
    place = {"date": MONDAY - WEEK, "first_date": MONDAY - WEEK, "video_class": video_class, "slot": "alone"}
    PlannedSession.objects.create(week=week, state="done", kept_against=["R11"], why=TWO, **place)
    stood = {"pk": 1, "kept_against": ["R1", "R11"], "why": TWO}
    PlanChange.objects.create(
        week=week,
        kind="left",
        made_at=NOW,
        told=[told(["R2", "R11"]), told(["R1"])],
        before=[stood],
        after=[],
    )
    Overlay.objects.create(
        runner=runner,
        kind="travel",
        first=MONDAY - WEEK,
        last=MONDAY,
        laid_at=NOW,
        before={
            "2026-11-16": {"places": [stood], "under": [], "declined": {"because": "pain", "wanted": []}}
        },
    )
    PlanOffer.objects.create(week=week, made_at=NOW, because="pain", declined_at=NOW)
    PlanChange.objects.create(week=week, kind="accepted", made_at=NOW, told=[{"slug": "deep-plies"}])
    return week


def traces(week):
    left = week.changes.get(kind="left")
    place, overlay = week.planned_sessions.get(), Overlay.objects.get(runner=week.runner)
    taken = overlay.before["2026-11-16"]
    because = (taken["declined"]["because"], PlanOffer.objects.get(week=week).because)
    return (week.unplaced, place.kept_against, place.why, left.told, left.before, taken["places"], because)


def test_no_trace_of_pain_is_left_and_other_runners_keep_theirs(
    agreed, stranger, make_pain, make_session, few_classes
):
    HealthNotes.objects.create(runner=stranger)
    weeks = {who: past_week(who, few_classes["deep-plies"]) for who in (agreed, stranger)}
    before = traces(weeks[stranger])
    for who in (agreed, stranger):
        make_pain(of=who)
        make_session(of=who, leg_load=3, soreness=4)
    forget_health_notes(runner=agreed, now=NOW)
    assert [report.runner for report in PainReport.objects.all()] == [stranger]
    assert list(Session.objects.order_by("pk").values_list("soreness", flat=True)) == [None, 4]
    for week in weeks.values():
        week.refresh_from_db()
    assert traces(weeks[agreed]) == (
        [{"count": 1, "because": ["R2"]}],
        [],
        "You asked for rest.",
        [told(["R2"]), told(["R1"])],
        [{"pk": 1, "kept_against": ["R1"], "why": "You asked for rest."}],
        [{"pk": 1, "kept_against": ["R1"], "why": "You asked for rest."}],
        ("", ""),
    )
    assert traces(weeks[stranger]) == before


def test_how_sore_legs_were_is_said_nowhere_any_more(agreed, few_classes):
    """By a rule that has other sentences too, and they stay."""
    week = past_week(agreed, few_classes["deep-plies"])
    two = {**told(["R2", "R2"]), "sentences": [SORE, "Rest before a key run."]}
    PlanChange.objects.filter(week=week, kind="left").update(told=[two])
    PlannedSession.objects.filter(week=week).update(why=f"{SORE} You asked for rest.")
    forget_health_notes(runner=agreed, now=NOW)
    assert week.changes.get(kind="left").told == [{**told(["R2"]), "sentences": ["Rest before a key run."]}]
    assert week.planned_sessions.get().why == "You asked for rest."


def test_the_week_is_planned_again_without_it(agreed, make_pain, make_class):
    """The one class there is loads the foot: it finds no place until the notes are gone."""
    PlanSettings.objects.create(runner=agreed, sessions=1)
    make_class("feet", sites={"foot": 1})
    make_pain("foot", 7)
    plan_week(runner=agreed, monday=MONDAY, now=NOW)
    assert PlannedSession.objects.count() == 0
    assert "R11" in Week.objects.get().unplaced[0]["because"]
    forget_health_notes(runner=agreed, now=NOW)
    assert [place.video_class.slug for place in PlannedSession.objects.all()] == ["feet"]
    assert Week.objects.get().unplaced == []


def test_where_sentences_are_missing_or_are_not_one_a_rule_none_stays(agreed, few_classes):
    """Of an older week, or brought in from elsewhere: the notes could not be switched off."""
    week = past_week(agreed, few_classes["deep-plies"])
    kept = {name: value for name, value in told(["R11", "R2"]).items() if name != "sentences"}
    PlanChange.objects.filter(week=week, kind="left").update(told=[kept, {**kept, "sentences": [TWO]}])
    forget_health_notes(runner=agreed, now=NOW)
    assert week.changes.get(kind="left").told == [{**kept, "rules": ["R2"], "sentences": []}] * 2
