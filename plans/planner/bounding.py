"""How much a plan can still gain: bounds that are never too low, so that nothing better is passed over.

The sessions are split by benefit first (two of balance and one of posture, say): then each class adds a fixed
amount. The minutes of the week are given a price (a Lagrange multiplier): any price gives a bound that is
never too low, a good one a close one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plans.planner.candidates import Candidate
from plans.planner.needs import share
from plans.planner.scene import Scene
from plans.planner.week import BENEFITS

Split = tuple[int, ...]  # how many new sessions of each benefit
IMPOSSIBLE = -(10**30)
PRICE_STEPS = 10  # each leaves two thirds of the range


@dataclass
class Bounding:
    """What `number` sessions out of the candidates can gain: kept sessions first, then needs."""

    scene: Scene
    found: Sequence[Candidate]
    number: int
    ahead: dict[tuple[int, Split, Split, int, bool], int] = field(default_factory=dict)
    rows: dict[tuple[int, int, int], list[tuple[int, Candidate]]] = field(default_factory=dict)
    best_rows: dict[tuple[int, int, int], tuple[int | None, int | None]] = field(default_factory=dict)

    @cached_property
    def keep_bonus(self) -> int:
        """More than all needs together: a kept session outweighs any need."""
        return 1 + self.number * share(0, 1) * max((c.worth for c in self.found), default=0)

    @cached_property
    def minutes_left(self) -> int:
        """Minutes that may be placed; never more than could be."""
        return min(self.scene.places.minutes_left, self.number * self.longest)

    @cached_property
    def longest(self) -> int:
        """Most minutes one class can cost."""
        return max((c.cost for c in self.found), default=0)

    @cached_property
    def stood(self) -> Split:
        """Classes of each benefit that stand already."""
        return tuple(self.scene.stood.get(benefit, 0) for benefit in BENEFITS)

    @cached_property
    def heavy_days(self) -> frozenset[int]:
        """Days (0-6) on which load >= 2 stands already."""
        return frozenset(self.scene.number(s.date) for s in self.scene.places.standing if s.load >= 2)

    @cached_property
    def apart(self) -> bool:
        """Whether classes of load >= 2 keep a day between them."""
        return self.scene.places.bounds.apart

    @cached_property
    def most_heavy(self) -> int:
        """How many new classes of load >= 2 the week can hold."""
        if not any(c.load >= 2 for c in self.found):
            return 0
        stand = sum(s.load >= 2 for s in self.scene.places.standing)
        return max(0, min(self.number, self.scene.places.bounds.heavy - stand))

    def gain(self, c: Candidate, of: int, day: int) -> int:
        """What a class adds as one of `of` new ones of its benefit."""
        kept = self.keep_bonus if c.kept >> day & 1 else 0
        return share(self.stood[c.benefit], of) * c.worth + kept

    # -- days left aside ------------------------------------------------------------------------------------

    @cached_property
    def price(self) -> int:
        """What a minute costs, such that the bound over all splits is lowest (it is convex in the price)."""
        if self.minutes_left >= self.number * self.longest:
            return 0
        low, high = 0, max(share(0, 1) * c.worth // c.cost for c in self.found if c.cost) + 1
        for _ in range(PRICE_STEPS):
            if high - low < 3:
                break
            one, two = low + (high - low) // 3, high - (high - low) // 3
            low, high = (low, two) if self.bound_at(one) <= self.bound_at(two) else (one, high)
        return low

    def bound_at(self, price: int) -> int:
        """The most any split can reach at this price."""
        most = [0] + [IMPOSSIBLE] * self.number
        for row in self.by_benefit(price):
            most = [max(most[n - m] + row[m] for m in range(n + 1)) for n in range(self.number + 1)]
        return most[-1] + price * self.minutes_left

    def by_benefit(self, price: int) -> list[list[int]]:
        """For each benefit the most that 0, 1, 2… sessions of it can reach at this price."""
        counts = range(1, self.number + 1)
        return [[0, *(n * self.best_of(b, n, price) for n in counts)] for b in range(len(BENEFITS))]

    @cached_property
    def own(self) -> list[list[tuple[int, int, int]]]:
        """For each benefit its classes as share of the bonus, worth and cost, the same once."""
        own: list[set[tuple[int, int, int]]] = [set() for _ in BENEFITS]
        for c in self.found:
            own[c.benefit].add((self.keep_bonus if c.kept else 0, c.worth, c.cost))
        return [sorted(pairs) for pairs in own]

    def best_of(self, b: int, of: int, price: int) -> int:
        """The most that one class of a benefit can reach."""
        factor = share(self.stood[b], of)
        reached = [bonus + factor * worth - price * cost for bonus, worth, cost in self.own[b]]
        return max(reached, default=IMPOSSIBLE)

    def splits(self) -> list[tuple[Split, int]]:
        """Every split of the sessions by benefit with its bound, the most promising first."""
        rows, over = self.by_benefit(self.price), self.price * self.minutes_left
        found = []
        for split in ways(self.number, len(rows)):
            bound = over + sum(row[m] for row, m in zip(rows, split, strict=True))
            if bound > IMPOSSIBLE // 2:
                found.append((split, bound))
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    # -- day by day -----------------------------------------------------------------------------------------

    def most_ahead(self, day: int, rest: Split, split: Split, heavy: int, beside: bool) -> int:
        """The most that the rest can add from `day` on at the price: one class a day, at most `heavy` more of
        load >= 2, none of them on `day` if the day before holds one (`beside`). Minutes are left aside."""
        if not any(rest):
            return 0
        if 7 - day < sum(rest):
            return IMPOSSIBLE
        at = (day, rest, split, heavy, beside)
        if at not in self.ahead:
            ways = [self.most_ahead(day + 1, rest, split, heavy, day in self.heavy_days)]
            for b, n in enumerate(rest):
                if n:
                    ways += self.with_one(day, b, less(rest, b), split, heavy, beside)
            self.ahead[at] = max(ways)
        return self.ahead[at]

    def with_one(self, day: int, b: int, rest: Split, split: Split, heavy: int, beside: bool) -> list[int]:
        """The same with a class of one benefit on `day`: the best light one, and the best of load >= 2."""
        light, hard = self.tops(day, b, split[b])
        found = []
        if light is not None:
            found.append(light + self.most_ahead(day + 1, rest, split, heavy, False))
        if hard is not None and heavy and not (self.apart and (beside or day + 1 in self.heavy_days)):
            found.append(hard + self.most_ahead(day + 1, rest, split, heavy - 1, self.apart))
        return found

    def tops(self, day: int, benefit: int, of: int) -> tuple[int | None, int | None]:
        """The most that a class of load < 2, and one of load >= 2, adds on a day."""
        at = (day, benefit, of)
        if at not in self.best_rows:
            row = self.row(day, benefit, of)
            light = next((adds for adds, c in row if c.load < 2), None)
            self.best_rows[at] = (light, next((adds for adds, c in row if c.load >= 2), None))
        return self.best_rows[at]

    def row(self, day: int, benefit: int, of: int) -> list[tuple[int, Candidate]]:
        """Classes of a benefit that fit on a day with what each adds at the price, the most first."""
        at = (day, benefit, of)
        if at not in self.rows:
            own = [c for c in self.found if c.benefit == benefit and c.days >> day & 1]
            rows = [(self.gain(c, of, day) - self.price * c.cost, c) for c in own]
            self.rows[at] = sorted(rows, key=lambda pair: (-pair[0], pair[1].item.slug))
        return self.rows[at]


def less(rest: Split, b: int) -> Split:
    """One session of a benefit fewer."""
    return (*rest[:b], rest[b] - 1, *rest[b + 1 :])


def ways(number: int, parts: int) -> Iterator[Split]:
    """Every way to split a number into so many parts."""
    if parts == 1:
        yield (number,)
        return
    for first in range(number, -1, -1):
        for others in ways(number - first, parts - 1):
            yield (first, *others)
