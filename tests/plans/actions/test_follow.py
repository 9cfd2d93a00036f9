"""The plan follows what changes: what became illegal leaves at once, the rest is offered, all is undone."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.actions.indexing import index_classes
from library.models import Benefit
from plans.actions.changes import NothingToUndo, changing, picture, restore, undo_change
from plans.actions.follow import follow_later, follow_runs, follow_up, take_back
from plans.actions.log import write_down
from plans.actions.offers import NoOffer, OfferChanged, accept_offer, decline_offer
from plans.actions.place import move_place, skip_place
from plans.actions.plan import plan_week
from plans.actions.planned_runs import change_planned_run
from plans.actions.session import record_session
from plans.actions.week_facts import facts
from plans.actions.week_rows import rows_of_week
from plans.models import (
    Overlay,
    PainReport,
    PlanChange,
    PlannedRun,
    PlannedSession,
    PlanOffer,
    PlanSettings,
    Run,
    TypicalRun,
    Week,
)
from plans.planner import check, read_week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + n * DAY for n in range(1, 7))
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
ON_WEDNESDAY = NOW + 2 * DAY


@pytest.fixture
def usual_week(runner):
    """Intervals on Tuesday, easy on Thursday, long on Sunday."""
    for weekday, kind, minutes in [(1, "intervals", 50), (3, "easy", 40), (6, "long", 80)]:
        TypicalRun.objects.create(runner=runner, weekday=weekday, kind=kind, duration_s=60 * minutes)


@pytest.fixture
def week(runner, few_classes, usual_week):
    """Three classes for somebody who knows how, one of them hard: it is the longest."""
    few_classes["deep-plies"].duration_s = 20 * 60
    few_classes["deep-plies"].save()
    index_classes([few_classes["deep-plies"].pk])
    targets = dict(zip(Benefit.values, (0.25, 0.3, 0.35, 0, 0.1), strict=True))
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=3, targets=targets)
    return plan_week(runner=runner, monday=MONDAY, now=NOW)


def places(runner):
    rows = PlannedSession.objects.of(runner).order_by("date", "pk")
    return [(p.date, p.video_class.slug, p.state) for p in rows.select_related("video_class")]


def hard_day(runner):
    return PlannedSession.objects.of(runner).get(video_class__slug="deep-plies").date


def hurt(runner, site="calf", level=4, date=MONDAY):
    return PainReport.objects.create(runner=runner, site=site, level=level, date=date, reported_at=NOW)


@pytest.fixture
def sore_classes(few_classes):
    """Deep pliés load the calf hard, steady ankles a little."""
    for slug, load in (("deep-plies", 2), ("steady-ankles", 1)):
        few_classes[slug].sites = {"calf": load}
        few_classes[slug].save()
    index_classes([few_classes[slug].pk for slug in ("deep-plies", "steady-ankles")])


def test_where_nothing_has_changed_nothing_happens(runner, week):
    before = picture(week)
    follow_up(runner=runner, now=NOW, because="run")
    assert (picture(week), PlanChange.objects.count(), PlanOffer.objects.count()) == (before, 0, 0)


def test_what_hurts_sends_its_class_away_at_once_and_says_so(runner, week, sore_classes):
    stood = hard_day(runner)
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    change = PlanChange.objects.get()
    assert "deep-plies" not in [slug for _, slug, _ in places(runner)]
    assert [(one["title"], one["date"], one["rules"], one["sentences"]) for one in change.told] == [
        ("Deep plies", stood.isoformat(), ["R11"], ["It loads a spot that hurts."])
    ]
    assert Week.objects.get().latest == change


def test_no_more_leaves_than_must(runner, week, sore_classes):
    others = [place for place in places(runner) if place[1] != "deep-plies"]
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    assert places(runner) == others


def test_another_class_is_offered_in_its_place(runner, week, sore_classes):
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    offer = PlanOffer.objects.get()
    standing = {(date.isoformat(), slug) for date, slug, _ in places(runner)}
    assert offer.because == "pain" and len(offer.wanted) == 3
    assert standing < {(one["date"], one["slug"]) for one in offer.wanted}


def test_what_is_offered_is_the_week_once_it_is_accepted(runner, week, sore_classes):
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    wanted = [(one["date"], one["slug"]) for one in PlanOffer.objects.get().wanted]
    accept_offer(runner=runner, monday=MONDAY, now=NOW)
    assert [(date.isoformat(), slug) for date, slug, _ in places(runner)] == sorted(wanted)
    assert check(read_week(facts(rows_of_week(runner, MONDAY, MONDAY)))) == []
    assert PlanOffer.objects.count() == 0


def test_an_offer_accepted_and_taken_back_is_not_made_again(runner, week, sore_classes):
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    before = places(runner)
    accept_offer(runner=runner, monday=MONDAY, now=NOW)
    undo_change(runner=runner, pk=Week.objects.get().latest_id, now=NOW)
    assert places(runner) == before
    follow_up(runner=runner, now=NOW, because="pain")
    assert PlanOffer.objects.get().declined_at is not None


def test_an_offer_declined_is_not_made_again_until_it_is_another(runner, week, sore_classes):
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    decline_offer(runner=runner, monday=MONDAY, now=NOW)
    follow_up(runner=runner, now=NOW, because="pain")
    assert PlanOffer.objects.get().declined_at == NOW
    hurt(runner, level=7, date=TUESDAY)
    follow_up(runner=runner, now=NOW + DAY, because="pain")
    assert PlanOffer.objects.get().declined_at is None


def test_an_offer_is_answered_once(runner, week, sore_classes):
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    accept_offer(runner=runner, monday=MONDAY, now=NOW)
    for act in (accept_offer, decline_offer):
        with pytest.raises(NoOffer):
            act(runner=runner, monday=MONDAY, now=NOW)


def test_a_week_that_is_over_takes_no_answer(runner, week, sore_classes):
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    before = picture(week)
    for answer in (accept_offer, decline_offer):
        with pytest.raises(NoOffer):
            answer(runner=runner, monday=MONDAY, now=NOW + 7 * DAY)
    assert picture(week) == before


def test_a_week_that_changed_since_is_offered_anew_and_not_changed_unseen(runner, week, sore_classes):
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    offered = PlanOffer.objects.get().wanted
    new = next(one for one in offered if one["pk"] is None)
    PlannedSession.objects.of(runner).filter(date=MONDAY).delete()
    hurt(runner, level=7, date=TUESDAY)
    before = places(runner)
    with pytest.raises(OfferChanged):
        accept_offer(runner=runner, monday=MONDAY, now=NOW + 6 * DAY)
    assert places(runner) == before
    offers = PlanOffer.objects.filter(declined_at=None)
    assert all((new["date"], new["slug"]) not in {(w["date"], w["slug"]) for w in o.wanted} for o in offers)


def test_nobody_answers_anothers_offer(runner, stranger, week, sore_classes):
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    for act in (accept_offer, decline_offer):
        with pytest.raises(NoOffer):
            act(runner=stranger, monday=MONDAY, now=NOW)
    with pytest.raises(NothingToUndo):
        undo_change(runner=stranger, pk=PlanChange.objects.get().pk, now=NOW)


def test_what_left_and_is_put_back_stays_whatever_comes(runner, week, sore_classes):
    before = places(runner)
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    undo_change(runner=runner, pk=PlanChange.objects.get().pk, now=NOW)
    back = PlannedSession.objects.get(video_class__slug="deep-plies")
    assert (back.state, back.kept_against) == ("locked", ["R11"])
    assert [place[:2] for place in places(runner)] == [place[:2] for place in before]
    follow_up(runner=runner, now=NOW, because="pain")
    assert PlannedSession.objects.filter(pk=back.pk).exists()


def test_what_left_a_day_that_is_over_comes_back_as_missed(runner, week, sore_classes):
    stood = hard_day(runner)
    hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    undo_change(runner=runner, pk=PlanChange.objects.get().pk, now=NOW + 10 * DAY)
    assert (stood, "deep-plies", "missed") in places(runner)


@pytest.mark.parametrize("state", ["locked", "done", "skipped"])
def test_what_was_decided_by_hand_never_leaves(runner, week, sore_classes, state):
    PlannedSession.objects.filter(video_class__slug="deep-plies").update(state=state)
    before = picture(week)
    hurt(runner, level=8)
    follow_up(runner=runner, now=NOW, because="pain")
    kept = [row for row in picture(week) if row["state"] == state]
    says = {"kept_against": ["R11"], "why": "It loads a spot that hurts."} if state == "locked" else {}
    assert kept == [{**row, **says} for row in before if row["state"] == state] != []


def test_a_key_run_moved_to_the_day_after_sends_the_hard_class_away(runner, week):
    stood = hard_day(runner)
    run = PlannedRun.objects.of(runner).get(kind="long")
    run.date = stood + DAY
    change_planned_run(run=run, now=NOW)
    told = PlanChange.objects.get().told
    assert [(one["date"], one["rules"]) for one in told] == [(stood.isoformat(), ["R2"])]
    assert "leave tired legs" in told[0]["sentences"][0]


def test_a_long_run_that_was_run_is_followed(runner, week):
    """R10: after more than two hours the next day takes light legs at most."""
    stood = hard_day(runner)
    write_down(
        run=Run(runner=runner, date=stood - DAY, duration_s=130 * 60, kind="long"),
        now=NOW + (stood - MONDAY),
    )
    assert [one["rules"] for one in PlanChange.objects.get().told] == [["R10"]]


def test_a_run_of_long_ago_moves_nothing(runner, week, django_assert_num_queries):
    before = picture(week)
    write_down(run=Run(runner=runner, date=MONDAY - 40 * DAY, duration_s=130 * 60, kind="long"), now=NOW)
    assert (picture(week), PlanChange.objects.count(), PlanOffer.objects.count()) == (before, 0, 0)


def test_many_runs_at_once_are_followed_in_the_background(runner, week):
    from django_tasks_db.models import DBTaskResult

    stood = hard_day(runner)
    Run.objects.create(runner=runner, date=stood - DAY, duration_s=130 * 60, kind="long")
    follow_later(runner=runner)
    assert [row.task_path for row in DBTaskResult.objects.all()] == [follow_runs.module_path]
    assert PlanChange.objects.count() == 0


def test_where_no_week_was_ever_planned_nothing_is_asked_of_the_background(runner):
    from django_tasks_db.models import DBTaskResult

    follow_later(runner=runner)
    assert DBTaskResult.objects.count() == 0


# --- missed ------------------------------------------------------------------------------------------


def test_a_class_that_was_missed_waits_and_another_day_is_offered(runner, week):
    first = PlannedSession.objects.of(runner).order_by("date").first()
    now = NOW + (first.date + DAY - MONDAY)
    follow_up(runner=runner, now=now, because="missed")
    first.refresh_from_db()
    assert first.state == "missed"
    offer = PlanOffer.objects.get()
    again = next(one for one in offer.wanted if one["pk"] == first.pk)
    assert again["from"] == first.date.isoformat() and again["slug"] == first.video_class.slug
    assert 1 <= (datetime.date.fromisoformat(again["date"]) - first.date).days <= 3


def test_accepted_its_place_moves_and_is_missed_no_more(runner, week):
    first = PlannedSession.objects.of(runner).order_by("date").first()
    now = NOW + (first.date + DAY - MONDAY)
    follow_up(runner=runner, now=now, because="missed")
    again = next(one for one in PlanOffer.objects.get().wanted if one["pk"] == first.pk)
    accept_offer(runner=runner, monday=MONDAY, now=now)
    first.refresh_from_db()
    assert (first.date.isoformat(), first.state, first.reasons[0]) == (again["date"], "proposed", "R13")
    before = picture(week)
    follow_up(runner=runner, now=now, because="missed")
    assert (picture(week), PlanOffer.objects.count()) == (before, 0)


def test_declined_it_stays_where_it_was_missed(runner, week):
    first = PlannedSession.objects.of(runner).order_by("date").first()
    now = NOW + (first.date + DAY - MONDAY)
    follow_up(runner=runner, now=now, because="missed")
    decline_offer(runner=runner, monday=MONDAY, now=now)
    follow_up(runner=runner, now=now, because="missed")
    first.refresh_from_db()
    assert (first.state, PlanOffer.objects.get().declined_at) == ("missed", now)


def test_a_missed_class_danced_after_all_fills_its_place(runner, week):
    first = PlannedSession.objects.of(runner).order_by("date").first()
    now = NOW + (first.date + DAY - MONDAY)
    follow_up(runner=runner, now=now, because="missed")
    chosen = first.video_class
    record_session(runner=runner, date=first.date, now=now, minutes=15, how="hand", video_class=chosen)
    first.refresh_from_db()
    assert first.state == "done"


def test_planned_again_by_hand_a_missed_class_moves_at_once(runner, week):
    first = PlannedSession.objects.of(runner).order_by("date").first()
    now = NOW + (first.date + DAY - MONDAY)
    plan_week(runner=runner, monday=MONDAY, now=now)
    moved = PlannedSession.objects.get(pk=first.pk)
    assert moved.date > first.date and moved.state == "proposed"
    undo_change(runner=runner, pk=PlanChange.objects.get().pk, now=now)
    moved.refresh_from_db()
    assert moved.date == first.date


# --- undo --------------------------------------------------------------------------------------------


def test_planning_again_can_be_undone(runner, week):
    before = picture(week)
    PlanSettings.objects.filter(runner=runner).update(sessions=1)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert len(picture(week)) == 1
    change = PlanChange.objects.get()
    undo_change(runner=runner, pk=change.pk, now=NOW)
    assert picture(week) == before
    with pytest.raises(NothingToUndo):
        undo_change(runner=runner, pk=change.pk, now=NOW)


def test_what_was_done_since_stays_done(runner, week):
    PlanSettings.objects.filter(runner=runner).update(sessions=1)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    left = PlannedSession.objects.get()
    record_session(
        runner=runner, date=left.date, now=NOW, minutes=15, how="hand", video_class=left.video_class
    )
    undo_change(runner=runner, pk=PlanChange.objects.get().pk, now=NOW)
    states = [state for _, _, state in places(runner)]
    assert sorted(states) == ["done", "proposed", "proposed"]


def test_the_newest_change_not_undone_is_the_latest(runner, week):
    first = plan_with(runner, sessions=2)
    second = plan_with(runner, sessions=1)
    assert Week.objects.get().latest_id == second
    undo_change(runner=runner, pk=second, now=NOW)
    assert Week.objects.get().latest_id == first
    undo_change(runner=runner, pk=first, now=NOW)
    assert Week.objects.get().latest_id is None


def plan_with(runner, *, sessions):
    PlanSettings.objects.filter(runner=runner).update(sessions=sessions)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    return PlanChange.objects.order_by("-pk").first().pk


def test_a_change_that_changed_nothing_is_not_kept(runner, week):
    with changing(week=week, kind="moved", now=NOW):
        pass
    assert (PlanChange.objects.count(), Week.objects.get().latest) == (0, None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.integers(0, 6),
    days=st.integers(1, 7),
    kind=st.sampled_from(["illness", "holiday", "injury", "travel"]),
    by_hand=st.lists(st.sampled_from(["move", "skip", "none"]), min_size=3, max_size=3),
)
def test_restoring_gives_the_week_as_it_was_but_for_what_was_done_by_hand(
    runner, few_classes, usual_week, first, days, kind, by_hand
):
    Week.objects.all().delete()
    Overlay.objects.all().delete()
    PlanSettings.objects.update_or_create(
        runner=runner, defaults={"experience": "some", "level": 2, "sessions": 3}
    )
    week = plan_week(runner=runner, monday=MONDAY, now=NOW)
    before = picture(week)
    overlay = Overlay.objects.create(
        runner=runner, kind=kind, first=MONDAY + first * DAY, last=MONDAY + (first + days) * DAY, laid_at=NOW
    )
    follow_up(runner=runner, now=NOW, because="overlay")
    moved = change_by_hand(runner, by_hand)
    overlay.delete()
    restore(week=week, before=before, today=MONDAY)
    kept = {row["pk"]: row for row in picture(week)}
    days_by_hand = {row["date"] for key, row in kept.items() if key in moved and row["state"] != "skipped"}
    for row in before:
        if row["pk"] not in moved:
            assert kept.get(row["pk"]) == row or row["date"] in days_by_hand
    assert kept.keys() <= {row["pk"] for row in before} | moved


def change_by_hand(runner, acts):
    """What the runner moves or leaves out; the keys of those places."""
    changed = set()
    proposed = list(PlannedSession.objects.of(runner).filter(state="proposed"))
    for place, act in zip(proposed, acts, strict=False):
        key = {"runner": runner, "date": place.date, "slug": place.video_class.slug, "now": NOW}
        if act == "move":
            move_place(**key, to=place.date + DAY if place.date < SUNDAY else MONDAY)
        elif act == "skip":
            skip_place(**key)
        if act != "none":
            changed.add(place.pk)
    return changed


def test_following_asks_as_much_for_a_little_as_for_a_lot(runner, week, make_session, make_run):
    few = queries_of_following(runner)
    for n in range(60):
        make_run(date=MONDAY - (30 + n) * DAY)
        make_session(date=MONDAY - (30 + n) * DAY)
    assert queries_of_following(runner) == few == 16


def queries_of_following(runner):
    with CaptureQueriesContext(connection) as asked:
        follow_up(runner=runner, now=NOW, because="run")
    return len(asked)


# --- what is told stays true ------------------------------------------------------------------------


def test_once_nothing_hurts_the_news_of_it_goes_and_what_was_kept_is_kept_against_nothing(
    runner, week, sore_classes
):
    """A bug: "It loads a spot that hurts" stood for as long as the week."""
    report = hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    take_back(runner=runner, pk=PlanChange.objects.get().pk, now=NOW)
    back = PlannedSession.objects.get(video_class__slug="deep-plies")
    assert (back.kept_against, back.why) == (["R11"], "It loads a spot that hurts.")
    report.delete()
    follow_up(runner=runner, now=NOW, because="pain")
    back.refresh_from_db()
    assert (back.state, back.kept_against) == ("locked", [])
    assert back.why.startswith("After ")  # the plan's own reason again


def test_news_of_a_spot_that_hurts_no_more_is_no_news(runner, week, sore_classes):
    report = hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    assert Week.objects.get().latest.kind == "left"
    report.delete()
    follow_up(runner=runner, now=NOW, because="pain")
    assert (Week.objects.get().latest, PlanChange.objects.count()) == (None, 1)


def test_what_left_and_fits_again_is_put_back_against_nothing(runner, week, sore_classes):
    report = hurt(runner)
    follow_up(runner=runner, now=NOW, because="pain")
    report.delete()
    take_back(runner=runner, pk=PlanChange.objects.get().pk, now=NOW)
    back = PlannedSession.objects.get(video_class__slug="deep-plies")
    assert (back.state, back.kept_against) == ("locked", [])
