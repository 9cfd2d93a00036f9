"""Counts against plain sets, for any library and any choice."""

from hypothesis import given
from hypothesis import strategies as st

from library.actions.bitmaps import bitmap, in_order
from library.actions.narrowing import Narrowed, narrow

FACETS = {"level": ["1", "2", "3"], "kit": ["none", "chair", "mat"], "quiet": ["yes"], "hidden": ["yes"]}
keys = st.sets(st.integers(0, 90), max_size=40)
libraries = st.fixed_dictionaries(
    {facet: st.fixed_dictionaries(dict.fromkeys(options, keys)) for facet, options in FACETS.items()}
)
choices = st.fixed_dictionaries(
    {facet: st.lists(st.sampled_from(options), unique=True) for facet, options in FACETS.items()}
)


def is_kept(key, facet, library, chosen, shown):
    if chosen[facet]:
        return any(key in library[facet][option] for option in chosen[facet])
    return facet != "hidden" or key in shown


def by_hand(within, library, chosen, shown):
    """What is found, and the counts, one class after another."""

    def among(facets):
        return {key for key in within if all(is_kept(key, f, library, chosen, shown) for f in facets)}

    counts = {
        facet: {option: len(held & among(set(FACETS) - {facet})) for option, held in options.items()}
        for facet, options in library.items()
    }
    return among(FACETS), counts


@given(within=keys, library=libraries, chosen=choices)
def test_counts_are_what_counting_by_hand_gives(within, library, chosen):
    shown = within - library["hidden"]["yes"]
    sets = {facet: {o: bitmap(held) for o, held in options.items()} for facet, options in library.items()}
    found, counts = by_hand(within, library, chosen, shown)
    answer = narrow(bitmap(within), sets, chosen, {"hidden": bitmap(shown)})
    assert answer == Narrowed(bitmap(found), counts)


def test_an_option_nobody_holds_finds_nothing():
    assert narrow(0b111, {"level": {"1": 0b1}}, {"level": ["9"]}) == Narrowed(0, {"level": {"1": 1}})


@given(held=keys, order=st.lists(st.integers(0, 120), unique=True))
def test_an_order_keeps_those_that_are_in_the_set(held, order):
    assert list(in_order(bitmap(held), order)) == [key for key in order if key in held]


@given(held=keys)
def test_a_bitmap_has_a_bit_for_each_key(held):
    assert bitmap(held) == sum(1 << key for key in held)
