"""Times laid aside: the plan makes room, and comes back; what a hand did since stays."""

import datetime

import pytest

from accounts.models import Consent
from plans.actions.overlay_pictures import has_a_say_until
from plans.actions.overlays import (
    LaidAlready,
    NoConsent,
    NoSuchTime,
    change_overlay,
    end_overlay,
    lay_overlay,
    remove_health_overlays,
    remove_overlay,
)
from plans.actions.place import move_place, put_back, skip_place
from plans.actions.plan import plan_week
from plans.actions.returning import returning
from plans.actions.session import record_session
from plans.actions.settings import forget_health_notes
from plans.actions.settings_summary import summary_of
from plans.models import Overlay, PlanChange, PlannedSession, PlanOffer, PlanSettings, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
SUNDAY, NEXT = MONDAY + 6 * DAY, MONDAY + 7 * DAY
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
SHOWN = ("pk", "date", "video_class__slug", "slot", "state", "reasons", "why")


@pytest.fixture
def week(runner, few_classes):
    """Three classes a week; this one and the next are planned."""
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=3)
    plan_week(runner=runner, monday=NEXT, now=NOW)
    return plan_week(runner=runner, monday=MONDAY, now=NOW)


def places(runner):
    return list(PlannedSession.objects.of(runner).order_by("pk").values_list(*SHOWN))


def dates(runner, monday=MONDAY):
    found = PlannedSession.objects.of(runner).between(monday, monday + 6 * DAY)
    return sorted(found.values_list("date", flat=True))


def lay(runner, kind="holiday", first=MONDAY, last=SUNDAY, now=NOW, **more):
    return lay_overlay(runner=runner, kind=kind, first=first, last=last, now=now, **more)


def remove(runner, overlay, now=NOW):
    remove_overlay(runner=runner, pk=overlay.pk, now=now)


def first_place(runner):
    return PlannedSession.objects.of(runner).select_related("video_class").order_by("date").first()


def test_days_laid_aside_hold_no_class_and_come_back(runner, week):
    before = places(runner)
    overlay = lay(runner)
    assert (dates(runner), len(dates(runner, NEXT))) == ([], 3)
    assert week.changes.get().kind == PlanChange.Kind.LEFT
    remove(runner, overlay)
    assert places(runner) == before
    assert not Overlay.objects.exists()


def test_pictures_are_kept_of_the_weeks_it_has_a_say_in(runner, week):
    plan_week(runner=runner, monday=NEXT + 7 * DAY, now=NOW)
    two_days = lay(runner, first=SUNDAY - DAY, last=SUNDAY)
    assert list(two_days.before) == ["2026-11-23"]
    ill = lay(runner, "illness", last=MONDAY + 2 * DAY, agreed=True)
    assert list(ill.before) == ["2026-11-23", "2026-11-30"]  # the week of the way back ends on Wednesday
    assert [taken["under"] for taken in ill.before.values()] == [[two_days.pk], []]


@pytest.mark.parametrize(
    ("kind", "days", "weeks"),
    [
        ("illness", 2, 0),
        ("illness", 3, 1),
        ("injury", 8, 2),
        ("illness", 60, 3),
        ("holiday", 13, 0),
        ("holiday", 14, 1),
        ("travel", 60, 0),
    ],
)
def test_it_has_a_say_until_its_way_back_ends(kind, days, weeks):
    overlay = Overlay(kind=kind, first=MONDAY, last=MONDAY + (days - 1) * DAY)
    assert has_a_say_until(overlay) == overlay.last + 7 * weeks * DAY


def test_travel_keeps_classes_without_kit(runner, week, make_class):
    chair = make_class("at-the-chair", kit=["chair"])
    place = first_place(runner)
    place.video_class = chair
    place.save()
    lay(runner, "travel")
    left = list(PlannedSession.objects.of(runner).between(MONDAY, SUNDAY))
    assert len(left) == 2 and place not in left


