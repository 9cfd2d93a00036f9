"""The log as a list: runs and classes in one row of days, newest first, a page at a time, months with totals.

A page begins after the last entry of the one before it (its `Place`): the hundredth page of ten years costs
what the first one does. Totals are sums over an index that holds all they are made of.
"""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, FloatField, Q, QuerySet, Sum, Value
from django.db.models.functions import TruncMonth

from accounts.models import User
from plans.actions.log_filter import EVERYTHING, LogFilter
from plans.models import Run, Session

PAGE = 25
RUN, CLASS = "run", "class"
_ORDER = {RUN: 1, CLASS: 0}  # on one day, read downwards: runs, then classes
_NOT_IN_A_LINE = {RUN: ("note", "folded", "laps", "recorded", "merge"), CLASS: ("note", "folded")}


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
class Totals:
    """Of runs: how many, seconds, metres, metres of climb. Of classes, without checks: how many, minutes."""

    runs: int = 0
    run_s: int = 0
    run_m: float = 0
    climb_m: float = 0
    classes: int = 0
    class_minutes: int = 0

    @property
    def class_seconds(self) -> int:
        return self.class_minutes * 60

    def add(self, what: str, n: int, time: int | None, metres: float | None, climb: float | None) -> None:
        if what == RUN:
            self.runs, self.run_s, self.run_m, self.climb_m = n, time or 0, metres or 0, climb or 0
        else:
            self.classes, self.class_minutes = n, time or 0


@dataclass
class Month:
    """The entries of a month that stand on this page, and the totals of the whole month."""

    first: datetime.date
    entries: list[Entry]
    totals: Totals = field(default_factory=Totals)


@dataclass
class LogPage:
    """`totals` are those of all that is asked for, on whichever page it stands."""

    months: list[Month] = field(default_factory=list)
    older: Place | None = None
    totals: Totals = field(default_factory=Totals)


def log_page(*, runner: User, after: Place | None = None, asked: LogFilter = EVERYTHING) -> LogPage:
    """Four queries, whatever is in the log; three if nothing is."""
    runs, sessions = asked.of_runs(Run.objects.of(runner)), asked.of_sessions(Session.objects.of(runner))
    entries = [Entry(RUN, run) for run in _next(runs, RUN, after)]
    entries += [Entry(CLASS, session) for session in _next(sessions, CLASS, after)]
    entries.sort(key=lambda entry: entry.order, reverse=True)
    shown = entries[:PAGE]
    months = [Month(first, list(of)) for first, of in groupby(shown, lambda e: e.row.date.replace(day=1))]
    _add_totals(runs, sessions, months)
    totals = Totals()
    for line in _sums(runs, RUN).union(_sums(sessions.danced(), CLASS), all=True):
        totals.add(*line)
    return LogPage(months, shown[-1].place if len(entries) > PAGE else None, totals)


def _next(rows: QuerySet, what: str, after: Place | None) -> QuerySet:
    """One more than a page holds, so as to know whether there is another page."""
    rows = rows.defer(*_NOT_IN_A_LINE[what]).order_by("-date", "-pk")
    if after:
        same_day = {"date": after.date}
        if what == after.what:
            rows = rows.filter(Q(date__lt=after.date) | Q(pk__lt=after.pk, **same_day), date__lte=after.date)
        elif _ORDER[what] < _ORDER[after.what]:
            rows = rows.filter(date__lte=after.date)
        else:
            rows = rows.filter(date__lt=after.date)
    return rows[: PAGE + 1]


def _sums(rows: QuerySet, what: str, *by: str) -> QuerySet:
    """What it is, how many, time, metres, climb: runs and classes as lines of one question."""
    nothing = Value(0.0, FloatField())
    of_runs = {"n": Count("pk"), "time": Sum("duration_s"), "m": Sum("distance_m"), "up": Sum("climb_m")}
    of_classes = {"n": Count("pk"), "time": Sum("minutes"), "m": nothing, "up": nothing}
    sums = of_runs if what == RUN else of_classes
    return rows.order_by().values(*by, what=Value(what)).annotate(**sums).values_list(*by, "what", *sums)


def _add_totals(runs: QuerySet, sessions: QuerySet, months: list[Month]) -> None:
    if not months:
        return
    between = (months[-1].first, _last_day(months[0].first))
    by_month = {month.first: month.totals for month in months}
    month_of = {"month": TruncMonth("date")}
    lines = _sums(runs.between(*between).annotate(**month_of), RUN, "month").union(
        _sums(sessions.danced().between(*between).annotate(**month_of), CLASS, "month"), all=True
    )
    for month, *sums in lines:
        if month in by_month:
            by_month[month].add(*sums)


def _last_day(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
