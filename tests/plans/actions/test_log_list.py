"""The log is read a page at a time: every entry once, newest first, months with their whole totals."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.actions.log_list import PAGE, Place, Totals, log_page
from plans.actions.self_check import record_self_check

DAY = datetime.timedelta(days=1)
FIRST = datetime.date(2026, 11, 24)


def lines(page):
    return [(entry.row.date, entry.what, entry.row.pk) for month in page.months for entry in month.entries]


def every_page(runner):
    after, pages = None, []
    while True:
        page = log_page(runner=runner, after=after)
        pages.append(lines(page))
        if page.older is None:
            return pages
        after = Place.read(str(page.older))


def test_runs_and_classes_stand_in_one_list_newest_first(runner, make_run, make_session):
    older, newer = make_run(date=FIRST - 2 * DAY), make_run(date=FIRST)
    between, same_day = make_session(date=FIRST - DAY), make_session(date=FIRST)
    assert lines(log_page(runner=runner, after=None)) == [
        (FIRST, "run", newer.pk),
        (FIRST, "class", same_day.pk),
        (FIRST - DAY, "class", between.pk),
        (FIRST - 2 * DAY, "run", older.pk),
    ]


def test_every_entry_stands_on_one_page_however_days_fall(runner, make_run, make_session):
    for n in range(40):
        make_run(date=FIRST - (n // 3) * DAY)
        make_session(date=FIRST - (n // 7) * DAY)
    pages = every_page(runner)
    everything = [line for page in pages for line in page]
    assert [len(page) for page in pages] == [PAGE, PAGE, PAGE, 5]
    assert (len(set(everything)), [line[0] for line in everything]) == (
        80,
        sorted((line[0] for line in everything), reverse=True),
    )


def test_a_full_last_page_promises_no_other(runner, make_run):
    for n in range(PAGE):
        make_run(date=FIRST - n * DAY)
    assert log_page(runner=runner, after=None).older is None


def test_a_month_has_the_totals_of_all_its_days_not_of_the_page(runner, make_run, make_session, stranger):
    for _ in range(PAGE):
        make_run(date=datetime.date(2026, 11, 20), duration_s=600, distance_m=2000)
    make_run(date=datetime.date(2026, 11, 1), duration_s=None, distance_m=1000)
    make_session(date=datetime.date(2026, 11, 30), minutes=20)
    make_session(date=datetime.date(2026, 10, 31), minutes=99)
    make_run(of=stranger, date=datetime.date(2026, 11, 20))
    page = log_page(runner=runner, after=None)
    month = page.months[0]
    assert (month.first, month.totals) == (datetime.date(2026, 11, 1), Totals(26, 15_000, 51_000, 0, 1, 20))
    assert page.totals == Totals(26, 15_000, 51_000, 0, 2, 119)


def test_a_self_check_is_listed_and_is_no_class_of_the_totals(runner, agreed, make_session):
    """A bug: five minutes of heel raises counted as a class."""
    make_session(date=datetime.date(2026, 11, 20), minutes=20)
    now = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
    told = {"date": now.date(), "left": 20, "right": 20, "now": now}
    record_self_check(runner=runner, kind="heel-raises", **told)
    page = log_page(runner=runner, after=None)
    assert len(page.months[0].entries) == 2
    assert page.totals == page.months[0].totals == Totals(0, 0, 0, 0, 1, 20)


def test_the_list_looks_back_from_a_date(runner, make_run, make_session):
    make_run(date=FIRST)
    run, session = make_run(date=FIRST - DAY), make_session(date=FIRST - DAY)
    assert lines(log_page(runner=runner, after=Place.end_of(FIRST - DAY))) == [
        (FIRST - DAY, "run", run.pk),
        (FIRST - DAY, "class", session.pk),
    ]


def test_nobody_elses_entries_are_listed(runner, stranger, make_run, make_session):
    make_run(of=stranger)
    make_session(of=stranger)
    assert lines(log_page(runner=runner, after=None)) == []


@pytest.mark.parametrize("many", [1, 60])
def test_a_page_takes_four_questions(runner, make_run, make_session, many, django_assert_num_queries):
    for n in range(many):
        make_run(date=FIRST - n * DAY)
        make_session(date=FIRST - n * DAY)
    with django_assert_num_queries(4):
        log_page(runner=runner, after=None)


@given(st.text() | st.just("2026-11-24.run.99999999999999999999") | st.just("2026-11-24.ride.1"))
def test_an_address_that_is_no_place_begins_at_the_beginning(text):
    assert Place.read(text) is None


@given(st.dates(), st.sampled_from(["run", "class"]), st.integers(1, 2**63 - 1))
def test_a_place_is_read_back_from_its_address(date, what, pk):
    assert Place.read(str(Place(date, what, pk))) == Place(date, what, pk)
