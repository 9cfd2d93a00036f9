"""How sore jumps left the legs: asked from the day after to a fortnight after, under the consent."""

import datetime

import pytest

from plans.actions.health_notes import NotAgreed
from plans.actions.soreness import TooEarlyOrLate, keep_soreness, soreness_asked
from plans.models import PlanChange, PlannedRun, PlannedSession, PlanSettings, Session, Week

TODAY = datetime.date(2026, 11, 25)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("load", "ago", "asked"),
    [(3, 0, "tomorrow"), (3, 1, "now"), (3, 14, "now"), (3, 15, ""), (2, 1, ""), (3, -1, "")],
)
def test_it_is_asked_of_jumps_for_a_fortnight(agreed, make_session, load, ago, asked):
    session = make_session(date=TODAY - ago * DAY, leg_load=load)
    assert soreness_asked(session=session, runner=agreed, today=TODAY) == asked
    if asked == "now":
        keep_soreness(session=session, soreness=3, now=NOW)
        assert Session.objects.get().soreness == 3
    else:
        with pytest.raises(TooEarlyOrLate):
            keep_soreness(session=session, soreness=3, now=NOW)
        assert Session.objects.get().soreness is None


def test_without_consent_it_is_not_kept(runner, make_session):
    session = make_session(date=TODAY - DAY, leg_load=3)
    assert soreness_asked(session=session, runner=runner, today=TODAY) == "agree"
    with pytest.raises(NotAgreed):
        keep_soreness(session=session, soreness=3, now=NOW)
    assert Session.objects.get().soreness is None


def test_an_answer_is_taken_back(agreed, make_session):
    session = make_session(date=TODAY - DAY, leg_load=3, soreness=5)
    keep_soreness(session=session, soreness=None, now=NOW)
    assert Session.objects.get().soreness is None


@pytest.mark.parametrize(("soreness", "speaks"), [(2, False), (3, True)])
def test_very_sore_legs_send_jumps_two_days_before_a_key_run_away(
    agreed, make_session, few_classes, soreness, speaks
):
    PlanSettings.objects.create(runner=agreed, experience="regular", level=3, sessions=3, impact=True)
    for ago in (8, 12, 16):  # the legs know the work
        make_session(date=TODAY - ago * DAY, leg_load=1)
    friday = {"date": TODAY + 2 * DAY, "usual_date": TODAY + 2 * DAY}
    PlannedRun.objects.create(runner=agreed, kind="intervals", duration_s=3000, **friday)
    week = Week.objects.create(runner=agreed, starts_on=TODAY - 2 * DAY, planned_at=NOW, asked=3)
    PlannedSession.objects.create(
        week=week, video_class=few_classes["little-jumps"], slot="alone", date=TODAY, first_date=TODAY
    )
    jumped = make_session(date=TODAY - 2 * DAY, leg_load=3)
    keep_soreness(session=jumped, soreness=soreness, now=NOW)
    (change,) = PlanChange.objects.filter(kind="left")  # jumps so soon after jumps would leave anyhow
    assert [(one["title"], "R2" in one["rules"]) for one in change.told] == [("Little jumps", speaks)]
