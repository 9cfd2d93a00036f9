"""A collection as the plan of who follows it sees it: what is still to come, and how many a week."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, islice, takewhile
from typing import NamedTuple

from library.actions.standing import Standing, standing
from library.models import Collection

KEEPS_UP = 4  # of the last classes, in turn
MORE = 7  # than any week holds


class Ahead(NamedTuple):
    """A class to come: its place, counted from 1; none where it only keeps up what was danced."""

    number: int | None
    key: int


@dataclass(frozen=True)
class Followed:
    """`order`: its classes place by place, by their keys; `times`: how often each was danced since it counts.

    `aside`: those that are not for this runner, which are not waited for; `waits`: those that do not go with
    the runner's answers, as by their level or kit. `skips`: so many of its places belong to weeks before,
    which are not planned yet.
    """

    collection: Collection
    order: tuple[int, ...]
    times: Mapping[int, int] = field(default_factory=dict)
    aside: frozenset[int] = frozenset()
    waits: frozenset[int] = frozenset()
    skips: int = 0

    @cached_property
    def standing(self) -> Standing:
        return standing(self.order, self.times, self.aside)

    @cached_property
    def open(self) -> list[Ahead]:
        """The places that are not danced yet."""
        done, aside = self.standing.done, self.standing.aside
        places = [Ahead(n, key) for n, key in enumerate(self.order, 1)]
        return [place for place in places if not done[place.number - 1] and not aside[place.number - 1]]

    @cached_property
    def left(self) -> list[Ahead]:
        """Those that may be placed. In a series nothing is danced before what it builds on."""
        if self.collection.series:
            found = list(takewhile(lambda place: place.key not in self.waits, self.open))
        else:
            found = [place for place in self.open if place.key not in self.waits]
        return found[self.skips :]

    @property
    def waiting_for(self) -> int | None:
        """The class it cannot go on without; None where it can."""
        return self.open[0].key if self.open and not self.left else None

    @property
    def over(self) -> bool:
        """All of it was danced, and there is nothing to keep up."""
        return not self.open and not self.collection.then_a_week

    @cached_property
    def ahead(self) -> list[Ahead]:
        """What is to come, in order, for a week and more."""
        return [*self.left, *islice(self.again(), MORE)]

    def again(self) -> Iterator[Ahead]:
        """To keep it up: the last of its classes that were danced, the one danced least often first."""
        if not self.collection.then_a_week:
            return
        stands, danced = Counter(self.order), Counter(self.times)
        over = [key for key in dict.fromkeys(self.order) if danced[key] >= stands[key]]
        turns = [key for key in over if key not in self.aside | self.waits][-KEEPS_UP:]
        more = {key: danced[key] - stands[key] for key in turns}
        for _turn in count() if turns else ():
            key = min(turns, key=lambda key: (more[key], turns.index(key)))
            more[key] += 1
            yield Ahead(None, key)

    def in_a_week(self, own: int, done: int) -> int:
        """How many a week it asks for, where `own` is the runner's number and `done` those of this week.

        In its last week as many as are left; then what keeps it up.
        """
        most = self.collection.a_week or own
        then = self.collection.then_a_week or 0
        return min(most, max(len(self.left) + done, then)) if self.ahead or done else 0


def keys_of(found: int, keys: Iterable[int]) -> frozenset[int]:
    """Those of the keys that are in the bitmap."""
    return frozenset(key for key in keys if found >> key & 1)
