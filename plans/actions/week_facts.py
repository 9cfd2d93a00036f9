"""A runner's week as the planner reads it: rows in, the planner's own week out (see plans/planner)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import QuerySet, prefetch_related_objects

from accounts.models import User
from library.models import VideoClass
from plans.actions.published import (
    FIELDS,
    NOTHING,
    Published,
    asked_of_the_library,
    class_of,
    published,
)
from plans.calendar import DAY, WEEK, monday_of
from plans.models import HealthNotes, PlannedRun, PlannedSession, PlanSettings, Run, Session, TypicalRun, Week
from plans.planner import Class, read_week
from plans.planner import Week as PlannersWeek
from plans.planner.stock import bitmap

# How far the rules look: R8 counts 56 days back, R12 30 days; runs count to 14 days after the week.
HISTORY = 56 * DAY
RUNS_BEFORE, RUNS_AFTER = 30 * DAY, 14 * DAY


@dataclass(frozen=True)
class WeekRows:
    """Every row that has a say in one week of one runner."""

    runner: User
    monday: datetime.date
    today: datetime.date
    week: Week | None
    settings: PlanSettings
    health: HealthNotes | None
    runs: list[Run]
    planned_runs: list[PlannedRun]
    places: list[PlannedSession]
    sessions: list[Session]
    library: Published = NOTHING
    hidden: frozenset[int] = frozenset()  # classes that are not for this runner
    one_before: Mapping[int, int] = field(default_factory=dict)  # of the last class of a series

    @cached_property
    def not_offered(self) -> int:
        """Published classes that are not placed: hidden, against a limit, for nothing, the last of a series.

        The last class of a series gathers all its others: it is offered once the one before it was danced.
        A bitmap.
        """
        return bitmap(self.hidden) | self.against_limits | self.library.stock.aimless | self.not_begun

    @cached_property
    def against_limits(self) -> int:
        found = 0
        for limit in self.health.limits if self.health else ():
            found |= self.library.against.get(limit, 0)
        return found

    @cached_property
    def not_begun(self) -> int:
        danced = {session.video_class_id for session in self.sessions}
        return bitmap(key for key, before in self.one_before.items() if before not in danced)

    @property
    def sunday(self) -> datetime.date:
        return self.monday + 6 * DAY


def weeks_around(runner: User, monday: datetime.date) -> dict[datetime.date, Week]:
    """The stored weeks whose runs have a say in this one, by Monday, with the runner's settings."""
    near = (monday - RUNS_BEFORE - WEEK, monday + 6 * DAY + RUNS_AFTER)
    weeks = Week.objects.filter(runner=runner, starts_on__range=near)
    return {week.starts_on: week for week in _with_answers(weeks)}


def _with_answers(rows: QuerySet) -> QuerySet:
    """Rows of a runner with what they told us along: one query less where there is one."""
    return rows.select_related("runner__plan_settings", "runner__health_notes")


def rows_of_week(
    runner: User, monday: datetime.date, today: datetime.date, weeks: dict[datetime.date, Week] | None = None
) -> WeekRows:
    """A fixed number of queries, however much the runner has done."""
    first, last = monday - RUNS_BEFORE, monday + 6 * DAY + RUNS_AFTER
    weeks = weeks_around(runner, monday) if weeks is None else weeks
    typical = list(_with_answers(TypicalRun.objects.filter(runner=runner)))
    settings, health = _answers(runner, [*weeks.values(), *typical])
    now = asked_of_the_library(runner)
    library = published(now.edition)
    runs = list(Run.objects.of(runner).between(first, last))
    done = {run.date for run in runs}
    return WeekRows(
        runner=runner,
        monday=monday,
        today=today,
        week=weeks.get(monday),
        settings=settings,
        health=health,
        runs=runs,
        planned_runs=planned_runs_between(runner, first, last, typical, set(weeks), done),
        places=_places(weeks.get(monday), library),
        sessions=list(Session.objects.of(runner).between(monday - HISTORY, monday + 6 * DAY)),
        library=library,
        hidden=now.hidden,
        one_before=now.one_before,
    )


