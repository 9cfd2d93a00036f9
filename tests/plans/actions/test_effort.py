"""How hard a session was: for fourteen days of the runner's own."""

import datetime

import pytest

from plans.actions.effort import TooLate, can_be_rated, keep_effort, still_to_rate
from plans.actions.session import take_out_session
from plans.models import Session

TUESDAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)


def at(*instant):
    return datetime.datetime(*instant, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("days", "can"), [(0, True), (14, True), (15, False)])
def test_it_can_be_told_for_fourteen_days(days, can):
    assert can_be_rated(TUESDAY, TUESDAY + days * DAY) is can


@pytest.mark.parametrize(
    ("zone", "last"),
    [
        ("Europe/London", at(2026, 12, 8, 23, 59)),
        ("Pacific/Auckland", at(2026, 12, 8, 10, 59)),
        ("America/Los_Angeles", at(2026, 12, 9, 7, 59)),
    ],
)
def test_the_last_day_ends_at_the_runners_own_midnight(runner, make_session, zone, last):
    runner.time_zone = zone
    session = make_session(date=TUESDAY)
    session.runner = runner
    keep_effort(session=session, effort=4, now=last)
    with pytest.raises(TooLate):
        keep_effort(session=session, effort=9, now=last + datetime.timedelta(minutes=1))
    session.refresh_from_db()
    assert session.effort == 4


def test_on_both_days_the_clocks_change_fourteen_days_are_fourteen_days(runner, make_session):
    """London goes back on 25 October 2026 and forward on 28 March 2027."""
    for date, last in [
        (datetime.date(2026, 10, 20), at(2026, 11, 3, 23, 59)),
        (datetime.date(2027, 3, 20), at(2027, 4, 3, 22, 59)),
    ]:
        session = make_session(date=date)
        keep_effort(session=session, effort=4, now=last)
        with pytest.raises(TooLate):
            keep_effort(session=session, effort=9, now=last + datetime.timedelta(minutes=1))


def test_only_the_effort_is_written(make_session):
    """A bug: a note or place that was changed meanwhile was written back."""
    session = make_session(date=TUESDAY, note="Before.")
    Session.objects.update(note="Since.")
    keep_effort(session=session, effort=4, now=at(2026, 11, 24, 20))
    session = Session.objects.get()
    assert (session.effort, session.note) == (4, "Since.")


def test_what_was_taken_out_meanwhile_does_not_come_back(make_session):
    session, same = make_session(date=TUESDAY), Session.objects.get()
    take_out_session(session, now=at(2026, 11, 24, 20))
    with pytest.raises(Session.DoesNotExist):
        keep_effort(session=same, effort=4, now=at(2026, 11, 24, 20))
    assert Session.objects.count() == 0


def test_the_newest_three_of_a_fortnight_wait_for_a_number(runner, stranger, make_session):
    for days in (0, 1, 2, 3, 4, 15):
        make_session(date=TUESDAY - days * DAY, title=str(days))
    make_session(date=TUESDAY - DAY, effort=0)
    make_session(of=stranger, date=TUESDAY - DAY)
    newest_first = Session.objects.of(runner)
    assert [session.title for session in still_to_rate(newest_first, TUESDAY)] == ["1", "2", "3"]
