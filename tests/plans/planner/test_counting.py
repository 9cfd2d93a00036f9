"""How many sessions a week can hold."""

import pytest

from plans.planner import Run
from plans.planner.candidates import offered
from plans.planner.counting import most
from plans.planner.planning import scene_of


@pytest.fixture
def number():
    def ask(week):
        scene = scene_of(week)
        return most(scene.frame, scene.places, offered(scene))

    return ask


def test_hard_classes_alone_stand_three_times_or_twice(number, a_week, a_class, a_runner, day):
    legs = a_class(load=2, minutes=5)
    assert number(a_week(legs, runner=a_runner(5))) == 3
    assert number(a_week(legs, runner=a_runner(5), runs=(Run(day(0), "tempo"), Run(day(0), "long")))) == 2


def test_cheap_minutes_make_room_for_more(number, a_week, a_class, a_runner):
    dear, cheap = a_class("dear", minutes=30), a_class("cheap", minutes=12)
    assert number(a_week(dear, runner=a_runner(5))) == 2
    assert number(a_week(dear, cheap, runner=a_runner(6))) == 5


def test_gentle_classes_cost_nothing(number, a_week, a_class, a_runner):
    assert number(a_week(a_class(load=0, minutes=30), runner=a_runner(6))) == 6


def test_no_more_than_was_asked_for(number, a_week, a_class, a_runner):
    assert number(a_week(a_class(load=0), runner=a_runner(1))) == 1
    assert number(a_week(a_class(load=0), runner=a_runner(0))) == 0
