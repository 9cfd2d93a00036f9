"""What the plan says of classes today: which fit, what is in the way, which would do most good."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from library.actions.today import Day, Fit
from library.actions.told import told
from library.actions.translated import translated
from library.models import VideoClass
from plans.actions.by_hand import CLASH
from plans.actions.plan import planned
from plans.actions.published import Published
from plans.actions.week_facts import week_of
from plans.actions.week_rows import WeekRows, rows_of_week
from plans.calendar import monday_of
from plans.models import PlannedSession
from plans.planner.bars import Bar
from plans.planner.best_now import BestNow
from plans.planner.fitting import Fitting
from plans.planner.sentences_today import fits_sentence
from plans.planner.stock import Stock, bitmap

State = PlannedSession.State
DANCED = gettext_lazy("You danced it today, and it counts. Once a day is plenty.")
GENTLY = {
    "no_impact": gettext_lazy("You asked for no jumps, and it has some."),
    "support": gettext_lazy("You asked for a hand on something solid, and here it lets go."),
    "no_prone": gettext_lazy("You asked for nothing lying on the front."),
    "no_flat_back": gettext_lazy("You asked for nothing lying flat on the back."),
    "no_head_low": gettext_lazy("You asked to keep your head above your heart."),
}


@dataclass(frozen=True)
class Today:
    """A runner's today: the week as it stands, and the library. Sets of classes are bitmaps."""

    rows: WeekRows

    @property
    def library(self) -> Published:
        return self.rows.library

    @cached_property
    def places(self) -> list[PlannedSession]:
        """The places of the week; of one that is not stored, those it would have."""
        return self.rows.places if self.rows.week else planned(self.rows)[0]

    @cached_property
    def open_now(self) -> list[PlannedSession]:
        """The places of today that wait for their class."""
        waiting = (State.PROPOSED, State.LOCKED)
        return [p for p in self.places if p.date == self.rows.today and p.state in waiting]

    @cached_property
    def makes_way(self) -> list[PlannedSession]:
        """Another class may be danced instead of what is only proposed for today."""
        return [place for place in self.open_now if place.state == State.PROPOSED]

    @cached_property
    def fitting(self) -> Fitting:
        """What the rules ask of one more class."""
        others = [place for place in self.places if place not in self.makes_way]
        return Fitting(week_of(self.rows, others))

    @cached_property
    def best(self) -> BestNow:
        """What would do most good."""
        return BestNow(self.fitting, self.library.stock)

    @cached_property
    def in_plan(self) -> dict[int, PlannedSession]:
        """By class."""
        return {place.video_class_id: place for place in self.open_now}

    @cached_property
    def done(self) -> set[int]:
        """The classes danced today."""
        return {s.video_class_id for s in self.rows.sessions if s.date == self.rows.today}

    @cached_property
    def against(self) -> list[tuple[str, str, bool, int]]:
        """Sentence, rule, whether it lasts, classes: each class where its first reason is."""
        left = self.library.stock.all & ~bitmap(self.in_plan) & ~bitmap(self.done_here)
        found = []
        if self.done_here:
            found.append((str(DANCED), "", False, bitmap(self.done_here)))
        for sentence, rule, lasting, classes in self.reasons():
            if out := classes & left:
                found.append((sentence, rule, lasting, out))
                left &= ~out
        return found

    def reasons(self) -> Iterator[tuple[str, str, bool, int]]:
        """What speaks for the body, what the runner asked, then the other rules.

        What the runner asked lasts, whatever is told first.
        """
        asked = list(asked_aside(self.rows))
        aside = reduce(or_, (classes for _sentence, classes in asked), 0)
        for_the_body, others = bars_by_weight(self.fitting, self.library.stock)
        for bar, classes in for_the_body:
            yield told(bar.why.english), bar.why.rule or "", False, classes & ~aside
            yield told(bar.why.english), bar.why.rule or "", True, classes & aside
        for sentence, classes in asked:
            yield sentence, "", True, classes
        for bar, classes in others:
            yield told(bar.why.english), bar.why.rule or "", bar.lasting, classes

    @cached_property
    def done_here(self) -> set[int]:
        """Those of them that are published, and not in the plan once more."""
        return {key for key in self.done if key in self.library.stock.items} - self.in_plan.keys()

    @cached_property
    def fits(self) -> int:
        """Classes that nothing is in the way of."""
        found = self.library.stock.all
        for *_words, classes in self.against:
            found &= ~classes
        return found

    def says(self, key: int) -> Fit:
        """Of one class, whether it fits and why."""
        if key in self.in_plan:
            return Fit(True, _("It is in your plan today."))
        for sentence, rule, _lasting, classes in self.against:
            if classes >> key & 1:
                return Fit(False, sentence, rule, done=key in self.done_here)
        item = self.library.stock.items.get(key)
        if item is None:  # withdrawn while it was asked about
            return Fit(False, _("It has just left the library."))
        why = fits_sentence(item.kind, self.fitting.frame, self.fitting.run_to_come)
        said = told(why.english)
        return Fit(True, self.instead(said) if item.kind == "class" else said, why.rule or "")

    def instead(self, sentence: str) -> str:
        """Whose place of today it would take."""
        titles = [translated(p.video_class.title) for p in self.makes_way if p.video_class.kind == "class"]
        if not titles:
            return sentence
        return _("%(fits)s Today it would stand in for “%(title)s”.") % {"fits": sentence, "title": titles[0]}


