"""The search against every plan there is, on small weeks."""

import random
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.planner import (
    Class,
    Done,
    Pain,
    Placement,
    Race,
    Run,
    Runner,
    Week,
    check,
    plan,
    walking,
)
from plans.planner.bounds import Standing, breaks
from plans.planner.candidates import candidates, offered
from plans.planner.caps import fits
from plans.planner.counting import most
from plans.planner.planning import choose, scene_of
from plans.planner.ranking import key
from plans.planner.rules import RULES, bounds_of
from plans.planner.scene import FREE_PLACE, Choice
from plans.planner.search import Search
from plans.planner.walking import MOST_STEPS
from plans.planner.week import (
    BENEFITS,
    WEEKDAYS,
)
from tests.plans.planner.weeks import MONDAY, weeks


def every_plan(scene, found):
    """All legal plans: one place after another, on each day nothing or any class in any place."""
    rules = [rule for rule in RULES if rule.id not in scene.off and rule.strength == "rule"]
    caps = [[rule.cap(scene.frame, day, False) for rule in rules] for day in scene.frame.days]
    bounds = [bounds_of(rule, scene.frame, scene.off) for rule in rules]
    plans = [()]
    for n in range(7):
        plans += [
            (*plan, Choice(n, item, place))
            for plan in plans
            if len(plan) < scene.places.room and n not in scene.places.closed
            for item in found
            if all(fits(item, cap) for cap in caps[n])
            for place in open_places(scene, plan, n, item)
        ]
    return [plan for plan in plans if stands(scene, plan, bounds)]


def open_places(scene, plan, n, item):
    taken = [choice.place for choice in plan]
    if taken.count(FREE_PLACE) < scene.places.free:
        yield FREE_PLACE
    for j, missed in enumerate(scene.places.missed):
        if j not in taken and n in missed.days and missed.takes(item):
            yield j


def stands(scene, plan, bounds):
    new = [Standing(scene.frame.days[c.day], c.item.leg_load, c.item.minutes) for c in plan]
    week = [*scene.places.standing, *new]
    return not any(breaks(one, week, bound, scene.frame.eve_heavy) for one in new for bound in bounds)


def busy_week(seed):
    """A week with much to choose from: most classes are legal, and days, needs and minutes compete."""
    chance = random.Random(seed)
    found = tuple(busy_class(chance, slug) for slug in "abcdef"[: chance.randint(4, 6)])
    open_days = chance.sample(WEEKDAYS, chance.randint(4, 5))
    runner = Runner(
        sessions=chance.randint(2, 3),
        days={day: chance.choice((15, 30, 30, 45)) for day in open_days},
        experience=chance.choice(("new", "some", "some", "regular")),
        impact=True,
        rest=frozenset(chance.sample(WEEKDAYS, chance.randint(0, 1))),
        off=frozenset(chance.sample(("R2", "R3", "R4", "R7", "R8", "R10"), chance.choice((0, 0, 1, 2)))),
    )
    past = [Done(MONDAY - timedelta(days=chance.randint(1, 50)), chance.choice(found)) for _ in range(30)]
    stands = [
        Placement(MONDAY + timedelta(days=chance.randint(0, 6)), chance.choice(found), state)
        for state in chance.choice(
            ((), (), ("proposed",) * 2, ("missed",), ("missed", "proposed"), ("locked",))
        )
    ]
    kinds = chance.choices(("easy", "intervals", "tempo", "long"), k=chance.randint(0, 4))
    race = Race(MONDAY + timedelta(days=chance.randint(2, 20)), "A", 42_195)
    sore = Pain("calf", 4, MONDAY - timedelta(days=1))
    return Week(
        week_start=MONDAY,
        runner=runner,
        classes=found,
        today=MONDAY + timedelta(days=chance.choice((0, 0, 1))),
        runs=tuple(Run(MONDAY + timedelta(days=chance.randint(0, 7)), kind, 60) for kind in kinds),
        races=chance.choice(((), (), (race,))),
        pain=chance.choice(((), (), (sore,))),
        history=tuple(past[: chance.choice((0, 6, 30))]),
        placed=tuple(stands),
        collection=chance.choice(
            ((), (), (found[1].slug, found[0].slug), (found[1].slug, found[1].slug, found[0].slug))
        ),
    )


def busy_class(chance, slug):
    return Class(
        slug=slug,
        minutes=chance.choice((8, 10, 15, 15, 22, 30)),
        leg_load=chance.choice((0, 1, 1, 2, 2, 3)),
        benefits=tuple(chance.sample(BENEFITS[:3], chance.randint(1, 2))),
        sites={"calf": chance.randint(0, 2)},
    )


