"""Self-checks: kept under the consent, work for the legs, said to the plan, asked again after six weeks."""

import datetime
from decimal import Decimal

import pytest

from accounts.models import Consent
from plans.actions.health_notes import NotAgreed
from plans.actions.self_check import (
    delete_self_check,
    put_off_self_checks,
    record_self_check,
)
from plans.actions.self_check_notes import DueCheck, changes_that_speak, due_checks
from plans.actions.self_check_today import DayForRaises, day_for_heel_raises
from plans.actions.settings import forget_health_notes
from plans.actions.week_facts import facts, week_of
from plans.actions.week_rows import rows_of_week
from plans.models import HealthNotes, Overlay, PainReport, PlannedRun, PlanSettings, SelfCheck, Session
from plans.planner.frame import Frame
from plans.planner.needs import needs

Kind = SelfCheck.Kind
DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)  # a Wednesday
MONDAY = TODAY - 2 * DAY
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


@pytest.fixture
def agreed(runner):
    return HealthNotes.objects.create(runner=runner)


@pytest.fixture
def keep(runner):
    def keep(kind="knee-to-wall", left=10, right=10, ago=0, of=None):
        left, right = (side if side is None else Decimal(str(side)) for side in (left, right))
        day = TODAY - ago * DAY
        return record_self_check(runner=of or runner, kind=kind, date=day, left=left, right=right, now=NOW)

    return keep


def rows():
    return list(SelfCheck.objects.values_list("kind", "date", "left", "right").order_by("kind", "date"))


def test_without_the_consent_nothing_is_kept(runner, keep):
    with pytest.raises(NotAgreed):
        keep("heel-raises", 20, 20)
    assert (SelfCheck.objects.count(), Session.objects.count()) == (0, 0)


def test_the_consent_may_be_given_with_the_result(runner):
    told = {"date": TODAY, "left": Decimal(9), "right": Decimal("9.5"), "now": NOW}
    record_self_check(runner=runner, kind="knee-to-wall", agrees=True, **told)
    assert [(c.kind, c.given_at, c.withdrawn_at) for c in Consent.objects.all()] == [("health", NOW, None)]
    assert rows() == [("knee-to-wall", TODAY, 9, Decimal("9.5"))]


def test_another_result_of_the_day_takes_its_place(agreed, keep):
    keep("heel-raises", 20, 20)
    keep("heel-raises", 22, 21)
    assert rows() == [("heel-raises", TODAY, 22, 21)]
    assert Session.objects.count() == 1


def test_the_other_side_measured_later_that_day_joins_the_first(agreed, keep):
    keep("heel-raises", 20, None)
    keep("heel-raises", None, 21)
    keep("heel-raises", 22, None)
    assert rows() == [("heel-raises", TODAY, 22, 21)]
    assert Session.objects.count() == 1


def test_one_side_alone_is_compared_with_the_last_time_it_was_measured(agreed, runner, keep):
    keep("knee-to-wall", 12, 12, ago=90)
    keep("knee-to-wall", None, 12, ago=45)
    keep("knee-to-wall", 10, None)  # the left is 2 cm less than 90 days ago
    assert facts(rows_of_week(runner, MONDAY, TODAY))["self_checks"] == [
        {"benefit": "flexibility", "change": -2.0}
    ]


@pytest.mark.parametrize(("ago", "change"), [(41, -4.0), (42, 0)])
def test_the_side_of_the_same_round_still_speaks_and_an_older_one_does_not(agreed, keep, ago, change):
    keep("knee-to-wall", 12, 12, ago=90)
    keep("knee-to-wall", 8, None, ago=ago)
    keep("knee-to-wall", None, 12)
    agreed.refresh_from_db()
    assert agreed.self_checks["knee-to-wall"] == {"date": TODAY.isoformat(), "change": change}


def test_heel_raises_count_as_work_done_elsewhere_and_the_others_do_not(agreed, runner, keep):
    for kind in Kind.values:
        keep(kind, 20, 20, ago=1)
    session = Session.objects.get()
    assert (session.title, session.date, session.minutes, session.leg_load, session.benefit, session.how) == (
        "Heel raises, a self-check", TODAY - DAY, 5, 2, "", "hand",
    )  # fmt: skip
    assert SelfCheck.objects.get(kind="heel-raises").session == session
    asked = facts(rows_of_week(runner, MONDAY, TODAY))
    assert asked["placed"] == [
        {"date": "2026-11-24", "minutes": 5, "leg_load": 2, "benefits": [], "slot": "alone", "state": "done"}
    ]


