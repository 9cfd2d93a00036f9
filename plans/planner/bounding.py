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
from plans.planner.settling import Settled
from plans.planner.week import BENEFITS

Split = tuple[int, ...]  # how many new sessions of each benefit
Row = list[tuple[int, Candidate]]
IMPOSSIBLE = -(10**30)
PRICE_STEPS = 10  # each leaves two thirds of the range


@dataclass
class Bounding:
    """What `number` sessions out of the candidates can gain of what is needed."""

    scene: Scene
    found: Sequence[Candidate]
    number: int
    prices: dict[tuple[Split, Split, int], int] = field(default_factory=dict)
    rows: dict[tuple[int, int, int, int], Row] = field(default_factory=dict)

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
    def own(self) -> list[list[tuple[int, int]]]:
        """For each benefit its classes as cost and worth, the same once."""
        own: list[set[tuple[int, int]]] = [set() for _ in BENEFITS]
        for c in self.found:
            own[c.benefit].add((c.cost, c.worth))
        return [sorted(pairs) for pairs in own]

    @cached_property
    def unbeaten(self) -> list[list[tuple[int, int]]]:
        """The same without those that a cheaper one is worth as much as."""
        return [
            [(cost, worth) for cost, worth in pairs if all(w < worth for c, w in pairs if c < cost)]
            for pairs in self.own
        ]

    def gained(self, way: Settled, split: Split) -> int:
        """What the settled classes gain in a split of all new sessions."""
        parts = zip(self.stood, split, way.worths, strict=True)
        return sum(share(stood, of) * worth for stood, of, worth in parts)

    # -- days left aside ------------------------------------------------------------------------------------

    def price(self, way: Settled) -> int:
        """What a minute costs, such that the bound over all splits is lowest (it is convex in the price)."""
        at = (way.by_benefit, way.worths, way.cost)
        if at not in self.prices:
            self.prices[at] = self.best_price(way)
        return self.prices[at]

    def best_price(self, way: Settled) -> int:
        """The same, searched for."""
        if self.minutes_left - way.cost >= (self.number - len(way.fixed)) * self.longest:
            return 0
        steepest = (worth // cost for pairs in self.own for cost, worth in pairs if cost)
        low, high = 0, share(0, 1) * max(steepest) + share(0, 1) + 1
        for _ in range(PRICE_STEPS):
            if high - low < 3:
                break
            one, two = low + (high - low) // 3, high - (high - low) // 3
            low, high = (low, two) if self.bound_at(way, one) <= self.bound_at(way, two) else (one, high)
        return low

    def bound_at(self, way: Settled, price: int) -> int:
        """The most any split can reach at this price."""
        more = self.number - len(way.fixed)
        most = [0] + [IMPOSSIBLE] * more
        for row in self.by_benefit(way, price):
            most = [max(most[n - m] + row[m] for m in range(n + 1)) for n in range(more + 1)]
        return most[-1] + price * (self.minutes_left - way.cost)

    def by_benefit(self, way: Settled, price: int) -> list[list[int]]:
        """For each benefit the most that 0, 1, 2… more sessions of it can reach at this price."""
        counts, worths = way.by_benefit, way.worths
        found = []
        for b, pairs in enumerate(self.unbeaten):
            row = []
            for n in range(self.number - len(way.fixed) + 1):
                factor = share(self.stood[b], counts[b] + n)
                best = max((factor * worth - price * cost for cost, worth in pairs), default=IMPOSSIBLE)
                row.append(factor * worths[b] + (n * best if n else 0))
            found.append(row)
        return found

    def splits(self, way: Settled) -> list[tuple[Split, int]]:
        """Every split of all new sessions by benefit, with its bound."""
        price = self.price(way)
        rows, over = self.by_benefit(way, price), price * (self.minutes_left - way.cost)
        found = []
        for more in ways(self.number - len(way.fixed), len(rows)):
            bound = over + sum(row[m] for row, m in zip(rows, more, strict=True))
            if bound > IMPOSSIBLE // 2:
                found.append((tuple(n + m for n, m in zip(way.by_benefit, more, strict=True)), bound))
        return found

    def row(self, price: int, day: int, benefit: int, of: int) -> Row:
        """Classes of a benefit that fit on a day and are not kept there, with what each adds at the price,
        the most first."""
        at = (price, day, benefit, of)
        if at not in self.rows:
            factor = share(self.stood[benefit], of)
            own = [
                c for c in self.found if c.benefit == benefit and c.days >> day & 1 and not c.kept >> day & 1
            ]
            rows = [(factor * c.worth - price * c.cost, c) for c in own]
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
