"""Weeks of progress as pictures: numbers in rows, geometry out."""

import datetime
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from plans.actions.progress_rows import Danced, ProgressRows, Ran
from plans.actions.progress_weeks import SERIES, WeekOfProgress
from plans.calendar import DAY, days_of, monday_of
from plans.charts import (
    ArchChart,
    BarChart,
    Cell,
    Series,
    StripChart,
    Thing,
    arch_stacks,
    stacked_bars,
    week_strips,
)
from plans.models import RunKind

QUICK = {RunKind.INTERVALS, RunKind.TEMPO, RunKind.RACE}


@dataclass(frozen=True)
class DayOfTimeline:
    """A day on which something was done, in words, and where it lies in the picture."""

    date: datetime.date
    name: str  # written once: the picture and the table both say it
    runs: str
    classes: str
    cell: Cell

    @property
    def both(self) -> str:
        return f"{self.runs} · {self.classes}" if self.runs and self.classes else self.runs or self.classes


@dataclass(frozen=True)
class Timeline:
    chart: StripChart
    days: list[DayOfTimeline]


def timeline_of(rows: ProgressRows, mondays: list[datetime.date]) -> Timeline:
    names = [formats.date_format(day, "D") for day in days_of(mondays[0])]
    things = [*(_run(run, mondays[0]) for run in rows.runs), *(_class(s, mondays[0]) for s in rows.sessions)]
    chart = week_strips(week_names(mondays), names, things)
    words: dict[datetime.date, tuple[list[str], list[str]]] = {}
    for place, row in [*((0, run) for run in rows.runs), *((1, done) for done in rows.sessions)]:
        words.setdefault(row.date, ([], []))[place].append(_said(row))
    days = [_day(day, *words[day], chart.cells[(day - mondays[0]) // DAY]) for day in sorted(words)]
    return Timeline(chart, days)


def _day(date: datetime.date, runs: list[str], classes: list[str], cell: Cell) -> DayOfTimeline:
    name = formats.date_format(date, "D j M")
    return DayOfTimeline(date, name, " · ".join(runs), " · ".join(classes), cell)


def _run(run: Ran, first: datetime.date) -> Thing:
    kind = "run-quick" if run.kind in QUICK else "run"
    return Thing(*_place(run.date, first), "run", kind, run.minutes)


def _class(done: Danced, first: datetime.date) -> Thing:
    return Thing(*_place(done.date, first), "class", f"load-{done.leg_load}", done.minutes)


def _place(date: datetime.date, first: datetime.date) -> tuple[int, int]:
    return (monday_of(date) - first).days // 7, date.weekday()


def _said(row: Danced | Ran) -> str:
    name = str(RunKind(row.kind).label) if isinstance(row, Ran) else row.title
    return _("%(name)s, %(minutes)d min") % {"name": name, "minutes": row.minutes} if row.minutes else name


def week_names(mondays: list[datetime.date]) -> list[str]:
    return [formats.date_format(monday, "j M") for monday in mondays]


def planned_chart(weeks: list[WeekOfProgress]) -> ArchChart:
    stacks = [week.planned.kinds for week in weeks]
    return arch_stacks(week_names([week.monday for week in weeks]), stacks, [w.planned.asked for w in weeks])


def minutes_chart(weeks: list[WeekOfProgress]) -> BarChart:
    series = [
        Series(slug, str(label), f"pattern-{slug}", tuple(week.minutes[n] for week in weeks))
        for n, (slug, label) in enumerate(SERIES)
    ]
    return stacked_bars(week_names([week.monday for week in weeks]), series)


def effort_chart(weeks: list[WeekOfProgress]) -> BarChart:
    series = [
        Series("classes", _("Classes"), "pattern-classes", tuple(week.effort.classes for week in weeks)),
        Series("runs", _("Runs"), "", tuple(week.effort.runs for week in weeks)),
    ]
    return stacked_bars(week_names([week.monday for week in weeks]), series, height=200)
