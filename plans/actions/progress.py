"""What was danced, week by week, beside what was run and what was planned."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Func, IntegerField, Min, Sum

from accounts.models import User
from library.models import Benefit
from plans.actions.progress_drawn import Timeline, effort_chart, minutes_chart, planned_chart, timeline_of
from plans.actions.progress_new import NewInWeek, what_was_new
from plans.actions.progress_rows import progress_rows
from plans.actions.progress_weeks import WeekOfProgress, weeks_of_progress
from plans.calendar import DAY, WEEK, monday_of
from plans.charts import ArchChart, BarChart
from plans.models import PlanSettings, Session

WEEKS_SHOWN = 12


class WeekNumber(Func):
    """Weeks since Monday 5 January 1970. TruncWeek on SQLite calls Python for every row."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST((julianday(%(expressions)s) - 2440591.5) / 7 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "((%(expressions)s - DATE '1970-01-05') / 7)"
        return self.as_sql(compiler, connection, template=template, **context)


@dataclass(frozen=True)
class Progress:
    """Weeks in full, the newest last; `sessions`, `minutes`, `rated`, `weeks_danced` are of all the years."""

    weeks: list[WeekOfProgress]
    weeks_danced: int
    sessions: int
    minutes: int
    rated: int
    earliest: datetime.date | None  # day of the first session
    settings: PlanSettings
    new: list[NewInWeek]
    timeline: Timeline
    planned_chart: ArchChart
    minutes_chart: BarChart
    effort_chart: BarChart

    @property
    def sunday(self) -> datetime.date:
        return self.weeks[-1].monday + 6 * DAY

    @property
    def minutes_by_benefit(self) -> dict[str, int]:
        """Of the weeks shown."""
        return {slug: sum(w.minutes[n] for w in self.weeks) for n, slug in enumerate(Benefit.values)}

    @property
    def efforts_given(self) -> tuple[int, int]:
        """How many runs and classes of the weeks shown were rated, and of how many."""
        return sum(w.effort.rated for w in self.weeks), sum(w.effort.of for w in self.weeks)

    @property
    def before(self) -> datetime.date | None:
        """The week the twelve before these end with, where something was danced then or earlier."""
        first = self.weeks[0].monday
        return first - WEEK if self.earliest and self.earliest < first else None


def progress_of(*, runner: User, today: datetime.date, until: datetime.date | None = None) -> Progress:
    """The twelve weeks that end with the week of `until`, or this week; all the years in a few numbers."""
    last = monday_of(until or today)
    mondays = [last - n * WEEK for n in range(WEEKS_SHOWN - 1, -1, -1)]
    sums = Session.objects.of(runner).aggregate(
        sessions=Count("pk"),
        minutes=Sum("minutes", default=0),
        rated=Count("effort"),
        weeks_danced=Count(WeekNumber("date"), distinct=True),
        earliest=Min("date"),
    )
    rows = progress_rows(runner=runner, first=mondays[0], monday=last)
    weeks = weeks_of_progress(rows, mondays, today)
    return Progress(
        weeks=weeks,
        settings=rows.settings,
        new=what_was_new(runner=runner, first=mondays[0], monday=last),
        timeline=timeline_of(rows, mondays),
        planned_chart=planned_chart(weeks),
        minutes_chart=minutes_chart(weeks),
        effort_chart=effort_chart(weeks),
        **sums,
    )
