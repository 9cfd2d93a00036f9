"""Tables as runners keep them: looked at, mapped, read; nothing invented."""

import gzip
import tracemalloc
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importers import DEFAULT_LIMITS, Limits, NotUnderstood
from plans.importers.table import TableMapping, TableRun, is_table, look, read_table

ENGLISH = (
    "Date,Distance (mi),Time,Type,RPE,Notes\n"
    '1/13/2024,6.2,52:30,Easy,4,"nice, calm"\n'
    "1/15/2024,10,1:32:33,Long,6,\n"
    "1/16/2024,,,Rest,,\n"
)
GERMAN = (
    "Datum;Strecke (km);Dauer;Art;Anstrengung;Puls;Bemerkung\n"
    "03.01.2024;10,5;1:02:33;locker;4;145;schön\n"
    "04.01.2024;8;45;Tempo;7/10;160;\n"
)
FRENCH = (
    "Date\tDistance\tDurée\tCommentaire\n3 janv. 2024\t10,5 km\t1h05\tbien\n14 févr. 2024\t5 km\t25 min\t\n"
)


def runs(data, limits=DEFAULT_LIMITS, **changes):
    """The runs of a table by the mapping guessed, or with some of it changed."""
    data = data if isinstance(data, bytes) else data.encode()
    rows = list(read_table(data, replace(look(data).mapping, **changes), limits))
    return [row.run or str(row.error) for row in rows]


