"""The week on the front page: the planner's real answer for a runner who has danced a little."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import lazy

from library.actions.shipped import shipped
from library.actions.told import told
from library.content import ClassContent
from plans.calendar import DAY, days_of
from plans.models import WEEKDAYS, RunKind, Weekday
from plans.planner import plan, read_week, why

MONDAY = datetime.date(2026, 11, 23)
RUNS = {1: ("intervals", 50), 3: ("easy", 40), 6: ("long", 90)}


@dataclass(frozen=True)
class ExampleRun:
    kind: str
    label: str
    minutes: int


@dataclass(frozen=True)
class ExampleClass:
    slug: str
    title: str
    minutes: int
    benefit: str
    why: str


@dataclass(frozen=True)
class ExampleDay:
    name: str
    runs: list[ExampleRun]
    classes: list[ExampleClass]


told_when_shown = lazy(told, str)  # the week is kept for readers of every language


@lru_cache(maxsize=1)
def example_week() -> list[ExampleDay]:
    """Seven days: three runs, and the classes the planner puts beside them."""
    classes = shipped().classes
    week = read_week(_facts(classes.values()))
    placed = [
        (session.date, _example_class(classes[session.slug], told_when_shown(why(week, session).english)))
        for session in plan(week).sessions
    ]
    return [
        ExampleDay(Weekday(n).label, _runs(n), [shown for day, shown in placed if day == date])
        for n, date in enumerate(days_of(MONDAY))
    ]


def _runs(weekday: int) -> list[ExampleRun]:
    if weekday not in RUNS:
        return []
    kind, minutes = RUNS[weekday]
    return [ExampleRun(kind, RunKind(kind).label, minutes)]


def _example_class(content: ClassContent, reason: str) -> ExampleClass:
    return ExampleClass(content.slug, content.title, content.minutes, content.benefits[0], reason)


def _facts(classes) -> dict:
    return {
        "week_start": MONDAY.isoformat(),
        "runner": {
            "sessions": 3,
            "days": dict.fromkeys(WEEKDAYS, 20),
            "kit": ["chair"],
            "experience": "some",
            "level": 2,
        },
        "runs": [
            {"date": (MONDAY + n * DAY).isoformat(), "kind": kind, "minutes": minutes, "status": "planned"}
            for n, (kind, minutes) in RUNS.items()
        ],
        "classes": [_class(content) for content in classes],
    }


PLAIN = ("slug", "kind", "minutes", "leg_load", "sites", "longest_hold_s", "level", "quiet", "small_space")


def _class(content: ClassContent) -> dict:
    return {
        **{name: getattr(content, name) for name in PLAIN},
        "benefits": list(content.benefits),
        "kit": list(content.kit),
    }
