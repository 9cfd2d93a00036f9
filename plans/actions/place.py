"""Changing the plan by hand: to another day, left out, put back. The rules speak; the runner decides."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from library.models import ClassKind
from plans.actions.plan import hold_week, is_too_far, plan_week, planned
from plans.actions.week_facts import week_of
from plans.actions.week_rows import WeekRows, rows_of_week
from plans.calendar import days_of, monday_of
from plans.models import PlannedRun, PlannedSession
from plans.planner import Broken, check


class NoSuchPlace(LookupError):
    """There is no such class on that day of this runner's plan."""


class StaysAsItIs(ValueError):
    """What no runner can decide; each kind below has its sentence on the page."""


class DayIsTaken(StaysAsItIs):
    """The same class stands on that day already."""


class DayIsOver(StaysAsItIs):
    """The day lies in the past."""


class IsDone(StaysAsItIs):
    """The class is done: its place stays where it is."""


class TooFarAhead(StaysAsItIs):
    """The week is too far ahead to be changed by hand."""


class NoRunToPrepare(StaysAsItIs):
    """A primer stands before a run, and that day has none."""


@dataclass(frozen=True)
class DayOffer:
    """One day the class could move to, and the rules it would break there."""

    date: datetime.date
    is_now: bool
    broken: list[Broken]


def find_place(rows: WeekRows, date: datetime.date, slug: str) -> PlannedSession:
    """The place by its day and class, in the stored week or in the one computed for showing."""
    places = rows.places if rows.week else planned(rows)[0]
    for place in places:
        if place.date == date and place.video_class.slug == slug:
            return place
    raise NoSuchPlace(slug)


def offers(
    *, runner: User, date: datetime.date, slug: str, today: datetime.date
) -> tuple[PlannedSession, list[DayOffer]]:
    """The place, and the days from today to the end of its week with what the rules say of each."""
    rows = rows_of_week(runner, monday_of(date), today)
    place = find_place(rows, date, slug)
    days = [day for day in days_of(rows.monday) if day == date or (day >= today and _suits(rows, place, day))]
    return place, [DayOffer(day, day == date, broken_on(rows, place, day)) for day in days]


def broken_on(rows: WeekRows, place: PlannedSession, date: datetime.date) -> list[Broken]:
    """The rules broken by this class on that day, the rest of the week as it stands."""
    places = rows.places if rows.week else planned(rows)[0]
    moved = PlannedSession(
        date=date,
        video_class=place.video_class,
        slot=slot_on(rows, place, date),
        state=PlannedSession.State.LOCKED,
    )
    others = [other for other in places if (other.date, other.video_class) != (place.date, place.video_class)]
    week = week_of(rows, [*others, moved])
    slug = place.video_class.slug
    return [broken for broken in check(week) if broken.date == date and broken.slug == slug]


def slot_on(rows: WeekRows, place: PlannedSession, date: datetime.date) -> str:
    """R5, R16: a primer before the run, a class after it, or alone."""
    if place.video_class.kind == ClassKind.PRIMER:
        return PlannedSession.Slot.BEFORE_RUN
    runs = [run for run in rows.runs if run.date == date] + _runs_to_come(rows, date)
    return PlannedSession.Slot.AFTER_RUN if runs else PlannedSession.Slot.ALONE


def _runs_to_come(rows: WeekRows, date: datetime.date) -> list[PlannedRun]:
    return [run for run in rows.planned_runs if run.date == date and run.status == PlannedRun.Status.PLANNED]


def _suits(rows: WeekRows, place: PlannedSession, date: datetime.date) -> bool:
    """A primer prepares a run that is still to come; a class suits any day."""
    return place.video_class.kind != ClassKind.PRIMER or bool(_runs_to_come(rows, date))


def stored_place(
    *, runner: User, date: datetime.date, slug: str, now: datetime.datetime
) -> tuple[WeekRows, PlannedSession]:
    """The place as a row, for changing; a week that was only computed is stored first."""
    monday, today = monday_of(date), runner.local_date(now)
    hold_week(runner, monday)
    rows = rows_of_week(runner, monday, today)
    if rows.week is None:
        if is_too_far(monday, today):
            raise TooFarAhead(monday)
        find_place(rows, date, slug)
        plan_week(runner=runner, monday=monday, now=now)
        rows = rows_of_week(runner, monday, today)
    return rows, find_place(rows, date, slug)


@transaction.atomic
def move_place(
    *, runner: User, date: datetime.date, slug: str, to: datetime.date, now: datetime.datetime
) -> list[Broken]:
    """Move a class to another day of its week and keep it there; answers with the rules it breaks."""
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now)
    _see_whether_it_may(rows, place, to)
    broken = broken_on(rows, place, to)
    place.date, place.slot = to, slot_on(rows, place, to)
    place.state = PlannedSession.State.LOCKED
    place.kept_against = sorted({rule.rule for rule in broken})
    place.save(update_fields=["date", "slot", "state", "kept_against"])
    return broken


def _see_whether_it_may(rows: WeekRows, place: PlannedSession, to: datetime.date) -> None:
    """What no runner can decide: the past, what is done, the same class twice on a day."""
    if place.state == PlannedSession.State.DONE:
        raise IsDone(place)
    if to < rows.today and to != place.date:
        raise DayIsOver(to)
    if not _suits(rows, place, to):
        raise NoRunToPrepare(to)
    same_class = (other for other in rows.places if other.video_class == place.video_class)
    if any(other != place and other.date == to for other in same_class):
        raise DayIsTaken(to)


@transaction.atomic
def skip_place(*, runner: User, date: datetime.date, slug: str, now: datetime.datetime) -> None:
    _, place = stored_place(runner=runner, date=date, slug=slug, now=now)
    if place.state == PlannedSession.State.DONE:
        raise IsDone(slug)
    place.state = PlannedSession.State.SKIPPED
    place.save(update_fields=["state"])


@transaction.atomic
def put_back(*, runner: User, date: datetime.date, slug: str, now: datetime.datetime) -> PlannedSession:
    """Undo: a class left out stands again; a moved one goes back to the day the plan gave it."""
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now)
    if place.state == PlannedSession.State.DONE:
        raise IsDone(slug)
    if place.state == PlannedSession.State.SKIPPED:
        moved = place.date != place.first_date
        place.state = PlannedSession.State.LOCKED if moved else PlannedSession.State.PROPOSED
    elif place.state == PlannedSession.State.LOCKED:
        _see_whether_it_may(rows, place, place.first_date)
        place.state, place.date, place.kept_against = PlannedSession.State.PROPOSED, place.first_date, []
        place.slot = slot_on(rows, place, place.date)
    place.save(update_fields=["state", "date", "slot", "kept_against"])
    return place
