"""Which classes would do most good today: in the order of the ranking, each once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.planner import Done, Placement, Run, Runner
from plans.planner.best_now import BestNow
from plans.planner.fitting import Fitting
from plans.planner.needs import share, worth
from plans.planner.stock import Stock
from tests.plans.planner.weeks import classes, weeks

KEYS = st.lists(st.integers(0, 60), min_size=1, max_size=30, unique=True)


def keys(bits):
    return [n for n in range(bits.bit_length()) if bits >> n & 1]


def best_of(week, items):
    return BestNow(Fitting(week), Stock(items))


@given(weeks().filter(lambda week: week.holds(week.now)), KEYS, st.data())
def test_they_stand_in_the_order_of_the_ranking(week, found, data):
    items = {key: data.draw(classes(f"c{key}")) for key in found}
    best = best_of(week, items)
    order = best.order(best.stock.all)
    assert sorted(key for tier in order for key in keys(tier)) == sorted(items)

    def rank(item):
        """What `ranking` asks of one more class today, one class at a time."""
        scene, today = best.scene, best.today
        return (
            share(best.stood.get(item.primary, 0), 1) * worth(item, scene.needs),
            item.primary == "flexibility" and today in scene.long,
            item.leg_load >= 2 and today in scene.hard,
            scene.pleasure(today, item.slug, 0),
        )

    ranks = [{rank(items[key]) for key in keys(tier)} for tier in order]
    assert all(len(same) == 1 for same in ranks)
    assert [next(iter(same)) for same in ranks] == sorted({next(iter(s)) for s in ranks}, reverse=True)


@pytest.fixture
def ordered(a_week, day):
    """The slugs of the classes, best first, alike ones together."""

    def ask(*items, **more):
        best = best_of(a_week(today=day(0), **more), dict(enumerate(items)))
        return [[items[key].slug for key in keys(tier)] for tier in best.order(best.stock.all)]

    return ask


def test_what_is_needed_most_comes_first_and_more_of_the_same_later(ordered, a_class, day):
    feet, tall = a_class("feet", benefits=("stabilisers",)), a_class("tall")
    assert ordered(feet, tall) == [["feet"], ["tall"]]
    stands = (Placement(day(3), a_class("other-feet", benefits=("stabilisers",))),)
    assert ordered(feet, tall, placed=stands) == [["tall"], ["feet"]]


def test_someone_new_dances_the_same_again_until_it_was_done_three_times(ordered, a_class, a_runner, day):
    one, two = a_class("one"), a_class("two")
    new = a_runner(experience="new")
    done = [Done(day(-n), one) for n in (10, 15, 20)]
    assert ordered(one, two, runner=new, history=tuple(done[:2])) == [["one"], ["two"]]
    assert ordered(one, two, runner=new, history=tuple(done)) == [["one", "two"]]


def test_what_was_danced_this_week_is_less_fresh(ordered, a_class, day):
    one, two = a_class("one"), a_class("two")
    assert ordered(one, two, history=(Done(day(-2), one),)) == [["two"], ["one"]]


def test_the_reason_is_the_planners_own(a_week, a_class, day):
    lines = a_class("lines", benefits=("flexibility",), load=0)
    week = a_week(today=day(0), runs=(Run(day(0), "long", 60),))
    assert best_of(week, {1: lines}).why(lines).english == (
        "After Monday’s long run, to let hips and calves lengthen again."
    )


def test_a_runner_without_targets_has_an_order_too(a_week, a_class, day):
    targets = dict.fromkeys(("balance", "flexibility", "injury-prevention", "posture", "stabilisers"), 0)
    runner = Runner(sessions=2, days={"mon": 30}, targets=targets)
    week = a_week(today=day(0), runner=runner)
    assert keys(best_of(week, {3: a_class("one"), 5: a_class("two")}).order(0b101000)[0]) == [3, 5]