@pytest.mark.parametrize("seed", range(250))
def test_in_a_busy_week_no_plan_is_better_than_the_one_that_is_found(seed, monkeypatch):
    scene = scene_of(busy_week(seed))
    found = offered(scene)
    best = min(key(scene, plan) for plan in every_plan(scene, found))
    assert key(scene, choose(scene, found)) == best
    monkeypatch.setattr(walking, "MANY_STEPS", 0)  # as where there are many ways: half made plans are judged
    assert key(scene, choose(scene, found)) == best


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(weeks(), st.sampled_from((walking.MANY_STEPS, 0)))
def test_no_plan_is_better_than_the_one_that_is_found(week, many_steps):
    scene = scene_of(week)
    found = offered(scene)
    best = min(key(scene, plan) for plan in every_plan(scene, found))
    with patch.object(walking, "MANY_STEPS", many_steps):
        assert key(scene, choose(scene, found)) == best


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(weeks(most_classes=8, most_sessions=6))
def test_a_plan_breaks_no_rule_that_is_on(week):
    planned = plan(week)
    by_slug = {item.slug: item for item in week.classes}
    stays = [p for p in week.placed if p.state in ("locked", "done", "skipped", "missed")]
    new = [s for s in planned.sessions if s.state == "proposed"]
    placed = [Placement(s.date, by_slug[s.slug], "proposed", s.slot) for s in new]
    placed += [
        Placement(s.date, by_slug[s.slug], "proposed", s.slot)
        for s in planned.primers
        if s.state == "proposed"
    ]
    broken = check(replace(week, placed=tuple(stays + placed)))
    judged = {(s.date, s.slug) for s in (*new, *planned.primers)}
    locked = {(p.date, p.item.slug) for p in stays if p.state == "locked"}
    assert [b for b in broken if (b.date, b.slug) in judged - locked] == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(weeks(most_classes=6, most_sessions=4), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_changes_nothing(week, chance):
    lists = ("classes", "runs", "races", "pain", "overlays", "history", "placed", "self_checks")
    shuffled = {name: tuple(chance.sample(getattr(week, name), len(getattr(week, name)))) for name in lists}
    assert plan(replace(week, **shuffled)) == plan(week)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(weeks(most_classes=6, most_sessions=5))
def test_what_is_placed_and_what_is_not_add_up_to_what_was_asked(week):
    planned = plan(week)
    counted = [p for p in week.placed if p.item.kind == "class" and p.state in ("locked", "done", "skipped")]
    new = [s for s in planned.sessions if s.state == "proposed"]
    unplaced = sum(one.count for one in planned.unplaced)
    assert len(new) + unplaced == max(0, week.runner.sessions - len(counted))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(weeks(most_classes=6, most_sessions=4))
def test_a_plan_put_back_as_proposed_stays_as_it_is(week):
    week = replace(week, placed=(), today=None)
    by_slug = {item.slug: item for item in week.classes}
    first = plan(week)
    again = plan(replace(week, placed=tuple(Placement(s.date, by_slug[s.slug]) for s in first.sessions)))
    assert [(s.date, s.slug) for s in again.sessions] == [(s.date, s.slug) for s in first.sessions]


def long_list(seed, minutes=range(5, 46)):
    chance = random.Random(seed)
    return tuple(
        Class(
            slug=f"c{n}",
            minutes=chance.choice(minutes),
            leg_load=chance.choice((0, 1, 1, 2, 2, 3)),
            benefits=tuple(chance.sample(BENEFITS, chance.randint(1, 3))),
        )
        for n in range(500)
    )


def week_of(found, sessions, stands=(), **more):
    """A re-plan on Wednesday; `stands` are days and states."""
    runner = Runner(sessions, dict.fromkeys(WEEKDAYS, 45), "some", impact=True, **more.pop("runner", {}))
    placed = tuple(Placement(MONDAY + timedelta(days=n), found[7 * n + 1], state) for n, state in stands)
    today = MONDAY + timedelta(days=2) if stands else MONDAY
    return Week(MONDAY, runner, found, today, placed=placed, **more)


A_RACE = (Race(MONDAY + timedelta(days=13), "A", 42_195),)
ONE_MISSED = ((0, "proposed"),)
KEPT_TOO = ((0, "missed"), (2, "proposed"), (3, "proposed"), (4, "done"))
EVEN = {"targets": dict.fromkeys(BENEFITS, 200)}


def searched(week):
    scene = scene_of(week)
    number = most(scene.frame, scene.places, offered(scene))
    search = Search(scene, candidates(scene, number), number)
    assert len(search.run()) == number
    return search.best


@pytest.mark.parametrize(
    "week",
    [
        pytest.param(week_of(long_list(1), 6, ONE_MISSED, races=A_RACE), id="a taper and one missed"),
        pytest.param(week_of(long_list(2), 4, ONE_MISSED, races=A_RACE), id="the same with four"),
        pytest.param(week_of(long_list(3), 7, KEPT_TOO), id="one missed and some kept"),
    ],
)
def test_a_missed_class_leaves_few_ways_to_try_in_a_long_list(week):
    best = searched(week)
    assert max(best.climbed, best.collected) < 500


@pytest.mark.parametrize(
    "week",
    [
        pytest.param(week_of(long_list(4, (15, 20, 30)), 6, runner=EVEN), id="many classes alike"),
        pytest.param(week_of(long_list(5), 6, runner={"targets": {}}), id="nothing is needed"),
    ],
)
def test_where_thousands_of_plans_serve_needs_alike_the_search_ends(week):
    best = searched(week)
    assert max(best.climbed, best.collected) < MOST_STEPS + 100
