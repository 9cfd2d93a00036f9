"""What was danced, in numbers: each sum held against counting by hand."""

import datetime
import random
from decimal import Decimal

import pytest

from library.models import Movement
from plans.actions.progress import progress_of
from plans.actions.progress_new import New, NewInWeek
from plans.actions.progress_weeks import Effort, Planned
from plans.actions.self_check import record_self_check
from plans.models import Session, Week

TODAY = datetime.date(2026, 11, 25)
MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
BENEFITS = ["flexibility", "stabilisers", "posture", "balance", "injury-prevention", ""]


def monday_before(date):
    while date.weekday():
        date -= DAY
    return date


@pytest.fixture
def many_sessions(runner):
    """Sessions scattered over a year, some in the twelve weeks shown."""
    chance = random.Random(7)

    def make(count):
        Session.objects.bulk_create(
            Session(
                runner=runner,
                date=TODAY - chance.randrange(370) * DAY,
                done_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC),
                time_zone="UTC",
                title="Barre",
                minutes=chance.randint(1, 60),
                benefit=chance.choice(BENEFITS),
                effort=chance.choice([None, 0, 3, 10]),
                how="hand",
            )
            for _ in range(count)
        )
        return list(Session.objects.all())

    return make


def test_every_sum_is_what_counting_by_hand_gives(runner, many_sessions):
    rows = many_sessions(400)
    found = progress_of(runner=runner, today=TODAY)
    assert (found.totals.sessions, found.totals.minutes, found.totals.rated, found.totals.weeks_danced) == (
        400,
        sum(row.minutes for row in rows),
        sum(row.effort is not None for row in rows),
        len({monday_before(row.date) for row in rows}),
    )
    for week in found.weeks:
        of_week = [row for row in rows if monday_before(row.date) == week.monday]
        by_benefit = tuple(sum(row.minutes for row in of_week if row.benefit == b) for b in BENEFITS)
        assert (week.sessions, week.minutes, week.total) == (len(of_week), by_benefit, sum(by_benefit))
    assert any(week.sessions > 1 for week in found.weeks)


def test_the_last_twelve_weeks_are_shown_the_newest_last(runner):
    weeks = progress_of(runner=runner, today=TODAY).weeks
    assert [week.monday for week in weeks] == [MONDAY - 7 * n * DAY for n in range(11, -1, -1)]


def test_monday_and_sunday_belong_to_one_week(runner, make_session):
    for date in (MONDAY - 7 * DAY, MONDAY - DAY, MONDAY):
        make_session(date=date)
    found = progress_of(runner=runner, today=TODAY)
    assert [week.sessions for week in found.weeks[-2:]] == [2, 1]
    assert found.totals.weeks_danced == 2


def test_nothing_danced_is_noughts(runner):
    found = progress_of(runner=runner, today=TODAY)
    assert (found.totals.sessions, found.totals.minutes, found.totals.rated, found.totals.weeks_danced) == (
        0,
        0,
        0,
        0,
    )


def test_what_was_danced_long_ago_is_not_lost(runner, make_session):
    make_session(date=datetime.date(2011, 5, 5), minutes=50)
    found = progress_of(runner=runner, today=TODAY)
    assert (found.totals.sessions, found.totals.minutes, found.totals.weeks_danced) == (1, 50, 1)
    assert sum(week.sessions for week in found.weeks) == 0


