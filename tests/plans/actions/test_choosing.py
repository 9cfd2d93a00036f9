"""The runner's own choice: another class in a place, one more on a day, and taken away again."""

import datetime

import pytest

from plans.actions.by_hand import (
    ChangedMeanwhile,
    DayIsOver,
    DayIsTaken,
    IsDone,
    NoRunToPrepare,
    TooFarAhead,
)
from plans.actions.changes import undo_change
from plans.actions.choosing import NoSuchClass, NotAdded, add_place, remove_place, swap_place
from plans.actions.place import move_place, put_back
from plans.actions.plan import plan_week
from plans.models import PlannedSession, PlanSettings, Week

DAY = datetime.timedelta(days=1)
MONDAY = datetime.date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (MONDAY + n * DAY for n in range(1, 6))
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
SLUG = "steady-ankles"


@pytest.fixture
def place(runner, few_classes):
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=2)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=few_classes[SLUG], slot="alone", why="So."
    )


def swap(runner, to, **more):
    return swap_place(runner=runner, date=THURSDAY, slug=SLUG, to=to, now=NOW, **more)


def add(runner, slug, date=FRIDAY, now=NOW):
    return add_place(runner=runner, date=date, slug=slug, now=now)


def standing():
    places = PlannedSession.objects.order_by("date", "pk")
    return [(p.date, p.video_class.slug, p.state, p.slot, p.kept_against) for p in places]


# --- swapped -------------------------------------------------------------------------------------
def test_another_class_takes_the_place_and_stays(runner, place):
    changed = swap(runner, "deep-plies")
    assert changed.weight == "fits"
    assert standing() == [(THURSDAY, "deep-plies", "locked", "alone", [])]
    assert PlannedSession.objects.get().pk == place.pk


def test_a_swap_is_undone_whole(runner, place):
    before = PlannedSession.objects.values().get()
    change = swap(runner, "deep-plies").change
    assert change.kind == "swapped"
    undo_change(runner=runner, pk=change.pk, now=NOW)
    assert PlannedSession.objects.values().get() == before


def test_a_swap_against_a_rule_stands_and_says_which(runner, place):
    changed = swap(runner, "little-jumps")
    assert {rule.rule for rule in changed.broken} == {"R8", "R16"}
    assert standing() == [(THURSDAY, "little-jumps", "locked", "alone", ["R16", "R8"])]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"state": "done"}, IsDone),
        ({"state": "skipped"}, ChangedMeanwhile),
        ({"state": "locked"}, ChangedMeanwhile),
    ],
)
def test_a_place_that_is_not_as_it_was_seen_keeps_its_class(runner, place, fields, error):
    PlannedSession.objects.update(**fields)
    with pytest.raises(error):
        swap(runner, "deep-plies", seen="proposed")
    assert [row[1:3] for row in standing()] == [(SLUG, fields["state"])]


def test_a_day_that_is_over_is_not_swapped(runner, place):
    PlannedSession.objects.update(date=TUESDAY)
    with pytest.raises(DayIsOver):
        swap_place(runner=runner, date=TUESDAY, slug=SLUG, to="deep-plies", now=NOW)


def test_two_classes_of_a_day_do_not_become_one(runner, place, few_classes):
    add(runner, "deep-plies", THURSDAY)
    with pytest.raises(DayIsTaken):
        swap(runner, "deep-plies")


@pytest.mark.parametrize("slug", ["no-such-class", "", "old-favourite"])
def test_only_what_is_in_the_library_is_chosen(runner, place, make_class, slug):
    make_class("old-favourite", published=False)
    for act in (swap, add):
        with pytest.raises(NoSuchClass):
            act(runner, slug)
    assert [row[1] for row in standing()] == [SLUG]


# --- one more ------------------------------------------------------------------------------------
def test_a_class_is_added_to_a_day_and_stays_there(runner, place):
    changed = add(runner, "long-lines")
    assert changed.weight == "fits"
    assert standing()[1] == (FRIDAY, "long-lines", "locked", "alone", [])


