"""The best plan: exact by the key of `ranking`, by branch and bound over the days.

The sessions are split by benefit first (two of balance and one of posture, say): then each class adds a fixed
amount, and how much a plan can still gain is known without trying. The minutes of the week are given a price
(`price`, a Lagrange multiplier): any price gives a bound that is never too low, a good one a close one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from plans.planner.candidates import Candidate
from plans.planner.needs import share
from plans.planner.ranking import Key, key
from plans.planner.scene import FREE_PLACE, Choice, Scene
from plans.planner.week import BENEFITS

Split = tuple[int, ...]  # how many new sessions of each benefit
IMPOSSIBLE = -(10**30)
PRICE_STEPS = 24


@dataclass(frozen=True, slots=True)
class Node:
    """A plan for the days before `day`, and what it leaves."""

    day: int
    rest: Split
    left: int
    free: int
    filled: int
    heavy_before: bool
    heavy: int
    jumps: int
    value: int
    again: int
    spent: int
    plan: tuple[tuple[Choice, Candidate], ...]


@dataclass
class Search:
    """One search for the best plan of `number` sessions."""

    scene: Scene
    found: Sequence[Candidate]
    number: int
    best: Key | None = None
    plan: tuple[Choice, ...] = ()
    nodes: int = 0
    ahead: dict[tuple[int, Split, Split], int] = field(default_factory=dict)
    lists: dict[tuple[int, int, int], list[tuple[int, Candidate]]] = field(default_factory=dict)

    def run(self) -> tuple[Choice, ...]:
        """The best plan, in date order."""
        for split, bound in self.splits():
            if self.can_win(self.most_again, 0, bound):
                self.descend(self.root(split), split)
        return self.plan

    # -- what a plan can gain ------------------------------------------------------------------------------

    @cached_property
    def keep_bonus(self) -> int:
        """More than all needs together: a kept session outweighs any need."""
        return 1 + self.number * share(0, 1) * max((c.worth for c in self.found), default=0)

    @cached_property
    def minutes_left(self) -> int:
        """Minutes that may be placed; never more than could be."""
        longest = max((c.cost for c in self.found), default=0)
        return min(self.scene.places.minutes_left, self.number * longest)

    @cached_property
    def most_again(self) -> int:
        """How many missed places could hold the class that was missed."""
        slugs = {c.item.slug for c in self.found}
        return sum(missed.slug in slugs for missed in self.scene.places.missed)

    def gain(self, c: Candidate, of: int) -> int:
        """What need a class serves as one of `of` new ones of its benefit."""
        return share(self.stood[c.benefit], of) * c.worth

    @cached_property
    def stood(self) -> Split:
        """Classes of each benefit that stand already."""
        return tuple(self.scene.stood.get(benefit, 0) for benefit in BENEFITS)

    @cached_property
    def price(self) -> int:
        """What a minute costs, such that the bound over all splits is lowest (it is convex in the price)."""
        low, high = 0, max((self.gain(c, 1) // c.cost for c in self.found if c.cost), default=0) + 1
        if self.minutes_left >= self.number * max((c.cost for c in self.found), default=0):
            return 0
        for _ in range(PRICE_STEPS):
            if high - low < 3:
                break
            one, two = low + (high - low) // 3, high - (high - low) // 3
            low, high = (low, two) if self.bound_at(one) <= self.bound_at(two) else (one, high)
        return low

    def bound_at(self, price: int) -> int:
        """The most any split can reach at this price, days left aside."""
        most = [0] + [IMPOSSIBLE] * self.number
        for row in self.by_benefit(price):
            most = [max(most[n - m] + row[m] for m in range(n + 1)) for n in range(self.number + 1)]
        return most[-1] + price * self.minutes_left

    def by_benefit(self, price: int) -> list[list[int]]:
        """For each benefit the most that 0, 1, 2… sessions of it can reach at this price."""
        rows = []
        for b in range(len(BENEFITS)):
            own = [c for c in self.found if c.benefit == b]
            rows.append([0] + [n * self.best_of(own, n, price) for n in range(1, self.number + 1)])
        return rows

    def best_of(self, own: Sequence[Candidate], of: int, price: int) -> int:
        """The most that one of them can reach."""
        factor = share(self.stood[own[0].benefit], of) if own else 0
        bonus = self.keep_bonus
        return max(
            (factor * c.worth - price * c.cost + (bonus if c.kept else 0) for c in own), default=IMPOSSIBLE
        )

    def splits(self) -> list[tuple[Split, int]]:
        """Every split of the sessions by benefit with its bound, the most promising first."""
        rows = self.by_benefit(self.price)
        over = self.price * self.minutes_left
        found = [
            (s, over + sum(row[m] for row, m in zip(rows, s, strict=True)))
            for s in ways(self.number, len(rows))
        ]
        return sorted(
            (pair for pair in found if pair[1] > IMPOSSIBLE // 2), key=lambda pair: (-pair[1], pair[0])
        )

    def most_ahead(self, day: int, rest: Split, split: Split) -> int:
        """The most that the rest can add from `day` on at the price, one class a day, minutes left aside."""
        if not any(rest):
            return 0
        if 7 - day < sum(rest):
            return IMPOSSIBLE
        at = (day, rest, split)
        if at not in self.ahead:
            ways = [self.most_ahead(day + 1, rest, split)]
            for b, n in enumerate(rest):
                if n and (row := self.row(day, b, split[b])):
                    ways.append(row[0][0] + self.most_ahead(day + 1, less(rest, b), split))
            self.ahead[at] = max(ways)
        return self.ahead[at]

    def row(self, day: int, benefit: int, of: int) -> list[tuple[int, Candidate]]:
        """Classes of a benefit that fit on a day with what each adds at the price, the most first."""
        at = (day, benefit, of)
        if at not in self.lists:
            bit = 1 << day
            own = [c for c in self.found if c.benefit == benefit and c.days & bit]
            rows = [
                (self.gain(c, of) + bool(c.kept & bit) * self.keep_bonus - self.price * c.cost, c)
                for c in own
            ]
            self.lists[at] = sorted(rows, key=lambda pair: (-pair[0], pair[1].item.slug))
        return self.lists[at]

    def can_win(self, again: int, distance: Fraction | int, value: int) -> bool:
        """Whether a plan with at most these could still be as good as the best so far."""
        return self.best is None or (-again, distance, -value) <= self.prefix

    @property
    def prefix(self) -> tuple[int, Fraction, int]:
        """The best so far, as far as the bounds look."""
        assert self.best is not None  # noqa: S101
        return (self.best[1], self.best[2], self.best[3] * self.keep_bonus + self.best[4])

    # -- walking -------------------------------------------------------------------------------------------

    def root(self, split: Split) -> Node:
        """Before the first day."""
        loads = [s.load for s in self.scene.places.standing]
        return Node(
            day=0,
            rest=split,
            left=self.minutes_left,
            free=self.scene.places.free,
            filled=0,
            heavy_before=self.scene.frame.eve_heavy is not None,
            heavy=sum(load >= 2 for load in loads),
            jumps=loads.count(3),
            value=0,
            again=0,
            spent=0,
            plan=(),
        )

    def descend(self, node: Node, split: Split) -> None:
        """Tries every way on from here that could still win."""
        self.nodes += 1
        if not any(node.rest):
            self.weigh(node)
            return
        for b, n in enumerate(node.rest):
            if n:
                self.try_benefit(node, b, split)
        ahead = self.most_ahead(node.day + 1, node.rest, split)
        if self.promises(node, node.value + self.price * node.left + ahead, ahead):
            self.descend(self.skip(node), split)

    def try_benefit(self, node: Node, b: int, split: Split) -> None:
        """Tries the classes of one benefit on the node's day."""
        ahead = self.most_ahead(node.day + 1, less(node.rest, b), split)
        base = node.value + self.price * node.left + ahead
        for adds, c in self.row(node.day, b, split[b]):
            if not self.promises(node, base + adds, ahead):
                break
            if c.cost <= node.left and self.may_stand(node, c) and not self.better_swapped(node, c):
                for place in self.open_places(node, c):
                    self.descend(self.take(node, c, b, place, split[b]), split)

    def promises(self, node: Node, bound: int, ahead: int) -> bool:
        """Whether a plan that goes on from here can still win."""
        if ahead <= IMPOSSIBLE // 2:
            return False
        again = node.again + self.most_again - bin(node.filled).count("1") if self.most_again else 0
        return self.can_win(max(again, node.again), self.least_distance(node), bound)

    def least_distance(self, node: Node) -> Fraction | int:
        """The nearest to a taper's aim that the week can still come."""
        if self.scene.aim is None:
            return 0
        longest = max(c.cost for c in self.found)
        most = node.spent + min(node.left, sum(node.rest) * longest)
        aim = self.scene.aim - self.scene.standing_minutes
        return max(node.spent - aim, aim - most, Fraction(0))

    def may_stand(self, node: Node, c: Candidate) -> bool:
        """Whether the bounds on load >= 2 let it stand on the node's day."""
        if c.load < 2:
            return True
        bounds = self.scene.places.bounds
        if node.heavy >= bounds.heavy or (c.load == 3 and node.jumps >= bounds.jumps):
            return False
        return not (bounds.apart and (node.heavy_before or node.day + 1 in self.heavy_days))

    @cached_property
    def heavy_days(self) -> frozenset[int]:
        """Days (0-6) on which load >= 2 stands already."""
        return frozenset(self.scene.number(s.date) for s in self.scene.places.standing if s.load >= 2)

    def open_places(self, node: Node, c: Candidate) -> Iterator[int]:
        """The places the class could take: a free one, or a missed one that it may fill."""
        if node.free:
            yield FREE_PLACE
        for j, missed in enumerate(self.scene.places.missed):
            if not node.filled & 1 << j and node.day in missed.days and missed.takes(c.item):
                yield j

    def take(self, node: Node, c: Candidate, b: int, place: int, of: int) -> Node:
        """The node after the class was placed on its day."""
        missed = place != FREE_PLACE
        kept = bool(c.kept & 1 << node.day)
        return Node(
            day=node.day + 1,
            rest=less(node.rest, b),
            left=node.left - c.cost,
            free=node.free - (not missed),
            filled=node.filled | (1 << place if missed else 0),
            heavy_before=c.load >= 2,
            heavy=node.heavy + (c.load >= 2),
            jumps=node.jumps + (c.load == 3),
            value=node.value + self.gain(c, of) + kept * self.keep_bonus,
            again=node.again + (missed and self.scene.places.missed[place].slug == c.item.slug),
            spent=node.spent + c.cost,
            plan=(*node.plan, (Choice(node.day, c.item, place), c)),
        )

    def skip(self, node: Node) -> Node:
        """The node after nothing was placed on its day."""
        return Node(
            node.day + 1,
            node.rest,
            node.left,
            node.free,
            node.filled,
            node.day in self.heavy_days,
            node.heavy,
            node.jumps,
            node.value,
            node.again,
            node.spent,
            node.plan,
        )

    def weigh(self, node: Node) -> None:
        """Keeps the plan if it is the best so far."""
        plan = tuple(choice for choice, _ in node.plan)
        own = key(self.scene, plan)
        if self.best is None or own < self.best:
            self.best, self.plan = own, plan

    # -- days that are alike ---------------------------------------------------------------------------------

    @cached_property
    def may_swap(self) -> bool:
        """Whether the order of two classes can be a matter of slugs alone."""
        mixed = 0 < len(self.scene.race_week) < 7
        return not mixed and not self.scene.pending

    def better_swapped(self, node: Node, c: Candidate) -> bool:
        """Whether an earlier class and this one could change days and only the slugs would come better: then
        that plan is tried, and this one is not."""
        if not self.may_swap:
            return False
        return any(self.swaps(choice, other, node.day, c) for choice, other in node.plan)

    def swaps(self, choice: Choice, other: Candidate, day: int, c: Candidate) -> bool:
        """Whether the two could change days, with nothing changed but that the smaller slug comes first."""
        if c.item.slug >= other.item.slug or choice.place != FREE_PLACE:
            return False
        if (c.load >= 2 or other.load >= 2) and c.load != other.load:
            return False
        if c.kept or other.kept or self.scene.places.missed:
            return False
        both = 1 << day | 1 << choice.day
        if c.days & both != both or other.days & both != both:
            return False
        alike = (day in self.scene.long) == (choice.day in self.scene.long)
        return alike or (c.item.primary == "flexibility") == (other.item.primary == "flexibility")


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
