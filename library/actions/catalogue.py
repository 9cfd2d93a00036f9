"""Finding classes: what is chosen, what is found, and how many each further choice would find."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, islice

from library.actions.bitmaps import in_order
from library.actions.cards import Mine
from library.actions.narrowing import Narrowed, Sets, narrow
from library.actions.search import CueHit, Found, find, hits_of
from library.actions.shelf import Shelf
from library.actions.today import Day, day_of
from library.models import VideoClass

ON_A_CARD = [
    "slug", "title", "summary", "level", "leg_load", "origin", "duration_s", "kit", "quiet", "figure",
    "dancer", "edition", "edited_at",
]  # fmt: skip
NAMED = 8  # classes named beside what keeps them from today
EASIEST = ("level", "duration_s", "leg_load", "title", "pk")


@dataclass(frozen=True)
class Chosen:
    """Options of one facet widen the choice, facets narrow it, words narrow it further."""

    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    sort: str = "easiest"

    def __bool__(self) -> bool:
        return bool(self.words or any(self.options.values()))

    @property
    def asks_for_the_day(self) -> bool:
        return self.sort == "best" or bool(self.options.get("fits"))


@dataclass(frozen=True)
class Against:
    """What keeps some of the found classes from today, in a sentence: how many, and the first of them."""

    why: str
    number: int
    keys: tuple[int, ...]
    classes: tuple[VideoClass, ...] = ()

    @property
    def more(self) -> int:
        return self.number - len(self.classes)


@dataclass(frozen=True)
class Catalogue:
    """The library as one person, runner or visitor, has it narrowed."""

    chosen: Chosen
    shelf: Shelf
    mine: Mine
    words: Found | None = None  # what was searched for
    day: Day | None = None  # how classes stand to the runner's day; None where that was not asked

    @cached_property
    def sets(self) -> Sets:
        """The classes of every option, the runner's own among them."""
        mine, everything = self.mine, self.shelf.classes
        own = {
            "done": {"yes": mine.done, "no": everything & ~mine.done},
            "saved": {"yes": mine.saved},
            "hidden": {"yes": mine.hidden},
            "fits": {"today": self.day.fits if self.day else 0},
        }
        return {**self.shelf.sets, **own}

    @cached_property
    def narrowed(self) -> Narrowed:
        return self._narrow(self.chosen)

    @property
    def found(self) -> int:
        """How many classes are found."""
        return self.narrowed.found.bit_count()

    def found_without(self, facet: str) -> int:
        """How many there would be with one facet's choices taken back, or the words."""
        if facet == "q":
            return self._narrow(replace(self.chosen, words="")).found.bit_count()
        left = {name: options for name, options in self.chosen.options.items() if name != facet}
        return self._narrow(replace(self.chosen, options=left)).found.bit_count()

    def found_with(self, others: int) -> int:
        """How many there would be had other words been searched for, which these classes hold."""
        asked = replace(self.chosen, words="")
        return self._narrow(asked, self.shelf.classes & others).found.bit_count()

    def best(self, many: int) -> list[int]:
        """The keys of the classes that are best for the runner today, of those that fit."""
        fitting = self.narrowed.found & self.day.fits
        return list(islice(_tiers(fitting, self.day.best, self.shelf.orders["easiest"]), many))

    def _narrow(self, chosen: Chosen, within: int | None = None) -> Narrowed:
        within = self.shelf.classes if within is None else within
        if chosen.words and self.words:
            within &= self.words.classes
        shown = {"hidden": within & ~self.mine.hidden}
        known = {name: options for name, options in chosen.options.items() if options}
        return narrow(within, {**{name: {} for name in known}, **self.sets}, known, shown)

    @property
    def unfit(self) -> int:
        """How many classes that else are found do not fit today."""
        return (self._whatever_the_day & ~self.day.fits).bit_count() if self.day else 0

    @property
    def against(self) -> list[Against]:
        """What keeps them from today, what keeps most of them first."""
        kept_out = self.day.against if self.day else ()
        counted = [self._against(why, bits & self._whatever_the_day) for why, bits in kept_out]
        return sorted((row for row in counted if row.number), key=lambda row: -row.number)

    def _against(self, why: str, classes: int) -> Against:
        return Against(why, classes.bit_count(), tuple(islice(self._sorted(classes), NAMED)))

    @cached_property
    def _whatever_the_day(self) -> int:
        return self._narrow(replace(self.chosen, options={**self.chosen.options, "fits": ()})).found

    def keys(self, first: int, last: int) -> list[int]:
        """The keys of the found classes from that place to that, the last left out, as they are sorted."""
        return list(islice(self._sorted(self.narrowed.found), first, last))

    def _sorted(self, found: int) -> Iterator[int]:
        easiest = self.shelf.orders["easiest"]
        if self.chosen.sort == "match" and self.words:
            return _tiers(found, self.words.tiers, easiest)
        if self.chosen.sort == "best" and self.day:
            return _tiers(found, self.day.best, easiest)
        if self.chosen.sort == "done":
            return chain(in_order(found, most_done(self.mine)), in_order(found & ~self.mine.done, easiest))
        return in_order(found, self.shelf.orders.get(self.chosen.sort, easiest))

    def hits(self, keys: Sequence[int]) -> dict[int, list[CueHit]]:
        """Where in these classes' films the words are said. No query where nothing was searched for."""
        return hits_of(self.words, keys) if self.words else {}


def _tiers(found: int, tiers: Iterable[int], order: Sequence[int]) -> Iterator[int]:
    """The classes of the first tier, then of the next; what stands in none comes last."""
    for tier in (*tiers, -1):
        yield from in_order(found & tier, order)
        found &= ~tier


def most_done(mine: Mine) -> list[int]:
    """The keys of the classes a runner did, the most often and the latest done first."""
    return sorted(mine.danced, key=lambda key: _how_much(mine.danced[key]), reverse=True)


def _how_much(danced) -> tuple[int, datetime.date]:
    return danced.times, danced.last


def catalogue_of(
    *, runner, chosen: Chosen, shelf: Shelf, mine: Mine, now: datetime.datetime, with_day: bool = False
) -> Catalogue:
    """What a search costs, and what the runner's day costs where it is asked for."""
    known = runner.is_authenticated
    return Catalogue(
        chosen=chosen,
        shelf=shelf,
        mine=mine,
        words=find(chosen.words) if chosen.words else None,
        day=day_of(runner, now) if known and (with_day or chosen.asks_for_the_day) else None,
    )


def classes_of(keys: Sequence[int]) -> list[VideoClass]:
    """The published classes with these keys, in their order. Two queries."""
    if not keys:
        return []
    rows = VideoClass.objects.published().filter(pk__in=keys).only(*ON_A_CARD).with_tags()
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]


def named(against: list[Against]) -> list[Against]:
    """The same with the classes themselves. One query, none where nothing is in the way."""
    keys = {key for row in against for key in row.keys}
    found = VideoClass.objects.published().only("slug", "title").in_bulk(keys) if keys else {}
    return [replace(row, classes=tuple(found[key] for key in row.keys if key in found)) for row in against]
