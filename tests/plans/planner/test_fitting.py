"""How one more class stands today: against the check of the week, and many at once against each alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.planner import Done, Pain, Placement, Race, Run, check
from plans.planner.fitting import Fitting
from plans.planner.stock import Stock
from tests.plans.planner.weeks import classes, weeks


def in_the_week(week):
    return week.holds(week.now)


def broken_with(week, item, day):
    """The rules that the class breaks, asked of the week with it standing on that day."""
    runs = Fitting(week).frame.runs_on(day)
    slot = "before_run" if item.kind == "primer" and runs else None
    more = Placement(day, item, "locked", slot)
    found = check(replace(week, classes=(*week.classes, item), placed=(*week.placed, more)))
    return {broken.rule for broken in found if (broken.date, broken.slug) == (day, item.slug)}


@given(weeks().filter(in_the_week), classes("more", kinds=("class", "class", "primer")), st.integers(0, 6))
def test_a_class_fits_where_the_week_with_it_breaks_no_rule(week, item, ahead):
    day = min(week.now + timedelta(days=ahead), week.week_start + timedelta(days=6))
    why, broken = Fitting(week, day).against(item), broken_with(week, item, day)
    if why is None:
        assert broken == set()
    elif why.rule is None:
        assert (item.kind, why.code) == ("primer", "no-run")
    else:
        assert why.rule in broken


@given(
    weeks().filter(in_the_week), st.lists(st.integers(0, 60), min_size=1, max_size=30, unique=True), st.data()
)
def test_many_are_judged_as_each_alone(week, keys, data):
    items = {key: data.draw(classes(f"c{key}")) for key in keys}
    fitting, alone = Fitting(week), {}
    for key, item in items.items():
        if why := fitting.against(item):
            alone[key] = why.english
    together = {}
    for bar, found in fitting.barred(Stock(items)):
        for key in items:
            if found >> key & 1:
                assert key not in together
                together[key] = bar.why.english
    assert together == alone


@settings(max_examples=50)
@given(weeks().filter(in_the_week), classes("more"), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_changes_nothing(week, item, chance):
    def mixed(found):
        return tuple(chance.sample(found, len(found)))

    lists = ("classes", "runs", "races", "pain", "overlays", "history", "placed")
    other = replace(week, **{name: mixed(getattr(week, name)) for name in lists})
    assert Fitting(other).against(item) == Fitting(week).against(item)


@pytest.fixture
def told(a_week, a_class, day):
    """The rule and the sentence that a class of Monday meets, in an otherwise given week."""

    def ask(item=None, **more):
        why = Fitting(a_week(today=day(0), **more)).against(item or a_class())
        return why and (why.rule, why.english)

    return ask


def test_the_day_before_a_key_run_names_the_run(told, a_class, day):
    runs = (Run(day(1), "long"),)
    assert told(a_class(load=2), runs=runs) == (
        "R2",
        "Tomorrow brings your long run, so nothing hard on the legs today.",
    )
    assert told(a_class(load=1), runs=runs) is None


@pytest.mark.parametrize(
    ("fields", "rule", "sentence"),
    [
        ({"on": 0}, "R2", "The day after brings your long run, so nothing hard on the legs on Monday."),
        ({"on": 1}, "R10", "On Tuesday your legs still need time after a long run or a race."),
        ({"on": 4, "placed": 4}, "R16", "Friday holds another class already."),
    ],
)
def test_another_day_is_told_by_its_name(a_week, a_class, day, fields, rule, sentence):
    """Asked on the Sunday before, so that no day of the week is today."""
    placed = (Placement(day(4), a_class("other", load=0), "locked"),) if "placed" in fields else ()
    week = a_week(today=day(-1), runs=(Run(day(1), "long", minutes=100),), placed=placed)
    why = Fitting(week, day(fields["on"])).against(a_class(load=0 if placed else 2))
    assert (why.rule, why.english) == (rule, sentence)


def test_each_thing_that_was_asked_has_its_own_sentence(told, a_class, a_runner):
    days = {"mon": 10}
    assert told(a_class(level=2)) == ("R16", "It is above your level for now.")
    assert told(a_class(kit=frozenset({"mat", "wall"})), runner=a_runner(kit=frozenset({"mat"}))) == (
        "R16",
        "It needs a wall, and you have told us of none.",
    )
    quiet = a_runner(quiet=True)
    assert told(a_class(quiet=False), runner=quiet) == (
        "R16",
        "You asked for quiet classes, and this one is not.",
    )
    assert told(runner=a_runner(days=days)) == ("R16", "It is longer than the 10 minutes you gave Monday.")
    assert told(runner=a_runner(days={})) == ("R16", "You gave Monday no time for a class.")


def test_jumps_are_told_by_what_is_missing(told, a_class, a_runner, day):
    jumps = a_class(load=3)
    assert told(jumps) == ("R8", "It has small jumps, and you have not switched them on.")
    assert told(jumps, runner=a_runner(impact=True)) == (
        "R8",
        "Small jumps come after six classes that work your legs, over four weeks.",
    )
    assert told(a_class(load=2), runner=a_runner(experience="new")) == (
        "R8",
        "Harder work for your legs comes after three gentler classes.",
    )


def test_a_second_class_of_the_day_is_told_kindly(told, a_class, day):
    other = a_class("other", load=0)
    done, kept = Placement(day(0), other, "done"), Placement(day(0), other, "locked")
    assert told(placed=(done,)) == ("R16", "You have danced today, and one class a day is plenty.")
    assert told(placed=(kept,)) == ("R16", "Today is kept for another class.")


def test_what_hurts_comes_before_what_was_asked(told, a_class, day):
    sore = (Pain("calf", 4, day(0)),)
    item = a_class(level=2, sites={"calf": 2})
    assert told(item, pain=sore) == ("R11", "It loads a spot that hurts.")


def test_the_race_itself_takes_the_day(told, day):
    assert told(races=(Race(day(0), "A", 10_000),)) == ("R9", "Today is race day, so there is no class.")


def test_a_week_that_is_full_says_of_what(told, a_class, day):
    past = tuple(Placement(day(n), a_class("past", minutes=30)) for n in (2, 4))
    assert told(placed=past) == ("R8", "With it this week would go past its 60 minutes.")


def test_a_primer_waits_for_a_run_to_come(told, a_class, day):
    primer = a_class(kind="primer", minutes=8)
    assert told(primer) == (None, "It prepares a run, and none is to come today.")
    assert told(primer, runs=(Run(day(0), "easy", status="done"),)) is not None
    assert told(primer, runs=(Run(day(0), "easy"),)) is None


def test_a_cooldown_keeps_only_what_was_asked(told, a_class, a_runner, day):
    cooldown = a_class(kind="cooldown", load=2, minutes=50, quiet=False)
    assert told(cooldown, runs=(Run(day(1), "long"),)) is None
    assert told(cooldown, runner=a_runner(quiet=True))[0] == "R16"


def test_a_rule_that_is_off_says_nothing(told, a_class, a_runner, day):
    heavy, runs = a_class(load=2), (Run(day(1), "long"),)
    assert told(heavy, runs=runs, runner=a_runner(off=frozenset({"R2"}))) is None


def test_what_was_missed_does_not_count(told, a_class, day):
    missed = Placement(day(0), a_class("missed"), "missed")
    assert told(placed=(missed,)) is None


def test_heavy_work_of_yesterday_counts_across_the_border_of_weeks(told, a_class, day):
    yesterday = (Done(day(-1), a_class("past", load=2)),)
    assert told(a_class(load=2), history=yesterday) == (
        "R7",
        "Yesterday or tomorrow works your legs hard already.",
    )