def _answers(runner: User, rows: list[Week | TypicalRun]) -> tuple[PlanSettings, HealthNotes | None]:
    """What came along with the rows; with none of them, one query."""
    answers = User.objects.select_related("plan_settings", "health_notes")
    found = rows[0].runner if rows else answers.get(pk=runner.pk)
    settings = getattr(found, "plan_settings", None) or PlanSettings(runner=runner)
    return settings, getattr(found, "health_notes", None)


def planned_runs_between(
    runner: User,
    first: datetime.date,
    last: datetime.date,
    typical: list[TypicalRun],
    filled: set[datetime.date],
    done: set[datetime.date],
) -> list[PlannedRun]:
    """Stored planned runs, and for weeks not yet filled those of the typical week (not stored).

    `filled` are Mondays; on a day of `done` the run of the typical week has been run.
    """
    stored = list(PlannedRun.objects.of(runner).between(first, last))
    monday, to_come = monday_of(first), []
    while monday <= last:
        if monday not in filled:
            to_come += [run for run in runs_of_typical_week(typical, monday) if run.date not in done]
        monday += WEEK
    to_come = [run for run in to_come if first <= run.date <= last]
    return sorted(stored + to_come, key=lambda run: run.date)


def runs_of_typical_week(typical: Iterable[TypicalRun], monday: datetime.date) -> list[PlannedRun]:
    return [
        PlannedRun(
            runner_id=run.runner_id,
            date=monday + run.weekday * DAY,
            kind=run.kind,
            duration_s=run.duration_s,
            distance_m=run.distance_m,
        )
        for run in typical
    ]


def _places(week: Week | None, library: Published) -> list[PlannedSession]:
    """The stored places; a class that was withdrawn brings its tags along, which nothing else knows."""
    if week is None:
        return []
    places = list(week.planned_sessions.select_related("video_class").order_by("date", "pk"))
    gone = [place.video_class for place in places if place.video_class_id not in library.stock.items]
    prefetch_related_objects(gone, "tags")
    return places


# --- as the planner's own shape ------------------------------------------------------------------
def facts(rows: WeekRows, places: list[PlannedSession] | None = None) -> dict:
    """The week in the JSON shape of the planner's command.

    With `places` it is a week to be checked: they stand for the stored ones, and no other class is offered.
    """
    known = rows.library.stock.items
    placed = rows.places if places is None else places
    return {
        "week_start": rows.monday.isoformat(),
        "today": max(rows.today, rows.monday).isoformat(),
        "runner": _runner(rows),
        "runs": _runs(rows),
        "history": [_work(done, known) for done in rows.sessions if done.date < rows.monday],
        "placed": [*_placed(rows, placed, known), *_elsewhere(rows, placed, known)],
        "classes": [*_offered(rows), *_gone(rows, placed)] if places is None else _standing(rows, placed),
    }


def week_of(rows: WeekRows, places: list[PlannedSession] | None = None) -> PlannersWeek:
    """The same as the planner's own week; classes of the library need not be read anew for it."""
    if places is not None:
        return read_week(facts(rows, places))
    week = read_week(facts(rows, rows.places))
    left_out = rows.not_offered
    offered = [item for key, item in rows.library.stock.items.items() if not left_out >> key & 1]
    return replace(week, classes=tuple(offered))


# Trails ask for balance (grade D, as our other defaults): its share grows, in hundredths of the whole.
TRAIL = {"balance": 0.34, "stabilisers": 0.3, "flexibility": 0.12, "posture": 0.12, "injury-prevention": 0.12}


def _runner(rows: WeekRows) -> dict:
    """Someone coming back from an injury stays at level 1 and on the ground."""
    settings, health = rows.settings, rows.health
    coming_back = bool(health and health.coming_back)
    answers = {
        "experience": settings.experience,
        "sessions": settings.sessions,
        "kit": settings.kit,
        "quiet": settings.quiet,
        "level": 1 if coming_back else settings.level,
        "impact": settings.impact and not coming_back,
        "days": settings.days,
        "rest": settings.rest_days,
        "primers": settings.primers,
        "tight": health.tight if health else [],
        "off": settings.rules_off,
    }
    targets = settings.targets or (TRAIL if settings.trail else None)
    return {**answers, "targets": targets} if targets else answers


