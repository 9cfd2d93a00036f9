"""What was danced, week by week."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Func, IntegerField, Sum
from django.db.models.functions import TruncWeek
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from library.models import Benefit
from plans.calendar import WEEK, monday_of
from plans.charts import BarChart, Series, bar_chart, stacked_bars
from plans.models import Session

WEEKS_SHOWN = 12
# Sessions outside the library may have no benefit; they stand last.
SERIES = [*Benefit.choices, ("", _("Other"))]


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
class WeekOfProgress:
    """`minutes` by main benefit, in the order of the five; those without one last."""

    monday: datetime.date
    sessions: int
    minutes: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.minutes)


@dataclass(frozen=True)
class Progress:
    weeks: list[WeekOfProgress]
    weeks_danced: int
    sessions: int
    minutes: int
    rated: int
    minutes_chart: BarChart
    sessions_chart: BarChart


def progress_of(*, runner: User, today: datetime.date) -> Progress:
    """The last twelve weeks in full, all the years before in a few numbers."""
    first = monday_of(today) - (WEEKS_SHOWN - 1) * WEEK
    weeks = _weeks(runner, first, today)
    labels = [formats.date_format(week.monday, "j M") for week in weeks]
    sums = Session.objects.of(runner).aggregate(
        sessions=Count("pk"),
        minutes=Sum("minutes", default=0),
        rated=Count("effort"),
        weeks_danced=Count(WeekNumber("date"), distinct=True),
    )
    return Progress(
        weeks=weeks,
        minutes_chart=stacked_bars(labels, _series(weeks)),
        sessions_chart=bar_chart(labels, [week.sessions for week in weeks], height=140),
        **sums,
    )


def _series(weeks: list[WeekOfProgress]) -> list[Series]:
    return [
        Series(
            key=slug, label=str(label), pattern=f"pattern-{slug}", values=tuple(w.minutes[n] for w in weeks)
        )
        for n, (slug, label) in enumerate(SERIES)
    ]


def _weeks(runner: User, first: datetime.date, today: datetime.date) -> list[WeekOfProgress]:
    rows = (
        Session.objects.of(runner)
        .between(first, today)
        .annotate(week=TruncWeek("date"))
        .values_list("week", "benefit")
        .annotate(sessions=Count("pk"), minutes=Sum("minutes"))
        .order_by()
    )
    found = {(week, benefit): (sessions, minutes) for week, benefit, sessions, minutes in rows}
    return [_week(first + n * WEEK, found) for n in range(WEEKS_SHOWN)]


def _week(monday: datetime.date, found: dict) -> WeekOfProgress:
    cells = [found.get((monday, slug), (0, 0)) for slug, _label in SERIES]
    return WeekOfProgress(monday, sum(cell[0] for cell in cells), tuple(cell[1] for cell in cells))
