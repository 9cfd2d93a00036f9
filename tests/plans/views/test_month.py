"""The log by month: whole weeks, what was done, what is to come, and addresses that are none."""

import datetime
import re

import pytest
from django.utils import timezone

from plans.actions.log_list import Totals
from plans.actions.month import month_shown
from plans.actions.self_check import record_self_check
from plans.models import PlannedRun, TypicalRun, Week

DAY = datetime.timedelta(days=1)
NOVEMBER = datetime.date(2026, 11, 1)
WEDNESDAY = datetime.date(2026, 11, 25)


def dates(month):
    return [day.date for week in month.weeks for day in week.days]


def test_weeks_begin_on_monday_or_sunday_as_the_runner_likes(runner):
    month = month_shown(runner=runner, first=NOVEMBER, today=WEDNESDAY)
    assert (dates(month)[0], dates(month)[-1], len(month.weeks)) == (
        datetime.date(2026, 10, 26), datetime.date(2026, 12, 6), 6
    )  # fmt: skip
    runner.week_start = 6
    month = month_shown(runner=runner, first=NOVEMBER, today=WEDNESDAY)
    assert (dates(month)[0], dates(month)[-1], len(month.weeks)) == (
        NOVEMBER, datetime.date(2026, 12, 5), 5
    )  # fmt: skip


@pytest.mark.parametrize("week_start", [0, 6])
@pytest.mark.parametrize("n", range(1, 13))
def test_every_month_is_whole_weeks_around_all_its_days(runner, n, week_start):
    runner.week_start, first = week_start, datetime.date(2026, n, 1)
    found = dates(month_shown(runner=runner, first=first, today=WEDNESDAY))
    assert found == [found[0] + k * DAY for k in range(len(found))] and len(found) % 7 == 0
    assert (found[0].weekday(), sum(date.month == n for date in found)) == (
        week_start, ((first + 31 * DAY).replace(day=1) - first).days
    )  # fmt: skip
    assert found[6].month == n and found[-7].month == n  # no week of other months alone


def test_a_week_sums_all_its_days_and_the_month_its_own(runner, stranger, make_run, make_session):
    make_run(date=datetime.date(2026, 10, 31), distance_m=5000, duration_s=1500)
    make_run(date=NOVEMBER, distance_m=7000, duration_s=None, climb_m=40)
    make_session(date=NOVEMBER, minutes=20)
    make_run(of=stranger, date=NOVEMBER)
    month = month_shown(runner=runner, first=NOVEMBER, today=WEDNESDAY)
    assert month.weeks[0].totals == Totals(2, 1500, 12_000.0, 40.0, 1, 20)
    assert month.totals == Totals(1, 0, 7000.0, 40.0, 1, 20)


def test_a_self_check_is_shown_and_is_no_class_of_the_totals(runner, agreed, make_session):
    """A bug: five minutes of heel raises counted as a class."""
    make_session(date=NOVEMBER, minutes=20)
    told = {"left": 20, "right": 20, "now": timezone.now()}
    record_self_check(runner=runner, kind="heel-raises", date=NOVEMBER, **told)
    month = month_shown(runner=runner, first=NOVEMBER, today=WEDNESDAY)
    assert sum(len(day.sessions) for week in month.weeks for day in week.days) == 2
    assert month.totals == month.weeks[0].totals == Totals(0, 0, 0.0, 0.0, 1, 20)


def test_what_was_taken_out_is_in_no_day_and_no_total(runner, make_run):
    stays = make_run(date=NOVEMBER, distance_m=7000, duration_s=2100)
    make_run(date=NOVEMBER, distance_m=5000, removed_at=timezone.now())
    month = month_shown(runner=runner, first=NOVEMBER, today=WEDNESDAY)
    assert [run for week in month.weeks for day in week.days for run in day.runs] == [stays]
    assert month.totals == Totals(1, 2100, 7000.0, 0.0, 0, 0)


def test_what_is_to_come_is_shown_and_what_was_not_done_is_not(runner, make_planned_run):
    past, to_come = make_planned_run(date=WEDNESDAY - DAY), make_planned_run(date=WEDNESDAY)
    make_planned_run(date=WEDNESDAY, status=PlannedRun.Status.CANCELLED)
    TypicalRun.objects.create(runner=runner, weekday=6, kind="long", duration_s=5400)
    Week.objects.create(runner=runner, starts_on=datetime.date(2026, 11, 23), planned_at=timezone.now())
    month = month_shown(runner=runner, first=NOVEMBER, today=WEDNESDAY)
    planned = [(day.date, run.pk) for week in month.weeks for day in week.days for run in day.planned]
    # Of the stored week what is stored, of the next the usual long run.
    assert planned == [(WEDNESDAY, to_come.pk), (datetime.date(2026, 12, 6), None)], past


def test_the_page_shows_runs_classes_and_where_to_write_one_down(
    runners_client, make_run, make_session, make_planned_run, stranger, clock
):
    run, session = make_run(title="Bridges"), make_session(title="Ankles")
    make_planned_run(title="Long one", date=datetime.date(2026, 11, 29), duration_s=5400)
    make_run(of=stranger, title="Secret")
    page = runners_client.get("/log/months/2026-11/").content.decode()
    for part in (
        f'href="/log/runs/{run.pk}/"',
        f'href="/sessions/{session.pk}/"',
        "Long one",
        'href="/log/runs/new/?date=2026-11-25"',
        'href="/log/months/2026-10/"',
        'href="/log/months/2026-12/"',
    ):
        assert part in page
    assert "Secret" not in page and "?date=2026-11-26" not in page


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_asks_as_much_for_one_run_as_for_many(
    runners_client, make_run, make_session, make_planned_run, many, clock, django_assert_num_queries
):
    for n in range(many):
        make_run(date=NOVEMBER + n * DAY)
        make_session(date=NOVEMBER + n * DAY)
        make_planned_run(date=WEDNESDAY + n % 5 * DAY)
    with django_assert_num_queries(7):
        runners_client.get("/log/months/2026-11/")


def test_months_begin_with_this_one_or_the_one_picked(runners_client, db, clock):
    for query, month in [("", "2026-11"), ("?month=2020-02", "2020-02"), ("?month=x", "2026-11")]:
        assert runners_client.get(f"/log/months/{query}")["Location"] == f"/log/months/{month}/"


@pytest.mark.parametrize(
    "month",
    ["2026-13", "2026-00", "1949-12", "2151-01", "9999-12", "0001-01", "2026-1", "x", "２０２６-11", "-1-01"],
)
def test_a_month_that_is_none_is_404(runners_client, db, month):
    assert runners_client.get(f"/log/months/{month}/").status_code == 404


@pytest.mark.parametrize(("month", "neighbours"), [("1950-01", ["1950-02"]), ("2150-12", ["2150-11"])])
def test_the_first_and_the_last_month_have_one_neighbour(runners_client, db, month, neighbours):
    page = runners_client.get(f"/log/months/{month}/").content.decode()
    nav = page.split('aria-label="Months"')[1].split("</nav>")[0]
    assert re.findall(r'rel="\w+" href="/log/months/([0-9-]+)/"', nav) == neighbours
