"""What a runner needs, and what a class is worth to them."""

from plans.planner import Done, SelfCheck, plan
from plans.planner.frame import Frame
from plans.planner.needs import needs, share, worth

DEFAULT = {"balance": 250, "flexibility": 150, "injury-prevention": 150, "posture": 150, "stabilisers": 300}


def test_without_a_past_the_need_is_the_target(a_week):
    assert needs(Frame(a_week())) == DEFAULT


def test_what_is_tight_raises_flexibility_and_stabilisers(a_week, a_runner):
    found = needs(Frame(a_week(runner=a_runner(tight=frozenset({"calf"})))))
    assert found == {**DEFAULT, "flexibility": 188, "stabilisers": 375}


def test_a_self_check_that_got_worse_raises_its_need_once(a_week):
    checks = (SelfCheck("balance", -0.5), SelfCheck("balance", -3), SelfCheck("posture", 0))
    assert needs(Frame(a_week(self_checks=checks))) == {**DEFAULT, "balance": 313}


def test_what_the_last_28_days_gave_lowers_it(a_week, a_class, a_runner, day):
    item = a_class(benefits=("balance", "posture"), minutes=60)
    given = needs(Frame(a_week(runner=a_runner(2), history=(Done(day(-28), item),))))
    # 120 half-minutes of balance and 60 of posture; the usual whole is 240: shares of 60 and 36.
    assert given == {**DEFAULT, "balance": 83, "posture": 56}
    assert needs(Frame(a_week(history=(Done(day(-29), item),)))) == DEFAULT


def test_a_target_of_nothing_is_no_need(a_week, a_runner):
    targets = {"posture": 500}
    assert needs(Frame(a_week(runner=a_runner(targets=targets)))) == {
        **dict.fromkeys(DEFAULT, 0),
        "posture": 500,
    }


def test_a_class_is_worth_its_minutes_the_other_benefits_by_half(a_class):
    item = a_class(benefits=("balance", "posture", "stabilisers"), minutes=10)
    assert worth(item, DEFAULT) == 10 * (500 + 150 + 300)


def test_a_second_class_of_a_benefit_is_worth_less_than_the_first():
    assert [share(0, n) * n for n in (1, 2, 3)] == [420 * 420, 560 * 420, 644 * 420]
    assert share(1, 1) == 140 * 420
    assert share(0, 0) == 0


def test_two_sessions_serve_two_needs(a_week, a_class):
    classes = [a_class(b, benefits=(b,), minutes=20) for b in DEFAULT]
    assert sorted(s.slug for s in plan(a_week(*classes)).sessions) == ["balance", "stabilisers"]
