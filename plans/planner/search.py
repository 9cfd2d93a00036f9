"""The best plan: exact by the key of `ranking`, unless a week has more ties than `MOST_STEPS` lets it try.

What comes before needs is settled first: where kept sessions stay, which missed classes are placed again.
Each way to settle it leaves a plain search, branch and bound over the days, in two passes. The first finds
how much the best plan gains. The second walks the plans that gain as much, and weighs them by the whole key.

Beyond `MOST_STEPS` a pass is cut short: docs/planner.md tells how often, and what the plans then lack.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from plans.planner.bounding import Bounding, Split
from plans.planner.candidates import Candidate
from plans.planner.firsts import Firsts, firsts
from plans.planner.packing import Packing
from plans.planner.scene import Choice, Scene
from plans.planner.settling import settled
from plans.planner.walking import Best, Walk


@dataclass
class Search:
    """One search for the best plan of `number` sessions."""

    scene: Scene
    found: Sequence[Candidate]
    number: int

    def run(self) -> tuple[Choice, ...]:
        """The best plan, in date order."""
        best = self.best
        roots = self.roots(best)
        for bound, split, walk in roots:
            if not best.climbed_enough and bound > best.most and walk.ceiling(split) > best.most:
                walk.climb_all(split)
        for bound, split, walk in roots:
            if not best.collected_enough and bound >= best.most and walk.ceiling(split) >= best.most:
                walk.collect_all(split)
        return best.plan

    @cached_property
    def best(self) -> Best:
        """The best so far."""
        return Best(self.scene)

    def roots(self, best: Best) -> list[tuple[int, Split, Walk]]:
        """Every settled way with every split by benefit and its bound, the most promising first."""
        ways = settled(self.scene, self.found, self.number, self.firsts)
        walks = [Walk(self.bounding, self.packing, self.firsts.totals, way, best) for way in ways]
        roots = [(bound, split, walk) for walk in walks for split, bound in self.bounding.splits(walk.way)]
        return sorted(roots, key=lambda root: (-root[0], root[1]))

    @cached_property
    def firsts(self) -> Firsts:
        """What comes before needs."""
        return firsts(self.scene, self.found, self.number, self.bounding.minutes_left)

    @cached_property
    def bounding(self) -> Bounding:
        """What can be gained."""
        return Bounding(self.scene, self.found, self.number)

    @cached_property
    def packing(self) -> Packing:
        """What the minutes hold."""
        return Packing(self.bounding, self.scene.aim is not None)