def test_an_injury_with_a_site_leaves_quiet_classes_that_spare_it(runner, week):
    overlay = lay(runner, "injury", sites=["calf", "ankle", "calf"], agreed=True)
    assert overlay.sites == ["ankle", "calf"]
    loads = PlannedSession.objects.of(runner).between(MONDAY, SUNDAY)
    assert set(loads.values_list("video_class__leg_load", flat=True)) <= {0}


def test_of_an_illness_no_sites_are_kept(runner, week):
    assert lay(runner, "illness", sites=["calf"], agreed=True).sites == []


# --- by hand since -------------------------------------------------------------------------------
def test_a_class_done_meanwhile_stays_done(runner, week):
    overlay = lay(runner, first=MONDAY + 2 * DAY)
    place = first_place(runner)
    assert place.date < MONDAY + 2 * DAY
    record_session(
        runner=runner, date=place.date, now=NOW, video_class=place.video_class, minutes=15, how="button"
    )
    remove(runner, overlay)
    place.refresh_from_db()
    assert (place.state, len(dates(runner))) == ("done", 3)


def test_a_class_moved_meanwhile_stays_and_takes_its_day(runner, week):
    """It goes to the day of one that had left; that one has no day to come back to."""
    kept, gone, last = dates(runner)
    overlay = lay(runner, first=gone, last=gone)
    place = PlannedSession.objects.get(date=kept)
    move_place(runner=runner, date=kept, slug=place.video_class.slug, to=gone, now=NOW)
    remove(runner, overlay)
    place.refresh_from_db()
    assert (place.date, place.state, dates(runner)) == (gone, "locked", [gone, last])


def test_a_class_left_out_meanwhile_stays_left_out(runner, week):
    place = PlannedSession.objects.of(runner).order_by("date").select_related("video_class")[1]
    overlay = lay(runner, "travel")
    skip_place(runner=runner, date=place.date, slug=place.video_class.slug, now=NOW)
    remove(runner, overlay)
    place.refresh_from_db()
    assert place.state == "skipped"


def test_a_class_put_back_meanwhile_stays_put_back(runner, week):
    place = first_place(runner)
    asked = {"runner": runner, "date": place.date, "slug": place.video_class.slug, "now": NOW}
    skip_place(**asked)
    overlay = lay(runner, "travel")
    put_back(**asked)
    remove(runner, overlay)
    place.refresh_from_db()
    assert place.state == "proposed"


def test_a_locked_class_that_a_hand_took_away_does_not_come_back(runner, week):
    place = first_place(runner)
    PlannedSession.objects.filter(pk=place.pk).update(state="locked")
    overlay = lay(runner, "travel")
    PlannedSession.objects.filter(pk=place.pk).delete()
    remove(runner, overlay)
    assert not PlannedSession.objects.filter(pk=place.pk).exists()


def test_a_class_deleted_from_the_library_does_not_come_back(runner, week):
    overlay = lay(runner)
    gone = Overlay.objects.get().before["2026-11-23"]["places"][0]["video_class_id"]
    PlannedSession.objects.filter(video_class_id=gone).delete()
    type(first_place(runner).video_class).objects.get(pk=gone).delete()
    remove(runner, overlay)
    assert gone not in PlannedSession.objects.values_list("video_class_id", flat=True)
    assert len(dates(runner)) == 2


# --- days that are over --------------------------------------------------------------------------
def test_days_that_are_over_stay_as_they_were(runner, week):
    days = dates(runner)
    overlay = lay(runner)
    later = NOW + (days[1] - MONDAY).days * DAY
    remove(runner, overlay, now=later)
    assert dates(runner) == days[1:]
    assert not PlannedSession.objects.of(runner).filter(state="missed").exists()


def test_what_was_missed_under_it_stays_a_thing_of_the_past(runner, week):
    overlay = lay(runner, "travel")
    later = NOW + 8 * DAY
    before = dates(runner)
    remove(runner, overlay, now=later)
    assert dates(runner) == before


