"""The best plan: exact by the key of `ranking`, by branch and bound over the days, in two passes.

The first finds how much the best plan gains (missed classes placed again, kept sessions, needs). The second
walks the plans that gain as much, and weighs them by the whole key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from plans.planner.bounding import IMPOSSIBLE, Bounding, Split, less
from plans.planner.candidates import Candidate
from plans.planner.packing import Packing
from plans.planner.ranking import Key, key
from plans.planner.scene import FREE_PLACE, Choice, Scene
from plans.planner.swapping import Plan, Swapping
from plans.planner.tapering import nearest_totals, reach


class State(NamedTuple):
    """What the days before `day` leave: sessions by benefit, minutes, places, hard classes and jumps."""

    day: int
    rest: Split
    left: int
    free: int
    filled: int
    heavy: int
    jumps: int
    beside: bool


class Gain(NamedTuple):
    """What a plan has gained: missed classes placed again, then kept sessions and needs."""

    again: int
    value: int


NONE = Gain(-1, IMPOSSIBLE)


@dataclass
class Search:
    """One search for the best plan of `number` sessions."""

    scene: Scene
    found: Sequence[Candidate]
    number: int
    most: Gain = NONE
    best: Key | None = None
    plan: tuple[Choice, ...] = ()
    seen: dict[tuple[State, Split], Gain] = field(default_factory=dict)
    hopeless: dict[tuple[State, Split], Gain] = field(default_factory=dict)
    nodes: int = 0

    def run(self) -> tuple[Choice, ...]:
        """The best plan, in date order."""
        start = Gain(0, 0)
        splits = self.bounding.splits()
        for split, bound in splits:
            if Gain(len(self.scene.places.missed), bound) > self.most and self.ceiling(split) > self.most:
                self.climb(self.root(split), start, split)
        for split, bound in splits:
            if Gain(len(self.scene.places.missed), bound) >= self.most and self.ceiling(split) >= self.most:
                self.collect(self.root(split), start, split, ())
        return self.plan

    def ceiling(self, split: Split) -> Gain:
        """The most that a split can gain within the minutes, days left aside."""
        return self.most_at_end(self.root(split), Gain(0, 0), split, -IMPOSSIBLE)

    @cached_property
    def bounding(self) -> Bounding:
        """What can still be gained."""
        return Bounding(self.scene, self.found, self.number)

    @cached_property
    def packing(self) -> Packing:
        """What the minutes hold."""
        return Packing(self.bounding, self.scene.aim is not None)

    @cached_property
    def swapping(self) -> Swapping:
        """Which days are alike."""
        return Swapping(self.scene)

    @cached_property
    def totals(self) -> int:
        """In a taper the totals of new minutes, as bits, that a best plan has."""
        return nearest_totals(self.scene, self.found, self.number, self.bounding.minutes_left)

    @cached_property
    def reach(self) -> list[list[int]]:
        """The totals that so many sessions from a day on can take."""
        return reach(self.found, self.number, (1 << self.bounding.minutes_left + 1) - 1)

    def root(self, split: Split) -> State:
        """Before the first day."""
        places = self.scene.places
        return State(
            day=0,
            rest=split,
            left=self.bounding.minutes_left,
            free=places.free,
            filled=0,
            heavy=self.bounding.most_heavy,
            jumps=places.bounds.jumps - sum(s.load == 3 for s in places.standing),
            beside=self.scene.frame.eve_heavy is not None,
        )

    # -- two passes -----------------------------------------------------------------------------------------

    def climb(self, state: State, gain: Gain, split: Split) -> None:
        """The first pass: only what gains more than the most so far."""
        self.nodes += 1
        if not any(state.rest):
            self.most = max(self.most, gain)
            return
        if gain <= self.seen.get((state, split), NONE):
            return
        self.seen[state, split] = gain
        for c, after, _, gained, bound in self.steps(state, gain, split):
            if bound > self.most and (c is None or self.may_stand(state, c)):
                self.climb(after, gained, split)

    def collect(self, state: State, gain: Gain, split: Split, plan: Plan) -> bool:
        """The second pass: every plan that gains the most. Whether there was one from here on, or might be on
        another way here."""
        self.nodes += 1
        if not any(state.rest):
            return gain == self.most and self.weigh(plan)
        if gain <= self.hopeless.get((state, split), NONE):
            return False
        hope = False
        for c, after, place, gained, bound in self.steps(state, gain, split):
            if bound < self.most:
                continue
            if c is None:
                hope = self.collect(after, gained, split, plan) or hope
            elif self.may_stand(state, c):
                if self.swapping.better_swapped(plan, state.day, c):
                    hope = True
                    continue
                more = (*plan, (Choice(state.day, c.item, place), c))
                hope = self.collect(after, gained, split, more) or hope
        if not hope:
            self.hopeless[state, split] = gain
        return hope

    def weigh(self, plan: Plan) -> bool:
        """Keeps the plan if it is the best so far."""
        chosen = tuple(choice for choice, _ in plan)
        own = key(self.scene, chosen)
        if self.best is None or own < self.best:
            self.best, self.plan = own, chosen
        return True

    # -- one day further ------------------------------------------------------------------------------------

    def steps(
        self, state: State, gain: Gain, split: Split
    ) -> Iterator[tuple[Candidate | None, State, int, Gain, Gain]]:
        """Each way on by a day: the class, the state after, its place, the gain, the most at the end.

        Stops a list of classes where the rest of it cannot come up to the most so far.
        """
        for b, n in enumerate(state.rest):
            if n:
                yield from self.steps_with(state, gain, split, b)
        beside = state.day in self.bounding.heavy_days
        after = state._replace(day=state.day + 1, beside=beside)
        ahead = self.bounding.most_ahead(after.day, after.rest, split, after.heavy, beside)
        if ahead > IMPOSSIBLE // 2 and self.comes_near(after):
            yield None, after, FREE_PLACE, gain, self.most_at_end(after, gain, split, ahead)

    def steps_with(
        self, state: State, gain: Gain, split: Split, b: int
    ) -> Iterator[tuple[Candidate | None, State, int, Gain, Gain]]:
        """The same with the classes of one benefit."""
        rest, bounding = less(state.rest, b), self.bounding
        light = bounding.most_ahead(state.day + 1, rest, split, state.heavy, False)
        hard = bounding.most_ahead(state.day + 1, rest, split, max(0, state.heavy - 1), bounding.apart)
        base = gain.value + bounding.price * state.left
        most_again = gain.again + len(self.scene.places.missed) - state.filled.bit_count()
        for adds, c in bounding.row(state.day, b, split[b]):
            if Gain(most_again, base + adds + max(light, hard)) < self.most:
                return
            ahead = hard if c.load >= 2 else light
            if c.cost > state.left or ahead <= IMPOSSIBLE // 2:
                continue
            for place in self.open_places(state, c):
                after = taken(state, c, rest, place)
                if self.comes_near(after):
                    gained = self.gained(gain, state, c, split[b], place)
                    yield c, after, place, gained, self.most_at_end(after, gained, split, ahead)

    def most_at_end(self, state: State, gain: Gain, split: Split, ahead: int) -> Gain:
        """The most a plan that goes on from here can gain, by the days and by the minutes."""
        again = gain.again + len(self.scene.places.missed) - state.filled.bit_count()
        by_days = self.bounding.price * state.left + ahead
        return Gain(again, gain.value + min(by_days, self.by_minutes(state, split)))

    def by_minutes(self, state: State, split: Split) -> int:
        """The most that the rest can gain in the minutes left; in a taper, in just as many as are wanted."""
        table = self.packing.table(state.rest, split)
        if self.scene.aim is None:
            return table[state.left]
        spent = self.bounding.minutes_left - state.left
        return max((table[total - spent] for total in self.wanted if total >= spent), default=IMPOSSIBLE)

    @cached_property
    def wanted(self) -> list[int]:
        """The same totals as numbers."""
        return [n for n in range(self.bounding.minutes_left + 1) if self.totals >> n & 1]

    def gained(self, gain: Gain, state: State, c: Candidate, of: int, place: int) -> Gain:
        """The gain with one class more."""
        missed = self.scene.places.missed
        again = place != FREE_PLACE and missed[place].slug == c.item.slug
        return Gain(gain.again + again, gain.value + self.bounding.gain(c, of, state.day))

    def comes_near(self, state: State) -> bool:
        """Whether the minutes can still come as near to a taper's aim as they must."""
        if self.scene.aim is None:
            return True
        spent = self.bounding.minutes_left - state.left
        return bool(self.totals >> spent & self.reach[state.day][sum(state.rest)])

    def may_stand(self, state: State, c: Candidate) -> bool:
        """Whether the bounds on load >= 2 let it stand on the day."""
        if c.load < 2:
            return True
        if state.heavy <= 0 or (c.load == 3 and state.jumps <= 0):
            return False
        return not (self.bounding.apart and (state.beside or state.day + 1 in self.bounding.heavy_days))

    def open_places(self, state: State, c: Candidate) -> Iterator[int]:
        """The places the class could take: a free one, or a missed one that it may fill."""
        if state.free:
            yield FREE_PLACE
        for j, missed in enumerate(self.scene.places.missed):
            if not state.filled >> j & 1 and state.day in missed.days and missed.takes(c.item):
                yield j


def taken(state: State, c: Candidate, rest: Split, place: int) -> State:
    """The state after a class was placed on its day."""
    missed = place != FREE_PLACE
    return State(
        day=state.day + 1,
        rest=rest,
        left=state.left - c.cost,
        free=state.free - (not missed),
        filled=state.filled | (1 << place if missed else 0),
        heavy=state.heavy - (c.load >= 2),
        jumps=state.jumps - (c.load == 3),
        beside=c.load >= 2,
    )
