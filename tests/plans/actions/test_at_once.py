"""Two acts at the same moment, on a database that lets them: PostgreSQL."""

import datetime
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event

import pytest
from django.core import mail
from django.db import connection, connections, transaction

from library.actions.viewing import mark_done
from library.models import Collection
from plans.actions.by_hand import IsDone, StaysAsItIs
from plans.actions.changes import NothingToUndo, undo_change
from plans.actions.check_in import answer_week
from plans.actions.choosing import add_place, swap_place
from plans.actions.doing import do_place
from plans.actions.following import follow_collection
from plans.actions.health_notes import agree_to_notes, hold_notes
from plans.actions.holding import hold_runner, hold_weeks
from plans.actions.log import write_down as write_run_down
from plans.actions.merge import merge_of, runs_to_merge
from plans.actions.pain import tell_as_yesterday, tell_pain
from plans.actions.place import move_place, skip_place
from plans.actions.plan import plan_week
from plans.actions.planned_runs import RunIsDone, ran_as_planned
from plans.actions.removed import merge_runs, put_back_runs
from plans.actions.session import (
    fill_again,
    put_back_session,
    record_session,
    release_place,
    take_out_session,
    write_down,
)
from plans.actions.settings import forget_health_notes
from plans.actions.soreness import keep_soreness
from plans.actions.tuning import change_section
from plans.actions.weekly_mail import choose_weekly_mail
from plans.actions.weekly_mail_due import claim
from plans.actions.weekly_mail_send import send_slice
from plans.calendar import days_of
from plans.models import (
    CheckIn,
    FollowedCollection,
    HealthNotes,
    PainReport,
    PlanChange,
    PlannedRun,
    PlannedSession,
    PlanSettings,
    Run,
    Session,
    TypicalRun,
    Week,
    WeeklyMail,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time."),
]
MONDAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def at_once(act, times=4):
    start = Barrier(times)

    def one(_n):
        try:
            start.wait(timeout=10)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_week_planned_at_once_is_planned_once(transactional_db, runner, few_classes):
    TypicalRun.objects.create(runner=runner, weekday=5, kind="long", duration_s=5400)
    for _ in range(4):  # the first makes the week, the others find it empty and plan it again
        weeks = at_once(lambda: plan_week(runner=runner, monday=MONDAY, now=NOW))
        assert len({week.pk for week in weeks}) == 1
        counts = (Week.objects.count(), PlannedSession.objects.count(), PlannedRun.objects.count())
        assert counts == (1, 2, 1)
        PlannedSession.objects.all().delete()


def test_a_run_said_to_be_run_at_once_is_one_run(transactional_db, runner, make_planned_run):
    planned = make_planned_run(date=NOW.date(), duration_s=2400)

    def run():
        try:
            return ran_as_planned(run=PlannedRun.objects.get(pk=planned.pk), now=NOW).pk
        except RunIsDone:
            return None

    answers = at_once(run)
    assert answers.count(None) == 3 and Run.objects.count() == 1


