import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.importers.numbers import decimal, seconds


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("10.5", None, 10.5),
        ("10,5", None, 10.5),
        ("1,234.5", None, 1234.5),
        ("1.234,5", None, 1234.5),
        ("1 234,5", None, 1234.5),
        ("1’234.5", None, 1234.5),
        ("1,234", ".", 1234),
        ("1.234", ",", 1234),
        ("-3", None, -3),
    ],
)
def test_numbers_are_read_with_either_sign(text, sign, value):
    assert decimal(text, sign) == value


@pytest.mark.parametrize(
    "text", ["", "x", "nan", "inf", "1e5", "1_000", "--1", "1,2,3.4.5", "0x10", "9" * 400]
)
def test_what_is_no_number_is_none(text):
    assert decimal(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:02:33", 3753),
        ("52:30", 3150),
        ("52", 3120),
        ("52,5", 3150),
        ("1h05", 3900),
        ("1 h 5 min", 3900),
        ("1h", 3600),
        ("45 min", 2700),
        ("45'30\"", 2730),
        ("1h 2m 3s", 3723),
        ("1:02:33.5", 3753.5),
        ("75:00", 4500),
        ("2 Std. 5 Min.", 7500),
        ("1時間5分", 3900),
    ],
)
def test_durations_are_read_as_people_write_them(text, expected):
    assert seconds(text) == expected


def test_plain_numbers_and_pairs_are_read_as_the_column_has_them():
    assert [seconds("90", unit) for unit in ("s", "min", "h")] == [90, 5400, 324_000]
    assert [seconds("1:05", pair=pair) for pair in ("m:s", "h:m")] == [65, 3900]


@pytest.mark.parametrize(
    "text", ["", "x", "1:75", "1:2:99", "-5", "5:12 /km", "h", "1:2:3:4", "nan", "12 bananas"]
)
def test_what_is_no_duration_is_none(text):
    assert seconds(text) is None


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_a_clock_is_read_to_the_second(hours, minutes, rest):
    assert seconds(f"{hours}:{minutes:02}:{rest:02}") == hours * 3600 + minutes * 60 + rest
    assert seconds(f"{hours}h{minutes:02}") == hours * 3600 + minutes * 60


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text):
    for value in (decimal(text), seconds(text), seconds(text, "h", "h:m")):
        assert value is None or abs(value) < 1e40 * 3600
