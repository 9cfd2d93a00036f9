"""The kind of a run is guessed from its title, its laps and its length, in this order."""

import pytest

from plans.actions.kind import guess_kind
from plans.importers import Lap


def guess(title="", *, minutes=40, laps=(), lately=()):
    return guess_kind(title=title, duration_s=minutes * 60, laps=laps, lately_s=[m * 60 for m in lately])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("8x400 on the track", "intervals"),
        ("8 x 1 min récup 1 min", "intervals"),
        ("Intervalle am Kanal", "intervals"),
        ("Tempo 20 min", "tempo"),
        ("Threshold", "tempo"),
        ("10km du parc", "race"),
        ("Hackney parkrun", "race"),
        ("Halbmarathon", "race"),
        ("Sunday long run", "long"),
        ("Langer Lauf", "long"),
        ("Recovery with Ann", "easy"),
        ("Course à pied le matin", "easy"),
        ("Morning Run", "easy"),
        ("", "easy"),
    ],
)
def test_words_of_the_title_name_the_kind(title, kind):
    assert guess(title) == kind


def test_ninety_minutes_are_long():
    assert (guess(minutes=89), guess(minutes=90)) == ("easy", "long")


def test_the_longest_of_the_last_thirty_days_is_long():
    assert (guess(minutes=61, lately=(30, 40, 60)), guess(minutes=60, lately=(30, 40, 60))) == (
        "long",
        "easy",
    )


def test_a_first_run_is_not_long_for_being_the_only_one():
    assert guess(minutes=61, lately=(30, 40)) == "easy"


def test_an_easy_run_of_two_hours_is_easy_if_its_title_says_so():
    assert guess("Easy with the club", minutes=120) == "easy"


def repeats(times, *, quick=5.0, slow=2.5):
    pairs = [Lap(0, 80, distance_m=80 * quick), Lap(0, 60, distance_m=60 * slow)]
    return pairs * times


def test_quick_and_slow_laps_in_turn_are_intervals():
    assert guess(laps=repeats(3)) == "intervals"


def test_two_quick_laps_make_no_intervals():
    assert guess(laps=repeats(2)) == "easy"


def test_even_laps_are_no_intervals():
    assert guess(laps=repeats(6, quick=3.0, slow=2.8)) == "easy"


def test_laps_the_watch_calls_rest_are_intervals():
    assert guess(laps=[Lap(0, 60, kind="rest")] * 3) == "intervals"


def test_laps_without_length_are_passed_over():
    assert guess(laps=[Lap(0, 0, distance_m=0.0), Lap(0, 60), *repeats(1)]) == "easy"
