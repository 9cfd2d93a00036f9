"""Calendars are followed: what they plan comes, moves and goes, and what is the runner's own stays."""

import datetime
import logging

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from balletfusion.background import leases
from balletfusion.background.worker import Worker, call
from plans.actions import inbound_reading
from plans.actions.addresses import NotFetched
from plans.actions.inbound import (
    FollowedAlready,
    TooManyCalendars,
    bring_newer_file,
    follow_address,
    follow_file,
    unfollow,
)
from plans.actions.inbound_reading import call_forgotten, read_if_due, read_soon
from plans.actions.log import write_down
from plans.actions.plan import plan_week
from plans.actions.planned_runs import change_planned_run, leave_out_run
from plans.actions.week import week_shown
from plans.importers.sentences import NotUnderstood
from plans.models import InboundCalendar, PlannedRun, PlannedSession, Run, TypicalRun, Week
from tests.plans.actions.serving import answer, near, server

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + n * DAY for n in range(1, 7))
NEXT_TUESDAY = TUESDAY + 7 * DAY
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # Wednesday
SECRET = "webcal://coach.example/private/secret-key.ics"


def event(uid, date, title="Easy run 50 min", *more):
    lines = [f"UID:{uid}", f"DTSTART;VALUE=DATE:{date:%Y%m%d}", f"SUMMARY:{title}", *more]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def ics(*events):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""]).encode()


@pytest.fixture
def usual_week(runner):
    """Easy on Tuesday and Thursday, long on Sunday."""
    for weekday, kind, minutes in [(1, "easy", 40), (3, "easy", 40), (6, "long", 90)]:
        TypicalRun.objects.create(runner=runner, weekday=weekday, kind=kind, duration_s=60 * minutes)


@pytest.fixture
def follow(runner):
    """Follows what is in a file; `says(*events)` reads a newer one."""

    def start(*events, is_whole_plan=False, now=NOW):
        calendar = follow_file(
            runner=runner, data=ics(*events), name="Coach", is_whole_plan=is_whole_plan, now=now
        )

        def says(*events, at=now):
            bring_newer_file(calendar=calendar, data=ics(*events), now=at)

        return calendar, says

    return start


def planned(runner):
    rows = PlannedRun.objects.of(runner)
    return [(row.date, row.title or row.kind, row.status, row.origin) for row in rows]


def of_calendar(runner):
    return [(date, title, status) for date, title, status, origin in planned(runner) if origin == "calendar"]


# --- what it plans ---------------------------------------------------------------------------------
def test_runs_to_come_are_planned_and_nothing_else(runner, follow):
    follow(
        event("past", TUESDAY, "Past run"),
        event("today", WEDNESDAY, "Intervals 6 x 800 m, 10 km"),
        event("bike", THURSDAY, "Bike 2 h"),
        event("off", THURSDAY, "Run", "STATUS:CANCELLED"),
        event("rest", FRIDAY, "Rest day"),
        event("far", MONDAY + 400 * DAY, "Far run"),
    )
    row = PlannedRun.objects.get()
    assert (row.date, row.title, row.kind) == (WEDNESDAY, "Intervals 6 x 800 m, 10 km", "intervals")
    assert (row.distance_m, row.duration_s, row.event, row.origin) == (10_000, None, "today", "calendar")


def test_reading_the_same_again_changes_nothing(runner, few_classes, usual_week, follow):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    events = [event("a", THURSDAY), event("b", SATURDAY)]
    _, says = follow(*events)
    before = list(PlannedRun.objects.values()), list(Week.objects.values())
    says(*events, at=NOW + HOUR)
    assert (list(PlannedRun.objects.values()), list(Week.objects.values())) == before


def test_a_moved_event_takes_its_run_along(runner, follow):
    _, says = follow(event("a", THURSDAY))
    row = PlannedRun.objects.get()
    says(event("a", SATURDAY, "Tempo run 40 min"))
    moved = PlannedRun.objects.get()
    assert (moved.pk, moved.date, moved.kind, moved.duration_s) == (row.pk, SATURDAY, "tempo", 2400)