def test_years_hold_every_week_danced_in_the_year_of_its_monday(runner, many_sessions, make_session):
    make_session(date=datetime.date(2021, 1, 2), minutes=50)  # its Monday is 28 December 2020
    rows = [*many_sessions(400)]
    years = progress_of(runner=runner, today=TODAY).totals.years
    by_hand = {}
    for row in rows:
        by_hand.setdefault(monday_before(row.date).year, []).append(row)
    assert [(year.year, len(year.weeks), year.sessions, year.minutes) for year in years] == [
        (
            year,
            len({monday_before(row.date) for row in by_hand[year]}),
            len(by_hand[year]),
            sum(row.minutes for row in by_hand[year]),
        )
        for year in (2026, 2025, 2020)
    ]
    assert years[-1].marked == [51]
    assert years[0].marked == sorted(
        {(monday_before(row.date) - datetime.date(2026, 1, 5)).days // 7 for row in by_hand[2026]}
    )


def test_the_picture_of_years_has_a_mark_for_each_week_danced(runner, many_sessions):
    many_sessions(60)
    totals = progress_of(runner=runner, today=TODAY).totals
    assert totals.chart.marks.count("M") == totals.weeks_danced > 12
    assert [year.label for year in totals.chart.years] == ["2026", "2025"]


def test_runs_alone_are_something_and_lead_back_as_far_as_they_go(runner, stranger, make_run):
    make_run(of=stranger, date=TODAY - 500 * DAY)
    assert not progress_of(runner=runner, today=TODAY).has_anything
    make_run(date=TODAY - 300 * DAY)
    make_run(date=TODAY)
    found = progress_of(runner=runner, today=TODAY)
    assert (found.has_anything, found.totals.sessions, found.first_run) == (True, 0, TODAY - 300 * DAY)
    assert found.before == MONDAY - 12 * 7 * DAY
    assert progress_of(runner=runner, today=TODAY, until=TODAY - 300 * DAY).before is None


def test_the_timeline_begins_with_the_first_week_that_holds_something(runner, make_run, make_session):
    make_run(date=TODAY)
    make_session(date=TODAY - 14 * DAY)
    weeks = progress_of(runner=runner, today=TODAY).timeline.chart.weeks
    assert [week.label for week in weeks] == ["9 Nov", "16 Nov", "23 Nov"]


def test_another_runners_sessions_are_not_counted(runner, stranger, make_session):
    make_session(of=stranger)
    assert progress_of(runner=runner, today=TODAY).totals.sessions == 0


def test_the_charts_show_the_same_numbers(runner, many_sessions):
    many_sessions(100)
    found = progress_of(runner=runner, today=TODAY)
    shown = {series.key: series.values for series in found.minutes_chart.series}
    assert shown == {b: tuple(week.minutes[n] for week in found.weeks) for n, b in enumerate(BENEFITS)}


@pytest.mark.parametrize("many", [1, 10_000])
def test_one_session_asks_as_much_as_ten_thousand(runner, many_sessions, many, django_assert_num_queries):
    many_sessions(many)
    with django_assert_num_queries(7):
        progress_of(runner=runner, today=TODAY)


def week_at(found, monday):
    return next(week for week in found.weeks if week.monday == monday)


@pytest.fixture
def make_week(runner, few_classes):
    def make(monday, *states, asked=3):
        week = Week.objects.create(
            runner=runner,
            starts_on=monday,
            planned_at=datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC),
            asked=asked,
        )
        return [
            week.planned_sessions.create(
                date=monday, first_date=monday, video_class=video_class, slot="alone", state=state
            )
            for video_class, state in zip(few_classes.values(), states, strict=False)
        ]

    return make


def test_the_places_of_a_week_stand_beside_what_was_danced(runner, make_week, make_session):
    monday = MONDAY - 7 * DAY
    done, *_others = make_week(monday, "done", "missed", "proposed", "skipped", asked=4)
    make_session(date=monday, planned_session=done)
    make_session(date=monday + DAY)
    found = progress_of(runner=runner, today=TODAY)
    assert week_at(found, monday).planned == Planned(
        asked=4, done=1, besides=1, to_come=0, left_out=1, stayed_open=2
    )


def test_this_weeks_places_are_still_to_come(runner, make_week):
    make_week(MONDAY, "missed", "proposed", "locked")
    found = progress_of(runner=runner, today=TODAY)
    assert week_at(found, MONDAY).planned == Planned(
        asked=3, done=0, besides=0, to_come=3, left_out=0, stayed_open=0
    )
    assert found.planned_chart.asked != ""


def test_a_class_that_filled_last_weeks_place_is_besides_in_its_own(runner, make_week, make_session):
    (place,) = make_week(MONDAY - 7 * DAY, "done", asked=1)
    make_session(date=MONDAY, planned_session=place)
    found = progress_of(runner=runner, today=TODAY)
    planned = [(week.planned.asked, week.planned.done, week.planned.besides) for week in found.weeks[-2:]]
    assert planned == [(1, 1, 0), (None, 0, 1)]


def test_effort_times_minutes_is_of_what_was_rated(runner, make_session, make_run):
    make_session(date=TODAY, minutes=20, effort=4)
    make_session(date=TODAY, minutes=15, effort=0)
    make_session(date=TODAY, minutes=30)
    make_run(date=TODAY, duration_s=3000, effort=7)
    make_run(date=TODAY, duration_s=None, effort=9)
    found = progress_of(runner=runner, today=TODAY)
    assert week_at(found, MONDAY).effort == Effort(classes=80, runs=350, rated=3, of=5)
    assert found.efforts_given == (3, 5)


