"""The plan is changed by hand: the rules speak, the runner decides, and what is done stays done."""

import datetime

import pytest

from plans.actions.changes import undo_change
from plans.actions.place import (
    ChangedMeanwhile,
    DayIsOver,
    DayIsTaken,
    IsDone,
    NoSuchPlace,
    move_place,
    offers,
    put_back,
    said_by,
    skip_place,
)
from plans.actions.plan import plan_week
from plans.actions.week import week_shown
from plans.models import PlannedSession, PlanSettings, Week
from plans.planner import Broken

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + n * DAY for n in range(1, 7))
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
SLUG = "deep-plies"


@pytest.fixture
def place(runner, few_classes):
    """Deep pliés, hard on the legs, on Thursday."""
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=2)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=few_classes[SLUG], slot="alone", why="So."
    )


@pytest.fixture
def beside(place, few_classes):
    """The same class on another day."""

    def make(date, **fields):
        values = {"first_date": date, "video_class": place.video_class, "slot": "alone"}
        return PlannedSession.objects.create(week=place.week, date=date, **{**values, **fields})

    return make


def move(runner, to, date=THURSDAY, now=NOW):
    return move_place(runner=runner, date=date, slug=SLUG, to=to, now=now).broken


def left_out(runner, date=THURSDAY):
    return skip_place(runner=runner, date=date, slug=SLUG, now=NOW)


def back(runner, date=THURSDAY, now=NOW):
    return put_back(runner=runner, date=date, slug=SLUG, now=now).place


def now_is(place):
    place.refresh_from_db()
    return (place.date, place.state, place.slot, place.kept_against)


def test_a_class_moves_to_a_day_that_fits_and_is_kept_there(runner, place):
    assert move(runner, FRIDAY) == []
    assert now_is(place) == (FRIDAY, "locked", "alone", [])
    assert place.first_date == THURSDAY


def test_on_a_day_with_a_run_it_stands_after_the_run(runner, place, make_planned_run):
    make_planned_run(date=FRIDAY, kind="easy", duration_s=2400)
    assert move(runner, FRIDAY) == []
    assert now_is(place) == (FRIDAY, "locked", "after_run", [])


def test_a_move_against_a_rule_says_which_and_stands_all_the_same(runner, place, make_planned_run):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    broken = move(runner, FRIDAY)
    assert [(rule.rule, rule.date, rule.slug) for rule in broken] == [("R2", FRIDAY, SLUG)]
    assert broken[0].english.startswith("Saturday")
    assert now_is(place) == (FRIDAY, "locked", "alone", ["R2"])


def test_moving_on_forgets_the_rule_it_was_kept_against(runner, place, make_planned_run):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    move(runner, FRIDAY)
    assert move(runner, WEDNESDAY, date=FRIDAY) == []
    assert now_is(place) == (WEDNESDAY, "locked", "alone", [])


def test_a_second_class_on_a_day_breaks_a_rule_but_not_the_plan(runner, place, beside, few_classes):
    beside(FRIDAY, video_class=few_classes["long-lines"])
    assert [rule.rule for rule in move(runner, FRIDAY)] == ["R16"]
    assert PlannedSession.objects.filter(date=FRIDAY).count() == 2


def test_the_same_class_twice_on_a_day_is_refused(runner, place, beside):
    beside(FRIDAY)
    with pytest.raises(DayIsTaken):
        move(runner, FRIDAY)
    assert now_is(place) == (THURSDAY, "proposed", "alone", [])


def test_a_day_that_is_over_is_refused(runner, place):
    with pytest.raises(DayIsOver):
        move(runner, TUESDAY)
    assert now_is(place) == (THURSDAY, "proposed", "alone", [])


def test_a_done_class_is_neither_moved_nor_left_out_nor_put_back(runner, place):
    """A bug: moving it made it a class to come again, while its session still counted."""
    PlannedSession.objects.update(state="done")
    with pytest.raises(IsDone):
        move(runner, FRIDAY)
    with pytest.raises(IsDone):
        left_out(runner)
    with pytest.raises(IsDone):
        back(runner)
    assert now_is(place) == (THURSDAY, "done", "alone", [])


def test_left_out_and_put_back_it_stands_as_before(runner, place):
    left_out(runner)
    assert now_is(place) == (THURSDAY, "skipped", "alone", [])
    assert back(runner) == place
    assert now_is(place) == (THURSDAY, "proposed", "alone", [])