def test_a_time_that_is_over_goes_without_a_trace(runner, week):
    overlay = lay(runner)
    before = places(runner)
    remove(runner, overlay, now=NOW + 21 * DAY)
    assert (places(runner), Overlay.objects.count()) == (before, 0)


# --- weeks planned meanwhile, offers -------------------------------------------------------------
def test_a_week_first_planned_while_it_stood_is_planned_afresh(runner, few_classes):
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=3)
    overlay = lay(runner)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert (dates(runner), overlay.before) == ([], {})
    remove(runner, overlay)
    shown = [row[1:] for row in places(runner)]
    Week.objects.all().delete()
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert [row[1:] for row in places(runner)] == shown and len(shown) == 3


def test_a_proposal_that_was_declined_is_not_made_again(runner, week):
    PlannedSession.objects.filter(pk=first_place(runner).pk).delete()
    plan = {"week": week, "because": "run", "made_at": NOW, "declined_at": NOW}
    overlay = lay(runner, last=MONDAY, first=MONDAY)
    offer = PlanOffer.objects.get(week=week)
    remove(runner, overlay)
    PlanOffer.objects.filter(week=week).update(**plan)
    declined = PlanOffer.objects.get(week=week).wanted
    overlay = lay(runner)
    assert offer.declined_at is None
    remove(runner, overlay)
    again = PlanOffer.objects.get(week=week)
    assert (again.wanted, again.declined_at) == (declined, NOW)


def test_what_the_time_made_leave_cannot_be_put_back_twice(runner, week):
    overlay = lay(runner)
    remove(runner, overlay)
    week.refresh_from_db()
    assert week.latest.kind == PlanChange.Kind.LIFTED
    assert list(week.changes.filter(undone_at=None)) == [week.latest]


# --- several, and changes ------------------------------------------------------------------------
def test_one_kind_is_laid_once_over_a_day_and_another_may_be_laid_over_it(runner, week):
    overlay = lay(runner)
    with pytest.raises(LaidAlready) as told:
        lay(runner, first=SUNDAY, last=SUNDAY + DAY)
    assert told.value.overlay == overlay
    lay(runner, "travel")
    lay(runner, first=SUNDAY + DAY, last=SUNDAY + DAY)
    assert Overlay.objects.count() == 3


def test_the_picture_of_the_second_leaves_the_first_when_that_goes(runner, week):
    before = places(runner)
    first, second = lay(runner), lay(runner, "travel", last=SUNDAY + DAY)
    remove(runner, first)
    second.refresh_from_db()
    assert (second.before["2026-11-23"]["under"], len(dates(runner))) == ([], 3)
    remove(runner, second)
    assert places(runner) == before


def test_a_picture_of_a_week_nobody_knows_otherwise_goes(runner, week):
    later = NEXT + 7 * DAY
    first = lay(runner, first=later, last=later + 6 * DAY)
    plan_week(runner=runner, monday=later, now=NOW)
    second = lay(runner, "travel", first=later, last=later)
    assert list(second.before) == ["2026-12-07"]
    remove(runner, first)
    second.refresh_from_db()
    assert (second.before, len(dates(runner, later))) == ({}, 3)


def test_well_again_gives_back_the_days_from_today_on(runner, week):
    days = dates(runner)
    overlay = lay(runner)
    later = NOW + (days[1] - MONDAY).days * DAY
    ended = end_overlay(runner=runner, pk=overlay.pk, now=later)
    assert (ended.last, dates(runner)) == (days[1] - DAY, days[1:])


def test_ended_on_its_first_day_it_keeps_that_day(runner, week):
    overlay = lay(runner)
    assert end_overlay(runner=runner, pk=overlay.pk, now=NOW).last == MONDAY
    assert dates(runner)[0] > MONDAY


def test_what_is_not_on_does_not_end(runner, week):
    overlay = lay(runner, first=SUNDAY)
    assert end_overlay(runner=runner, pk=overlay.pk, now=NOW).last == SUNDAY


