"""How far somebody is in a collection."""

from hypothesis import given
from hypothesis import strategies as st

from library.actions.standing import Standing, standing

PLACES = st.lists(st.integers(1, 5), max_size=12)
TIMES = st.dictionaries(st.integers(1, 6), st.integers(0, 5))
HIDDEN = st.frozensets(st.integers(1, 6))


def test_nothing_done_begins_at_the_first_place():
    assert standing([7, 8], {}) == Standing((False, False), (False, False), 0)


def test_a_class_that_comes_twice_is_done_twice():
    month = [1, 1, 2, 3, 2]
    assert standing(month, {1: 1}).done == (True, False, False, False, False)
    assert standing(month, {1: 2, 2: 1}).done == (True, True, True, False, False)
    assert standing(month, {1: 2, 2: 1}).next == 3


def test_what_was_danced_more_often_than_it_stands_adds_nothing():
    stands = standing([1, 2, 1], {1: 9})
    assert (stands.number, stands.of, stands.next) == (2, 3, 1)


def test_a_later_class_counts_and_the_first_one_left_open_is_next():
    stands = standing([1, 2, 3], {3: 1})
    assert (stands.done, stands.next) == ((False, False, True), 0)


def test_all_done_leaves_nothing_next():
    stands = standing([1, 2], {1: 1, 2: 4})
    assert (stands.whole, stands.next) == (True, None)


def test_what_is_not_for_somebody_is_passed_over_and_not_waited_for():
    stands = standing([1, 2, 3], {1: 1}, {2})
    assert (stands.number, stands.of, stands.next, stands.aside) == (1, 2, 2, (False, True, False))
    assert standing([1, 2], {1: 1}, {2}).whole


def test_what_was_done_before_it_was_put_aside_still_counts():
    assert standing([1], {1: 1}, {1}) == Standing((True,), (False,), None)


def test_a_collection_of_nothing_is_not_done():
    assert not standing([], {}).whole
    assert not standing([1], {}, {1}).whole


@given(PLACES, TIMES, HIDDEN)
def test_each_place_is_done_as_counting_says(places, times, hidden):
    stands = standing(places, times, hidden)
    done = [times.get(pk, 0) >= places[: n + 1].count(pk) for n, pk in enumerate(places)]
    left = [n for n, pk in enumerate(places) if not done[n] and pk not in hidden]
    assert list(stands.done) == done
    assert stands.next == (left[0] if left else None)
    assert stands.of - stands.number == len(left)


@given(PLACES, TIMES, st.integers(1, 6))
def test_dancing_once_more_never_takes_a_place_back(places, times, pk):
    before = standing(places, times)
    after = standing(places, {**times, pk: times.get(pk, 0) + 1})
    assert all(now or not then for then, now in zip(before.done, after.done, strict=True))
    assert before.number <= after.number <= before.number + 1