def test_classes_done_at_once_fill_a_place_each(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    ankles = few_classes["steady-ankles"]
    PlannedSession.objects.all().delete()
    week = Week.objects.get()
    for n in (3, 5):
        date = MONDAY + datetime.timedelta(days=n)
        PlannedSession.objects.create(week=week, date=date, first_date=date, video_class=ankles, slot="alone")
    sessions = at_once(
        lambda: record_session(
            runner=runner, date=NOW.date(), now=NOW, minutes=15, how="button", video_class=ankles
        )
    )
    filled = [session.planned_session_id for session in sessions if session.planned_session_id]
    assert (len(filled), len(set(filled)), Session.objects.count()) == (2, 2, 4)
    assert PlannedSession.objects.filter(state="done").count() == 2


@pytest.fixture
def place(runner, few_classes):
    """The one class of the week, today."""
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    chosen = few_classes["steady-ankles"]
    return PlannedSession.objects.create(
        week=week, date=NOW.date(), first_date=NOW.date(), video_class=chosen, slot="alone"
    )


def did(runner, now=NOW):
    return do_place(runner=runner, date=NOW.date(), slug="steady-ankles", now=now).session


def test_i_did_it_pressed_at_once_counts_once(transactional_db, runner, place):
    def press():
        try:
            return did(runner).pk
        except IsDone:
            return None

    assert at_once(press).count(None) == 3
    assert Session.objects.get().planned_session == place


def test_taken_back_at_once_it_is_taken_back_once(transactional_db, runner, place):
    session = did(runner)

    def take_back():
        try:
            return take_out_session(Session.objects.get(pk=session.pk), now=NOW)
        except Session.DoesNotExist:
            return None

    assert [back for back in at_once(take_back) if back] == [place]
    place.refresh_from_db()
    assert (place.state, Session.objects.count()) == ("proposed", 0)


def test_put_back_at_once_it_is_put_back_once(transactional_db, runner, place):
    session = did(runner)
    take_out_session(session, now=NOW)

    def put_back():
        try:
            put_back_session(Session.with_removed.get(), wanted=str(place.pk))
        except Session.DoesNotExist:
            return False
        return True

    assert at_once(put_back).count(True) == 1
    assert Session.objects.get().planned_session == place


def test_taken_back_while_it_is_done_again_neither_waits_for_ever(transactional_db, runner, place):
    """A bug: each held what the other waited for, and one of the two was lost."""
    session = did(runner)
    later = NOW + datetime.timedelta(hours=1)
    again = {"runner": runner, "video_class": place.video_class, "now": later}
    acts = iter([lambda: take_out_session(session, now=NOW), lambda: mark_done(**again)])
    at_once(lambda: next(acts)(), times=2)
    assert Session.objects.get().done_at == later


def test_a_merge_pressed_at_once_is_done_once_and_undone_whole(transactional_db, runner, make_run):
    pks = [make_run(title="A", effort=3).pk, make_run(note="Windy.", duration_s=4000).pk]
    before = list(Run.with_removed.order_by("pk").values())
    looked_at = merge_of(*runs_to_merge(runner, pks))
    merged = at_once(lambda: merge_runs(merge=looked_at, now=NOW), times=2)
    assert sorted(run is None for run in merged) == [False, True]
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    assert list(Run.with_removed.order_by("pk").values()) == before


def test_pain_told_at_once_is_one_report_of_the_day(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    agree_to_notes(runner=runner, now=NOW)
    at_once(lambda: tell_pain(runner=runner, site="calf", date=NOW.date(), now=NOW, level=4))
    assert list(PainReport.objects.values_list("site", "date", "level")) == [("calf", NOW.date(), 4)]


def test_as_yesterday_tapped_at_once_is_said_once(transactional_db, runner):
    agree_to_notes(runner=runner, now=NOW)
    yesterday = NOW.date() - datetime.timedelta(days=1)
    PainReport.objects.create(runner=runner, site="calf", date=yesterday, level=4, reported_at=NOW)
    made = at_once(lambda: tell_as_yesterday(runner=runner, now=NOW))
    assert sorted(map(len, made)) == [0, 0, 0, 1]
    assert PainReport.objects.count() == 2


def outcome(act):
    """What an act came to: its kind of change, or the error's name."""
    try:
        return act().change.kind
    except StaysAsItIs as error:
        return type(error).__name__


@pytest.mark.parametrize("times", [2, 4])
def test_a_class_moved_at_once_from_several_tabs_is_moved_once(transactional_db, runner, few_classes, times):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    place = PlannedSession.objects.order_by("date").last()
    free = [date for date in days_of(MONDAY) if date >= NOW.date() and date != place.date]
    targets = iter(free[:times])
    slug = place.video_class.slug

    def move():
        to = next(targets)
        return outcome(lambda: move_place(runner=runner, date=place.date, slug=slug, to=to, now=NOW))

    came_to = sorted(at_once(move, times))
    assert came_to == ["ChangedMeanwhile"] * (times - 1) + ["moved"]
    assert PlanChange.objects.filter(kind="moved").count() == 1


def test_left_out_and_swapped_at_once_one_is_told(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    place = PlannedSession.objects.order_by("date").last()
    here = {"runner": runner, "date": place.date, "slug": place.video_class.slug, "now": NOW}
    acts = iter(
        [
            lambda: skip_place(**here, seen="proposed"),
            lambda: swap_place(**here, to="both-sides", seen="proposed"),
        ]
    )
    came_to = at_once(lambda: outcome(next(acts)), times=2)
    assert sorted(came_to)[0] == "ChangedMeanwhile" and PlanChange.objects.count() == 1


def test_one_class_added_at_once_stands_once(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    before = PlannedSession.objects.count()
    sunday = MONDAY + datetime.timedelta(days=6)
    add = {"runner": runner, "date": sunday, "slug": "little-jumps", "now": NOW}
    assert sorted(at_once(lambda: outcome(lambda: add_place(**add)))) == ["DayIsTaken"] * 3 + ["added"]
    assert PlannedSession.objects.count() == before + 1


def test_an_undo_pressed_at_once_is_done_once(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    place = PlannedSession.objects.order_by("date").last()
    change = skip_place(runner=runner, date=place.date, slug=place.video_class.slug, now=NOW).change

    def undo():
        try:
            undo_change(runner=runner, pk=change.pk, now=NOW)
        except NothingToUndo:
            return "nothing"
        return "undone"

    assert sorted(at_once(undo, times=2)) == ["nothing", "undone"]
    place.refresh_from_db()
    assert place.state == "proposed"


def test_answers_given_at_once_stand_once(transactional_db, runner, few_classes):
    now = datetime.datetime(2026, 11, 29, 18, tzinfo=datetime.UTC)  # Sunday
    monday = datetime.date(2026, 11, 30)
    plan_week(runner=runner, monday=monday, now=now)
    at_once(lambda: answer_week(runner=runner, monday=monday, answer="lighter", now=now))
    told = list(CheckIn.objects.values_list("starts_on", "answer"))
    assert (told, PlannedSession.objects.count()) == ([(monday, "lighter")], 2)


def test_settings_saved_at_once_by_somebody_who_had_none_are_kept(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    told = {"sessions": 1, "days": {"sat": 20}, "rest_days": []}
    at_once(lambda: change_section(runner=runner, section="classes", answers=told, now=NOW))
    places = list(PlannedSession.objects.values_list("date", flat=True))
    assert places == [datetime.date(2026, 11, 28)]
    assert (PlanSettings.objects.get().sessions, PlanSettings.objects.get().days) == (1, {"sat": 20})


def test_a_weekly_mail_due_to_many_workers_at_once_goes_out_once(transactional_db, runner, few_classes):
    sunday = datetime.datetime(2026, 11, 29, 17, tzinfo=datetime.UTC)
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=NOW)
    at_once(lambda: send_slice(now=sunday, seconds=60))
    assert (len(mail.outbox), WeeklyMail.objects.get().sent_at) == (1, sunday)


def test_a_retry_is_claimed_once(transactional_db, runner):
    sunday = datetime.datetime(2026, 11, 29, 17, tzinfo=datetime.UTC)
    monday = sunday.date() + datetime.timedelta(days=1)
    choose_weekly_mail(runner=runner, on=True, weekday=6, hour=17, now=NOW)
    first = claim(runner=runner, monday=monday, now=sunday)
    WeeklyMail.objects.update(again_at=sunday)
    claims = at_once(lambda: claim(runner=runner, monday=monday, now=sunday))
    assert [one for one in claims if one] == [first]


def test_a_collection_followed_at_once_is_followed_once(transactional_db, runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    collections = [Collection.objects.create(slug=slug, title=slug) for slug in ("feet", "month")]
    for collection in collections:
        collection.places.create(video_class=few_classes["tall-and-easy"], position=1)
    both = iter(collections * 2)
    at_once(lambda: follow_collection(runner=runner, collection=next(both), now=NOW))
    assert FollowedCollection.objects.filter(ended_on=None).count() == 1
    assert sorted(f.collection.slug for f in FollowedCollection.objects.all()) == ["feet", "month"]


def in_a_row(*acts):
    return [act() for act in acts]


def test_soreness_told_while_its_place_is_left_open_neither_waits_for_ever(transactional_db, agreed, place):
    """A bug: one held the session and wanted the week, the other held the week and wanted the session."""
    PlannedSession.objects.update(date=NOW.date() - datetime.timedelta(days=1))
    session = record_session(
        runner=agreed,
        date=NOW.date() - datetime.timedelta(days=1),
        now=NOW,
        minutes=15,
        how="hand",
        video_class=place.video_class,
        danced={"leg_load": 3},
    )
    for n in range(5):
        here, there = Session.objects.get(pk=session.pk), Session.objects.get(pk=session.pk)
        open_and_fill = partial(in_a_row, partial(release_place, here), partial(fill_again, here))
        acts = iter([open_and_fill, partial(keep_soreness, session=there, soreness=n, now=NOW)])
        at_once(lambda acts=acts: next(acts)(), times=2)
    session.refresh_from_db()
    assert (session.soreness, session.planned_session) == (4, place)


@pytest.mark.parametrize("weeks_ago", [0, 3])
def test_a_class_written_down_at_once_counts_once_though_its_week_is_not_stored(
    transactional_db, runner, few_classes, weeks_ago
):
    """A bug: without a week there was nothing to wait for."""
    told = {"date": NOW.date() - datetime.timedelta(weeks=weeks_ago), "minutes": 40, "title": "Barre"}
    found = at_once(lambda: write_down(runner=runner, now=NOW, **told))
    assert sorted(is_new for _session, is_new in found) == [False] * 3 + [True]
    assert Session.objects.count() == 1


def test_weeks_are_held_before_planned_runs_by_who_writes_a_run_down_too(
    transactional_db, runner, few_classes, make_planned_run
):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    planned, held = make_planned_run(date=NOW.date(), kind="easy"), Event()

    def change_planned():
        with transaction.atomic():
            hold_weeks(runner=runner, now=NOW)
            held.set()
            time.sleep(0.5)  # s: the other is waiting by now
            PlannedRun.objects.select_for_update().get(pk=planned.pk)

    def write():
        held.wait(timeout=10)
        run = Run(runner=runner, date=NOW.date(), kind="easy", duration_s=1800)
        write_run_down(run=run, now=NOW)

    acts = [change_planned, write]
    at_once(lambda: acts.pop()(), times=2)
    planned.refresh_from_db()
    assert planned.run == Run.objects.get()


def test_notes_are_shared_and_forgotten_in_one_order(transactional_db, runner):
    """Each held what the other waited for: who shares holds the runner's row, and then the notes."""
    agree_to_notes(runner=runner, now=NOW)
    held = Event()

    def share():
        with transaction.atomic():
            hold_runner(runner)
            held.set()
            time.sleep(0.5)  # s: the other is waiting by now
            hold_notes(runner)

    def forget():
        held.wait(timeout=10)
        forget_health_notes(runner=runner, now=NOW)

    acts = [share, forget]
    at_once(lambda: acts.pop()(), times=2)
    assert not HealthNotes.objects.exists()