def bars_by_weight(fitting: Fitting, stock: Stock) -> tuple[list[tuple[Bar, int]], list[tuple[Bar, int]]]:
    """What is in the way of classes: what speaks for the body, which nothing may hide, and the rest."""
    bars = fitting.barred(stock)
    for_the_body = [found for found in bars if found[0].why.rule in CLASH]
    return for_the_body, [found for found in bars if found not in for_the_body]


def asked_aside(rows: WeekRows) -> Iterator[tuple[str, int]]:
    """What the runner said of classes: not for me, gently with this. Series come in their order."""
    yield _("You said it is not for you."), bitmap(rows.hidden)
    for limit in rows.health.limits if rows.health else ():
        yield str(GENTLY[limit]), rows.library.against.get(limit, 0)
    if rows.settings.small_space:
        yield _("It needs more room than you have."), rows.too_wide
    yield _("It has small jumps, and you have not switched them on."), rows.unwanted_jumps
    yield _("It gathers a series: dance the one before it first."), rows.not_begun


def today_of(runner: User, now: datetime.datetime) -> Today:
    """A fixed number of queries."""
    today = runner.local_date(now)
    return Today(rows_of_week(runner, monday_of(today), today))


def day_of(*, runner: User, now: datetime.datetime) -> Day:
    """The library's seam: how every published class stands to the runner's today."""
    today = today_of(runner, now)
    return Day(
        fits=today.fits,
        against=tuple(by_sentence(today).items()),
        best=tuple(tier for tier in best_first(today) if tier),
        because=lambda key: why(today, key),
    )


def by_sentence(today: Today) -> dict[str, int]:
    """What is in the way of primers and cooldowns may be told in the words for classes."""
    found: dict[str, int] = {}
    for sentence, _rule, _lasting, classes in today.against:
        found[sentence] = found.get(sentence, 0) | classes
    return found


def best_first(today: Today) -> Iterator[int]:
    """What is in the plan, what fits by the good it would do, what does not fit today, what never does."""
    stock, planned_now = today.library.stock, bitmap(today.in_plan) & today.library.stock.all
    yield planned_now
    fits = today.fits & ~planned_now
    classes = stock.kinds.get("class", 0)
    yield from today.best.order(fits & classes)
    yield fits & ~classes
    yield sum(out for *_words, lasting, out in today.against if not lasting)
    yield sum(out for *_words, lasting, out in today.against if lasting)


def why(today: Today, key: int) -> str:
    """Why a class would do the runner good now; of one that does not fit, what is in the way."""
    if key in today.in_plan:
        return told(today.in_plan[key].why) or _("It is in your plan today.")
    item = today.library.stock.items.get(key)
    if item and today.fits >> key & 1 and item.kind == "class" and item.benefits:
        return told(today.best.why(item).english)
    return today.says(key).sentence


def fit_of(*, runner: User, video_class: VideoClass, now: datetime.datetime) -> Fit:
    """The library's seam: whether one published class fits the runner's today."""
    return today_of(runner, now).says(video_class.pk)
