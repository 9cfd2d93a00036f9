"""What a runner finds: their own facets, the order, and what keeps classes from today."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.actions.bitmaps import bitmap
from library.actions.cards import NOBODYS, Mine
from library.actions.catalogue import Against, Catalogue, Chosen, classes_of, most_done
from library.actions.search import Found
from library.actions.shelf import ORDERS, Row, Shelf
from library.actions.today import Danced, Day

MONDAY = datetime.date(2026, 11, 23)


def shelf_of(rows):
    """A shelf of {key: (level, minutes)}, newest last."""
    made = {
        key: Row(level, minutes * 60, 1, f"Class {key}", key, (("level", str(level)),))
        for key, (level, minutes) in rows.items()
    }
    sets = {}
    for key, row in made.items():
        for facet, option in row.options:
            sets.setdefault(facet, {})
            sets[facet][option] = sets[facet].get(option, 0) | 1 << key
    orders = {
        name: tuple(sorted(made, key=lambda key, by=by: by(key, made[key]))) for name, by in ORDERS.items()
    }
    return Shelf(1, made, bitmap(made), sets, orders)


SHELF = shelf_of({1: (1, 20), 2: (1, 10), 3: (2, 5), 5: (3, 30), 8: (1, 10)})


def found(mine=NOBODYS, words=None, day=None, sort="easiest", q="", **options):
    return Catalogue(Chosen(options, q, sort), SHELF, mine, words, day).keys(0, 99)


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("easiest", [2, 8, 1, 3, 5]),
        ("newest", [8, 5, 3, 2, 1]),
        ("shortest", [3, 2, 8, 1, 5]),
        ("x", [2, 8, 1, 3, 5]),
    ],
)
def test_classes_come_as_they_are_sorted(sort, keys):
    assert found(sort=sort) == keys


def test_the_best_match_comes_first_and_within_it_the_easiest():
    words = Found("two", tiers=(0b1000, 0b100000, 0, 1 << 8 | 0b10))
    assert found(words=words, q="two", sort="match") == [3, 5, 8, 1]
    assert found(words=words, q="two", sort="match", level=("1",)) == [8, 1]


def test_the_best_for_now_come_first_and_what_the_day_does_not_know_last():
    day = Day(fits=0b101000, against=(), best=(1 << 5, 1 << 3 | 1 << 2))
    assert found(day=day, sort="best") == [5, 2, 3, 8, 1]


def test_the_most_done_come_first_the_latest_of_those_alike():
    danced = {1: Danced(2, MONDAY), 5: Danced(9, MONDAY), 3: Danced(2, MONDAY + datetime.timedelta(days=1))}
    mine = Mine(danced=danced, done=bitmap(danced))
    assert most_done(mine) == [5, 3, 1]
    assert found(mine=mine, sort="done") == [5, 3, 1, 2, 8]
    assert found(mine=mine, done=("no",)) == [2, 8]
    assert found(mine=mine, done=("yes", "no")) == [2, 8, 1, 3, 5]


def test_what_is_not_for_somebody_is_left_out_until_they_ask_for_it():
    mine = Mine(hidden=0b100, saved=0b110)
    everything = Catalogue(Chosen(), SHELF, mine)
    assert everything.keys(0, 99) == [8, 1, 3, 5]
    assert (everything.narrowed.counts["hidden"], everything.narrowed.counts["saved"]) == (
        {"yes": 1},
        {"yes": 1},
    )
    assert found(mine=mine, hidden=("yes",)) == [2]
    assert found(mine=mine, saved=("yes",)) == [1]


def test_what_keeps_classes_from_today_is_counted_among_those_that_are_chosen():
    day = Day(fits=0b10, against=(("Too long.", 1 << 8 | 1 << 5), ("Too hard.", 0b1100)), best=())
    everything = Catalogue(Chosen(), SHELF, NOBODYS, day=day)
    assert everything.unfit == 4
    assert everything.against == [Against("Too long.", 2, (8, 5)), Against("Too hard.", 2, (2, 3))]
    easy = Catalogue(Chosen({"level": ("1",), "fits": ("today",)}), SHELF, NOBODYS, day=day)
    assert (easy.keys(0, 9), easy.unfit) == ([1], 2)
    assert easy.against == [Against("Too long.", 1, (8,)), Against("Too hard.", 1, (2,))]
    assert Catalogue(Chosen(), SHELF, NOBODYS).against == []


def test_a_choice_or_the_words_taken_back_find_more():
    words = Found("two", tiers=(0b1000, 0, 0, 0))
    nothing = Catalogue(Chosen({"level": ("1",)}, "two", "match"), SHELF, NOBODYS, words)
    assert (nothing.found, nothing.found_without("q"), nothing.found_without("level")) == (0, 3, 1)
    assert nothing.found_with(0b110) == 2


rows = st.dictionaries(st.integers(0, 200), st.tuples(st.integers(1, 3), st.integers(1, 60)), max_size=30)
some = st.sets(st.integers(0, 200), max_size=20)


@given(
    rows=rows, levels=st.sets(st.sampled_from("123")), saved=some, hidden=some, asked=st.booleans(), held=some
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_is_found_is_what_looking_at_each_class_finds(rows, levels, saved, hidden, asked, held):
    chosen = Chosen({"level": tuple(levels), "saved": ("yes",) if asked else ()}, "words", "match")
    mine, words = (
        Mine(saved=bitmap(saved), hidden=bitmap(hidden)),
        Found("words", tiers=(0, bitmap(held), 0, 0)),
    )
    catalogue = Catalogue(chosen, shelf_of(rows), mine, words)
    expected = [
        key
        for key in sorted(rows, key=lambda key: (rows[key][0], rows[key][1], 1, f"Class {key}", key))
        if key in held and key not in hidden and (not asked or key in saved)
        if not levels or str(rows[key][0]) in levels
    ]
    assert catalogue.keys(0, 99) == expected
    assert (catalogue.found, catalogue.keys(2, 4)) == (len(expected), expected[2:4])


def test_the_classes_of_a_page_come_in_its_order_and_those_just_withdrawn_not_at_all(make_class):
    one, two = make_class("one"), make_class("two")
    draft = make_class("draft", published=False)
    assert classes_of([two.pk, draft.pk, 999, one.pk]) == [two, one]
    assert classes_of([]) == []
