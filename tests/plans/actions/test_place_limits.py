"""What no runner can decide about a placed class."""

import datetime

import pytest

from plans.actions.place import NoRunToPrepare, TooFarAhead, move_place, offers, skip_place
from plans.actions.plan import plan_week
from plans.models import PlannedSession, PlanSettings, TypicalRun, Week

MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
TUESDAY, WEDNESDAY, SATURDAY = (MONDAY + datetime.timedelta(days=n) for n in (1, 2, 5))


@pytest.fixture
def primer(runner, make_class):
    """A primer before Tuesday's intervals; Saturday has a run too."""
    make_class("wake-the-feet", kind="primer", duration_s=360.0, leg_load=0)
    PlanSettings.objects.create(runner=runner, sessions=1, primers=True)
    TypicalRun.objects.create(runner=runner, weekday=1, kind="intervals", duration_s=3000)
    TypicalRun.objects.create(runner=runner, weekday=5, kind="easy", duration_s=3000)
    week = plan_week(runner=runner, monday=MONDAY, now=NOW)
    return week.planned_sessions.get(slot="before_run")


def test_a_primer_moves_only_to_a_day_with_a_run(runner, primer):
    slug = primer.video_class.slug
    _, days = offers(runner=runner, date=TUESDAY, slug=slug, today=MONDAY)
    assert [day.date for day in days] == [TUESDAY, SATURDAY]
    with pytest.raises(NoRunToPrepare):
        move_place(runner=runner, date=TUESDAY, slug=slug, to=WEDNESDAY, now=NOW)
    move_place(runner=runner, date=TUESDAY, slug=slug, to=SATURDAY, now=NOW)
    primer.refresh_from_db()
    assert (primer.date, primer.slot) == (SATURDAY, PlannedSession.Slot.BEFORE_RUN)


def test_a_week_too_far_ahead_is_not_kept(runner, make_class, client):
    make_class("steady-ankles")
    far = MONDAY + datetime.timedelta(weeks=30)
    with pytest.raises(TooFarAhead):
        skip_place(runner=runner, date=far, slug="steady-ankles", now=NOW)
    assert Week.objects.count() == 0