def test_an_english_table_is_read_without_a_question():
    seen = look(ENGLISH.encode())
    assert seen.mapping == TableMapping(
        date=0, distance=1, duration=2, kind=3, effort=4, note=5, date_order="mdy", distance_unit="mi"
    )
    assert (seen.is_certain, seen.columns[1], seen.rows[1][:3]) == (
        True,
        "Distance (mi)",
        ("1/15/2024", "10", "1:32:33"),
    )
    assert runs(ENGLISH) == [
        TableRun(date(2024, 1, 13), None, 3150, 9977.933, "Easy", 4, note="nice, calm"),
        TableRun(date(2024, 1, 15), None, 5553, 16093.44, "Long", 6),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_german_table_is_read_in_any_encoding(encoding):
    assert look(GERMAN.encode(encoding)).is_certain
    assert runs(GERMAN.encode(encoding)) == [
        TableRun(date(2024, 1, 3), None, 3753, 10_500, "locker", 4, "", "schön", 145),
        TableRun(date(2024, 1, 4), None, 2700, 8000, "Tempo", 7, "", "", 160),
    ]


def test_a_packed_table_is_read():
    packed = gzip.compress(GERMAN.encode())
    assert look(packed) == look(GERMAN.encode())
    assert runs(packed) == runs(GERMAN)


def test_units_and_months_may_stand_in_the_cells():
    assert look(FRENCH.encode()).is_certain
    assert runs(FRENCH) == [
        TableRun(date(2024, 1, 3), None, 3900, 10_500, note="bien"),
        TableRun(date(2024, 2, 14), None, 1500, 5000),
    ]


def test_without_headers_columns_are_known_by_what_stands_in_them_and_asked_about():
    data = "2024-01-03,10.5,1:02:33\n2024-01-04,8.1,45:10\n"
    seen = look(data.encode())
    assert (seen.is_certain, seen.mapping.first_row, seen.columns) == (False, 0, ("", "", ""))
    assert runs(data) == [
        TableRun(date(2024, 1, 3), None, 3753, 10_500),
        TableRun(date(2024, 1, 4), None, 2710, 8100),
    ]


def test_a_day_that_could_be_a_month_is_asked_about():
    data = "Date,Km,Time\n03/04/2024,10.5,1:02:00\n04/05/2024,8.1,45:00\n"
    seen = look(data.encode())
    assert (seen.is_certain, seen.date_is_certain, seen.unit_is_certain) == (False, False, True)
    assert [run.date.month for run in runs(data)] == [4, 5]
    assert [run.date.month for run in runs(data, date_order="mdy")] == [3, 4]


def test_the_one_late_day_above_twelve_settles_the_order_of_all():
    rows = "".join(f"{at % 12 + 1}/{at % 12 + 1}/2023,5,30\n" for at in range(400))
    assert not look(f"Date,Km,Time\n{rows}".encode()).date_is_certain
    seen = look(f"Date,Km,Time\n{rows}1/13/2024,5,30\n".encode())
    assert (seen.mapping.date_order, seen.is_certain) == ("mdy", True)


def test_hours_and_minutes_are_told_by_how_fast_no_one_is():
    assert [run.duration_s for run in runs("Date,Km,Time\n2024-01-03,10.5,1:02\n2024-01-04,8.1,0:45\n")] == [
        3720,
        2700,
    ]
    assert [run.duration_s for run in runs("Date,Time (h:mm)\n2024-01-03,1:02\n")] == [3720]
    assert [run.duration_s for run in runs("Date,Km,Time\n2024-01-03,0.2,1:02\n")] == [62]


def test_metres_and_seconds_are_known_by_their_size():
    (run,) = runs("Date,Distance,Duration\n2024-01-03,10500,3720\n")
    assert (run.distance_m, run.duration_s) == (10_500, 3720)


@pytest.mark.parametrize(
    ("written", "read"),
    [("'=1+1", "=1+1"), ("'+5 km", "+5 km"), ("'-", "-"), ("''quoted'", "'quoted'"), ("'tis", "'tis")],
)
def test_what_was_kept_from_being_a_formula_is_read_as_it_was(written, read):
    (run,) = runs(f"Date,km,Time,Title\n2024-01-03,10,52:30,{written}\n")
    assert run.title == read


def test_rows_above_the_headers_and_a_line_for_excel_are_passed_over():
    data = "sep=;\nMy log;;\n;;\nDate;Distance;Duration\n2024-01-03 07:30;10,5;62\n"
    assert runs(data) == [TableRun(date(2024, 1, 3), time(7, 30), 3720, 10_500)]


def test_what_is_not_understood_is_said_with_line_and_column():
    data = "Date,Distance,Duration,RPE\n2024-01-03,10.5,62,5\n2024-01-04,8,40,5\nnonsense,8,40,5\n"
    data += "2024-01-05,abc,40,99\n2024-01-06,abc,def,5\n,5,30,5\nTotal,22,,\n"
    found = runs(data)
    assert found[2] == "Line 4, column “Date”: “nonsense” is no date we understand."
    assert (found[3].distance_m, found[3].duration_s, found[3].effort) == (None, 2400, None)
    assert [notice.sentence for notice in found[3].warnings] == [
        "Column “Distance”: “abc” was not understood and left out.",
        "Column “RPE”: “99” was not understood and left out.",
    ]
    assert found[4:] == [
        "Line 6, column “Distance”: “abc” was not understood.",
        "Line 7 has no date in the column “Date”.",
        "Line 8, column “Date”: “Total” is no date we understand.",
    ]


def test_what_is_quoted_in_a_sentence_is_one_plain_line():
    data = b'Date,"Kilo\nmetres",Km\n2024-01-03,1,5\n"so\no\x7fn",1,5\n'
    mapping = TableMapping(date=0, distance=2)
    (error,) = [str(row.error) for row in read_table(data, mapping) if row.error]
    assert error.isprintable() and error.startswith("Line ") and "“so o" in error


def test_days_without_a_run_are_none():
    data = "Date,Distance,Duration,Note\n2024-01-03,10,50,\n2024-01-04,,,rest\n2024-01-05,0,0:00,\n"
    data += "2024-01-06,-,-,\n"
    assert [run.date.day for run in runs(data)] == [3]


def test_a_run_with_only_a_distance_or_only_a_time_is_a_run():
    found = runs("Date,Distance,Duration\n2024-01-03,10,\n2024-01-04,,50\n")
    assert [(run.distance_m, run.duration_s) for run in found] == [(10_000, None), (None, 3000)]


def test_a_mapping_of_ones_own_counts():
    data = b"a,b,c\nx,2024-01-03,30\n"
    mapping = TableMapping(date=1, duration=2, title=0, first_row=1)
    assert [row.run for row in read_table(data, mapping)] == [
        TableRun(date(2024, 1, 3), None, 1800, title="x")
    ]
    beyond = [str(row.error) for row in read_table(data, replace(mapping, date=9))]
    assert beyond == ["Line 2 has no date in the column “10”."]


def test_a_mapping_without_a_date_is_refused():
    with pytest.raises(NotUnderstood) as caught:
        read_table(b"a,b\n1,2\n", TableMapping(duration=1))
    assert caught.value.code == "table"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"one\ntwo\n", "no_table"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR,,,\n,,,\n", "no_table"),
        (b"a,b\n" * 30, "too_big"),
    ],
)
def test_what_is_no_table_says_so(data, code):
    with pytest.raises(NotUnderstood) as caught:
        look(data, Limits(file_bytes=100))
    assert caught.value.code == code
    assert not is_table(data) or code == "too_big"


