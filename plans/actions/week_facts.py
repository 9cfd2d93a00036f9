"""A runner's week as the planner reads it: rows in, the planner's own week out (see plans/planner)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from library.actions.collection import with_the_one_before
from library.models import VideoClass
from plans.calendar import DAY, WEEK, monday_of
from plans.models import HealthNotes, PlannedRun, PlannedSession, PlanSettings, Run, Session, TypicalRun, Week

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
    classes: list[VideoClass]

    @property
    def sunday(self) -> datetime.date:
        return self.monday + 6 * DAY


def weeks_around(runner: User, monday: datetime.date) -> dict[datetime.date, Week]:
    """The stored weeks whose runs have a say in this one, by Monday, with the runner's settings."""
    near = (monday - RUNS_BEFORE - WEEK, monday + 6 * DAY + RUNS_AFTER)
    weeks = Week.objects.filter(runner=runner, starts_on__range=near)
    return {week.starts_on: week for week in weeks.select_related("runner__plan_settings")}


def rows_of_week(
    runner: User, monday: datetime.date, today: datetime.date, weeks: dict[datetime.date, Week] | None = None
) -> WeekRows:
    """A fixed number of queries, however much the runner has done."""
    first, last = monday - RUNS_BEFORE, monday + 6 * DAY + RUNS_AFTER
    weeks = weeks_around(runner, monday) if weeks is None else weeks
    settings = PlanSettings.objects.select_related("runner__health_notes").filter(runner=runner).first()
    classes = list(with_the_one_before(VideoClass.objects.published().with_tags()))
    runs = list(Run.objects.of(runner).between(first, last))
    return WeekRows(
        runner=runner,
        monday=monday,
        today=today,
        week=weeks.get(monday),
        settings=settings or PlanSettings(runner=runner),
        health=getattr(settings.runner, "health_notes", None) if settings else None,
        runs=runs,
        planned_runs=planned_runs_between(runner, first, last, set(weeks), {run.date for run in runs}),
        places=_places(weeks.get(monday), {video_class.pk: video_class for video_class in classes}),
        sessions=list(Session.objects.of(runner).between(monday - HISTORY, monday + 6 * DAY)),
        classes=classes,
    )


def planned_runs_between(
    runner: User,
    first: datetime.date,
    last: datetime.date,
    filled: set[datetime.date],
    done: set[datetime.date],
) -> list[PlannedRun]:
    """Stored planned runs, and for weeks not yet filled those of the typical week (not stored).

    `filled` are Mondays; on a day of `done` the run of the typical week has been run.
    """
    stored = list(PlannedRun.objects.of(runner).between(first, last))
    typical = list(TypicalRun.objects.filter(runner=runner))
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


def _places(week: Week | None, classes: dict[int, VideoClass]) -> list[PlannedSession]:
    """The stored places; a class that is published brings its tags along."""
    if week is None:
        return []
    places = list(week.planned_sessions.select_related("video_class").order_by("date", "pk"))
    for place in places:
        place.video_class = classes.get(place.video_class_id, place.video_class)
    return places


# --- as the planner's own shape ------------------------------------------------------------------
def facts(rows: WeekRows, places: list[PlannedSession] | None = None) -> dict:
    """The week in the JSON shape of the planner's command.

    With `places` it is a week to be checked: they stand for the stored ones, and no other class is offered.
    """
    known = {video_class.pk: video_class.slug for video_class in rows.classes}
    placed = rows.places if places is None else places
    return {
        "week_start": rows.monday.isoformat(),
        "today": max(rows.today, rows.monday).isoformat(),
        "runner": _runner(rows),
        "runs": _runs(rows),
        "history": [_work(done, known) for done in rows.sessions if done.date < rows.monday],
        "placed": [*_placed(rows, placed, known), *_elsewhere(rows, placed, known)],
        "classes": _offered(rows, placed, known) if places is None else _standing(rows, placed),
    }


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


def _work(done: Session, known: dict[int, str]) -> dict:
    """A class of the library by its slug; work done elsewhere by what it was."""
    when = {"date": done.date.isoformat(), "minutes": done.minutes}
    if done.video_class_id in known:
        return {**when, "class": known[done.video_class_id]}
    return {**when, "leg_load": done.leg_load, "benefits": [done.benefit] if done.benefit else []}


def _placed(rows: WeekRows, places: list[PlannedSession], known: dict[int, str]) -> list[dict]:
    """A place that was filled counts as what was danced, and on the day it was danced."""
    sessions = {done.planned_session_id: done for done in rows.sessions}
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


def _offered(rows: WeekRows, places: list[PlannedSession], known: dict[int, str]) -> list[dict]:
    """The library; placed classes that were withdrawn count, and are not placed again.

    The last class of a series gathers all its others: it is offered once the one before it was danced.
    """
    danced = {None, *(session.video_class_id for session in rows.sessions)}
    gone = {place.video_class_id: place.video_class for place in places if place.video_class_id not in known}
    return [
        _class(video_class, rows.health, offer=video_class.one_before_id in danced)
        for video_class in rows.classes
    ] + [_class(video_class, None, offer=False) for video_class in gone.values()]


def _standing(rows: WeekRows, places: list[PlannedSession]) -> list[dict]:
    """Only the classes that stand in the week or were done before it."""
    done = {session.video_class_id for session in rows.sessions}
    named = {video_class.pk: video_class for video_class in rows.classes if video_class.pk in done}
    named |= {place.video_class_id: place.video_class for place in places}
    return [_class(video_class, rows.health) for video_class in named.values()]


def _elsewhere(rows: WeekRows, places: list[PlannedSession], known: dict[int, str]) -> list[dict]:
    """What was done in the week without a place: it counts as done."""
    filled = {place.pk for place in places}
    return [
        {**_work(done, known), "slot": "alone", "state": "done"}
        for done in rows.sessions
        if done.date >= rows.monday and done.planned_session_id not in filled
    ]


def _class(video_class: VideoClass, health: HealthNotes | None, *, offer: bool = True) -> dict:
    barred = set(health.limits) & set(video_class.against) if health else set()
    return {
        "slug": video_class.slug,
        "kind": video_class.kind,
        "minutes": video_class.minutes,
        "leg_load": video_class.leg_load,
        "sites": video_class.sites,
        "longest_hold_s": video_class.longest_hold_s,
        "benefits": video_class.benefits,
        "level": video_class.level,
        "kit": video_class.kit,
        "quiet": video_class.quiet,
        "small_space": video_class.small_space,
        "offer": offer and not barred,
    }
