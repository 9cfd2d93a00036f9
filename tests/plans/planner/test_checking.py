"""Checking a week as it stands."""

from plans.planner import Broken, Placement, Run, check


def test_a_week_in_order_breaks_nothing(a_week, a_class, day):
    item = a_class()
    assert check(a_week(item, placed=(Placement(day(0), item), Placement(day(3), item)))) == []


def test_a_move_before_a_key_run_is_told_with_its_rule(a_week, a_class, day):
    legs = a_class("legs", load=2)
    week = a_week(legs, placed=(Placement(day(1), legs),), runs=(Run(day(2), "long"),))
    assert check(week) == [
        Broken(
            day(1),
            "legs",
            "R2",
            "R2",
            {"date": "2026-11-24", "day": "Tuesday", "next_day": "Wednesday"},
            "Wednesday holds a key run, and this class would leave tired legs for it.",
        )
    ]


def test_what_was_done_or_missed_is_not_judged_but_what_was_done_counts(a_week, a_class, day):
    legs = a_class("legs", load=2)
    placed = (Placement(day(0), legs, "done"), Placement(day(1), legs), Placement(day(2), legs, "missed"))
    assert [(b.date, b.rule, b.code) for b in check(a_week(legs, placed=placed))] == [
        (day(1), "R7", "heavy-beside-heavy")
    ]


def test_days_that_are_over_are_not_judged(a_week, a_class, day):
    item = a_class(level=3)
    placed = (Placement(day(0), item, "locked"), Placement(day(4), item, "locked"))
    assert [(b.date, b.rule) for b in check(a_week(item, placed=placed, today=day(2)))] == [(day(4), "R16")]


def test_the_figure_is_in_the_sentence(a_week, a_class, day):
    item = a_class(minutes=30)
    broken = check(a_week(item, placed=tuple(Placement(day(n), item) for n in (0, 2, 4))))
    assert {b.english for b in broken} == {"The week would hold more minutes than it may: 60 at most."}
    assert [b.date for b in broken] == [day(0), day(2), day(4)]


def test_jumps_two_days_before_a_key_run_have_a_sentence_of_their_own(a_week, a_class, a_runner, day):
    jumps = a_class(load=3)
    week = a_week(
        jumps,
        runner=a_runner(off=frozenset({"R8"})),
        placed=(Placement(day(0), jumps),),
        runs=(Run(day(2), "tempo"),),
        soreness_after_load3=5,
    )
    assert [(b.code, b.english) for b in check(week)] == [
        ("R2-sore", "Jumps left very sore legs last time, and a key run stands two days after Monday.")
    ]
