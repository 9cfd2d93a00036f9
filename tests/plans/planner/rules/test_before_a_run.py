"""R1, R5, R6: what may come before a run of the same day."""

from plans.planner import Run


def test_work_for_the_legs_never_comes_before_the_run(breaks, a_class, day):
    legs = a_class(load=2, minutes=10)
    assert breaks(legs, 1, slot="before_run", runs=(Run(day(1), "easy"),)) == ["R1", "R5"]


def test_after_the_run_it_may(breaks, a_class, day):
    assert breaks(a_class(load=2), 1, slot="after_run", runs=(Run(day(1), "easy"),)) == []


def test_a_light_class_before_a_run_is_still_no_primer(breaks, a_class, day):
    assert breaks(a_class(minutes=10), 1, slot="before_run", runs=(Run(day(1), "easy"),)) == ["R5"]


def test_a_primer_of_ten_light_minutes_may_come_before(breaks, a_class, day):
    primer = a_class(kind="primer", minutes=10, longest_hold_s=59)
    assert breaks(primer, 1, slot="before_run", runs=(Run(day(1), "easy"),)) == []


def test_a_minute_of_stretching_comes_after_the_run(breaks, a_class, day):
    primer = a_class(kind="primer", minutes=10, longest_hold_s=60)
    assert breaks(primer, 1, slot="before_run", runs=(Run(day(1), "easy"),)) == ["R5", "R6"]
    assert breaks(a_class(longest_hold_s=600), 1, runs=(Run(day(1), "easy"),)) == []


def test_without_a_run_nothing_comes_before_it(breaks, a_class):
    assert breaks(a_class(load=2), 1, slot="before_run") == []
