"""How much the days to come can still add, minutes at a price: day by day, around what is settled."""

from dataclasses import dataclass, field
from functools import cached_property

from plans.planner.bounding import IMPOSSIBLE, Bounding, Row, Split, less
from plans.planner.scene import FREE_PLACE
from plans.planner.settling import Settled
from plans.planner.week import BENEFITS

Tops = tuple[int | None, ...]
Ask = tuple[int, Split, Split, int, int, bool]


@dataclass
class Ahead:
    """The days of one settled way. Bounds are never too low."""

    bounding: Bounding
    way: Settled
    known: dict[Ask, int] = field(default_factory=dict)
    known_tops: dict[tuple[int, int, int], Tops] = field(default_factory=dict)

    @cached_property
    def price(self) -> int:
        """What a minute costs."""
        return self.bounding.price(self.way)

    @cached_property
    def heavy_days(self) -> frozenset[int]:
        """Days (0-6) on which load >= 2 stands already."""
        scene = self.bounding.scene
        standing = {scene.number(s.date) for s in scene.places.standing if s.load >= 2}
        return frozenset(standing | set(self.way.days_of(2)))

    @cached_property
    def apart(self) -> bool:
        """Whether classes of load >= 2 keep a day between them."""
        return self.bounding.scene.places.bounds.apart

    @cached_property
    def heavy(self) -> int:
        """How many new classes of load >= 2 the week can hold."""
        if not any(c.load >= 2 for c in self.bounding.found):
            return 0
        stand = sum(s.load >= 2 for s in self.bounding.scene.places.standing) + len(self.way.days_of(2))
        return max(0, min(self.bounding.number, self.bounding.scene.places.bounds.heavy - stand))

    @cached_property
    def jumps(self) -> int:
        """How many of them may be of load 3."""
        if not any(c.load == 3 for c in self.bounding.found):
            return 0
        stand = sum(s.load == 3 for s in self.bounding.scene.places.standing) + len(self.way.days_of(3))
        return max(0, min(self.heavy, self.bounding.scene.places.bounds.jumps - stand))

    @cached_property
    def place(self) -> tuple[int | None, ...]:
        """The place that a class of each day would take: free, a missed one, or None on a settled day."""
        place: list[int | None] = [FREE_PLACE] * 7
        for choice, _ in self.way.fixed:
            place[choice.day] = None
        for day, missed in self.way.moved:
            place[day] = missed
        return tuple(place)

    @cached_property
    def bound_to(self) -> tuple[int | None, ...]:
        """The benefit that a class of each day must have, where it takes a missed place."""
        missed = self.bounding.scene.places.missed
        primaries = [missed[p].primary if p not in (None, FREE_PLACE) else None for p in self.place]
        return tuple(BENEFITS.index(p) if p is not None else None for p in primaries)

    @cached_property
    def room(self) -> tuple[int, ...]:
        """How many days from each on are not settled yet."""
        return tuple(sum(p is not None for p in self.place[day:]) for day in range(8))

    def may_be_empty(self, day: int) -> bool:
        """A day that a missed place was moved to holds a class."""
        return self.place[day] in (None, FREE_PLACE)

    def row(self, day: int, b: int, of: int) -> Row:
        """Classes of a benefit for a day with what each adds at the price, the most first."""
        if self.place[day] is None or self.bound_to[day] not in (None, b):
            return []
        return self.bounding.row(self.price, day, b, of)

    def beside(self, before: bool, day: int) -> bool:
        """Whether a class of load >= 2 on the day would have another beside it."""
        return self.apart and (before or day + 1 in self.heavy_days)

    def most(self, day: int, rest: Split, split: Split, heavy: int, jumps: int, beside: bool) -> int:
        """The most that the rest can add from `day` on at the price: one class a day, at most `heavy` more of
        load >= 2, `jumps` of load 3, none of them on `day` if the day before holds one (`beside`). Minutes
        are left aside."""
        ask = tuple([of if n else 0 for n, of in zip(rest, split, strict=True)])  # all that matters of it
        return self.asked((day, rest, ask, heavy, min(jumps, heavy), beside))

    def asked(self, ask: Ask) -> int:
        """The same, each worked out once."""
        if ask not in self.known:
            self.known[ask] = self.best_of(*ask)
        return self.known[ask]

    def best_of(self, day: int, rest: Split, split: Split, heavy: int, jumps: int, beside: bool) -> int:
        """The same by what the day holds: nothing, or a class of one of the benefits."""
        if self.room[day] < sum(rest):
            return IMPOSSIBLE
        if day == 7:
            return 0
        best = IMPOSSIBLE
        if self.may_be_empty(day):
            best = self.asked((day + 1, rest, split, heavy, jumps, day in self.heavy_days))
        if self.place[day] is not None:
            barred = not heavy or self.beside(beside, day)
            for b, n in enumerate(rest):
                if n:
                    best = max(best, self.with_one(day, b, rest, split, heavy, jumps, barred))
        return best

    def with_one(
        self, day: int, b: int, rest: Split, split: Split, heavy: int, jumps: int, barred: bool
    ) -> int:
        """The same with a class of one benefit: the best of each load. `barred`: none of load >= 2."""
        light, hard, jump = self.tops(day, b, split[b])
        if rest[b] == 1:
            split = (*split[:b], 0, *split[b + 1 :])
        rest = less(rest, b)
        best = IMPOSSIBLE
        if light is not None:
            best = light + self.asked((day + 1, rest, split, heavy, jumps, False))
        if hard is not None and not barred:
            fewer = min(jumps, heavy - 1)
            best = max(best, hard + self.asked((day + 1, rest, split, heavy - 1, fewer, True)))
        if jump is not None and jumps and not barred:
            best = max(best, jump + self.asked((day + 1, rest, split, heavy - 1, jumps - 1, True)))
        return best

    def tops(self, day: int, benefit: int, of: int) -> Tops:
        """The most that a class of load < 2, one of load 2 and one of load 3 adds on a day."""
        at = (day, benefit, of)
        if at not in self.known_tops:
            best: dict[int, int] = {}
            for adds, c in self.row(day, benefit, of):
                best.setdefault(max(1, c.load), adds)
            self.known_tops[at] = (best.get(1), best.get(2), best.get(3))
        return self.known_tops[at]
