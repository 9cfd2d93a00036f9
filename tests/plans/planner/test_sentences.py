"""Why a class stands where it stands, in one sentence."""

import pytest

from plans.planner import RULES, Placement, Race, Run, Why, plan, why
from plans.planner.sentences import BROKEN, WHY


def sentences(week):
    return [(w.english, w.rule) for w in (why(week, session) for session in plan(week).sessions)]


def test_a_hard_day_stays_hard(a_week, a_class, a_runner, day):
    week = a_week(a_class(load=2), runner=a_runner(1), runs=(Run(day(1), "intervals"),))
    assert sentences(week) == [
        ("After Tuesday’s intervals, because a hard day stays hard; Wednesday stays easy.", "R3")
    ]


def test_after_a_long_run_and_after_an_easy_one(a_week, a_class, a_runner, day):
    runs = (Run(day(0), "easy", 30), Run(day(6), "long", 60))
    classes = [a_class("a", load=0, benefits=("flexibility",)), a_class("b", load=0, minutes=15)]
    assert sentences(a_week(*classes, runner=a_runner(2), runs=runs)) == [
        ("After Monday’s easy run, for a tall, easy carriage.", "R1"),
        ("After Sunday’s long run, to let hips and calves lengthen again.", "R6"),
    ]


@pytest.mark.parametrize("state", [None, "proposed"])
def test_a_primer_stands_before_its_run_and_says_so(a_week, a_class, a_runner, day, state):
    """A bug: before the run it said “After Tuesday’s intervals”."""
    wake = a_class("wake", kind="primer", minutes=6, load=1)
    placed = [Placement(day(1), wake, state, "before_run")] if state else []
    runner = a_runner(0, primers=True)
    week = a_week(wake, runner=runner, runs=(Run(day(1), "intervals"),), placed=tuple(placed))
    said = [why(week, session) for session in plan(week).primers]
    assert [(each.english, each.rule) for each in said] == [
        ("Before Tuesday’s intervals, to wake body and balance.", "R5")
    ]


def test_a_class_that_works_the_legs_does_not_ease_a_long_run(a_week, a_class, a_runner, day):
    classes = [a_class("a", load=load, benefits=("flexibility",)) for load in (1, 2)]
    assert [
        sentences(a_week(item, runner=a_runner(1, days={"sun": 30}), runs=(Run(day(6), "long", 60),)))
        for item in classes
    ] == [
        [("After Sunday’s long run, to let hips and calves lengthen again.", "R6")],
        [("After Sunday’s long run, for supple hips, hamstrings and calves.", "R1")],
    ]


def test_another_class_in_place_of_a_missed_one_says_so(a_week, a_class, a_runner, day):
    hard, easy = a_class("hard", minutes=30), a_class("easy")
    runner = a_runner(1, days={"mon": 30, "tue": 15})
    week = a_week(hard, easy, runner=runner, today=day(1), placed=(Placement(day(0), hard, "missed"),))
    same = a_week(easy, runner=runner, today=day(1), placed=(Placement(day(0), easy, "missed"),))
    assert [sentences(week), sentences(same)] == [
        [("In place of the one that waited: Tuesday has room for a tall, easy carriage.", "R13")],
        [("It waited for another day, and Tuesday has room for it.", "R13")],
    ]


def test_only_a_day_of_the_taper_tells_of_the_race(a_week, a_class, a_runner, day):
    """Fourteen days before a marathon: the Sunday is the first day of its taper, the Monday is not."""
    week = a_week(
        a_class(), runner=a_runner(2, days={"mon": 30, "sun": 30}), races=(Race(day(20), "A", 42_195),)
    )
    assert sentences(week) == [
        ("Monday keeps your classes well apart: time for a tall, easy carriage.", None),
        ("Before your race the week is light: 15 minutes on Sunday for a tall, easy carriage.", "R9"),
    ]


def test_a_whole_answer(a_week, a_class, a_runner, day):
    week = a_week(a_class(load=0), runner=a_runner(1))
    assert why(week, plan(week).sessions[0]) == Why(
        code="need",
        params={
            "date": "2026-11-23",
            "day": "Monday",
            "next_day": "Tuesday",
            "minutes": "15",
            "run": "easy run",
            "benefit": "a tall, easy carriage",
        },
        english="Monday is free, and it is time for a tall, easy carriage.",
        rule=None,
    )


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("done", ("Done on Wednesday; it counts towards your week.", "R15")),
        ("locked", ("You locked this for Wednesday, so it stays.", "R15")),
        ("proposed", ("Still right where it was: Wednesday, for a tall, easy carriage.", None)),
    ],
)
def test_what_stood_there_before(a_week, a_class, a_runner, day, state, sentence):
    item = a_class()
    assert sentences(a_week(item, runner=a_runner(1), placed=(Placement(day(2), item, state),))) == [sentence]


def test_every_rule_has_a_sentence_of_its_own_and_its_source():
    assert [rule.id for rule in RULES] == [f"R{n}" for n in range(1, 18)]
    assert len({rule.sentence for rule in RULES}) == len(RULES)
    assert all(rule.sentence.endswith(".") and rule.source for rule in RULES)
    assert [rule.id for rule in RULES if not rule.can_be_off] == ["R11", "R13", "R14", "R15", "R16"]
    assert [rule.id for rule in RULES if rule.strength != "rule"] == ["R3", "R12"]


def test_the_sentences_do_not_shout():
    assert not [sentence for sentence in (*WHY.values(), *BROKEN.values()) if "!" in sentence]
