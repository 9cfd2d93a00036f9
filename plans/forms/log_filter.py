"""What may stand in the address of the log: `?q=bridges&kind=long&kind=class&shoe=3&from=2026-01-01&to=…`."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balletfusion.days import date_format
from plans.actions.log_filter import LogFilter
from plans.models import RunKind, Shoe
from plans.models.folded import fold

ANY_RUN, CLASSES = "run", "class"
WHAT = {ANY_RUN: gettext_lazy("All runs"), **dict(RunKind.choices), CLASSES: gettext_lazy("Classes")}
LONGEST_SEARCH = 200  # letters
MOST_WORDS = 8


@dataclass(frozen=True)
class LogAddress:
    """What is chosen, as the address says it; what means nothing is left out."""

    shoes: tuple[Shoe, ...] = ()
    q: str = ""
    what: tuple[str, ...] = ()
    shoe: Shoe | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None

    @classmethod
    def read(cls, query: QueryDict, shoes: Sequence[Shoe]) -> "LogAddress":
        asked = set(query.getlist("kind"))
        return cls(
            shoes=tuple(shoes),
            q=" ".join(query.get("q", "").replace("\0", " ").split())[:LONGEST_SEARCH],
            what=tuple(what for what in WHAT if what in asked),
            shoe=next((shoe for shoe in shoes if str(shoe.pk) == query.get("shoe")), None),
            first=_date(query.get("from", "")),
            last=_date(query.get("to", "") or query.get("until", "")),
        )

    @property
    def as_filter(self) -> LogFilter:
        """A shoe is worn on runs: classes are left out where one is chosen."""
        kinds = {what for what in self.what if what in RunKind}
        anything = not self.what
        return LogFilter(
            kinds=frozenset() if ANY_RUN in self.what else frozenset(kinds),
            runs=anything or bool(kinds) or ANY_RUN in self.what or bool(self.shoe),
            classes=(anything or CLASSES in self.what) and not self.shoe,
            first=self.first,
            last=self.last,
            shoe=self.shoe,
            words=tuple(dict.fromkeys(fold(self.q).split()))[:MOST_WORDS],
        )

    @cached_property
    def chosen(self) -> list[tuple[str, str]]:
        """What is chosen, each with the address without it."""
        return list(self._chosen())

    def _chosen(self) -> Iterator[tuple[str, str]]:
        if self.q:
            yield _("“%(words)s”") % {"words": self.q}, replace(self, q="").href
        for what in self.what:
            yield str(WHAT[what]), replace(self, what=tuple(w for w in self.what if w != what)).href
        if self.shoe:
            yield self.shoe.name, replace(self, shoe=None).href
        if self.first:
            yield (
                _("from %(day)s") % {"day": date_format(self.first, "j M Y")},
                replace(self, first=None).href,
            )
        if self.last:
            yield _("to %(day)s") % {"day": date_format(self.last, "j M Y")}, replace(self, last=None).href

    @property
    def query(self) -> str:
        pairs = [("q", self.q), *(("kind", what) for what in self.what)]
        pairs += [("shoe", self.shoe.pk if self.shoe else ""), ("from", self.first), ("to", self.last)]
        return urlencode([(name, str(value)) for name, value in pairs if value])

    @property
    def href(self) -> str:
        return f"/log/?{self.query}" if self.query else "/log/"

    def href_with(self, **more: object) -> str:
        """The address with something beside what is chosen: where a page begins, runs to be ticked."""
        pairs = urlencode({name: str(value) for name, value in more.items() if value})
        return "/log/?" + "&".join(part for part in (self.query, pairs) if part)

    @property
    def options(self) -> list[dict]:
        return [{"value": what, "label": label, "chosen": what in self.what} for what, label in WHAT.items()]

    @property
    def narrowed(self) -> bool:
        """By more than words."""
        return bool(self.what or self.shoe or self.first or self.last)


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
