"""Telling what hurts: one report a site and day, under consent alone, and the plan follows at once."""

import datetime

import pytest

from accounts.models import Consent
from library.actions.indexing import index_classes
from plans.actions.body import body_today
from plans.actions.health_notes import NotAgreed, agree_to_notes
from plans.actions.pain import (
    NotTheMorningAfter,
    change_report,
    delete_report,
    earliest_day,
    tell_as_yesterday,
    tell_morning,
    tell_nothing_sore,
    tell_pain,
)
from plans.actions.pain_gates import gate_on
from plans.models import HealthNotes, PainReport, PlanChange, PlannedSession, PlanSettings, Week

DAY = datetime.timedelta(days=1)
MONDAY = datetime.date(2026, 11, 23)
TODAY = datetime.date(2026, 11, 25)  # Wednesday
YESTERDAY = TODAY - DAY
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def tell(runner, level, site="calf", date=TODAY, **told):
    return tell_pain(runner=runner, site=site, date=date, now=NOW, level=level, **told)


def reports():
    return list(PainReport.objects.order_by("date", "site").values_list("site", "date", "level", "feel"))


def gates(runner):
    known = body_today(runner=runner, today=TODAY)
    return {report.site: gate_on(report, TODAY) for report in known.latest}


# --- consent ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("act", [tell_nothing_sore, tell_as_yesterday])
def test_nothing_is_kept_without_consent(runner, act):
    with pytest.raises(NotAgreed):
        act(runner=runner, now=NOW)
    with pytest.raises(NotAgreed):
        tell(runner, 4)
    assert (PainReport.objects.count(), HealthNotes.objects.count()) == (0, 0)


def test_agreeing_twice_is_one_consent_and_keeps_the_notes(runner):
    agree_to_notes(runner=runner, now=NOW)
    HealthNotes.objects.update(tight=["calf"])
    agree_to_notes(runner=runner, now=NOW)
    assert list(Consent.objects.filter(kind="health").values_list("user", "withdrawn_at")) == [
        (runner.pk, None)
    ]
    assert HealthNotes.objects.get().tight == ["calf"]


# --- one report ------------------------------------------------------------------------------------
def test_a_report_is_kept_and_today_is_answered(agreed):
    tell(agreed, 4)
    assert reports() == [("calf", TODAY, 4, "pain")]
    assert body_today(runner=agreed, today=TODAY).answered is True
    assert body_today(runner=agreed, today=TODAY + DAY).answered is False


def test_told_of_another_day_today_is_still_asked(agreed):
    tell(agreed, 4, date=YESTERDAY)
    assert body_today(runner=agreed, today=TODAY).answered is False


def test_of_several_on_one_day_the_worst_counts_and_moments_are_gathered(agreed):
    tell(agreed, 3, before=2)
    tell(agreed, 6, after=6)
    tell(agreed, 1)
    report = PainReport.objects.get()
    assert (report.level, report.before, report.after) == (6, 2, 6)


def test_pain_outweighs_soreness_of_the_same_day_and_a_twinge_does_not(agreed):
    tell(agreed, 6, feel="sore")
    tell(agreed, 1)
    assert reports() == [("calf", TODAY, 6, "sore")]
    tell(agreed, 3)
    assert reports() == [("calf", TODAY, 3, "pain")]


def test_the_level_is_never_below_a_moment_of_the_day(agreed):
    assert tell(agreed, 2, before=1, after=5).level == 5


@pytest.mark.parametrize(("morning", "worse"), [(5, True), (4, False), (None, False)])
def test_worse_next_morning_is_told_by_the_numbers(agreed, morning, worse):
    assert tell(agreed, 4, date=YESTERDAY, next_morning=morning).worse_next_morning is worse


def test_the_plan_follows_and_says_what_left(agreed, few_classes):
    PlanSettings.objects.create(runner=agreed, experience="regular", level=3, impact=True)
    plies = few_classes["deep-plies"]
    plies.sites = {"calf": 2}
    plies.save()
    index_classes([plies.pk])
    week = Week.objects.create(runner=agreed, starts_on=MONDAY, planned_at=NOW)
    friday = MONDAY + 4 * DAY
    place = {"date": friday, "first_date": friday, "slot": "alone"}
    PlannedSession.objects.create(week=week, video_class=plies, **place)
    tell(agreed, 2)
    assert PlannedSession.objects.count() == 1
    tell(agreed, 3)
    change = PlanChange.objects.get(kind="left")
    assert [(one["title"], one["rules"]) for one in change.told] == [("Deep plies", ["R11"])]
    assert not PlannedSession.objects.filter(video_class=plies).exists()


# --- one tap ---------------------------------------------------------------------------------------
def test_nothing_sore_puts_what_held_at_nought(agreed, make_pain, stranger):
    make_pain("calf", 7, date=TODAY - 9 * DAY)
    make_pain("shin", 1, date=YESTERDAY)
    make_pain("back", 2, date=TODAY - 5 * DAY)  # green, and long ago: nothing to clear
    make_pain("knee", 9, of=stranger, date=YESTERDAY)
    made = tell_nothing_sore(runner=agreed, now=NOW)
    assert sorted((one.site, one.date, one.level) for one in made) == [("calf", TODAY, 0), ("shin", TODAY, 0)]
    assert gates(agreed) == {"back": "go", "calf": "go", "shin": "go"}


