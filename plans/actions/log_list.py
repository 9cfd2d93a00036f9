"""The log as a list: runs and classes in one row of days, newest first, a page at a time, months with totals.

A page begins after the last entry of the one before it (its `Place`) and counts nothing it does not show: the
hundredth page of ten years costs what the first one does.
"""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from accounts.models import User
from plans.models import Run, Session

PAGE = 25
RUN, CLASS = "run", "class"
_ORDER = {RUN: 1, CLASS: 0}  # on one day, read downwards: runs, then classes


@dataclass(frozen=True)
class Place:
    """Where a page begins: after this entry. `Place.end_of(date)` is before everything on that date."""

    date: datetime.date
    what: str
    pk: int

    @classmethod
    def end_of(cls, date: datetime.date) -> "Place":
        return cls(date, RUN, 2**63 - 1)

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """From an address: "2026-11-24.run.17". None for anything else: the list begins at its beginning."""
        try:
            date, what, pk = text.split(".")
            place = cls(datetime.date.fromisoformat(date), what, int(pk))
        except ValueError:
            return None
        return place if what in _ORDER and 0 < place.pk < 2**63 else None

    def __str__(self):
        return f"{self.date}.{self.what}.{self.pk}"


@dataclass(frozen=True)
class Entry:
    """A run or a class done, as one line."""

    what: str
    row: Run | Session

    @property
    def place(self) -> Place:
        return Place(self.row.date, self.what, self.row.pk)

    @property
    def order(self) -> tuple:
        return (self.row.date, _ORDER[self.what], self.row.pk)


@dataclass
class Month:
    """The entries of a month that stand on this page, and the totals of the whole month."""

    first: datetime.date
    entries: list[Entry]
    runs: int = 0
    run_s: int = 0
    run_m: float = 0
    classes: int = 0
    class_minutes: int = 0


@dataclass
class LogPage:
    months: list[Month] = field(default_factory=list)
    older: Place | None = None


def log_page(*, runner: User, after: Place | None) -> LogPage:
    """Four queries, whatever is in the log; two if nothing is."""
    entries = [Entry(RUN, run) for run in _next(Run, RUN, runner, after)]
    entries += [Entry(CLASS, session) for session in _next(Session, CLASS, runner, after)]
    entries.sort(key=lambda entry: entry.order, reverse=True)
    shown = entries[:PAGE]
    months = [Month(first, list(of)) for first, of in groupby(shown, lambda e: e.row.date.replace(day=1))]
    _add_totals(runner, months)
    return LogPage(months, shown[-1].place if len(entries) > PAGE else None)


def _next(model, what: str, runner: User, after: Place | None):
    """One more than a page holds, so as to know whether there is another page."""
    rows = model.objects.of(runner).defer("note").order_by("-date", "-pk")
    if after:
        same_day = {"date": after.date}
        if what == after.what:
            rows = rows.filter(Q(date__lt=after.date) | Q(pk__lt=after.pk, **same_day), date__lte=after.date)
        elif _ORDER[what] < _ORDER[after.what]:
            rows = rows.filter(date__lte=after.date)
        else:
            rows = rows.filter(date__lt=after.date)
    return rows[: PAGE + 1]


def _add_totals(runner: User, months: list[Month]) -> None:
    if not months:
        return
    first, last = months[-1].first, _last_day(months[0].first)
    by_month = {month.first: month for month in months}
    runs = _by_month(Run, runner, first, last).annotate(
        n=Count("pk"), s=Sum("duration_s"), m=Sum("distance_m")
    )
    for total in runs:
        if month := by_month.get(total["month"]):
            month.runs, month.run_s, month.run_m = total["n"], total["s"] or 0, total["m"] or 0
    for total in _by_month(Session, runner, first, last).annotate(n=Count("pk"), minutes_sum=Sum("minutes")):
        if month := by_month.get(total["month"]):
            month.classes, month.class_minutes = total["n"], total["minutes_sum"]


def _by_month(model, runner: User, first: datetime.date, last: datetime.date):
    return (
        model.objects.of(runner)
        .between(first, last)
        .annotate(month=TruncMonth("date"))
        .values("month")
        .order_by()
    )


def _last_day(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
