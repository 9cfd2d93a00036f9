from datetime import date, datetime, time

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importers.dates import calendar_of

NAMED = "en de fr es it pt nl pl sv da nb fi cs ru hu tr uk ca ro el sk lt ja zh ko en_GB"


@pytest.mark.parametrize("language", NAMED.split())
@pytest.mark.parametrize("form", ["medium", "long", "full"])
@given(days=st.lists(st.dates(date(1970, 1, 1), date(2099, 12, 31)), min_size=1, max_size=4))
@settings(max_examples=8, deadline=None)
def test_dates_of_many_languages_are_read(language, form, days):
    texts = [format_date(day, form, locale=language) for day in days]
    calendar = calendar_of(texts)
    assert [calendar.read(text) for text in texts] == [(day, None) for day in days]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-03", date(2024, 1, 3)),
        ("2024/1/3", date(2024, 1, 3)),
        ("20240103", date(2024, 1, 3)),
        ("3.1.24", date(2024, 1, 3)),
        ("Mi., 3. Januar 2024", date(2024, 1, 3)),
        ("3-Jan-24", date(2024, 1, 3)),
        ("45294", date(2024, 1, 3)),
        ("45294,5", date(2024, 1, 3)),
    ],
)
def test_dates_are_read_in_many_forms(text, expected):
    assert calendar_of([text]).read(text) == (expected, None)


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "31.2.2024", "32/1/2024", "2107-01-01", "1969-12-31", "1/1/1", "12", "1.2", "Jan 2024",
        "99999999", "2024-13-01", "1/2/3/4", "0/0/2024", "nan", "2024-01-03 25:00", "²/³/2024", "1" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert calendar_of([text]).read(text) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2024-01-03T07:30:05Z", time(7, 30, 5)),
        ("2024-01-03 07:30:05.123+01:00", time(7, 30, 5)),
        ("1/3/2024 7:30 PM", time(19, 30)),
        ("1/3/2024 12:05 a.m.", time(0, 5)),
        ("3 janv. 2024 à 7 h 30", time(7, 30)),
        ("3. tammik. 2024 klo 7.30.05", time(7, 30, 5)),
        ("2024年1月3日 下午7:30", time(19, 30)),
    ],
)
def test_the_time_of_day_is_read_beside_the_date(text, clock):
    found = calendar_of([text]).read(text)
    assert found is not None and found[1] == clock


def test_a_column_settles_the_order_of_day_and_month():
    columns = {
        ("3/4/2024", "13/4/2024"): ("dmy", True),
        ("3/4/2024", "4/13/2024"): ("mdy", True),
        ("3/4/2024",): ("dmy", False),
        ("3.4.2024",): ("dmy", True),
        ("13/4/2024", "4/13/2024"): ("dmy", False),
        ("2024-03-04",): ("ymd", True),
        ("3 April 2024",): ("dmy", True),
    }
    found = {column: calendar_of(column) for column in columns}
    assert {column: (each.order, each.is_certain) for column, each in found.items()} == columns


def test_a_column_settles_the_language_of_its_months():
    polish = calendar_of(["3 lis 2023", "4 gru 2023"])
    croatian = calendar_of(["3. lis 2023.", "4. pro 2023.", "5. svi 2023."])
    assert (polish.read("3 lis 2023"), croatian.read("3. lis 2023.")) == (
        (date(2023, 11, 3), None),
        (date(2023, 10, 3), None),
    )


@given(st.lists(st.text(max_size=40), max_size=5))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_date_or_none(texts):
    calendar = calendar_of(texts)
    for text in texts:
        found = calendar.read(text)
        assert found is None or datetime(1970, 1, 1).date() <= found[0] < date(2100, 1, 1)