def test_a_day_of_the_timeline_tells_its_runs_and_classes(runner, make_session, make_run):
    make_session(date=TODAY, minutes=20, leg_load=2)
    make_run(date=TODAY, kind="intervals", duration_s=3120)
    make_run(date=TODAY - DAY, duration_s=None)
    days = progress_of(runner=runner, today=TODAY).timeline
    assert [(day.date, day.runs, day.classes) for day in days.days] == [
        (TODAY - DAY, "Easy", ""),
        (TODAY, "Intervals, 52 min", "Steady ankles, 20 min"),
    ]
    assert [outline.kind for outline in days.chart.outlines] == ["load-2", "run", "run-quick"]
    assert days.days[1].cell == days.chart.cells[2]


@pytest.fixture
def with_movements(few_classes):
    """Two classes share a plié; each has a movement of its own."""
    names = {"steady-ankles": ("Plié", "Relevé"), "long-lines": ("Plié", "Tendu")}
    for slug, movements in names.items():
        for n, name in enumerate(movements):
            key = name.lower().replace("é", "e")
            made = Movement.objects.get_or_create(
                slug=key, defaults={"name": name, "plain": name, "purpose": name, "leg_load": 1, "level": 1}
            )[0]
            few_classes[slug].chapters.create(
                movement=made, position=n, title=name, start_s=n * 60, end_s=n * 60 + 60
            )
    return few_classes


def test_what_was_met_for_the_first_time_stands_by_week_the_newest_first(
    runner, stranger, with_movements, make_session
):
    make_session(of=stranger, date=TODAY - 300 * DAY, video_class=with_movements["long-lines"])
    make_session(date=TODAY - 21 * DAY, video_class=with_movements["steady-ankles"])
    for date in (TODAY - DAY, TODAY):
        make_session(date=date, video_class=with_movements["long-lines"])
        make_session(date=date, video_class=with_movements["steady-ankles"])
    assert progress_of(runner=runner, today=TODAY).new == [
        NewInWeek(
            MONDAY, [New("Long lines", "/library/long-lines/")], [New("Tendu", "/library/movements/tendu/")]
        ),
        NewInWeek(
            MONDAY - 21 * DAY,
            [New("Steady ankles", "/library/steady-ankles/")],
            [New("Plié", "/library/movements/plie/"), New("Relevé", "/library/movements/releve/")],
        ),
    ]


def test_what_was_danced_before_the_weeks_shown_is_not_new(runner, with_movements, make_session):
    make_session(date=TODAY - 300 * DAY, video_class=with_movements["steady-ankles"])
    make_session(date=TODAY, video_class=with_movements["steady-ankles"])
    make_session(date=TODAY, video_class=with_movements["long-lines"])
    (week,) = progress_of(runner=runner, today=TODAY).new
    assert ([each.name for each in week.classes], [each.name for each in week.movements]) == (
        ["Long lines"],
        ["Tendu"],
    )


def test_earlier_weeks_can_be_asked_for(runner, make_session):
    make_session(date=datetime.date(2026, 3, 4))
    now = progress_of(runner=runner, today=TODAY)
    assert now.before == MONDAY - 12 * 7 * DAY
    then = progress_of(runner=runner, today=TODAY, until=datetime.date(2026, 3, 4))
    assert (then.weeks[-1].monday, then.weeks[-1].sessions, then.before) == (
        datetime.date(2026, 3, 2),
        1,
        None,
    )


def test_a_self_check_is_no_class_and_no_week_danced(agreed, make_session):
    """A bug: heel raises counted as a session of each week they were done in."""
    make_session(date=MONDAY)
    now = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    for date in (TODAY, TODAY - 42 * DAY):
        record_self_check(
            runner=agreed, kind="heel-raises", date=date, left=Decimal(20), right=Decimal(20), now=now
        )
    found = progress_of(runner=agreed, today=TODAY)
    assert (found.totals.sessions, found.totals.weeks_danced, found.efforts_given) == (1, 1, (0, 1))
    assert [week.planned.besides for week in found.weeks] == [0] * 11 + [1]
    assert [day.date for day in found.timeline.days] == [MONDAY]