def test_a_class_kept_or_swapped_in_left_out_and_put_back_is_kept(runner, place):
    """A bug: it came back as the plan's own, and the next planning took it away."""
    place.state = "locked"
    place.save()
    left_out(runner)
    assert back(runner).state == "locked"


def test_a_moved_class_left_out_and_put_back_is_kept_where_it_was(runner, place):
    move(runner, FRIDAY)
    left_out(runner, FRIDAY)
    back(runner, FRIDAY)
    assert now_is(place) == (FRIDAY, "locked", "alone", [])


def test_a_moved_class_goes_back_to_where_the_plan_put_it(runner, place, make_planned_run):
    make_planned_run(date=THURSDAY, kind="easy", duration_s=2400)
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    move(runner, FRIDAY)
    back(runner, FRIDAY)
    assert now_is(place) == (THURSDAY, "proposed", "after_run", [])


def test_a_moved_class_does_not_go_back_to_a_day_that_is_over(runner, place):
    move(runner, SATURDAY)
    with pytest.raises(DayIsOver):
        back(runner, SATURDAY, now=NOW + 2 * DAY)
    assert now_is(place) == (SATURDAY, "locked", "alone", [])


def test_a_moved_class_does_not_go_back_onto_itself(runner, place, beside):
    """A bug: the database refused, and the page with it."""
    move(runner, SATURDAY)
    beside(THURSDAY)
    with pytest.raises(DayIsTaken):
        back(runner, SATURDAY)
    assert now_is(place) == (SATURDAY, "locked", "alone", [])


def test_putting_back_what_never_moved_changes_nothing(runner, place):
    back(runner)
    assert now_is(place) == (THURSDAY, "proposed", "alone", [])


def test_what_is_left_out_frees_no_place_for_another(runner, few_classes):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    first = PlannedSession.objects.of(runner).first()
    skip_place(runner=runner, date=first.date, slug=first.video_class.slug, now=NOW)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    states = sorted(PlannedSession.objects.of(runner).values_list("state", flat=True))
    assert states == ["proposed", "skipped"]


@pytest.mark.parametrize(("date", "slug"), [(FRIDAY, SLUG), (THURSDAY, "steady-ankles"), (THURSDAY, "none")])
def test_a_place_that_is_not_there_is_not_found(runner, place, date, slug):
    for act in (skip_place, put_back):
        with pytest.raises(NoSuchPlace):
            act(runner=runner, date=date, slug=slug, now=NOW)
    with pytest.raises(NoSuchPlace):
        move_place(runner=runner, date=date, slug=slug, to=SATURDAY, now=NOW)


def test_a_strangers_place_is_not_there(stranger, place):
    with pytest.raises(NoSuchPlace):
        move(stranger, FRIDAY)
    assert not Week.objects.filter(runner=stranger).exists()


def test_an_act_on_a_week_that_was_only_shown_stores_it(runner, few_classes):
    monday = MONDAY + 14 * DAY
    shown, _days = _first_offer(runner, monday)
    skip_place(runner=runner, date=shown.date, slug=shown.video_class.slug, now=NOW)
    stored = PlannedSession.objects.get(date=shown.date, video_class=shown.video_class)
    assert (stored.state, stored.week.starts_on, stored.week.planned_sessions.count()) == (
        "skipped",
        monday,
        2,
    )


def _first_offer(runner, monday):
    place = week_shown(runner=runner, monday=monday, today=WEDNESDAY).places[0]
    return offers(runner=runner, date=place.date, slug=place.video_class.slug, today=WEDNESDAY)


def test_every_day_to_come_is_offered_with_the_rules_against_it(runner, place, make_planned_run):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    found, days = offers(runner=runner, date=THURSDAY, slug=SLUG, today=WEDNESDAY)
    assert found == place
    assert [(day.date, day.is_now, [rule.rule for rule in day.broken]) for day in days] == [
        (WEDNESDAY, False, []),
        (THURSDAY, True, []),
        (FRIDAY, False, ["R2"]),
        (SATURDAY, False, ["R10"]),
        (SUNDAY, False, []),
    ]


