"""The walk over the days of a week around what is settled, in two passes, for one split of its sessions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from plans.planner.ahead import Ahead
from plans.planner.bounding import IMPOSSIBLE, Bounding, Split, less
from plans.planner.candidates import Candidate
from plans.planner.packing import Packing
from plans.planner.ranking import Key, key
from plans.planner.scene import FREE_PLACE, Choice, Scene
from plans.planner.settling import Settled
from plans.planner.swapping import Plan, Swapping
from plans.planner.tying import Tying
from plans.planner.week import BENEFITS

# How much a pass may try. Beyond it the best plan so far is answered: see docs/planner.md.
MOST_STEPS = 6_000
MANY_STEPS = 300
FLEXIBILITY = BENEFITS.index("flexibility")
ALL = -1  # every bit


class State(NamedTuple):
    """What the days before `day` leave: sessions by benefit, minutes, hard classes and jumps."""

    day: int
    rest: Split
    left: int
    heavy: int
    jumps: int
    beside: bool


@dataclass
class Best:
    """The most that a plan was found to gain, and the best of the plans that were weighed."""

    scene: Scene
    most: int = IMPOSSIBLE
    key: Key | None = None
    plan: tuple[Choice, ...] = ()
    climbed: int = 0
    collected: int = 0

    def weigh(self, chosen: tuple[Choice, ...]) -> None:
        """Keeps the plan if it is the best so far."""
        own = key(self.scene, chosen)
        if self.key is None or own < self.key:
            self.key, self.plan = own, tuple(sorted(chosen))

    @property
    def climbed_enough(self) -> bool:
        """Whether the first pass has tried as much as it may; it goes on until it has some plan."""
        return self.climbed > MOST_STEPS and self.most > IMPOSSIBLE

    @property
    def collected_enough(self) -> bool:
        """The same for the second."""
        return self.collected > MOST_STEPS and self.key is not None

    def beats(self, plan: Plan, state: State) -> bool:
        """Whether no way on from here can be better. Only asked where there are many ways, for it takes time
        too; and not where the first pass was cut short, for then one of them may gain more."""
        if self.collected < MANY_STEPS or self.key is None or self.climbed_enough:
            return False
        chosen = tuple(choice for choice, _ in plan)
        return self.tying.beaten(chosen, state.day, state.rest[FLEXIBILITY], sum(state.rest), self.key)

    @cached_property
    def tying(self) -> Tying:
        """What comes after the needs."""
        return Tying(self.scene)

    @cached_property
    def swapping(self) -> Swapping:
        """Which days are alike."""
        return Swapping(self.scene)


Step = tuple[Candidate | None, State, int, int]  # the class, the state after, the gain, the most at the end


@dataclass
class Walk:
    """Both passes for one way to settle what comes first. `totals`: the minutes a plan may take, as bits."""

    bounding: Bounding
    packing: Packing
    totals: int
    way: Settled
    best: Best
    seen: dict[State, int] = field(default_factory=dict)
    near: dict[tuple[int, int], int] = field(default_factory=dict)

    @cached_property
    def ahead(self) -> Ahead:
        """What the days can still add."""
        return Ahead(self.bounding, self.way)

    @cached_property
    def taper(self) -> bool:
        """Whether the minutes are to come near to an aim."""
        return self.bounding.scene.aim is not None

    @cached_property
    def wanted(self) -> list[int]:
        """In a taper the minutes that the plan may leave over."""
        left = self.bounding.minutes_left
        return [left - n for n in range(left + 1) if self.totals >> n & 1]

    def root(self, split: Split) -> State:
        """Before the first day."""
        return State(
            day=0,
            rest=tuple(n - m for n, m in zip(split, self.way.by_benefit, strict=True)),
            left=self.bounding.minutes_left - self.way.cost,
            heavy=self.ahead.heavy,
            jumps=self.ahead.jumps,
            beside=self.bounding.scene.frame.eve_heavy is not None,
        )

    def ceiling(self, split: Split) -> int:
        """The most that a split can gain within the minutes, days left aside."""
        return self.bounding.gained(self.way, split) + self.by_minutes(self.root(split), split)

    # -- two passes -----------------------------------------------------------------------------------------

    def climb_all(self, split: Split) -> None:
        """The first pass."""
        self.seen = {}
        self.climb(self.root(split), self.bounding.gained(self.way, split), split)

    def climb(self, state: State, gain: int, split: Split) -> None:
        """Only what gains more than the most so far."""
        self.best.climbed += 1
        if not any(state.rest):
            self.best.most = max(self.best.most, gain)
            return
        if gain <= self.seen.get(state, IMPOSSIBLE):
            return
        self.seen[state] = gain
        for _, after, gained, bound in self.steps(state, gain, split):
            if self.best.climbed_enough:
                return
            if bound > self.best.most:
                self.climb(after, gained, split)

    def collect_all(self, split: Split) -> None:
        """The second pass. `seen` holds from here on what led to no plan."""
        self.seen = {}
        self.collect(self.root(split), self.bounding.gained(self.way, split), split, self.way.fixed)

    def collect(self, state: State, gain: int, split: Split, plan: Plan) -> bool:
        """Every plan that gains the most. Whether there was one from here on, or might be on another way
        here."""
        self.best.collected += 1
        if not any(state.rest):
            if gain >= self.best.most:  # more only where the first pass was cut short
                self.best.most = gain
                self.best.weigh(tuple(choice for choice, _ in plan))
            return gain >= self.best.most
        if gain <= self.seen.get(state, IMPOSSIBLE):
            return False
        if self.best.beats(plan, state):
            return True
        hope = False
        for c, after, gained, bound in self.steps(state, gain, split):
            if self.best.collected_enough:
                return True
            if bound >= self.best.most:
                hope = self.collect_with(c, state.day, after, gained, split, plan) or hope
        if not hope:
            self.seen[state] = gain
        return hope

    def collect_with(
        self, c: Candidate | None, day: int, after: State, gained: int, split: Split, plan: Plan
    ) -> bool:
        """The same with a class on the day, or none."""
        place = self.ahead.place[day]
        if c is None or place is None:
            return self.collect(after, gained, split, plan)
        choice = Choice(day, c.item, place)
        if place == FREE_PLACE and self.best.swapping.better_swapped(plan, day, c):
            return True
        return self.collect(after, gained, split, (*plan, (choice, c)))

    # -- one day further ------------------------------------------------------------------------------------

    def steps(self, state: State, gain: int, split: Split) -> Iterator[Step]:
        """Each way on by a day. Stops a list of classes where the rest of it cannot come up to the most."""
        if self.ahead.place[state.day] is not None:
            for b, n in enumerate(state.rest):
                if n:
                    yield from self.steps_with(state, gain, split, b)
        if self.ahead.may_be_empty(state.day):
            after = state._replace(day=state.day + 1, beside=state.day in self.ahead.heavy_days)
            bound = self.most_at_end(after, gain, split)
            near = self.nearing(after.day, sum(after.rest))
            if bound > IMPOSSIBLE // 2 and near >> after.left & 1:
                yield None, after, gain, bound

    def steps_with(self, state: State, gain: int, split: Split, b: int) -> Iterator[Step]:
        """The same with the classes of one benefit."""
        later = self.after_each_load(state, less(state.rest, b), split)
        near = self.nearing(state.day + 1, sum(state.rest) - 1)
        base = gain + self.ahead.price * state.left
        most = max((ahead for _, ahead in later.values()), default=IMPOSSIBLE)
        for adds, c in self.ahead.row(state.day, b, split[b]):
            if base + adds + most < self.best.most:
                return
            left = state.left - c.cost
            if left < 0 or not near >> left & 1 or max(1, c.load) not in later:
                continue
            after, ahead = later[max(1, c.load)]
            if base + adds + ahead < self.best.most:
                continue
            after = after._replace(left=left)
            gained = gain + adds + self.ahead.price * c.cost
            bound = gained + min(self.ahead.price * left + ahead, self.by_minutes(after, split))
            yield c, after, gained, bound

    def after_each_load(self, state: State, rest: Split, split: Split) -> dict[int, tuple[State, int]]:
        """By leg load (1 for none, too) the state after a class, minutes left aside, and what is ahead."""
        later = {}
        for load in (1, 2, 3):
            if self.may_stand(state, load):
                heavy = state.heavy - (load >= 2)
                jumps = min(heavy, state.jumps - (load == 3))
                after = State(state.day + 1, rest, state.left, heavy, jumps, load >= 2)
                ahead = self.ahead.most(after.day, rest, split, heavy, jumps, after.beside)
                if ahead > IMPOSSIBLE // 2:
                    later[load] = (after, ahead)
        return later

    def may_stand(self, state: State, load: int) -> bool:
        """Whether the bounds on load >= 2 let it stand on the day."""
        if load < 2:
            return True
        if state.heavy <= 0 or (load == 3 and state.jumps <= 0):
            return False
        return not self.ahead.beside(state.beside, state.day)

    def most_at_end(self, state: State, gain: int, split: Split) -> int:
        """The most a plan that goes on from here can gain, by the days and by the minutes."""
        ahead = self.ahead.most(state.day, state.rest, split, *state[3:])
        if ahead <= IMPOSSIBLE // 2:
            return IMPOSSIBLE
        return gain + min(self.ahead.price * state.left + ahead, self.by_minutes(state, split))

    def by_minutes(self, state: State, split: Split) -> int:
        """The most that the rest can gain in the minutes left; in a taper, in just as many as are wanted."""
        table = self.packing.table(state.rest, split)
        if not self.taper:
            return table[state.left]
        return max((table[state.left - n] for n in self.wanted if n <= state.left), default=IMPOSSIBLE)

    def nearing(self, day: int, sessions: int) -> int:
        """The minutes (as bits) that may be left for so many sessions from a day on: all of them but in a
        taper, there those from which a total that is wanted can be come to."""
        if not self.taper:
            return ALL
        at = (day, sessions)
        if at not in self.near:
            self.near[at] = reduce(or_, (self.packing.reach[day][sessions] << n for n in self.wanted), 0)
        return self.near[at]