def test_rows_beyond_the_limit_are_said_and_not_read():
    data = "Date,Km\n" + "2024-01-03,10\n" * 5
    found = runs(data, Limits(rows=3))
    assert len(found) == 4
    assert found[3] == "This table has more than 3 rows, more than we read."


def test_a_quote_that_never_closes_costs_little_memory():
    data = b"Date,Km\n2024-01-03,10\n" + b'2024-01-04,"' + b"x" * 8_000_000
    tracemalloc.start()
    rows = list(read_table(data, TableMapping(date=0, distance=1)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows[0].run.distance_m == 10_000
    assert {row.error.code for row in rows[1:]} <= {
        "row_damaged",
        "cell_bad",
        "row_without_date",
        "cell_date",
    }
    assert peak < 4_000_000


def test_many_rows_are_read_in_little_memory():
    data = b"Date,Km,Time\n" + b"2024-01-03,10,50:00\n" * 4_000
    tracemalloc.start()
    count = sum(row.run is not None for row in read_table(data, look(data).mapping))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 2_000_000


def test_a_line_of_endless_columns_is_cut():
    data = b"Date,Km\n2024-01-03,10" + b"," * 500_000 + b"\n2024-01-04,5\n"
    assert [run.distance_m for run in runs(data) if isinstance(run, TableRun)] == [10_000, 5000]


cells = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["2024-01-03", "3/4/24", "10,5", "1:02:33", "nan", "inf", "1e9", "-5", '"', "\0", "Date", "km"]
    ),
)


@given(st.lists(st.lists(cells, max_size=6), max_size=12), st.sampled_from(",;\t|"), st.binary(max_size=20))
@settings(max_examples=150, deadline=None)
def test_any_table_gives_runs_or_sentences(rows, delimiter, tail):
    data = "\n".join(delimiter.join(row) for row in rows).encode("utf-8", "replace") + tail
    try:
        mapping = look(data).mapping
    except NotUnderstood as error:
        assert str(error)
        return
    for forced in (
        mapping,
        TableMapping(date=0, distance=1, duration=2, effort=3, heart_rate=4, first_row=0),
    ):
        if forced.is_usable:
            for row in read_table(data, forced):
                assert_sound(row)


def assert_sound(row):
    assert (row.run is None) != (row.error is None)
    if row.run is None:
        assert str(row.error)
        return
    assert row.run.distance_m or row.run.duration_s
    assert 0 < (row.run.distance_m or 1) <= 1_000_000
    assert 0 < (row.run.duration_s or 1) <= 30 * 86400
    assert date(1954, 1, 1) < row.run.date < date(2100, 1, 1)


@given(
    st.lists(
        st.tuples(
            st.dates(date(1970, 1, 1), date(2099, 12, 31)), st.integers(1, 60_000), st.integers(1, 86_399)
        ),
        min_size=1,
        max_size=20,
    )
)
@settings(max_examples=60, deadline=None)
def test_what_was_written_down_is_what_is_read(days):
    lines = [
        f"{day:%d.%m.%Y};{metres // 1000},{metres % 1000:03};{s // 3600}:{s // 60 % 60:02}:{s % 60:02}"
        for day, metres, s in days
    ]
    data = "\n".join(["Datum;km;Zeit", *lines]).encode()
    found = [(run.date, run.distance_m, run.duration_s) for run in runs(data, decimal_sign=",")]
    assert found == [(day, metres, duration) for day, metres, duration in days]
