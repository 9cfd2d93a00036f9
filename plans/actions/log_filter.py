"""What of the log is asked for: kinds, days, shoes, words, with classes or without."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from library.actions.translated import ENGLISH, language, translated
from library.models import VideoClass
from plans.models import Run, Session, Shoe
from plans.models.folded import fold


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
        for word in self.words:
            runs = runs.filter(folded__contains=word)
        return self._on_days(runs)

    def of_sessions(self, sessions: QuerySet[Session]) -> QuerySet[Session]:
        if not self.classes:
            return sessions.none()
        titles = _titles_in_language() if self.words else {}
        for word in self.words:
            called = [title for title, words in titles.items() if word in words]
            sessions = sessions.filter(Q(folded__contains=word) | Q(title__in=called))
        return self._on_days(sessions)

    def _on_days(self, rows: QuerySet) -> QuerySet:
        if self.first:
            rows = rows.filter(date__gte=self.first)
        if self.last:
            rows = rows.filter(date__lte=self.last)
        return rows


def _titles_in_language() -> dict[str, str]:
    """The titles of classes, which a session keeps in English, and the folded words they are read by."""
    if language() == ENGLISH:
        return {}
    return {title: fold(translated(title)) for title in VideoClass.objects.values_list("title", flat=True)}


EVERYTHING = LogFilter()