def test_what_is_called_off_or_vanishes_goes_and_what_comes_back_returns(runner, follow):
    _, says = follow(event("a", THURSDAY), event("b", FRIDAY))
    says(event("a", THURSDAY, "Easy run 50 min", "STATUS:CANCELLED"))
    assert of_calendar(runner) == [(THURSDAY, "Easy run 50 min", "cancelled")]
    says(event("a", THURSDAY), event("b", FRIDAY))
    assert [status for _, _, status in of_calendar(runner)] == ["planned", "planned"]


def test_a_run_that_became_a_ride_goes(runner, follow):
    _, says = follow(event("a", THURSDAY))
    says(event("a", THURSDAY, "Bike 2 h"))
    assert of_calendar(runner) == []


def test_what_is_past_stays(runner, follow):
    _, says = follow(event("a", THURSDAY))
    says(at=NOW + 3 * 24 * HOUR)
    assert of_calendar(runner) == [(THURSDAY, "Easy run 50 min", "planned")]


def test_what_the_runner_changed_or_left_out_stays_so(runner, follow):
    _, says = follow(event("a", THURSDAY), event("b", FRIDAY))
    row = PlannedRun.objects.get(event="a")
    row.date = SATURDAY
    change_planned_run(run=row, now=NOW)
    leave_out_run(run=PlannedRun.objects.get(event="b"), now=NOW)
    says(event("a", THURSDAY, "New title run"), event("b", SUNDAY))
    after = [(FRIDAY, "Easy run 50 min", "cancelled"), (SATURDAY, "Easy run 50 min", "planned")]
    assert of_calendar(runner) == after
    says()  # both vanish
    assert of_calendar(runner) == after


def test_a_run_that_was_done_stays_matched_whatever_the_calendar_says(runner, follow):
    _, says = follow(event("a", WEDNESDAY))
    run = write_down(run=Run(runner=runner, date=WEDNESDAY, duration_s=3000), now=NOW)
    says(event("a", FRIDAY, "Other run"))
    says()
    row = PlannedRun.objects.get()
    assert (row.date, row.status, row.run) == (WEDNESDAY, "done", run)


def test_a_run_of_today_is_matched_when_the_calendar_comes_after_it(runner, make_run, follow):
    run = make_run(date=WEDNESDAY)
    follow(event("a", WEDNESDAY))
    row = PlannedRun.objects.get()
    assert (row.status, row.run) == ("done", run)


def test_a_run_of_today_taken_for_the_usual_one_becomes_the_calendars(runner, few_classes, make_run, follow):
    TypicalRun.objects.create(runner=runner, weekday=2, kind="easy", duration_s=2400)
    run = make_run(date=WEDNESDAY)
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    follow(event("a", WEDNESDAY))
    row = PlannedRun.objects.get()
    assert (row.origin, row.status, row.run) == ("calendar", "done", run)


def test_a_run_moved_onto_a_day_that_was_run_is_that_run(runner, make_run, follow):
    run = make_run(date=WEDNESDAY)
    _, says = follow(event("a", FRIDAY))
    says(event("a", WEDNESDAY))
    assert PlannedRun.objects.get().run == run


def test_a_run_of_the_past_is_told_nothing_more_but_moves_to_a_day_to_come(runner, follow):
    _, says = follow(event("a", THURSDAY))
    says(event("a", THURSDAY, "Other run"), at=NOW + 2 * 24 * HOUR)  # Friday
    assert of_calendar(runner) == [(THURSDAY, "Easy run 50 min", "planned")]
    says(event("a", WEDNESDAY, "Other run"), at=NOW + 2 * 24 * HOUR)
    assert of_calendar(runner) == [(THURSDAY, "Easy run 50 min", "planned")]
    says(event("a", SUNDAY, "Other run"), at=NOW + 2 * 24 * HOUR)
    assert of_calendar(runner) == [(SUNDAY, "Other run", "planned")]


