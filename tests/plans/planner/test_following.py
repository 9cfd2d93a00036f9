"""A collection is followed: its next classes come first where they are legal, and no place is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.planner import Done, Overlay, Placement, Run, check, plan, plan_following, with_collection
from plans.planner.planning import scene_of
from tests.plans.planner.conftest import MONDAY
from tests.plans.planner.weeks import weeks

FEET = ("feet-1",) * 3 + ("feet-2",) * 3


@pytest.fixture
def shelf(a_class):
    """Two short classes of the collection, and what the needs would rather have."""
    feet = [a_class(f"feet-{n}", benefits=("flexibility",), minutes=10) for n in (1, 2)]
    return (*feet, a_class("ankles", benefits=("stabilisers", "balance"), minutes=30))


def stands(planned):
    """Day and class of each session."""
    return [((s.date - MONDAY).days, s.slug) for s in planned.sessions]


def as_stored(week, planned):
    """The week with what was planned standing in it."""
    items = {item.slug: item for item in week.classes}
    return replace(week, placed=tuple(Placement(s.date, items[s.slug], s.state) for s in planned.sessions))


def test_without_following_the_needs_have_the_word(shelf, a_week, a_runner):
    planned = plan(a_week(*shelf, runner=a_runner(2), collection=FEET))
    assert [slug for _day, slug in stands(planned)] == ["ankles", "ankles"]


def test_its_next_classes_come_first_and_well_apart(shelf, a_week, a_runner):
    planned = plan_following(a_week(*shelf, runner=a_runner(3)), FEET, 3)
    assert stands(planned) == [(0, "feet-1"), (3, "feet-1"), (6, "feet-1")]
    assert [s.reasons for s in planned.sessions] == [("collection", "need:flexibility", "space")] * 3


def test_the_rest_of_the_week_goes_by_needs(shelf, a_week, a_runner):
    planned = plan_following(a_week(*shelf, runner=a_runner(3)), FEET, 2)
    assert sorted(slug for _day, slug in stands(planned)) == ["ankles", "feet-1", "feet-1"]


def test_what_comes_three_times_is_done_with_after_three(shelf, a_week, a_runner, day):
    done = tuple(Done(day(-n), shelf[0]) for n in (3, 5))
    planned = plan_following(a_week(*shelf, runner=a_runner(3), history=done), FEET, 3)
    assert [slug for _day, slug in stands(planned)] == ["feet-1", "feet-2", "feet-2"]


def test_what_stands_in_the_week_is_counted(shelf, a_week, a_runner, day):
    placed = (Placement(day(0), shelf[0], "done"), Placement(day(3), shelf[0], "locked"))
    planned = plan_following(a_week(*shelf, runner=a_runner(3), placed=placed, today=day(1)), FEET, 3)
    assert [slug for _day, slug in stands(planned)] == ["feet-1", "feet-1", "feet-1"]
    left_out = (Placement(day(0), shelf[0], "skipped"),)
    planned = plan_following(a_week(*shelf, runner=a_runner(3), placed=left_out), FEET, 3)
    assert [slug for _day, slug in stands(planned)] == ["feet-1", "feet-1"]


def test_an_illness_keeps_the_place(shelf, a_week, a_runner, day):
    ill = (Overlay("illness", day(0), day(6)),)
    assert plan_following(a_week(*shelf, runner=a_runner(3), overlays=ill), FEET, 3).sessions == ()
    some_days = (Overlay("illness", day(0), day(4)),)
    planned = plan_following(a_week(*shelf, runner=a_runner(3), overlays=some_days), FEET, 3)
    assert stands(planned) == [(5, "feet-1"), (6, "feet-1")]


def test_one_that_is_not_legal_waits_with_those_after_it(a_class, a_week, a_runner):
    hard = a_class("hard", load=3)
    light = a_class("light")
    week = a_week(hard, light, runner=a_runner(2))
    assert [slug for _d, slug in stands(plan_following(week, ("light", "hard", "light"), 2))][:1] == ["light"]
    assert scene_of(with_collection(week, ("hard", "light"), 2)).frame.kept == frozenset()


def test_one_that_may_not_be_placed_at_all_waits(a_class, a_week, a_runner):
    week = a_week(a_class("gone", offer=False), a_class("here"), runner=a_runner(2))
    assert with_collection(week, ("gone", "here"), 2).placed == ()


def test_the_order_holds_where_a_day_is_too_hard_for_the_first(a_class, a_week, a_runner, day):
    """Tuesday lies before intervals: the heavy one goes elsewhere, and the light one never before it."""
    heavy, light = a_class("heavy", load=2), a_class("light")
    done = tuple(Done(day(-n), light) for n in (7, 9, 11))
    runs = (Run(day(2), "intervals", 60), Run(day(5), "long", 100))
    week = a_week(heavy, light, runner=a_runner(2), runs=runs, history=done)
    found = stands(plan_following(week, ("light",) * 3 + ("heavy", "light"), 2))
    assert [slug for _day, slug in found] == ["heavy", "light"]
    assert found[0][0] not in (1, 4)


def test_a_class_done_elsewhere_makes_way_for_the_next(shelf, a_week, a_runner, day):
    """What was proposed for the collection and is over by now does not stay for its own sake."""
    done = tuple(Done(day(-n), shelf[0]) for n in (1, 3, 5))
    placed = (Placement(day(2), shelf[0]), Placement(day(4), shelf[0]))
    planned = plan_following(a_week(*shelf, runner=a_runner(2), placed=placed, history=done), FEET, 2)
    assert [slug for _day, slug in stands(planned)] == ["feet-2", "feet-2"]


def test_what_else_is_proposed_keeps_its_place(shelf, a_week, a_runner, day):
    week = a_week(*shelf, runner=a_runner(3), placed=(Placement(day(3), shelf[2]),))
    planned = plan_following(week, FEET, 3)
    assert (3, "ankles") in stands(planned)
    assert [slug for _day, slug in stands(planned)].count("feet-1") == 2


def test_a_missed_one_moves_and_is_not_doubled(shelf, a_week, a_runner, day):
    week = a_week(*shelf, runner=a_runner(3), placed=(Placement(day(0), shelf[0]),), today=day(1))
    planned = plan_following(week, FEET, 3)
    assert [slug for _day, slug in stands(planned)] == ["feet-1"] * 3
    assert sum("R13" in s.reasons for s in planned.sessions) == 1


def followed():
    """A week, and a collection of its classes where some come again."""
    return weeks().flatmap(
        lambda week: st.tuples(
            st.just(week),
            st.lists(st.sampled_from([c.slug for c in week.classes]), min_size=1, max_size=6).map(tuple),
            st.integers(1, 6),
        )
    )


@settings(max_examples=80)
@given(followed())
def test_nothing_that_is_planned_breaks_a_rule(asked):
    week, slugs, number = asked
    planned = plan_following(week, slugs, number)
    new = {(s.date, s.slug) for s in planned.sessions if s.state == "proposed" and s.slug}
    items = {item.slug: item for item in week.classes}
    stay = [p for p in week.placed if p.state not in ("proposed", "missed")]
    full = replace(week, placed=(*stay, *(Placement(d, items[slug]) for d, slug in sorted(new))))
    standing = {(p.date, p.item.slug) for p in stay}
    assert [b for b in check(full) if (b.date, b.slug) in new - standing] == []


@settings(max_examples=50)
@given(followed(), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_changes_nothing(asked, chance):
    week, slugs, number = asked
    names = ("classes", "runs", "races", "pain", "overlays", "history", "placed", "self_checks")
    lists = {name: list(getattr(week, name)) for name in names}
    for found in lists.values():
        chance.shuffle(found)
    mixed = replace(week, **{name: tuple(found) for name, found in lists.items()})
    assert plan_following(mixed, slugs, number) == plan_following(week, slugs, number)


@settings(max_examples=80)
@given(followed())
def test_planned_again_with_nothing_changed_it_stays_the_same(asked):
    week, slugs, number = asked
    week = replace(week, placed=(), today=MONDAY)
    first = plan_following(week, slugs, number)
    assert stands(plan_following(as_stored(week, first), slugs, number)) == stands(first)


@settings(max_examples=50)
@given(followed())
def test_following_never_leaves_a_place_empty_that_the_needs_would_fill(asked):
    week, slugs, number = asked
    week = replace(week, placed=(), today=MONDAY)
    assert len(plan_following(week, slugs, number).sessions) == len(plan(week).sessions)


@pytest.mark.parametrize("runs_on", [(), (0, 2, 4), (1, 3, 5, 6)])
def test_eight_weeks_of_three_with_one_lost_to_an_illness(shelf, a_class, a_week, a_runner, runs_on):
    """Week by week, each class danced on its day: 24 places in nine weeks, as one is lost."""
    feet = [a_class(f"feet-{n}", benefits=("stabilisers",), minutes=10) for n in range(1, 9)]
    places = [item.slug for item in feet for _ in range(3)]
    history, danced = [], []
    for number in range(9):
        monday = MONDAY + timedelta(weeks=number)
        week = replace(
            a_week(*feet, shelf[2], runner=a_runner(3)),
            week_start=monday,
            overlays=(Overlay("illness", MONDAY + timedelta(days=14), MONDAY + timedelta(days=20)),),
            runs=tuple(Run(monday + timedelta(days=n), "easy", 40) for n in runs_on),
            history=tuple(done for done in history if (monday - done.date).days <= 56),
        )
        done = [d.item.slug for d in week.history]
        planned = plan_following(week, (*done, *places[len(danced) :]), 3)
        danced += [s.slug for s in planned.sessions]
        history += [Done(s.date, next(c for c in feet if c.slug == s.slug)) for s in planned.sessions]
    assert danced == places
