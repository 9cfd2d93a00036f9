"""A month of the log as a calendar: whole weeks of days with what was done, and what is to come."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from plans.actions.log_list import CLASS, RUN, Totals
from plans.actions.week_rows import planned_runs_between, runner_and_typical_week
from plans.calendar import DAY, monday_of
from plans.models import PlannedRun, Run, Session, Week


@dataclass
class DayOfMonth:
    date: datetime.date
    in_month: bool
    is_today: bool
    is_past: bool
    runs: list[Run] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    planned: list[PlannedRun] = field(default_factory=list)

    @property
    def iso(self) -> str:
        return self.date.isoformat()

    @property
    def is_empty(self) -> bool:
        return not (self.runs or self.sessions or self.planned)


@dataclass
class WeekOfMonth:
    """Seven days, some of them perhaps of the months beside; the totals are those of all seven."""

    days: list[DayOfMonth]
    totals: Totals


@dataclass
class MonthShown:
    first: datetime.date
    weeks: list[WeekOfMonth]
    totals: Totals

    @property
    def day_names(self) -> list[datetime.date]:
        return [day.date for day in self.weeks[0].days]


def month_shown(*, runner: User, first: datetime.date, today: datetime.date) -> MonthShown:
    """Two queries for what was done, and four more where days are still to come."""
    begins = first - (first.weekday() - runner.week_start) % 7 * DAY
    last = (first + 31 * DAY).replace(day=1) - DAY
    ends = last + (6 - (last.weekday() - runner.week_start) % 7) * DAY
    days = [_day(begins + n * DAY, first, today) for n in range((ends - begins).days + 1)]
    _fill(days, runner, today)
    weeks = [WeekOfMonth(days[n : n + 7], totals_of(days[n : n + 7])) for n in range(0, len(days), 7)]
    return MonthShown(first, weeks, totals_of(day for day in days if day.in_month))


def _day(date: datetime.date, first: datetime.date, today: datetime.date) -> DayOfMonth:
    return DayOfMonth(date, date.month == first.month, date == today, date < today)


def _fill(days: list[DayOfMonth], runner: User, today: datetime.date) -> None:
    first, last = days[0].date, days[-1].date
    by_date = {day.date: day for day in days}
    runs = Run.objects.of(runner).between(first, last).order_by("started_at", "pk")
    for run in runs.defer("note", "folded", "laps", "recorded", "merge"):
        by_date[run.date].runs.append(run)
    sessions = Session.objects.of(runner).between(first, last).order_by("done_at", "pk")
    for session in sessions.select_related("self_check").defer("note", "folded"):
        by_date[session.date].sessions.append(session)
    if last >= today:
        done = {day.date for day in days if day.runs}
        for planned in _to_come(runner, max(first, today), last, done):
            by_date[planned.date].planned.append(planned)


def _to_come(
    runner: User, first: datetime.date, last: datetime.date, done: set[datetime.date]
) -> Iterable[PlannedRun]:
    """Those of the plan, and of the usual week where no plan is stored yet."""
    weeks = Week.objects.filter(runner=runner, starts_on__range=(monday_of(first), last))
    filled = set(weeks.values_list("starts_on", flat=True))
    typical = runner_and_typical_week(runner)[1]
    planned = planned_runs_between(runner, first, last, typical, filled, done)
    return [run for run in planned if run.status == PlannedRun.Status.PLANNED]


def totals_of(days: Iterable[DayOfMonth]) -> Totals:
    sums: dict[str, list] = defaultdict(lambda: [0, 0, 0.0, 0.0])
    for day in days:
        for run in day.runs:
            _add(sums[RUN], run.duration_s, run.distance_m, run.climb_m)
        for session in (done for done in day.sessions if not done.is_check):
            _add(sums[CLASS], session.minutes, None, None)
    totals = Totals()
    for what, line in sums.items():
        totals.add(what, *line)
    return totals


def _add(line: list, time: int | None, metres: float | None, climb: float | None) -> None:
    line[0] += 1
    for n, value in enumerate((time, metres, climb), start=1):
        line[n] += value or 0
