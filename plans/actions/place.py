"""Changing the plan by hand: to another day, left out, put back. The rules speak; the runner decides."""

import datetime

from django.db import transaction

from accounts.models import User
from library.models import ClassKind, VideoClass
from plans.actions.by_hand import (
    BY_HAND,
    Changed,
    ChangedMeanwhile,
    DayIsOver,
    DayIsTaken,
    DayOffer,
    IsDone,
    NoRunToPrepare,
    NoSuchPlace,
    TooFarAhead,
)
from plans.actions.changes import changing, whole_sentences
from plans.actions.plan import hold_week, is_too_far, plan_week, planned
from plans.actions.week_facts import week_of
from plans.actions.week_rows import WeekRows, rows_of_week
from plans.calendar import days_of, monday_of
from plans.models import PlanChange, PlannedRun, PlannedSession
from plans.planner import Broken, Session, check, why

State, Kind = PlannedSession.State, PlanChange.Kind
LOOKED_BACK = 50  # changes of a week in which a class that has gone is looked for


def find_place(rows: WeekRows, date: datetime.date, slug: str) -> PlannedSession:
    """The place by its day and class, in the stored week or in the one computed for showing."""
    for place in places_of(rows):
        if place.date == date and place.video_class.slug == slug:
            return place
    if rows.week and _stood_there(rows, date, slug):
        raise ChangedMeanwhile(slug)
    raise NoSuchPlace(slug)


def places_of(rows: WeekRows) -> list[PlannedSession]:
    """The places of the week; of one that is not stored, those it would have."""
    return rows.places if rows.week else planned(rows)[0]


def _stood_there(rows: WeekRows, date: datetime.date, slug: str) -> bool:
    """Whether the class stood on that day before the week was changed."""
    key = VideoClass.objects.filter(slug=slug).values_list("pk", flat=True).first()
    before = PlanChange.objects.filter(week=rows.week).values_list("before", flat=True)[:LOOKED_BACK]
    stood = ((row["date"], row["video_class_id"]) for places in before for row in places)
    return (date.isoformat(), key) in stood


def offers(
    *, runner: User, date: datetime.date, slug: str, today: datetime.date
) -> tuple[PlannedSession, list[DayOffer]]:
    """The place, and the days from today to the end of its week with what the rules say of each."""
    rows = rows_of_week(runner, monday_of(date), today)
    place = find_place(rows, date, slug)
    taken = {other.date for other in places_of(rows) if other.video_class == place.video_class}
    free = [day for day in days_of(rows.monday) if day >= today and day not in taken]
    days = sorted({date, *(day for day in free if suits(rows, place.video_class, day))})
    return place, [DayOffer(day, day == date, broken_on(rows, place, day)) for day in days]


def broken_on(rows: WeekRows, place: PlannedSession, date: datetime.date) -> list[Broken]:
    """The rules broken by this class on that day, the rest of the week as it stands."""
    here = (place.date, place.video_class)
    others = [other for other in places_of(rows) if (other.date, other.video_class) != here]
    return broken_beside(rows, others, place.video_class, date)


def broken_beside(
    rows: WeekRows, others: list[PlannedSession], video_class: VideoClass, date: datetime.date
) -> list[Broken]:
    """The rules broken by a class on that day beside these places."""
    slot = slot_on(rows, video_class, date)
    one = PlannedSession(date=date, video_class=video_class, slot=slot, state=State.LOCKED)
    broken = check(week_of(rows, [*others, one]))
    return [each for each in broken if (each.date, each.slug) == (date, video_class.slug)]


def slot_on(rows: WeekRows, video_class: VideoClass, date: datetime.date) -> str:
    """R5, R16: a primer before the run, a class after it, or alone."""
    if video_class.kind == ClassKind.PRIMER:
        return PlannedSession.Slot.BEFORE_RUN
    runs = [run for run in rows.runs if run.date == date] + _runs_to_come(rows, date)
    return PlannedSession.Slot.AFTER_RUN if runs else PlannedSession.Slot.ALONE


def _runs_to_come(rows: WeekRows, date: datetime.date) -> list[PlannedRun]:
    return [run for run in rows.planned_runs if run.date == date and run.status == PlannedRun.Status.PLANNED]


def suits(rows: WeekRows, video_class: VideoClass, date: datetime.date) -> bool:
    """A primer prepares a run that is still to come; a class suits any day."""
    return video_class.kind != ClassKind.PRIMER or bool(_runs_to_come(rows, date))


def stored_rows(
    *, runner: User, date: datetime.date, now: datetime.datetime, slug: str | None = None
) -> WeekRows:
    """The week of that day, held for changing; one that was only computed is stored first.

    `slug`: the class that must stand on that day for it.
    """
    monday, today = monday_of(date), runner.local_date(now)
    hold_week(runner, monday)
    rows = rows_of_week(runner, monday, today)
    if rows.week is None:
        if is_too_far(monday, today):
            raise TooFarAhead(monday)
        if slug is not None:
            find_place(rows, date, slug)
        plan_week(runner=runner, monday=monday, now=now)
        rows = rows_of_week(runner, monday, today)
    return rows