def test_longer_days_keep_the_first_picture_and_take_one_of_what_is_new(runner, week):
    before = places(runner)
    overlay = lay(runner)
    first = overlay.before["2026-11-23"]
    values = {"kind": "holiday", "first": MONDAY, "last": NEXT + DAY, "now": NOW}
    changed = change_overlay(runner=runner, pk=overlay.pk, **values)
    assert (list(changed.before), changed.before["2026-11-23"]) == (["2026-11-23", "2026-11-30"], first)
    remove(runner, changed)
    assert places(runner) == before


# --- whose, and consent --------------------------------------------------------------------------
def test_anothers_time_is_not_there(runner, stranger, week):
    PlanSettings.objects.create(runner=stranger)
    theirs = lay(stranger)
    with pytest.raises(NoSuchTime):
        remove(runner, theirs)
    with pytest.raises(NoSuchTime):
        end_overlay(runner=runner, pk=theirs.pk, now=NOW)
    assert Overlay.objects.get() == theirs


@pytest.mark.parametrize("kind", ["illness", "injury"])
def test_health_notes_are_kept_under_the_consent_only(runner, week, kind):
    with pytest.raises(NoConsent):
        lay(runner, kind)
    assert (Overlay.objects.count(), len(dates(runner))) == (0, 3)
    lay(runner, kind, agreed=True)
    assert Consent.objects.filter(user=runner, kind="health", withdrawn_at=None).count() == 1


@pytest.mark.parametrize("kind", ["holiday", "travel"])
def test_being_away_needs_no_consent(runner, week, kind):
    lay(runner, kind)
    assert not Consent.objects.exists()


def test_a_holiday_becomes_an_illness_with_the_consent_only(runner, week):
    overlay = lay(runner)
    asked = {
        "runner": runner,
        "pk": overlay.pk,
        "kind": "illness",
        "first": MONDAY,
        "last": SUNDAY,
        "now": NOW,
    }
    with pytest.raises(NoConsent):
        change_overlay(**asked)
    assert Overlay.objects.get().kind == "holiday"
    assert change_overlay(**asked, agreed=True).kind == "illness"


def test_with_the_consent_they_go_and_the_plan_comes_back(runner, week):
    before = places(runner)
    ill = lay(runner, "illness", agreed=True)
    away = lay(runner, "travel")
    assert away.before["2026-11-23"]["under"] == [ill.pk]
    lay(runner, "injury", first=NEXT, last=NEXT + 30 * DAY)
    assert summary_of(runner=runner, now=NOW)[1] is True
    forget_health_notes(runner=runner, now=NOW)
    away.refresh_from_db()
    assert list(Overlay.objects.all()) == [away]
    assert [taken["under"] for taken in away.before.values()] == [[]]
    assert summary_of(runner=runner, now=NOW)[1] is False
    remove(runner, away)
    assert places(runner) == before


def test_without_health_times_nothing_follows(runner, week):
    before = places(runner)
    lay(runner, "travel")
    remove_health_overlays(runner=runner, now=NOW)
    assert (Overlay.objects.count(), before != []) == (1, True)


# --- said before ---------------------------------------------------------------------------------
def test_what_would_come_back_is_said_before_and_nothing_is_written(runner, week):
    days = dates(runner)
    overlay = lay(runner)
    found = returning(overlay=overlay, now=NOW)
    assert ([place.date for place in found.coming], found.going, dates(runner)) == (days, [], [])
    remove(runner, overlay)
    assert dates(runner) == days


def test_what_another_time_forbids_is_not_said_to_come_back(runner, week):
    overlay = lay(runner)
    lay(runner, "illness", last=SUNDAY, agreed=True)
    assert returning(overlay=overlay, now=NOW).coming == []


def test_of_a_week_planned_meanwhile_it_says_what_would_be_planned(runner, few_classes):
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=3)
    overlay = lay(runner, last=MONDAY + 3 * DAY)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    found = returning(overlay=overlay, now=NOW)
    stood = set(dates(runner))
    remove(runner, overlay)
    assert [place.date for place in found.coming] == [day for day in dates(runner) if day not in stood]