def test_deleting_a_result_takes_its_work_along(agreed, runner, keep, make_session):
    make_session(date=TODAY)
    keep("heel-raises", 20, 22, ago=50)
    newest = keep("heel-raises", 10, 22)
    delete_self_check(check=newest)
    agreed.refresh_from_db()
    assert rows() == [("heel-raises", TODAY - 50 * DAY, 20, 22)]
    assert [s.date for s in Session.objects.all()] == [TODAY, TODAY - 50 * DAY]
    assert agreed.self_checks == {"heel-raises": {"date": "2026-10-06", "change": 0}}


def test_work_that_was_taken_out_of_the_log_does_not_come_back(agreed, keep):
    keep("heel-raises", 20, 20)
    Session.objects.all().delete()
    keep("heel-raises", 21, 20)
    assert Session.objects.count() == 0


def test_taking_back_the_consent_forgets_them_and_nobody_elses(agreed, runner, stranger, keep):
    HealthNotes.objects.create(runner=stranger)
    keep("stance-open", 40, 45)
    keep("stance-open", 12, 13, of=stranger)
    forget_health_notes(runner=runner, now=NOW)
    assert [(c.runner, c.left) for c in SelfCheck.objects.all()] == [(stranger, 12)]
    assert list(HealthNotes.objects.values_list("self_checks")) == [
        ({"stance-open": {"date": "2026-11-25", "change": 0}},)
    ]


def test_what_it_was_for_the_legs_goes_too_and_passes_for_no_class(agreed, runner, stranger, keep):
    HealthNotes.objects.create(runner=stranger)
    keep("heel-raises", 20, 20)
    keep("heel-raises", 12, 13, of=stranger)
    runner.sessions.create(
        date=TODAY, done_at=NOW, title="Barre in the park", minutes=40, benefit="posture", how="hand"
    )
    forget_health_notes(runner=runner, now=NOW)
    left = Session.with_removed.order_by("pk").values_list("runner", "title")
    assert list(left) == [(stranger.pk, "Heel raises, a self-check"), (runner.pk, "Barre in the park")]


def test_what_fell_beyond_the_error_is_said_to_the_planner(agreed, runner, keep):
    keep("knee-to-wall", 12, 12, ago=45)
    keep("knee-to-wall", 10, 13, ago=1)  # the left is 2 cm less
    keep("heel-raises", 25, 25, ago=45)
    keep("heel-raises", 20, 20, ago=1)  # within what the measure can tell
    keep("stance-closed", 8, 8, ago=45)
    keep("stance-closed", 20, 9, ago=1)
    asked = facts(rows_of_week(runner, MONDAY, TODAY))
    assert asked["self_checks"] == [
        {"benefit": "flexibility", "change": -2.0},
        {"benefit": "balance", "change": 12.0},
    ]