def stored_place(
    *, runner: User, date: datetime.date, slug: str, now: datetime.datetime, seen: str = ""
) -> tuple[WeekRows, PlannedSession]:
    """The place as a row, for changing. What is done stays.

    `seen`: the state that the page showed; one that was changed since is not changed unseen.
    """
    rows = stored_rows(runner=runner, date=date, now=now, slug=slug)
    place = find_place(rows, date, slug)
    if place.state == State.DONE:
        raise IsDone(place)
    if seen and seen != place.state:
        raise ChangedMeanwhile(slug)
    return rows, place


@transaction.atomic
def move_place(
    *,
    runner: User,
    date: datetime.date,
    slug: str,
    to: datetime.date,
    now: datetime.datetime,
    seen: str = "",
) -> Changed:
    """Move a class to another day of its week and keep it there; answers with the rules it breaks."""
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now, seen=seen)
    see_whether_it_may(rows, place, place.video_class, to)
    broken = broken_on(rows, place, to)
    with changing(week=rows.week, kind=Kind.MOVED, now=now) as change:
        place.date = to
        keep(rows, place, broken)
    return Changed(place, broken, change)


def keep(rows: WeekRows, place: PlannedSession, broken: list[Broken]) -> None:
    """Stored as the runner's own choice: it stays, against these rules."""
    place.slot = slot_on(rows, place.video_class, place.date)
    place.state = State.LOCKED
    against(rows, place, broken)
    place.save()


def against(rows: WeekRows, place: PlannedSession, broken: list[Broken]) -> None:
    """The rules it stands against, and what they say; without any the plan's own reason comes back."""
    if broken:
        place.why = whole_sentences(_sentences(broken))
    elif place.kept_against:
        place.why = _reason_of_the_plan(rows, place)
    place.kept_against = sorted({rule.rule for rule in broken})


def said_by(broken: list[Broken]) -> str:
    """What the rules say, in order."""
    return " ".join(_sentences(broken))


def _sentences(broken: list[Broken]) -> list[str]:
    """Two that say the same say it once."""
    return list(dict.fromkeys(rule.english for rule in broken))


def _reason_of_the_plan(rows: WeekRows, place: PlannedSession) -> str:
    """None for what the runner chose."""
    if not place.reasons or BY_HAND in place.reasons:
        return ""
    chosen = place.video_class
    session = Session(place.date, place.slot, chosen.slug, chosen.minutes, reasons=tuple(place.reasons))
    return why(week_of(rows, rows.places), session).english


def see_whether_it_may(
    rows: WeekRows, place: PlannedSession | None, video_class: VideoClass, to: datetime.date
) -> None:
    """What no runner can decide: the past, a primer without a run, the same class twice on a day.

    `place`: the one that takes the class there; None where one more comes.
    """
    if to < rows.today and not (place and to == place.date):
        raise DayIsOver(to)
    if not suits(rows, video_class, to):
        raise NoRunToPrepare(to)
    others = (other for other in rows.places if other != place)
    if any(other.date == to and other.video_class == video_class for other in others):
        raise DayIsTaken(to)


@transaction.atomic
def skip_place(
    *, runner: User, date: datetime.date, slug: str, now: datetime.datetime, seen: str = ""
) -> Changed:
    """Left out of this week."""
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now, seen=seen)
    with changing(week=rows.week, kind=Kind.SKIPPED, now=now) as change:
        place.state = State.SKIPPED
        place.save(update_fields=["state"])
    return Changed(place, [], change)


@transaction.atomic
def put_back(
    *, runner: User, date: datetime.date, slug: str, now: datetime.datetime, seen: str = ""
) -> Changed:
    """A class left out stands again; a moved one goes back to the day the plan gave it."""
    rows, place = stored_place(runner=runner, date=date, slug=slug, now=now, seen=seen)
    broken: list[Broken] = []
    with changing(week=rows.week, kind=Kind.BACK, now=now) as change:
        if place.state == State.SKIPPED:
            broken = _stand_again(rows, place)
        elif place.state == State.LOCKED:
            _to_its_first_day(rows, place)
        place.save()
    return Changed(place, broken, change)


def _stand_again(rows: WeekRows, place: PlannedSession) -> list[Broken]:
    """What the runner chose, and what the rules would not have by now, stands as their own choice."""
    broken = broken_on(rows, place, place.date) if place.date >= rows.today else []
    own_choice = place.date != place.first_date or BY_HAND in place.reasons or _was_kept(rows, place)
    place.state = State.LOCKED if own_choice or broken else State.PROPOSED
    against(rows, place, broken)
    return broken


def _was_kept(rows: WeekRows, place: PlannedSession) -> bool:
    """Whether the runner had kept it there, or swapped it in, when it was left out."""
    changes = PlanChange.objects.filter(week=rows.week, kind=Kind.SKIPPED).values_list("before", flat=True)
    stood = (row["state"] for before in changes[:LOOKED_BACK] for row in before if row["pk"] == place.pk)
    return next((state for state in stood if state != State.SKIPPED), "") == State.LOCKED


def _to_its_first_day(rows: WeekRows, place: PlannedSession) -> None:
    """One that the runner added stays theirs there too, and is told what speaks against it."""
    day = place.first_date
    see_whether_it_may(rows, place, place.video_class, day)
    added = BY_HAND in place.reasons
    broken = broken_on(rows, place, day) if added else []
    place.state = State.LOCKED if added else State.PROPOSED
    place.date, place.slot = day, slot_on(rows, place.video_class, day)
    against(rows, place, broken)
