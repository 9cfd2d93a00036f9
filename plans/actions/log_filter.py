"""What of the log is asked for: kinds, days, shoes, words, with classes or without."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from plans.models import Run, Session, Shoe


@dataclass(frozen=True)
class LogFilter:
    """Nothing said is nothing left out. `words` are folded; an entry holds all of them."""

    kinds: frozenset[str] = frozenset()
    runs: bool = True
    classes: bool = True
    first: datetime.date | None = None
    last: datetime.date | None = None
    shoe: Shoe | None = None
    words: tuple[str, ...] = ()

    def of_runs(self, runs: QuerySet[Run]) -> QuerySet[Run]:
        if not self.runs:
            return runs.none()
        if self.kinds:
            runs = runs.filter(kind__in=sorted(self.kinds))
        if self.shoe:
            runs = runs.filter(shoe=self.shoe)
        return self._said_on_days(runs)

    def of_sessions(self, sessions: QuerySet[Session]) -> QuerySet[Session]:
        return self._said_on_days(sessions) if self.classes else sessions.none()

    def _said_on_days(self, rows: QuerySet) -> QuerySet:
        if self.first:
            rows = rows.filter(date__gte=self.first)
        if self.last:
            rows = rows.filter(date__lte=self.last)
        for word in self.words:
            rows = rows.filter(folded__contains=word)
        return rows


EVERYTHING = LogFilter()