def test_it_raises_the_need_by_a_quarter(agreed, runner, keep):
    before = needs(Frame(week_of(rows_of_week(runner, MONDAY, TODAY))))
    keep("knee-to-wall", 12, 12, ago=45)
    keep("knee-to-wall", 10, 12)
    after = needs(Frame(week_of(rows_of_week(runner, MONDAY, TODAY))))
    assert after == {**before, "flexibility": before["flexibility"] * 5 // 4 + 1}  # 187.5, halves up


def test_without_a_change_the_planner_is_asked_as_ever(agreed, runner, keep):
    keep("knee-to-wall", 12, 12, ago=45)
    assert "self_checks" not in facts(rows_of_week(runner, MONDAY, TODAY))


@pytest.mark.parametrize(("ago", "speaks"), [(84, True), (85, False)])
def test_what_was_measured_twelve_weeks_ago_says_no_more(agreed, keep, ago, speaks):
    keep("stance-open", 45, 45, ago=ago + 50)
    keep("stance-open", 20, 45, ago=ago)
    agreed.refresh_from_db()
    said = [{"benefit": "balance", "change": -25.0}] if speaks else []
    assert changes_that_speak(agreed, TODAY) == said


def due(notes, today, first=None, last=None):
    notes.refresh_from_db()
    return due_checks(notes, today, first or today, last or today)


def test_each_is_asked_again_six_weeks_later_and_until_it_is_done(agreed, keep):
    keep("heel-raises", 20, 20, ago=41)
    keep("knee-to-wall", 10, 10, ago=80)
    last = [TODAY - 41 * DAY, TODAY - 80 * DAY]
    assert due(agreed, TODAY) == [DueCheck(Kind.KNEE_TO_WALL, TODAY, last[1])]
    assert due(agreed, TODAY + DAY) == [
        DueCheck(Kind.KNEE_TO_WALL, TODAY + DAY, last[1]),
        DueCheck(Kind.HEEL_RAISES, TODAY + DAY, last[0]),
    ]
    keep("knee-to-wall", 10, 10)
    assert due(agreed, TODAY, MONDAY, MONDAY + 6 * DAY) == [DueCheck(Kind.HEEL_RAISES, TODAY + DAY, last[0])]
    assert due(agreed, TODAY, MONDAY - 7 * DAY, MONDAY - DAY) == []  # a week that is over asks nothing


def test_put_off_it_is_asked_two_weeks_later(agreed, runner, stranger, keep):
    keep("knee-to-wall", 10, 10, ago=50)
    assert put_off_self_checks(runner=runner, now=NOW) == TODAY + 14 * DAY
    assert due(agreed, TODAY + 13 * DAY) == []
    assert [check.on for check in due(agreed, TODAY + 14 * DAY)] == [TODAY + 14 * DAY]
    assert put_off_self_checks(runner=stranger, now=NOW) is None


def test_nobody_is_asked_who_never_did_one(agreed):
    assert due(agreed, TODAY) == []
    assert due_checks(None, TODAY, TODAY, TODAY) == []


# -- heel raises today ------------------------------------------------------------------------------------


@pytest.fixture
def regular(runner, make_session):
    """Someone whose legs know the work: three classes in the last four weeks."""
    PlanSettings.objects.create(runner=runner, experience="regular", level=3, sessions=2)
    for n in (10, 13, 16):
        make_session(date=TODAY - n * DAY, leg_load=1)


def test_on_a_quiet_day_they_fit(runner, regular):
    assert day_for_heel_raises(runner=runner, now=NOW) == DayForRaises()


def test_a_full_week_of_quiet_classes_does_not_hold_them_back(runner, regular, make_session):
    for n in range(3):
        make_session(date=MONDAY + n * DAY, leg_load=0, minutes=60)
    assert day_for_heel_raises(runner=runner, now=NOW) == DayForRaises()


@pytest.mark.parametrize("site", ["calf", "achilles", "foot", "ankle"])
@pytest.mark.parametrize(("level", "withheld"), [(2, False), (3, True), (9, True)])
def test_they_are_withheld_where_they_load_what_hurts(runner, regular, site, level, withheld):
    PainReport.objects.create(runner=runner, site=site, date=TODAY, level=level, reported_at=NOW)
    day = day_for_heel_raises(runner=runner, now=NOW)
    said = "Your calf, Achilles, ankle or foot hurts." if withheld else ""
    assert day == DayForRaises(said, withheld)


def test_what_hurts_elsewhere_does_not_withhold_them(runner, regular):
    PainReport.objects.create(runner=runner, site="shoulders", date=TODAY, level=8, reported_at=NOW)
    assert day_for_heel_raises(runner=runner, now=NOW) == DayForRaises()


def test_the_eve_of_a_key_run_is_not_their_day(runner, regular):
    PlannedRun.objects.create(runner=runner, date=TODAY + DAY, usual_date=TODAY + DAY, kind="intervals")
    day = day_for_heel_raises(runner=runner, now=NOW)
    assert day == DayForRaises("Tomorrow brings your intervals, so nothing hard on the legs today.")


def test_nor_is_the_day_after_hard_work_for_the_legs(runner, regular, make_session):
    make_session(date=TODAY - DAY, leg_load=2)
    day = day_for_heel_raises(runner=runner, now=NOW)
    assert day == DayForRaises("Yesterday or tomorrow works your legs hard already.")


def test_nor_a_time_laid_aside_and_pain_is_told_first(runner, regular):
    Overlay.objects.create(runner=runner, kind="illness", first=TODAY, last=TODAY, laid_at=NOW)
    day = day_for_heel_raises(runner=runner, now=NOW)
    assert day == DayForRaises("This time is laid aside, and the class does not go with it.")
    PainReport.objects.create(runner=runner, site="calf", date=TODAY, level=4, reported_at=NOW)
    assert day_for_heel_raises(runner=runner, now=NOW).withheld