def test_a_run_beyond_what_is_read_stays_though_the_calendar_does_not_name_it(runner, follow):
    """It came into view, then the runner's day went back: no newer reading looks as far."""
    last = WEDNESDAY + 26 * 7 * DAY
    _, says = follow(event("a", last + 7 * DAY), now=NOW + 7 * DAY)
    assert [date for date, _, _ in of_calendar(runner)] == [last + 7 * DAY]
    says(event("a", last + 7 * DAY), at=NOW)
    assert [date for date, _, _ in of_calendar(runner)] == [last + 7 * DAY]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (event("a", WEDNESDAY, "Tempo run"), "missed"),
        (event("a", WEDNESDAY, "Tempo run", "STATUS:CANCELLED"), "cancelled"),
        (event("a", FRIDAY, "Tempo run"), "planned"),
    ],
)
def test_a_run_not_done_stays_so_until_it_moves_or_is_called_off(runner, follow, told, status):
    _, says = follow(event("a", WEDNESDAY))
    PlannedRun.objects.update(status="missed")
    says(told)
    row = PlannedRun.objects.get()
    assert (row.status, row.title) == (status, "Tempo run")


# --- beside the usual week -------------------------------------------------------------------------
@pytest.mark.parametrize("stored", [True, False])
def test_a_single_run_takes_the_place_of_the_usual_run_of_its_day(
    runner, few_classes, usual_week, follow, stored
):
    if stored:
        plan_week(runner=runner, monday=MONDAY + 7 * DAY, now=NOW)
    _, says = follow(event("a", NEXT_TUESDAY, "Tempo run"))
    shown = week_shown(runner=runner, monday=MONDAY + 7 * DAY, today=WEDNESDAY)
    assert [[run.kind for run in day.planned_runs] for day in shown.days] == [
        [], ["tempo"], [], ["easy"], [], [], ["long"],
    ]  # fmt: skip
    says()
    shown = week_shown(runner=runner, monday=MONDAY + 7 * DAY, today=WEDNESDAY)
    assert [run.kind for run in shown.days[1].planned_runs] == ["easy"]


@pytest.mark.parametrize("stored", [True, False])
def test_before_a_training_plan_the_usual_week_stands_back_where_the_plan_has_runs(
    runner, few_classes, usual_week, follow, stored
):
    mondays = [MONDAY + 7 * n * DAY for n in (1, 2)]
    if stored:
        for monday in mondays:
            plan_week(runner=runner, monday=monday, now=NOW)
    follow(event("a", NEXT_TUESDAY + DAY, "Tempo run"), is_whole_plan=True)
    kinds = []
    for monday in mondays:
        shown = week_shown(runner=runner, monday=monday, today=WEDNESDAY)
        kinds.append([run.kind for day in shown.days for run in day.planned_runs])
    assert kinds == [["tempo"], ["easy", "easy", "long"]]


def test_in_the_week_that_has_begun_past_days_stay_as_they_were(runner, few_classes, usual_week, follow):
    plan_week(runner=runner, monday=MONDAY, now=NOW - 48 * HOUR)
    follow(event("a", SATURDAY, "Tempo run"), is_whole_plan=True)
    assert [(date, kind) for date, kind, _, _ in planned(runner)] == [
        (TUESDAY, "easy"),
        (SATURDAY, "Tempo run"),
    ]


def test_a_usual_run_changed_by_hand_stands_beside_a_plan(runner, few_classes, usual_week, follow):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    usual = PlannedRun.objects.get(date=SUNDAY)
    usual.title = "With Ann"
    change_planned_run(run=usual, now=NOW)
    follow(event("a", SATURDAY, "Tempo run"), is_whole_plan=True)
    assert [title for _, title, _, _ in planned(runner)] == ["easy", "Tempo run", "With Ann"]


def test_stored_weeks_follow_with_least_change(runner, few_classes, follow):
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    before = list(PlannedSession.objects.order_by("date").values_list("pk", "date", "slot"))
    assert {slot for _, _, slot in before} == {"alone"}
    follow(event("a", before[0][1]), now=NOW + HOUR)
    after = list(PlannedSession.objects.order_by("date").values_list("pk", "date", "slot"))
    assert after == [(*before[0][:2], "after_run"), *before[1:]]


