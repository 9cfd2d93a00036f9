"""The rows of the weeks that progress shows, in a fixed number of queries; the years before are not read."""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count

from accounts.models import User
from plans.calendar import DAY
from plans.models import PlanSettings, Run, Session, Week


class Danced(NamedTuple):
    """A session. `of_week` is the Monday of the week whose place it filled."""

    date: datetime.date
    title: str
    minutes: int
    benefit: str
    leg_load: int
    effort: int | None
    of_week: datetime.date | None


class Ran(NamedTuple):
    date: datetime.date
    kind: str
    duration_s: int | None
    effort: int | None

    @property
    def minutes(self) -> int | None:
        return self.duration_s and max(1, round(self.duration_s / 60))


@dataclass(frozen=True)
class StoredWeek:
    """How many classes a week was to hold, and how its places stand: counts by state."""

    asked: int | None
    states: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ProgressRows:
    sessions: list[Danced]
    runs: list[Ran]
    weeks: dict[datetime.date, StoredWeek]
    settings: PlanSettings


def progress_rows(*, runner: User, first: datetime.date, monday: datetime.date) -> ProgressRows:
    """From Monday `first` to the Sunday of the week that begins on `monday`."""
    last = monday + 6 * DAY
    sessions = Session.objects.of(runner).danced().between(first, last).order_by("date", "pk")
    runs = Run.objects.of(runner).between(first, last).order_by("date", "pk")
    columns = ("date", "title", "minutes", "benefit", "leg_load", "effort")
    return ProgressRows(
        sessions=[Danced(*row) for row in sessions.values_list(*columns, "planned_session__week__starts_on")],
        runs=[Ran(*row) for row in runs.values_list("date", "kind", "duration_s", "effort")],
        weeks=_weeks(runner, first, monday),
        settings=PlanSettings.objects.filter(runner=runner).first() or PlanSettings(runner=runner),
    )


def _weeks(runner: User, first: datetime.date, monday: datetime.date) -> dict[datetime.date, StoredWeek]:
    rows = (
        Week.objects.filter(runner=runner, starts_on__range=(first, monday))
        .order_by()
        .values_list("starts_on", "asked", "planned_sessions__state")
        .annotate(places=Count("planned_sessions"))
    )
    found: dict[datetime.date, StoredWeek] = {}
    for starts_on, asked, state, places in rows:
        found.setdefault(starts_on, StoredWeek(asked)).states[state or ""] = places
    return found
