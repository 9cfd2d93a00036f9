"""What is to come of a followed collection, and how many a week: keys in, places out."""

import pytest

from library.models import Collection
from plans.actions.followed import Followed

A, B, C = 1, 2, 3
FEET = (A, A, B, B, C)
SERIES = Collection(slug="feet", title="Feet", series=True, a_week=3, then_a_week=2)


def ahead(times, *, collection=SERIES, **more):
    found = Followed(collection=collection, order=FEET, times=times, **more)
    return [tuple(place) for place in found.ahead][:5]


def test_at_first_all_of_it_is_to_come():
    assert ahead({}) == [(1, A), (2, A), (3, B), (4, B), (5, C)]


def test_wherever_it_was_danced_it_counts():
    assert ahead({B: 1}) == [(1, A), (2, A), (4, B), (5, C)]


def test_what_was_danced_more_often_than_it_stands_adds_nothing():
    assert ahead({A: 5})[:3] == [(3, B), (4, B), (5, C)]


def test_what_is_not_for_the_runner_is_not_waited_for():
    assert ahead({A: 2}, aside=frozenset({B}))[:1] == [(5, C)]


def test_a_series_waits_before_what_does_not_go_with_the_answers_and_keeps_up_what_was_danced():
    assert ahead({}, waits=frozenset({A})) == []
    assert ahead({A: 2}, waits=frozenset({B}))[:2] == [(None, A), (None, A)]
    assert Followed(SERIES, FEET, {A: 2}, waits=frozenset({B})).waiting_for == B


def test_where_nothing_builds_on_anything_the_others_go_on():
    loose = Collection(slug="loose", title="Loose")
    assert ahead({}, collection=loose, waits=frozenset({A})) == [(3, B), (4, B), (5, C)]
    assert Followed(loose, FEET, waits=frozenset({A})).waiting_for is None


def test_once_it_was_danced_its_last_classes_come_in_turn():
    whole = {A: 2, B: 2, C: 1}
    assert ahead(whole)[:4] == [(None, A), (None, B), (None, C), (None, A)]
    assert ahead({**whole, A: 3})[:3] == [(None, B), (None, C), (None, A)]


def test_one_that_nothing_keeps_up_is_over():
    month = Collection(slug="month", title="Month", series=True)
    assert not Followed(month, FEET, {A: 2, B: 2}).over
    assert Followed(month, FEET, {A: 2, B: 2, C: 1}).over
    assert ahead({A: 2, B: 2, C: 1}, collection=month) == []


@pytest.mark.parametrize(
    ("times", "done", "number"),
    [
        ({}, 0, 3),
        ({A: 2}, 2, 3),
        ({A: 2, B: 1}, 0, 2),  # its last two: the week asks for no third
        ({A: 2, B: 2}, 1, 2),  # and once one of them was danced, for as many as before
        ({A: 2, B: 2, C: 1}, 2, 2),
        ({A: 2, B: 2, C: 1}, 3, 3),
        ({A: 2, B: 2, C: 1}, 0, 2),
    ],
)
def test_three_a_week_then_as_many_as_are_left_then_two(times, done, number):
    assert Followed(SERIES, FEET, times).in_a_week(2, done) == number


def test_without_a_rhythm_it_takes_the_runners_own_number():
    month = Collection(slug="month", title="Month")
    assert Followed(month, FEET, {}).in_a_week(2, 0) == 2
    assert Followed(month, FEET, {A: 2, B: 2}).in_a_week(2, 0) == 1
    assert Followed(month, FEET, {A: 2, B: 2, C: 1}).in_a_week(2, 0) == 0


def test_a_collection_without_classes_asks_for_nothing():
    assert Followed(SERIES, ()).in_a_week(2, 0) == 0