def _runs(rows: WeekRows) -> list[dict]:
    done = [_run(run, "done", run.climb_m) for run in rows.runs]
    ahead = [
        _run(run, "planned", None) for run in rows.planned_runs if run.status == PlannedRun.Status.PLANNED
    ]
    return done + ahead


def _run(run: Run | PlannedRun, status: str, climb_m: float | None) -> dict:
    measured = {
        "minutes": round(run.duration_s / 60) if run.duration_s else None,
        "distance_m": round(run.distance_m) if run.distance_m else None,
        "climb_m": round(climb_m) if climb_m else None,
    }
    given = {key: value for key, value in measured.items() if value}
    return {"date": run.date.isoformat(), "kind": run.kind, "status": status, **given}


def _work(done: Session, known: Mapping[int, Class]) -> dict:
    """A class of the library by its slug, with what was not its own; work elsewhere by what it was."""
    when = {"date": done.date.isoformat(), "minutes": done.minutes}
    if item := known.get(done.video_class_id):
        return {**when, "class": item.slug, **_danced_of(done, item)}
    return {**when, "leg_load": done.leg_load, "benefits": [done.benefit] if done.benefit else []}


def _danced_of(done: Session, item: Class) -> dict:
    """What a shorter cut of it worked, where that is not what the whole does."""
    found = {} if done.leg_load == item.leg_load else {"leg_load": done.leg_load}
    if done.benefit and done.benefit != item.primary:
        found["benefits"] = [done.benefit, *(other for other in item.benefits if other != done.benefit)]
    return found


def _placed(rows: WeekRows, places: list[PlannedSession], known: Mapping[int, Class]) -> list[dict]:
    """A place that was filled counts as what was danced, and on the day it was danced."""
    sessions = {done.planned_session_id: done for done in rows.sessions if done.planned_session_id}
    return [
        {**_work(sessions[place.pk], known), "slot": place.slot, "state": "done"}
        if place.pk in sessions
        else {
            "date": place.date.isoformat(),
            "class": place.video_class.slug,
            "slot": place.slot,
            "state": place.state,
        }
        for place in places
    ]


def _offered(rows: WeekRows) -> list[dict]:
    """The library."""
    left_out = rows.not_offered
    return [_class(item, offer=not left_out >> key & 1) for key, item in rows.library.stock.items.items()]


def _gone(rows: WeekRows, places: list[PlannedSession]) -> list[dict]:
    """Placed classes that were withdrawn count, and are not placed again."""
    found = {place.video_class_id: place.video_class for place in places}
    gone = [each for key, each in found.items() if key not in rows.library.stock.items]
    return [_class(item_of(video_class), offer=False) for video_class in gone]


def _standing(rows: WeekRows, places: list[PlannedSession]) -> list[dict]:
    """Only the classes that stand in the week or were done before it."""
    named = {session.video_class_id for session in rows.sessions} | {p.video_class_id for p in places}
    known = rows.library.stock.items
    barred = rows.against_limits | rows.library.stock.aimless
    standing = [_class(known[key], offer=not barred >> key & 1) for key in sorted(named & known.keys())]
    return [*standing, *_gone(rows, places)]


def _elsewhere(rows: WeekRows, places: list[PlannedSession], known: Mapping[int, Class]) -> list[dict]:
    """What was done in the week without a place: it counts as done."""
    filled = {place.pk for place in places if place.pk}
    return [
        {**_work(done, known), "slot": "alone", "state": "done"}
        for done in rows.sessions
        if done.date >= rows.monday and done.planned_session_id not in filled
    ]


def item_of(video_class: VideoClass) -> Class:
    """A class that is not published, as the planner sees it."""
    told = {name: getattr(video_class, name) for name in FIELDS}
    return class_of(told, tuple(video_class.benefits))


def _class(item: Class, *, offer: bool) -> dict:
    return {
        "slug": item.slug,
        "kind": item.kind,
        "minutes": item.minutes,
        "leg_load": item.leg_load,
        "sites": item.sites,
        "longest_hold_s": item.longest_hold_s,
        "benefits": list(item.benefits),
        "level": item.level,
        "kit": sorted(item.kit),
        "quiet": item.quiet,
        "small_space": item.small_space,
        "offer": offer,
    }
