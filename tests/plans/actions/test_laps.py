"""Laps are kept small and shown in words."""

from plans.actions.laps import KeptLap, laps_to_keep, shown_laps
from plans.importers import Lap

QUICK = Lap(0.0, 95.2, 95.0, 400.04, 165, 171, "interval")
SLOW = Lap(95.2, 90.0, kind="rest")


def test_a_lap_is_kept_as_a_row_of_values():
    assert laps_to_keep([QUICK, SLOW]) == [
        [0, 95, 95, 400.0, 165, 171, "interval"],
        [95, 90, None, None, None, None, "rest"],
    ]


def test_one_lap_says_nothing_the_run_does_not():
    assert laps_to_keep([QUICK]) == laps_to_keep([]) == []


def test_no_run_keeps_laps_without_end():
    assert len(laps_to_keep([QUICK] * 10_000)) == 500


def test_laps_are_shown_with_their_share_of_the_quickest(make_run):
    laps = shown_laps(make_run(laps=laps_to_keep([QUICK, SLOW, Lap(185, 190, None, 400.0)])))
    assert laps.lines == [
        (KeptLap(1, 0, 95, 95, 400.0, 165, 171, "interval"), 100),
        (KeptLap(2, 95, 90, None, None, None, None, "rest"), 0),
        (KeptLap(3, 185, 190, None, 400.0, None, None, ""), 50),
    ]
    assert (laps.more, laps.has_distance, laps.has_heart_rate) == (0, True, True)
    assert [lap.is_slack for lap, _share in laps.lines] == [False, True, False]


def test_a_page_shows_a_hundred_laps_and_says_how_many_more(make_run):
    laps = shown_laps(make_run(laps=laps_to_keep([SLOW] * 130)))
    assert (len(laps.lines), laps.more, laps.has_distance) == (100, 30, False)


def test_a_run_without_laps_shows_none(make_run):
    assert shown_laps(make_run()) is None
