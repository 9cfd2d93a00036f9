"""What was danced, week by week."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.db.models.functions import TruncWeek

from accounts.models import User
from library.models import Benefit
from plans.calendar import DAY, WEEK, monday_of
from plans.charts import Stack, stacked_bars
from plans.models import Session

WEEKS_SHOWN = 12
NO_BENEFIT = ""


@dataclass(frozen=True)
class WeekOfProgress:
    monday: datetime.date
    sessions: int
    minutes: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.minutes.values())


@dataclass(frozen=True)
class Progress:
    weeks: list[WeekOfProgress]
    weeks_danced: int
    sessions: int
    minutes: int
    rated: int
    chart: object


def progress_of(*, runner: User, today: datetime.date) -> Progress:
    """The last twelve weeks in full, all the years before in three numbers."""
    first = monday_of(today) - (WEEKS_SHOWN - 1) * WEEK
    weeks = _weeks(runner, first, today)
    everything = Session.objects.of(runner)
    sums = everything.aggregate(
        sessions=Count("pk"), minutes=Sum("minutes", default=0), rated=Count("effort")
    )
    danced = everything.annotate(week=TruncWeek("date")).values("week").distinct().count()
    return Progress(weeks=weeks, weeks_danced=danced, chart=_chart(weeks), **sums)


def _weeks(runner, first, today):
    rows = (
        Session.objects.of(runner)
        .between(first, today)
        .annotate(week=TruncWeek("date"))
        .values_list("week", "benefit")
        .annotate(sessions=Count("pk"), minutes=Sum("minutes"))
        .order_by()
    )
    weeks = {first + n * WEEK: ({}, [0]) for n in range(WEEKS_SHOWN)}
    for week, benefit, sessions, minutes in rows:
        weeks[week][0][benefit] = minutes
        weeks[week][1][0] += sessions
    return [WeekOfProgress(monday, count[0], minutes) for monday, (minutes, count) in weeks.items()]
