"""A runner's week as the planner reads it: rows in, the planner's own week out (see plans/planner)."""

from collections.abc import Mapping
from dataclasses import replace

from library.models import LegLoad, VideoClass
from plans.actions.published import FIELDS, class_of
from plans.actions.week_rows import WeekRows
from plans.models import Overlay, PainReport, PlannedRun, PlannedSession, Run, Session
from plans.planner import Class, Week, read_week


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
        **({"races": _races(rows)} if rows.races else {}),
        **_body(rows),
        **({"overlays": [_overlay(overlay) for overlay in rows.overlays]} if rows.overlays else {}),
        "history": [_work(done, known) for done in rows.sessions if done.date < rows.monday],
        "placed": [*_placed(rows, placed, known), *_elsewhere(rows, placed, known)],
        "classes": [*_offered(rows), *_gone(rows, placed)] if places is None else _standing(rows, placed),
        **({"collection": named} if places is None and (named := collection_of(rows)) else {}),
    }


def week_of(rows: WeekRows, places: list[PlannedSession] | None = None) -> Week:
    """The same as the planner's own week; classes of the library need not be read anew for it."""
    if places is not None:
        return read_week(facts(rows, places))
    week = read_week(facts(rows, rows.places))
    left_out = rows.not_offered
    offered = [item for key, item in rows.library.stock.items.items() if not left_out >> key & 1]
    return replace(week, classes=tuple(offered), collection=tuple(collection_of(rows)))


def collection_of(rows: WeekRows) -> list[str]:
    """The followed collection, in order: what was done of it, as often as the planner knows, and what is to
    come. The planner remembers 56 days only, the place in a collection longer."""
    if rows.followed is None:
        return []
    known = rows.library.stock.items
    ahead = [known[place.key].slug for place in rows.followed.ahead if place.key in known]
    done = [known[s.video_class_id].slug for s in rows.sessions if s.video_class_id in known]
    return [*sorted(slug for slug in done if slug in ahead), *ahead]


# Trails ask for balance (grade D, as our other defaults): its share grows, in hundredths of the whole.
TRAIL = {"balance": 0.34, "stabilisers": 0.3, "flexibility": 0.12, "posture": 0.12, "injury-prevention": 0.12}


def _runner(rows: WeekRows) -> dict:
    settings, health = rows.settings, rows.health
    answers = {
        "experience": settings.experience,
        "sessions": rows.asked,
        "kit": settings.kit,
        "quiet": settings.quiet,
        "level": rows.level,
        "impact": rows.impact,
        "days": settings.days,
        "rest": settings.rest_days,
        "primers": settings.primers,
        "tight": health.tight if health else [],
        "off": settings.rules_off,
    }
    if targets := settings.targets or (TRAIL if settings.trail else None):
        answers["targets"] = targets
    return {**answers, "check_in": rows.check_in} if rows.check_in else answers


def _runs(rows: WeekRows) -> list[dict]:
    done = [_run(run, "done", run.climb_m) for run in rows.runs]
    ahead = [
        _run(run, "planned", None) for run in rows.planned_runs if run.status == PlannedRun.Status.PLANNED
    ]
    return done + ahead


RACE_M = 10_000  # a race whose distance nobody told counts as one of ten kilometres


def _races(rows: WeekRows) -> list[dict]:
    return [
        {
            "date": race.date.isoformat(),
            "priority": race.priority,
            "distance_m": round(race.distance_m or RACE_M),
        }
        for race in rows.races
    ]


def _body(rows: WeekRows) -> dict:
    """What hurts, and how sore the last class with jumps left the legs."""
    jumps = [done for done in rows.sessions if done.leg_load == LegLoad.IMPACT and done.date <= rows.today]
    soreness = max(jumps, key=lambda done: (done.date, done.pk)).soreness if jumps else None
    found = {"pain": [_pain(report) for report in rows.pain]} if rows.pain else {}
    return {**found, "soreness_after_load3": soreness} if soreness else found


def _pain(report: PainReport) -> dict:
    return {
        "site": report.site,
        "level": report.level,
        "date": report.date.isoformat(),
        "worse_next_morning": report.worse_next_morning,
        "feel": report.feel,
    }


def _overlay(overlay: Overlay) -> dict:
    days = {"from": overlay.first.isoformat(), "to": overlay.last.isoformat()}
    return {"kind": overlay.kind, **days, "sites": overlay.sites}


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