# --- following and leaving -------------------------------------------------------------------------
def test_what_is_no_calendar_is_not_followed(runner):
    for data in (b"", b"<html>", b"\x89PNG"):
        with pytest.raises(NotUnderstood):
            follow_file(runner=runner, data=data, now=NOW)
    with pytest.raises(NotFetched):
        follow_address(runner=runner, address="ftp://coach.example/", now=NOW)
    assert InboundCalendar.objects.count() == 0


def test_too_many_runs_are_refused(runner):
    many = ics(*(event(f"e{n}", THURSDAY + n % 150 * DAY) for n in range(401)))
    with pytest.raises(NotUnderstood):
        follow_file(runner=runner, data=many, now=NOW)
    assert PlannedRun.objects.count() == 0


def test_the_same_address_is_followed_once_and_ten_are_enough(runner, stranger):
    follow_address(runner=runner, address=SECRET, now=NOW)
    with pytest.raises(FollowedAlready):
        follow_address(runner=runner, address=SECRET, now=NOW)
    with pytest.raises(FollowedAlready):
        follow_address(runner=runner, address=SECRET.replace("webcal://coach", "https://COACH"), now=NOW)
    follow_address(runner=stranger, address=SECRET, now=NOW)
    for n in range(9):
        follow_address(runner=runner, address=f"https://coach.example/{n}", now=NOW)
    with pytest.raises(TooManyCalendars):
        follow_address(runner=runner, address="https://coach.example/x", now=NOW)


def test_followed_no_more_its_runs_go_but_for_what_is_the_runners(runner, make_run, follow):
    make_run(date=WEDNESDAY)
    calendar, _ = follow(event("a", WEDNESDAY), event("b", FRIDAY), event("c", SATURDAY))
    mine = PlannedRun.objects.get(event="c")
    mine.title = "Mine"
    change_planned_run(run=mine, now=NOW)
    unfollow(calendar=calendar, keep_runs=False, now=NOW)
    assert planned(runner) == [
        (WEDNESDAY, "Easy run 50 min", "done", "hand"),
        (SATURDAY, "Mine", "planned", "hand"),
    ]
    assert InboundCalendar.objects.count() == 0


@pytest.mark.parametrize(("is_whole_plan", "many"), [(True, 1), (False, 3)])
def test_followed_no_more_its_runs_may_stay(runner, few_classes, usual_week, follow, is_whole_plan, many):
    """Those of a plan keep the usual week away as before; single ones stand beside it from now on."""
    calendar, _ = follow(event("a", NEXT_TUESDAY), is_whole_plan=is_whole_plan)
    unfollow(calendar=calendar, keep_runs=True, now=NOW)
    shown = week_shown(runner=runner, monday=MONDAY + 7 * DAY, today=WEDNESDAY)
    assert "Easy run 50 min" in [run.title for day in shown.days for run in day.planned_runs]
    assert sum(len(day.planned_runs) for day in shown.days) == many + (not is_whole_plan)


# --- read from its address -------------------------------------------------------------------------
@pytest.fixture
def followed(runner):
    return follow_address(
        runner=runner, address="http://coach.example/secret-key", is_whole_plan=False, now=NOW
    )


def read(calendar, respond, now=NOW):
    """One reading from a server on loopback; returns what it said and the requests that came."""
    with server(respond) as (port, requests):
        address = f"http://coach.example:{port}/secret-key"
        InboundCalendar.objects.filter(pk=calendar.pk).update(address=address)
        said = read_if_due(pk=calendar.pk, now=now, reach=near(port))
    calendar.refresh_from_db()
    return said, requests


def waits(calendar):
    """When the tasks of a calendar are to begin."""
    tasks = DBTaskResult.objects.filter(status="READY")
    return sorted(task.run_after for task in tasks if task.args_kwargs["args"] == [calendar.pk])


