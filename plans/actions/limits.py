"""How much a week may hold: the planner's own limits, of what was done before it. One query."""

import datetime
from collections.abc import Iterable

from django.db.models import CharField, F, FloatField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from accounts.models import User
from plans.actions.week_facts import RACE_M
from plans.actions.week_rows import BACK_AFTER, HISTORY
from plans.calendar import DAY, WEEK
from plans.models import CheckIn, Overlay, PlanSettings, Race, Session
from plans.planner import Class, Done, Runner, Week
from plans.planner import Overlay as OverlayOf
from plans.planner import Race as RaceOf
from plans.planner.caps import FREE
from plans.planner.frame import Frame
from plans.planner.rules import bounds, switched_off

RACES_NEAR = 4 * WEEK
COLUMNS = ("what", "of_day", "to_day", "number", "load", "word")


def frame_of(
    *, runner: User, settings: PlanSettings, monday: datetime.date, check_in: str = ""
) -> tuple[Frame, str]:
    """The week as its limits see it, and what the runner answered for it; `check_in` stands for that answer.

    It knows no runs and no classes to choose from: no limit of minutes or sessions looks at those.
    """
    rows = _rows(runner, monday)
    answers = [row["word"] for row in rows if row["what"] == "answer"]
    answered = answers[0] if answers else ""
    week = Week(
        week_start=monday,
        runner=_runner(settings, check_in or answered),
        classes=(),
        history=tuple(_done(row) for row in rows if row["what"] == "done"),
        races=tuple(_race(row) for row in rows if row["what"] == "race"),
        overlays=tuple(_overlay(row) for row in rows if row["what"] == "overlay"),
    )
    return Frame(week), answered


def most_minutes(frame: Frame) -> int | None:
    """The minutes of load >= 1 that the week may hold; None where no rule that is on limits them."""
    most = bounds(frame, switched_off(frame)).minutes
    return None if most == FREE else most


def most_sessions(frame: Frame) -> int:
    """The classes the week may hold, of those that were asked for."""
    return min(frame.week.runner.sessions, bounds(frame, switched_off(frame)).sessions)


def _runner(settings: PlanSettings, check_in: str) -> Runner:
    return Runner(
        sessions=settings.sessions,
        days={},
        experience=settings.experience,
        impact=settings.impact,
        check_in=check_in or None,
        off=frozenset(settings.rules_off),
    )


def _rows(runner: User, monday: datetime.date) -> Iterable[dict]:
    sunday = monday + 6 * DAY
    done = Session.objects.of(runner).between(monday - HISTORY, monday - DAY)
    races = Race.objects.of(runner).between(monday - RACES_NEAR, sunday + RACES_NEAR)
    overlays = Overlay.objects.of(runner).touching(monday - BACK_AFTER, sunday)
    answers = CheckIn.objects.filter(runner=runner, starts_on=monday)
    kind = Coalesce(F("video_class__kind"), Value("class"))
    metres = Coalesce(F("distance_m"), Value(float(RACE_M)))
    parts = [
        _part(done, "done", F("date"), number=F("minutes"), load=F("leg_load"), word=kind),
        _part(races, "race", F("date"), number=metres, word=F("priority")),
        _part(overlays, "overlay", F("first"), F("last"), word=F("kind")),
        _part(answers, "answer", F("starts_on"), word=F("answer")),
    ]
    return list(parts[0].union(*parts[1:], all=True))


def _part(rows: QuerySet, what: str, of_day: F, to_day: F | None = None, **told) -> QuerySet:
    """Rows of one table under the columns that all four share."""
    columns = {
        "what": Value(what, CharField()),
        "of_day": of_day,
        "to_day": to_day or of_day,
        "number": Cast(told.get("number", Value(0)), FloatField()),
        "load": Cast(told.get("load", Value(0)), IntegerField()),
        "word": Cast(told["word"], CharField()),
    }
    return rows.order_by().annotate(**columns).values(*COLUMNS)


def _done(row: dict) -> Done:
    minutes = round(row["number"])
    item = Class(slug="", kind=row["word"], minutes=minutes, leg_load=row["load"], benefits=(), offer=False)
    return Done(row["of_day"], item, minutes)


def _race(row: dict) -> RaceOf:
    return RaceOf(row["of_day"], row["word"], round(row["number"]))


def _overlay(row: dict) -> OverlayOf:
    return OverlayOf(row["word"], row["of_day"], row["to_day"], ())
