"""Weeks of progress as pictures: numbers in rows, geometry out."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balletfusion.days import date_format
from library.actions.translated import translated
from plans.actions.progress_rows import Danced, ProgressRows, Ran
from plans.actions.progress_weeks import SERIES, WeekOfProgress
from plans.calendar import days_of, monday_of
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

Words = dict[datetime.date, list[str]]  # by day
WIDTH, TALL = 380, 210  # read at its own size on a phone
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
    """From the first of the weeks in which something was done."""
    dates = [row.date for row in (*rows.runs[:1], *rows.sessions[:1])]
    mondays = [monday for monday in mondays if monday >= monday_of(min(dates, default=mondays[0]))]
    names = [date_format(day, "D") for day in days_of(mondays[0])]
    things = [*(_run(run, mondays[0]) for run in rows.runs), *(_class(s, mondays[0]) for s in rows.sessions)]
    chart = week_strips(week_names(mondays), names, things)
    runs, classes = _words(rows)
    days = [
        DayOfTimeline(
            day,
            date_format(day, "D j M"),
            " · ".join(runs.get(day, [])),
            " · ".join(classes.get(day, [])),
            chart.cells[(day - mondays[0]).days],
        )
        for day in sorted({*runs, *classes})
    ]
    return Timeline(chart, days)


def _run(run: Ran, first: datetime.date) -> Thing:
    kind = "run-quick" if run.kind in QUICK else "run"
    return Thing(*_place(run.date, first), "run", kind, run.minutes)


def _class(done: Danced, first: datetime.date) -> Thing:
    return Thing(*_place(done.date, first), "class", f"load-{done.leg_load}", done.minutes)


def _place(date: datetime.date, first: datetime.date) -> tuple[int, int]:
    return (monday_of(date) - first).days // 7, date.weekday()


def _words(rows: ProgressRows) -> tuple[Words, Words]:
    """What was run and danced, by day. Translated once: a season has hundreds of them."""
    timed = _("%(name)s, %(minutes)d min")
    kinds = {kind: str(kind.label) for kind in RunKind}
    runs: Words = {}
    classes: Words = {}
    for run in rows.runs:
        runs.setdefault(run.date, []).append(_said(kinds[run.kind], run.minutes, timed))
    for done in rows.sessions:
        classes.setdefault(done.date, []).append(_said(translated(done.title), done.minutes, timed))
    return runs, classes


def _said(name: str, minutes: int | None, timed: str) -> str:
    return timed % {"name": name, "minutes": minutes} if minutes else name


def week_names(mondays: list[datetime.date]) -> list[str]:
    return [date_format(monday, "j M") for monday in mondays]


def planned_chart(weeks: list[WeekOfProgress]) -> ArchChart:
    stacks = [week.planned.kinds for week in weeks]
    return arch_stacks(
        week_names([week.monday for week in weeks]), stacks, [w.planned.asked for w in weeks], WIDTH, TALL
    )


def minutes_chart(weeks: list[WeekOfProgress]) -> BarChart:
    series = [
        Series(slug, str(label), f"pattern-{slug}", tuple(week.minutes[n] for week in weeks))
        for n, (slug, label) in enumerate(SERIES)
    ]
    return stacked_bars(week_names([week.monday for week in weeks]), series, WIDTH, TALL)


def effort_chart(weeks: list[WeekOfProgress]) -> BarChart:
    series = [
        Series("classes", _("Classes"), "pattern-classes", tuple(week.effort.classes for week in weeks)),
        Series("runs", _("Runs"), "", tuple(week.effort.runs for week in weeks)),
    ]
    return stacked_bars(week_names([week.monday for week in weeks]), series, WIDTH, TALL)
