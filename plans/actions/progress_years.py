"""All the years in a few numbers: weeks danced are counted, and cannot be lost."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Func, IntegerField, Sum

from accounts.models import User
from balletfusion.days import date_format
from plans.calendar import WEEK
from plans.charts import YearsChart, year_rows
from plans.models import Session

FIRST_MONDAY = datetime.date(1900, 1, 1)
MONTHS_NAMED = (1, 4, 7, 10)


class WeekNumber(Func):
    """Weeks since Monday 1 January 1900. TruncWeek on SQLite calls Python for every row."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST((julianday(%(expressions)s) - 2415020.5) / 7 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "((%(expressions)s - DATE '1900-01-01') / 7)"
        return self.as_sql(compiler, connection, template=template, **context)


class WeekDanced(NamedTuple):
    """A week in which something was danced. `number` is its WeekNumber: there are hundreds of them."""

    number: int
    sessions: int
    minutes: int
    rated: int

    @property
    def monday(self) -> datetime.date:
        return FIRST_MONDAY + self.number * WEEK


@dataclass(frozen=True)
class Year:
    """A week belongs to the year of its Monday; `first` is the number of the first that does."""

    year: int
    first: int
    weeks: list[WeekDanced]

    @property
    def last_day(self) -> str:
        return f"{self.year}-12-31"

    @property
    def sessions(self) -> int:
        return sum(week.sessions for week in self.weeks)

    @property
    def minutes(self) -> int:
        return sum(week.minutes for week in self.weeks)

    @property
    def marked(self) -> list[int]:
        """Its weeks with something danced, from 0."""
        return [week.number - self.first for week in self.weeks]


@dataclass(frozen=True)
class Totals:
    """Of all the years; the weeks the oldest first."""

    weeks: list[WeekDanced]

    @property
    def weeks_danced(self) -> int:
        return len(self.weeks)

    @cached_property
    def sessions(self) -> int:
        return sum(week.sessions for week in self.weeks)

    @cached_property
    def minutes(self) -> int:
        return sum(week.minutes for week in self.weeks)

    @cached_property
    def rated(self) -> int:
        return sum(week.rated for week in self.weeks)

    @cached_property
    def years(self) -> list[Year]:
        """The newest first; a year in which nothing was danced is not held up to anybody."""
        found: list[Year] = []
        ends = 0
        for week in self.weeks:
            if week.number >= ends:
                year = week.monday.year
                found.append(Year(year, _first_week(year), []))
                ends = _first_week(year + 1)
            found[-1].weeks.append(week)
        return found[::-1]

    @cached_property
    def chart(self) -> YearsChart:
        months = [
            date_format(datetime.date(2026, month, 1), "M") if month in MONTHS_NAMED else ""
            for month in range(1, 13)
        ]
        return year_rows(
            [str(year.year) for year in self.years], [year.marked for year in self.years], months
        )


def _first_week(year: int) -> int:
    """The number of the first week whose Monday lies in the year: the one of 7 January."""
    return (datetime.date(year, 1, 7) - FIRST_MONDAY) // WEEK


def totals_of(runner: User) -> Totals:
    """One query, a row for each week danced."""
    rows = (
        Session.objects.of(runner)
        .danced()
        .order_by()
        .values_list(WeekNumber("date"))
        .annotate(Count("pk"), Sum("minutes"), Count("effort"))
    )
    return Totals([WeekDanced(*row) for row in sorted(rows)])