def test_nothing_sore_with_nothing_to_clear_is_remembered(agreed):
    assert tell_nothing_sore(runner=agreed, now=NOW) == []
    assert body_today(runner=agreed, today=TODAY).answered is True
    assert reports() == []


def test_what_was_told_today_stays_when_nothing_is_sore_afterwards(agreed):
    tell(agreed, 4)
    assert tell_nothing_sore(runner=agreed, now=NOW) == []
    assert reports() == [("calf", TODAY, 4, "pain")]


def test_as_yesterday_says_the_same_again(agreed, make_pain):
    make_pain("calf", 4, date=YESTERDAY)
    make_pain("quads", 6, date=YESTERDAY, feel="sore")
    tell_as_yesterday(runner=agreed, now=NOW)
    assert reports()[2:] == [("calf", TODAY, 4, "pain"), ("quads", TODAY, 6, "sore")]


def test_as_yesterday_after_a_worse_morning_is_that_morning(agreed, make_pain):
    make_pain("calf", 2, date=YESTERDAY, next_morning=4, worse_next_morning=True)
    tell_as_yesterday(runner=agreed, now=NOW)
    assert reports()[1:] == [("calf", TODAY, 4, "pain")]
    assert gates(agreed) == {"calf": "amber"}


@pytest.mark.parametrize("act", [tell_nothing_sore, tell_as_yesterday])
def test_tapped_twice_it_changes_nothing_more(agreed, make_pain, act):
    make_pain("calf", 4, date=YESTERDAY)
    act(runner=agreed, now=NOW)
    before = reports()
    assert act(runner=agreed, now=NOW) == []
    assert reports() == before


# --- the next morning ------------------------------------------------------------------------------
def test_worse_the_next_morning_belongs_to_the_day_before_and_is_red(agreed, make_pain):
    tell_morning(report=make_pain("calf", 3, date=YESTERDAY), level=4, now=NOW)
    report = PainReport.objects.get()
    assert (report.date, report.level, report.next_morning, report.worse_next_morning) == (
        YESTERDAY,
        3,
        4,
        True,
    )
    assert gates(agreed) == {"calf": "red"}


def test_a_better_morning_is_how_today_begins(agreed, make_pain):
    tell_morning(report=make_pain("calf", 4, date=YESTERDAY), level=1, now=NOW)
    assert reports() == [("calf", YESTERDAY, 4, "pain"), ("calf", TODAY, 1, "pain")]
    assert gates(agreed) == {"calf": "go"}


def test_soreness_that_grows_overnight_is_sore_today(agreed, make_pain):
    tell_morning(report=make_pain("quads", 3, date=YESTERDAY, feel="sore"), level=5, now=NOW)
    assert reports()[1:] == [("quads", TODAY, 5, "sore")]
    assert gates(agreed) == {"quads": "sore"}


def test_worse_on_two_mornings_asks_for_a_professional_and_a_better_report_ends_it(agreed, make_pain):
    make_pain("calf", 2, date=TODAY - 2 * DAY, next_morning=3, worse_next_morning=True)
    assert body_today(runner=agreed, today=TODAY).see_professional == []
    tell_morning(report=make_pain("calf", 3, date=YESTERDAY), level=4, now=NOW)
    assert body_today(runner=agreed, today=TODAY).see_professional == ["calf"]
    tell(agreed, 2)
    assert body_today(runner=agreed, today=TODAY).see_professional == []


@pytest.mark.parametrize("ago", [0, 2])
def test_only_yesterday_has_its_morning_today(agreed, make_pain, ago):
    with pytest.raises(NotTheMorningAfter):
        tell_morning(report=make_pain("calf", 4, date=TODAY - ago * DAY), level=5, now=NOW)
    assert PainReport.objects.get().next_morning is None


def test_a_morning_is_told_once(agreed, make_pain):
    report = make_pain("calf", 4, date=YESTERDAY)
    tell_morning(report=report, level=5, now=NOW)
    with pytest.raises(NotTheMorningAfter):
        tell_morning(report=report, level=1, now=NOW)
    assert PainReport.objects.get().next_morning == 5


# --- put right, deleted ----------------------------------------------------------------------------
def test_what_was_told_is_put_right(agreed, make_pain):
    report = make_pain("calf", 8, date=TODAY)
    told = {"level": 3, "feel": "pain", "before": None, "after": 4, "next_morning": None}
    change_report(report=report, now=NOW, **told)
    assert reports() == [("calf", TODAY, 4, "pain")]


def test_what_was_deleted_meanwhile_does_not_come_back(agreed, make_pain):
    report = make_pain("calf", 8)
    PainReport.objects.all().delete()
    with pytest.raises(PainReport.DoesNotExist):
        change_report(report=report, now=NOW, level=3)
    assert reports() == []


def test_after_a_deletion_what_was_told_before_holds_again(agreed, make_pain):
    make_pain("calf", 4, date=YESTERDAY)
    delete_report(report=make_pain("calf", 0, date=TODAY), now=NOW)
    assert gates(agreed) == {"calf": "amber"}


@pytest.mark.parametrize(
    ("joined", "earliest"),
    [("2025-01-01", TODAY - 28 * DAY), ("2026-11-20", datetime.date(2026, 11, 20)), ("2026-11-25", TODAY)],
)
def test_so_far_back_a_day_may_be_told_of(runner, joined, earliest):
    runner.date_joined = datetime.datetime.fromisoformat(f"{joined}T12:00:00+00:00")
    assert earliest_day(runner, TODAY) == earliest
