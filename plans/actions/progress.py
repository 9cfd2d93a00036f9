"""What was danced, week by week, beside what was run and what was planned."""

import datetime
from dataclasses import dataclass

from accounts.models import User
from library.models import Benefit
from plans.actions.progress_drawn import Timeline, effort_chart, minutes_chart, planned_chart, timeline_of
from plans.actions.progress_new import NewInWeek, what_was_new
from plans.actions.progress_rows import progress_rows
from plans.actions.progress_weeks import WeekOfProgress, weeks_of_progress
from plans.actions.progress_years import Totals, totals_of
from plans.calendar import DAY, WEEK, monday_of
from plans.charts import ArchChart, BarChart
from plans.models import PlanSettings, Run

WEEKS_SHOWN = 12


@dataclass(frozen=True)
class Progress:
    """Twelve weeks in full, the newest last; `totals` are of all the years."""

    totals: Totals
    weeks: list[WeekOfProgress]
    first_run: datetime.date | None
    settings: PlanSettings
    new: list[NewInWeek]
    timeline: Timeline
    planned_chart: ArchChart
    minutes_chart: BarChart
    effort_chart: BarChart

    @property
    def has_anything(self) -> bool:
        return bool(self.totals.sessions or self.first_run)

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
        """The week the twelve before these end with, where something was danced or run then or earlier."""
        first = self.weeks[0].monday
        known = [week.monday for week in self.totals.weeks[:1]] + [self.first_run] * bool(self.first_run)
        return first - WEEK if known and min(known) < first else None


def progress_of(*, runner: User, today: datetime.date, until: datetime.date | None = None) -> Progress:
    """The twelve weeks that end with the week of `until`, or this week; all the years in a few numbers."""
    last = monday_of(until or today)
    mondays = [last - n * WEEK for n in range(WEEKS_SHOWN - 1, -1, -1)]
    rows = progress_rows(runner=runner, first=mondays[0], monday=last)
    weeks = weeks_of_progress(rows, mondays, today)
    return Progress(
        totals=totals_of(runner),
        weeks=weeks,
        first_run=Run.objects.of(runner).order_by("date").values_list("date", flat=True).first(),
        settings=rows.settings,
        new=what_was_new(runner=runner, first=mondays[0], monday=last),
        timeline=timeline_of(rows, mondays),
        planned_chart=planned_chart(weeks),
        minutes_chart=minutes_chart(weeks),
        effort_chart=effort_chart(weeks),
    )
