from hypothesis import given
from hypothesis import strategies as st

from library.actions.seen import MOST_SPANS, counted, latest, merged

SECONDS = 60
spans = st.lists(st.tuples(st.integers(0, SECONDS), st.integers(0, SECONDS)))


def seconds(seen):
    return {at for start, end in seen for at in range(start, end)}


@given(spans, spans)
def test_together_they_hold_the_seconds_of_each_in_order_and_apart(one, other):
    together = merged(one, other)
    assert seconds(together) == seconds(one) | seconds(other)
    borders = [border for span in together for border in span]
    assert borders == sorted(set(borders))


@given(spans, st.lists(st.integers(0, SECONDS * 10), min_size=2, max_size=2).map(sorted))
def test_a_second_is_counted_where_its_middle_lies(seen, tenths):
    begin, stop = (tenth / 10 for tenth in tenths)
    found = {at for at in seconds(seen) if begin <= at + 0.5 < stop}
    assert counted(merged(seen), [(begin, stop)]) == len(found)


@given(spans, st.integers(-5, SECONDS + 5))
def test_of_too_many_seconds_the_last_ones_stay(seen, most):
    all_of_them = sorted(seconds(seen))
    kept = latest(merged(seen), most)
    assert sorted(seconds(kept)) == (all_of_them[-most:] if most > 0 else [])
    assert all(start < end for start, end in kept)


def test_of_a_class_seen_in_a_thousand_pieces_the_longest_are_kept():
    pieces = [[4 * i, 4 * i + 1] for i in range(1000)] + [[9000, 9002]]
    kept = merged(pieces)
    assert (len(kept), kept[-1]) == (MOST_SPANS, [9000, 9002])