def test_a_second_class_of_a_day_is_said_and_stands(runner, place, make_planned_run):
    make_planned_run(date=THURSDAY, kind="easy", duration_s=2400)
    changed = add(runner, "long-lines", THURSDAY)
    assert [rule.english for rule in changed.broken] == ["Thursday holds another class already."]
    assert standing()[1] == (THURSDAY, "long-lines", "locked", "after_run", ["R16"])


def test_what_was_left_out_stands_again_where_it_is_added(runner, place):
    """A bug: it was said to stand there already."""
    PlannedSession.objects.update(state="skipped")
    changed = add(runner, SLUG, THURSDAY)
    assert standing() == [(THURSDAY, SLUG, "locked", "alone", [])]
    undo_change(runner=runner, pk=changed.change.pk, now=NOW)
    assert [state for _, _, state, _, _ in standing()] == ["skipped"]


def test_what_is_added_is_taken_away_again_and_both_are_undone(runner, place):
    added = add(runner, "long-lines").change
    removed = remove_place(runner=runner, date=FRIDAY, slug="long-lines", now=NOW).change
    assert [row[1] for row in standing()] == [SLUG]
    undo_change(runner=runner, pk=removed.pk, now=NOW)
    assert [row[1] for row in standing()] == [SLUG, "long-lines"]
    undo_change(runner=runner, pk=added.pk, now=NOW)
    assert [row[1] for row in standing()] == [SLUG]


def test_what_the_plan_gave_is_not_taken_away(runner, place):
    with pytest.raises(NotAdded):
        remove_place(runner=runner, date=THURSDAY, slug=SLUG, now=NOW)
    assert [row[1] for row in standing()] == [SLUG]


def test_planning_again_leaves_what_was_added(runner, place):
    add(runner, "long-lines")
    plan_week(runner=runner, monday=MONDAY, now=NOW, afresh=True)
    assert (FRIDAY, "long-lines", "locked", "alone", []) in standing()


def test_an_added_class_that_was_moved_goes_back_and_stays_the_runners(runner, place):
    add(runner, "long-lines")
    move_place(runner=runner, date=FRIDAY, slug="long-lines", to=SATURDAY, now=NOW)
    put_back(runner=runner, date=SATURDAY, slug="long-lines", now=NOW)
    assert standing()[1] == (FRIDAY, "long-lines", "locked", "alone", [])


def test_a_week_that_was_only_computed_is_stored_by_adding(runner, few_classes):
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=1)
    add(runner, "long-lines", FRIDAY + 7 * DAY)
    assert Week.objects.get().starts_on == MONDAY + 7 * DAY
    assert (FRIDAY + 7 * DAY, "long-lines") in [row[:2] for row in standing()]


@pytest.mark.parametrize(
    ("date", "error"), [(TUESDAY, DayIsOver), (FRIDAY + 30 * 7 * DAY, TooFarAhead), (THURSDAY, DayIsTaken)]
)
def test_a_day_that_cannot_have_it_is_refused(runner, place, date, error):
    with pytest.raises(error):
        add(runner, SLUG, date)
    assert [row[:2] for row in standing()] == [(THURSDAY, SLUG)]


def test_a_primer_is_added_before_a_run_only(runner, place, make_class, make_planned_run):
    make_class("wake-the-feet", kind="primer", duration_s=360.0, leg_load=0)
    make_planned_run(date=SATURDAY, kind="easy", duration_s=2400)
    with pytest.raises(NoRunToPrepare):
        add(runner, "wake-the-feet", FRIDAY)
    add(runner, "wake-the-feet", SATURDAY)
    assert standing()[1] == (SATURDAY, "wake-the-feet", "locked", "before_run", [])


def test_a_strangers_week_is_not_touched(runner, stranger, place):
    PlanSettings.objects.create(runner=stranger, sessions=0)
    add(stranger, "long-lines")
    assert place.week.planned_sessions.count() == 1
