"""The library as a day of the week would take it: what fits, what asks for care, best first."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from library.actions.search import find
from library.actions.told import told
from library.models import VideoClass
from plans.actions.by_hand import DayIsOver, IsDone, TooFarAhead, weight_of
from plans.actions.fitting import asked_aside, bars_by_weight
from plans.actions.place import find_place, places_of, suits
from plans.actions.plan import is_too_far
from plans.actions.week_facts import item_of, week_of
from plans.actions.week_rows import WeekRows, rows_of_week
from plans.calendar import monday_of
from plans.models import PlannedSession
from plans.planner import Class
from plans.planner.bars import Bar
from plans.planner.best_now import BestNow
from plans.planner.fitting import Fitting
from plans.planner.sentences_today import fits_sentence
from plans.planner.stock import bitmap

MOST_SHOWN = 24  # of the classes of one page; more are found by asking for less


@dataclass(frozen=True)
class Said:
    """How a class stands to the day: fits, careful or clash, with its sentence and the rule behind it."""

    weight: str
    sentence: str
    rule: str = ""


@dataclass(frozen=True)
class Candidate:
    """A class that could stand on the day."""

    video_class: VideoClass
    said: Said


@dataclass(frozen=True)
class OneMore:
    """A day as one more class beside these places would find it. Sets of classes are bitmaps."""

    rows: WeekRows
    places: list[PlannedSession]
    date: datetime.date

    @cached_property
    def fitting(self) -> Fitting:
        return Fitting(week_of(self.rows, self.places), self.date)

    @cached_property
    def best(self) -> BestNow:
        return BestNow(self.fitting, self.rows.library.stock)

    @cached_property
    def there(self) -> int:
        """What stands on the day already, or could not: a primer where no run is to come."""
        stock = self.rows.library.stock
        standing = bitmap(p.video_class_id for p in self.places if p.date == self.date) & stock.all
        primer = VideoClass(kind="primer")
        return standing | (0 if suits(self.rows, primer, self.date) else stock.kinds.get("primer", 0))

    @cached_property
    def against(self) -> list[tuple[Said, int]]:
        """Each class where its first reason is: the body, what the runner asked, then the other rules."""
        left, found = self.rows.library.stock.all & ~self.there, []
        for said, classes in self.reasons():
            if out := classes & left:
                found.append((said, out))
                left &= ~out
        return found

    def reasons(self) -> Iterator[tuple[Said, int]]:
        for_the_body, others = bars_by_weight(self.fitting, self.rows.library.stock)
        yield from map(said_of, for_the_body)
        for sentence, classes in asked_aside(self.rows):
            yield Said("careful", sentence), classes
        yield from map(said_of, others)

    @cached_property
    def fits(self) -> int:
        """Classes that nothing is in the way of."""
        found = self.rows.library.stock.all & ~self.there
        for _said, classes in self.against:
            found &= ~classes
        return found

    def says(self, key: int) -> Said:
        for said, classes in self.against:
            if classes >> key & 1:
                return said
        kind = self.rows.library.stock.items[key].kind
        why = fits_sentence(kind, self.fitting.frame, self.fitting.run_to_come, self.date)
        return Said("fits", told(why.english), why.rule or "")

    def tiers(self) -> Iterator[int]:
        """What fits by the good it would do, what asks for care, what clashes."""
        classes = self.rows.library.stock.kinds.get("class", 0)
        yield from self.best.order(self.fits & classes)
        yield self.fits & ~classes
        for weight in ("careful", "clash"):
            yield sum(out for said, out in self.against if said.weight == weight)

    def shown(self, keys: list[int]) -> list[Candidate]:
        """The first of these, as cards show them. Two queries."""
        rows = VideoClass.objects.published().with_tags().in_bulk(keys[:MOST_SHOWN])
        return [Candidate(rows[key], self.says(key)) for key in keys[:MOST_SHOWN] if key in rows]


@dataclass(frozen=True)
class Asked:
    """What the runner looks for among the classes."""

    query: str = ""
    benefit: str = ""
    minutes: int | None = None

    def within(self, one_more: OneMore) -> int:
        """The classes asked for: the benefit is their main one, the minutes the most."""
        stock = one_more.rows.library.stock
        found = stock.all if self.minutes is None else stock.minutes.at_most(self.minutes)
        if self.benefit:
            found &= bitmap(key for key, item in stock.items.items() if item.primary == self.benefit)
        return found & find(self.query).classes if self.query else found


def said_of(found: tuple[Bar, int]) -> tuple[Said, int]:
    """A bar as it is told, with its classes."""
    bar, classes = found
    rule = bar.why.rule or ""
    return Said(weight_of([rule]), told(bar.why.english), rule), classes


def keys_of(classes: int) -> list[int]:
    """The keys in a set, in their order."""
    return [key for key, digit in enumerate(reversed(f"{classes:b}")) if digit == "1"]


def classes_for_day(
    *, runner: User, date: datetime.date, asked: Asked, now: datetime.datetime
) -> tuple[list[Candidate], int]:
    """What could be added to a day, the best first, and how many there are in all. StaysAsItIs."""
    rows = rows_to_choose_for(runner, date, now)
    one_more = OneMore(rows, places_of(rows), date)
    within = asked.within(one_more) & ~one_more.there
    keys: list[int] = []
    for tier in one_more.tiers():
        if len(keys) < MOST_SHOWN:
            keys += keys_of(tier & within)
    return one_more.shown(keys), within.bit_count()


def rows_to_choose_for(runner: User, date: datetime.date, now: datetime.datetime) -> WeekRows:
    """The week of a day that can still be changed."""
    today = runner.local_date(now)
    if date < today:
        raise DayIsOver(date)
    if is_too_far(monday_of(date), today):
        raise TooFarAhead(date)
    return rows_of_week(runner, monday_of(date), today)


def classes_like(
    *, runner: User, date: datetime.date, slug: str, query: str, now: datetime.datetime
) -> tuple[PlannedSession, list[Candidate]]:
    """The place, and what could stand in it: of the same main benefit, the most alike first.

    `query`: any class that is found by it. NoSuchPlace, StaysAsItIs.
    """
    today = runner.local_date(now)
    rows = rows_of_week(runner, monday_of(date), today)
    place = find_place(rows, date, slug)
    see_whether_it_may_change(place, today)
    here = (place.date, place.video_class)
    others = [other for other in places_of(rows) if (other.date, other.video_class) != here]
    one_more = OneMore(rows, others, date)
    stock, item = rows.library.stock, own_item(rows, place)
    found = find(query).classes if query else alike(stock.items, item)
    keys = keys_of(found & stock.all & ~one_more.there & ~bitmap([place.video_class_id]))
    weights = {key: ("fits", "careful", "clash").index(one_more.says(key).weight) for key in keys}
    keys.sort(key=lambda key: (weights[key], *how_far(stock.items[key], item)))
    return place, one_more.shown(keys)


def see_whether_it_may_change(place: PlannedSession, today: datetime.date) -> None:
    """What is done stays, and so does the past."""
    if place.state == PlannedSession.State.DONE:
        raise IsDone(place)
    if place.date < today:
        raise DayIsOver(place)


def own_item(rows: WeekRows, place: PlannedSession) -> Class:
    """The class of a place as the planner sees it, withdrawn or not."""
    return rows.library.stock.items.get(place.video_class_id) or item_of(place.video_class)


def alike(items, item: Class) -> int:
    """Classes of the same kind and main benefit."""
    own = (item.kind, item.primary)
    return bitmap(key for key, other in items.items() if (other.kind, other.primary) == own)


def how_far(other: Class, item: Class) -> tuple[int, int, int, str]:
    """How unlike two classes are: in leg load, minutes and level."""
    return (
        abs(other.leg_load - item.leg_load),
        abs(other.minutes - item.minutes),
        abs(other.level - item.level),
        other.slug,
    )
