"""What runners type is read in their units; what cannot be read is refused with a sentence."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from plans.units import (
    LONGEST_M,
    LONGEST_S,
    distance_text,
    duration_text,
    hours_text,
    pace_text,
    read_distance,
    read_duration,
    typed_distance,
    typed_duration,
)

UNITS = st.sampled_from(["km", "mi"])


def refused(read, *typed):
    with pytest.raises(ValidationError) as refusal:
        read(*typed)
    return refusal.value.messages


@pytest.mark.parametrize(
    ("typed", "units", "metres"),
    [
        ("8", "km", 8000.0),
        ("8.5", "km", 8500.0),
        ("8,5", "km", 8500.0),
        (" 8.5 km ", "km", 8500.0),
        (".5", "km", 500.0),
        ("3.1", "mi", 4988.9664),
        ("5 miles", "km", 8046.72),
        ("10km", "mi", 10000.0),
        ("10 Kilometres", "mi", 10000.0),
    ],
)
def test_a_distance_is_read_in_the_runners_units_unless_it_names_its_own(typed, units, metres):
    assert read_distance(typed, units) == pytest.approx(metres)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("52", 3120),
        ("52.5", 3150),
        ("52,5", 3150),
        ("52:30", 3150),
        ("1:02:33", 3753),
        ("01:02:33", 3753),
        ("0:01:30", 90),
        ("90", 5400),
        ("52 min", 3120),
        ("52'", 3120),
        ("1h", 3600),
        ("1h05", 3900),
        ("1 h 2 min 33 s", 3753),
        ("1 hour 5 minutes", 3900),
        ("45s", 45),
        ("100:00", 6000),
    ],
)
def test_a_time_is_read_as_minutes_or_a_clock_or_words(typed, seconds):
    assert read_duration(typed) == seconds


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "A distance is above zero."),
        ("−5", "A distance is above zero."),
        ("0", "A distance is above zero."),
        ("0.0", "A distance is above zero."),
        ("999999", "That is further than we can believe: at most 1000\u00a0km."),
        ("1e9", "Write the distance as a number, such as 8, 8.5 or 8,5."),
        ("nan", "Write the distance as a number, such as 8, 8.5 or 8,5."),
        ("inf", "Write the distance as a number, such as 8, 8.5 or 8,5."),
        ("400 m", "Write the distance as a number, such as 8, 8.5 or 8,5."),
        ("far", "Write the distance as a number, such as 8, 8.5 or 8,5."),
        ("8\x00", "Write the distance as a number, such as 8, 8.5 or 8,5."),
        ("٨", "Write the distance as a number, such as 8, 8.5 or 8,5."),
    ],
)
def test_what_is_no_distance_gets_a_sentence(typed, sentence):
    assert refused(read_distance, typed, "km") == [sentence]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-52", "A time is above zero."),
        ("0", "A time is above zero."),
        ("0:00", "A time is above zero."),
        ("999999", "That is longer than we can believe: at most seven days."),
        ("999:59:59", "That is longer than we can believe: at most seven days."),
        ("1:99:00", "Write the time as 52, 52:30 or 1:02:33."),
        ("52:60", "Write the time as 52, 52:30 or 1:02:33."),
        ("NaN", "Write the time as 52, 52:30 or 1:02:33."),
        ("an hour", "Write the time as 52, 52:30 or 1:02:33."),
        ("h", "Write the time as 52, 52:30 or 1:02:33."),
        ("1:30", "Hours or minutes? Write 1:30:00 or 0:01:30."),
    ],
)
def test_what_is_no_time_gets_a_sentence(typed, sentence):
    assert refused(read_duration, typed) == [sentence]


@given(st.text(max_size=40), UNITS)
@example("9" * 5000, "km")
@example("1:" * 2000, "mi")
def test_hostile_text_never_raises_anything_but_a_validation_error(typed, units):
    for read in (lambda: read_distance(typed, units), lambda: read_duration(typed)):
        try:
            value = read()
        except ValidationError:
            continue
        assert 0 < value <= LONGEST_M


@given(st.integers(1, LONGEST_S))
def test_a_time_put_into_a_field_is_read_back_as_it_was(seconds):
    assert read_duration(typed_duration(seconds)) == seconds


@given(st.floats(0.01, LONGEST_M), UNITS)
def test_a_distance_put_into_a_field_is_read_back_to_ten_metres(metres, units):
    assert read_distance(typed_distance(metres, units), units) == pytest.approx(metres, abs=10)


@given(st.floats(1, 300), UNITS)
def test_a_comma_is_as_good_as_a_point(value, units):
    typed = f"{value:.2f}"
    assert read_distance(typed, units) == read_distance(typed.replace(".", ","), units)


def test_distances_times_and_paces_are_shown_in_the_runners_units():
    assert (
        distance_text(10012.4, "km"),
        distance_text(10012.4, "km", 2),
        distance_text(10012.4, "mi"),
        duration_text(3150),
        duration_text(3753),
        duration_text(59.6),
        hours_text(3120),
        hours_text(15120),
        pace_text(3120, 10000, "km"),
        pace_text(3120, 10000, "mi"),
    ) == (
        "10.0\u00a0km",
        "10.01\u00a0km",
        "6.2\u00a0mi",
        "52:30",
        "1:02:33",
        "1:00",
        "52 min",
        "4 h 12 min",
        "5:12\u00a0/km",
        "8:22\u00a0/mi",
    )


def test_a_distance_is_rounded_not_cut():
    assert [distance_text(metres, "km", 2) for metres in (42_195, 9_999, 9_994)] == [
        "42.20\u00a0km",
        "10.00\u00a0km",
        "9.99\u00a0km",
    ]