def test_a_followed_address_is_read_at_once_and_again_in_six_hours(runner, followed):
    assert waits(followed) == [NOW]
    said, _ = read(followed, lambda request, connection: answer(body=ics(event("a", FRIDAY)), ETag='"1"'))
    assert (said, of_calendar(runner)) == ("read", [(FRIDAY, "Easy run 50 min", "planned")])
    assert (followed.read_at, followed.error, followed.failures, followed.etag) == (NOW, "", 0, '"1"')
    assert (followed.next_try_at, waits(followed)[-1]) == (NOW + 6 * HOUR, NOW + 6 * HOUR)


def test_the_task_itself_reads_and_says_why_it_could_not(followed, monkeypatch):
    """The strict reach is the one the worker has: loopback is refused."""
    InboundCalendar.objects.update(address="http://127.0.0.1:8080/secret-key")
    assert read_if_due(pk=followed.pk, now=NOW) == "failed"
    followed.refresh_from_db()
    assert followed.error == "This address does not lead to the public internet, so it is not read."


def test_what_did_not_change_counts_as_read(runner, followed):
    body = ics(event("a", FRIDAY))
    read(followed, lambda request, connection: answer(body=body, ETag='"1"', Last_Modified="yesterday"))
    later = NOW + 6 * HOUR
    said, requests = read(followed, lambda request, connection: answer("304 Not Modified"), now=later)
    assert (said, followed.read_at, followed.next_try_at) == ("not modified", later, later + 6 * HOUR)
    assert 'If-None-Match: "1"' in requests[0] and "If-Modified-Since: yesterday" in requests[0]
    assert len(of_calendar(runner)) == 1


def test_once_a_week_all_of_it_is_asked_for(followed):
    """Days come into view though the calendar stays the same."""
    body = ics(event("a", FRIDAY))
    read(followed, lambda request, connection: answer(body=body, ETag='"1"'))
    _, requests = read(followed, lambda request, connection: answer(body=body), now=NOW + 7 * 24 * HOUR)
    assert "If-None-Match" not in requests[0]


def test_an_etag_that_cannot_be_sent_back_is_forgotten(followed):
    read(followed, lambda request, connection: answer(body=ics(), ETag="\xff" * 10, Last_Modified="x" * 999))
    assert (followed.etag, followed.last_modified) == ("", "")


def test_failures_wait_longer_and_longer_and_keep_what_is_planned(runner, followed):
    read(followed, lambda request, connection: answer(body=ics(event("a", FRIDAY))))
    now, waited = NOW, []
    for _ in range(5):
        now = followed.next_try_at
        said, _ = read(followed, lambda request, connection: answer("500 Oh"), now=now)
        waited.append((followed.next_try_at - now) / HOUR)
    assert (said, waited, followed.failures) == ("failed", [0.25, 1, 6, 24, 24], 5)
    assert followed.error == "The server has trouble of its own at the moment."
    assert (followed.read_at, len(of_calendar(runner))) == (NOW, 1)
    read(followed, lambda request, connection: answer(body=ics(event("a", FRIDAY))), now=followed.next_try_at)
    assert (followed.error, followed.failures) == ("", 0)


@pytest.mark.parametrize(("said", "hours"), [("7200", 2), ("1", 0.25), ("9999999", 24)])
def test_a_server_that_asks_us_to_wait_is_heard_within_a_day(followed, said, hours):
    read(followed, lambda request, connection: answer("429 Slow", Retry_After=said))
    assert followed.next_try_at == NOW + hours * HOUR


def test_a_calendar_gone_for_good_is_left_alone_until_the_runner_asks(followed):
    read(followed, lambda request, connection: answer("410 Gone"))
    assert (followed.next_try_at, "for good" in followed.error) == (None, True)
    read_soon(calendar=followed, now=NOW + HOUR)
    said, _ = read(followed, lambda request, connection: answer(body=ics()), now=NOW + HOUR)
    assert said == "read"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<!doctype html><html>", "web page"),
        (b"hello", "not a calendar"),
        (ics(event("a", FRIDAY))[:-30], "ends in the middle"),
    ],
)
def test_what_is_no_calendar_is_said_and_takes_nothing_away(runner, followed, body, sentence):
    read(followed, lambda request, connection: answer(body=ics(event("a", FRIDAY))))
    said, _ = read(followed, lambda request, connection: answer(body=body), now=followed.next_try_at)
    assert (said, sentence in followed.error, len(of_calendar(runner))) == ("failed", True, 1)