def test_an_offer_tells_what_moving_there_then_finds(runner, place, beside, few_classes, make_planned_run):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    beside(SUNDAY, video_class=few_classes["long-lines"])
    _, days = offers(runner=runner, date=THURSDAY, slug=SLUG, today=WEDNESDAY)
    standing = THURSDAY
    for day in days:
        assert move(runner, day.date, date=standing) == day.broken
        standing = day.date


def test_asking_about_days_stores_nothing(runner, few_classes):
    _first_offer(runner, MONDAY)
    assert (Week.objects.count(), PlannedSession.objects.count()) == (0, 0)


# --- what an act answers, and its undo -----------------------------------------------------------
@pytest.mark.parametrize("act", ["move", "skip"])
def test_each_act_is_undone_whole(runner, place, make_planned_run, act):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    before = PlannedSession.objects.values().get()
    if act == "move":
        changed = move_place(runner=runner, date=THURSDAY, slug=SLUG, to=FRIDAY, now=NOW)
    else:
        changed = skip_place(runner=runner, date=THURSDAY, slug=SLUG, now=NOW)
    assert PlannedSession.objects.values().get() != before
    assert Week.objects.get().latest == changed.change
    undo_change(runner=runner, pk=changed.change.pk, now=NOW)
    assert PlannedSession.objects.values().get() == before


def test_putting_back_is_undone_too(runner, place):
    left_out(runner)
    change = put_back(runner=runner, date=THURSDAY, slug=SLUG, now=NOW).change
    undo_change(runner=runner, pk=change.pk, now=NOW)
    assert now_is(place) == (THURSDAY, "skipped", "alone", [])


@pytest.mark.parametrize(
    ("run", "to", "weight"),
    [
        (None, FRIDAY, "fits"),
        ((SATURDAY, "long"), FRIDAY, "careful"),
        ((FRIDAY, "long"), FRIDAY, "clash"),  # R10: legs that recover
    ],
)
def test_rules_of_the_body_weigh_more_than_others(runner, place, make_planned_run, run, to, weight):
    if run:
        make_planned_run(date=run[0], kind=run[1], duration_s=6000)
    assert move_place(runner=runner, date=THURSDAY, slug=SLUG, to=to, now=NOW).weight == weight


def test_a_class_kept_against_a_rule_says_so_until_it_is_put_back(runner, place, make_planned_run):
    make_planned_run(date=SATURDAY, kind="long", duration_s=6000)
    PlannedSession.objects.update(reasons=["need:stabilisers"])
    broken = move(runner, FRIDAY)
    place.refresh_from_db()
    assert place.why == broken[0].english
    back(runner, FRIDAY)
    place.refresh_from_db()
    assert place.why == "Thursday is free, and it is time for strong feet and ankles."


def test_the_same_class_is_not_offered_a_day_that_holds_it(runner, place, beside):
    beside(FRIDAY)
    _, days = offers(runner=runner, date=THURSDAY, slug=SLUG, today=WEDNESDAY)
    assert [day.date for day in days] == [WEDNESDAY, THURSDAY, SATURDAY, SUNDAY]


# --- a page that is older than the plan ----------------------------------------------------------
def test_what_was_moved_in_another_tab_is_said(runner, place):
    move(runner, FRIDAY)
    with pytest.raises(ChangedMeanwhile):
        move(runner, SATURDAY)
    assert now_is(place) == (FRIDAY, "locked", "alone", [])


def test_what_was_left_out_in_another_tab_is_not_moved_unseen(runner, place):
    left_out(runner)
    with pytest.raises(ChangedMeanwhile):
        move_place(runner=runner, date=THURSDAY, slug=SLUG, to=FRIDAY, now=NOW, seen="proposed")
    assert now_is(place) == (THURSDAY, "skipped", "alone", [])


def test_a_class_that_never_stood_there_does_not_exist(runner, place):
    move(runner, FRIDAY)
    with pytest.raises(NoSuchPlace):
        move(runner, SATURDAY, date=SUNDAY)


def test_two_rules_that_say_the_same_say_it_once():
    """A bug: a lighter week named its minutes twice."""
    said = {"R13": "Too many minutes.", "R12": "It is late.", "R14": "Too many minutes."}
    broken = [Broken(THURSDAY, SLUG, rule, "code", {}, english) for rule, english in said.items()]
    assert said_by(broken) == "Too many minutes. It is late."
