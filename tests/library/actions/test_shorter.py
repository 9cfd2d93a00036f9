"""A class made shorter, from its rows."""

import datetime

import pytest

from library.actions.content import load_content
from library.actions.shipped import shipped
from library.actions.shorter import (
    LEAVE_OUT,
    Wish,
    asks_of,
    chapters_of,
    cut_of,
    five_minutes_of,
    lengths_of,
    position_list,
    rows_of,
    shorter,
)
from library.models import VideoClass

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def library(rows_for_all):
    """As it is shipped; it is only read here."""
    load_content(shipped(), now=datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))


@pytest.fixture
def jumps(library):
    """A shipped class that jumps: warm-up, pliés, rises, jumps, and a close."""
    return VideoClass.objects.with_tags().get(slug="small-jumps")


def asked(video_class, **wish):
    return shorter(video_class, chapters_of(video_class), Wish(**wish))


def slugs(video_class, cut):
    chapters = {c.position: c for c in chapters_of(video_class)}
    return [chapters[position].movement.slug for position in cut.kept]


def test_no_wish_is_the_whole_class(jumps):
    answer = asked(jumps)
    assert (answer.cut, answer.sentence) == (None, "")


def test_twelve_minutes_are_at_most_twelve_and_nearly(jumps):
    cut = asked(jumps, minutes=12).cut
    assert 11.5 * 60 < cut.seconds <= 12 * 60
    assert (cut.minutes, cut.benefit, cut.leg_load) == (12, "injury-prevention", 3)
    assert cut.spans[0][0] == 0 and cut.spans[-1][1] == jumps.duration_s


def test_without_jumps_nothing_jumps_and_the_load_is_that_of_the_rest(jumps):
    cut = asked(jumps, without=frozenset({"jumps"})).cut
    counted = {shipped().movements[slug].counts_as for slug in slugs(jumps, cut)}
    assert "jump" not in counted
    assert cut.leg_load == 2


def test_without_the_calf_nothing_loads_it_with_two(jumps):
    cut = asked(jumps, without=frozenset({"calf"})).cut
    assert cut.sites.get("calf", 0) < 2
    assert all(shipped().movements[slug].sites.get("calf", 0) < 2 for slug in slugs(jumps, cut))


def test_wishes_go_together(jumps):
    cut = asked(jumps, minutes=8, without=frozenset({"jumps"})).cut
    assert cut.seconds <= 480 and cut.leg_load < 3


def test_it_says_what_cannot_be(jumps):
    assert asked(jumps, minutes=2).sentence == (
        "This class cannot be shorter than 4 minutes: the warm-up and the close stay."
    )
    assert asked(jumps, minutes=60).sentence == "The whole class fits that, so here it is."
    assert asked(jumps, keep=frozenset({0, 99})).sentence == (
        "This class has no such chapters, so here is the whole of it."
    )


def test_chosen_by_hand_what_is_not_safe_is_left_out_and_told(jumps):
    answer = asked(jumps, keep=frozenset({0, 7}))
    assert answer.cut.kept == (0, 1, 14)
    assert answer.sentence == (
        "Left out too: Petit sauté in parallel. "
        "Rises need eight pliés before them, jumps five minutes and sixteen rises, a dance its steps."
    )


def test_the_address_of_a_cut_leads_to_the_same_cut(jumps):
    cut = asked(jumps, minutes=10, without=frozenset({"jumps"})).cut
    assert cut_of(jumps, position_list(cut.address)) == cut
    assert cut_of(jumps, []) is None


def test_what_the_page_offers(jumps):
    chapters = chapters_of(jumps)
    assert lengths_of(jumps, chapters) == [4, 5, 8, 10, 12]
    assert list(asks_of(jumps, chapters))[:3] == ["jumps", "foot", "ankle"]
    assert five_minutes_of(jumps, chapters).seconds <= 300
    rows = rows_of(jumps, chapters, asked(jumps, without=frozenset({"jumps"})).cut)
    assert [row.stays for row in rows] == [True, True, *[False] * 12, True]
    assert [row.at_s for row in rows if row.kept][:2] == [0, chapters[1].start_s]


def test_a_page_asks_the_rows_once(jumps, django_assert_num_queries):
    with django_assert_num_queries(1):
        chapters = chapters_of(jumps)
        shorter(jumps, chapters, Wish(minutes=8))
        lengths_of(jumps, chapters)
        asks_of(jumps, chapters)


@pytest.mark.parametrize(
    ("text", "found"),
    [("0.1.4", {0, 1, 4}), ("7", {7}), ("", None), ("1.", None), ("99.x", None), ("-1", None),
     ("1" * 9, None), ("٣", None), (".".join(["1"] * 500), None)],
)  # fmt: skip
def test_positions_are_read_or_refused(text, found):
    assert position_list(text) == found


def test_what_nothing_in_a_class_asks_for_leaves_nothing_out_and_costs_nothing(jumps):
    """A bug: each combination of such wishes was searched for anew."""
    from library.content.shorter import cuts

    chapters = chapters_of(jumps)
    offered = asks_of(jumps, chapters)
    unknown = [site for site in LEAVE_OUT if site not in offered]
    whole = shorter(jumps, chapters, Wish(minutes=8))
    searched = cuts.cache_info().misses
    assert shorter(jumps, chapters, Wish(minutes=8, without=frozenset(unknown))) == whole
    assert (len(unknown) > 0, cuts.cache_info().misses) == (True, searched)
