"""One week of progress in numbers: what was danced, what the plan had asked, how hard it was."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from library.models import Benefit
from plans.actions.progress_rows import Danced, ProgressRows, Ran, StoredWeek
from plans.calendar import monday_of
from plans.models import PlannedSession

# Sessions outside the library may have no benefit; they stand last.
SERIES = [*Benefit.choices, ("", _("Other"))]


@dataclass(frozen=True)
class Planned:
    """How the places of a week stand; `besides` are classes no place of the week asked for."""

    asked: int | None
    done: int
    besides: int
    to_come: int
    left_out: int
    stayed_open: int

    @property
    def kinds(self) -> list[str]:
        """A word for each class, what was danced first."""
        names = ("done", "besides", "to_come", "left_out", "stayed_open")
        return [name for name in names for _place in range(getattr(self, name))]


@dataclass(frozen=True)
class Effort:
    """Effort × minutes of what was rated; what was not rated is not guessed."""

    classes: int
    runs: int
    rated: int
    of: int


@dataclass(frozen=True)
class WeekOfProgress:
    """`minutes` by main benefit, in the order of the five; those without one last."""

    monday: datetime.date
    sessions: int
    minutes: tuple[int, ...]
    planned: Planned
    effort: Effort

    @property
    def total(self) -> int:
        return sum(self.minutes)


def weeks_of_progress(
    rows: ProgressRows, mondays: list[datetime.date], today: datetime.date
) -> list[WeekOfProgress]:
    sessions, runs, this_week = _by_week(rows.sessions), _by_week(rows.runs), monday_of(today)
    found = []
    for monday in mondays:
        danced, week = sessions.get(monday, []), rows.weeks.get(monday, StoredWeek(None))
        planned = _planned(week, danced, monday, is_over=monday < this_week)
        effort = _effort(danced, runs.get(monday, []))
        found.append(WeekOfProgress(monday, len(danced), _minutes(danced), planned, effort))
    return found


def _by_week(rows: Iterable) -> dict[datetime.date, list]:
    found: dict[datetime.date, list] = {}
    for row in rows:
        found.setdefault(monday_of(row.date), []).append(row)
    return found


def _minutes(danced: list[Danced]) -> tuple[int, ...]:
    found: Counter[str] = Counter()
    for session in danced:
        found[session.benefit] += session.minutes
    return tuple(found[slug] for slug, _label in SERIES)


def _planned(week: StoredWeek, danced: list[Danced], monday: datetime.date, *, is_over: bool) -> Planned:
    """Nothing of a week that is over is still to come, whatever its place says."""
    of = {state: week.states.get(state, 0) for state in PlannedSession.State.values}
    waiting, missed = of["proposed"] + of["locked"], of["missed"]
    return Planned(
        asked=week.asked,
        done=of["done"],
        besides=sum(session.of_week != monday for session in danced),
        to_come=0 if is_over else waiting + missed,
        left_out=of["skipped"],
        stayed_open=waiting + missed if is_over else 0,
    )


def _effort(danced: list[Danced], ran: list[Ran]) -> Effort:
    classes, runs = ([_load(row) for row in rows] for rows in (danced, ran))
    rated = [load for load in [*classes, *runs] if load is not None]
    return Effort(sum(filter(None, classes)), sum(filter(None, runs)), len(rated), len(danced) + len(ran))


def _load(row: Danced | Ran) -> int | None:
    """Session load as Foster counts it; None where the effort or the minutes are not known."""
    return None if row.effort is None or row.minutes is None else row.effort * row.minutes