def test_a_fault_of_ours_is_said_without_the_address(followed, monkeypatch, caplog):
    def broken(**given):
        raise RuntimeError("out of order")

    monkeypatch.setattr(inbound_reading, "take_over", broken)
    with caplog.at_level(logging.DEBUG):
        said, _ = read(followed, lambda request, connection: answer(body=ics()))
    assert (said, followed.error) == ("failed", "Something broke on our side. We try again later.")
    assert "out of order" in caplog.text and "secret" not in caplog.text


def test_too_early_twice_or_gone_nothing_is_read(followed):
    respond = lambda request, connection: answer(body=ics())  # noqa: E731
    assert read(followed, respond)[0] == "read"
    assert read(followed, respond) == ("not due", [])
    pk = followed.pk
    unfollow(calendar=followed, keep_runs=False, now=NOW)
    assert read_if_due(pk=pk, now=NOW + 24 * HOUR) == "not due"


def test_a_calendar_whose_task_was_lost_is_asked_for_again(followed):
    assert call_forgotten(now=NOW + HOUR) == 0  # its task still waits
    DBTaskResult.objects.all().delete()
    assert call_forgotten(now=NOW + 0.4 * HOUR) == 0
    assert call_forgotten(now=NOW + HOUR) == 1
    assert waits(followed) == [NOW + HOUR]
    assert call_forgotten(now=NOW + HOUR) == 0


def test_a_reading_asked_for_again_is_asked_for_once(followed):
    assert not read_soon(calendar=followed, now=NOW + HOUR)  # what following it asked for still waits
    DBTaskResult.objects.all().delete()
    assert [read_soon(calendar=followed, now=NOW + HOUR) for _ in range(3)] == [True, False, False]
    assert waits(followed) == [NOW + HOUR]


def test_a_reading_that_is_to_come_keeps_nobody_from_asking_now(followed):
    read(followed, lambda request, connection: answer(body=ics()))
    DBTaskResult.objects.filter(run_after__lte=NOW).delete()
    assert read_soon(calendar=followed, now=NOW + HOUR)
    followed.refresh_from_db()
    assert (followed.next_try_at, waits(followed)) == (NOW + HOUR, [NOW + HOUR, NOW + 6 * HOUR])


def test_a_calendar_left_while_it_was_fetched_plans_nothing(followed):
    def leave(address):
        """Asked in the middle of a reading, and in this process."""
        unfollow(calendar=InboundCalendar.objects.get(), keep_runs=False, now=NOW)
        return True

    with server(lambda request, connection: answer(body=ics(event("a", FRIDAY)))) as (port, requests):
        InboundCalendar.objects.update(address=f"http://coach.example:{port}/secret-key")
        said = read_if_due(pk=followed.pk, now=NOW, reach=near(port, allows=leave))
    assert (said, len(requests)) == ("unfollowed meanwhile", 1)
    assert (InboundCalendar.objects.count(), PlannedRun.objects.count()) == (0, 0)


def test_the_worker_reads_and_asks_to_be_called_again(followed):
    """Through the queue, as it is in production; nothing leads to a private address."""
    InboundCalendar.objects.update(address="http://localhost:8080/secret-key")
    lease = leases.claim(queues=["quick"], worker="a worker", now=timezone.now())
    leases.succeed(lease, call(lease), now=timezone.now())
    followed.refresh_from_db()
    assert followed.failures == 1 and "public internet" in followed.error
    assert waits(followed) == [followed.next_try_at]


def test_the_worker_looks_after_what_was_lost(followed):
    DBTaskResult.objects.all().delete()
    Worker(["films"]).keep_house(NOW + HOUR)
    assert waits(followed) == []
    Worker(["quick"]).keep_house(NOW + HOUR)
    assert len(waits(followed)) == 1
