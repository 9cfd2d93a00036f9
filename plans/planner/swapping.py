"""Days that are alike: of two plans that differ only in which slug comes first, one need not be tried."""

from dataclasses import dataclass
from functools import cached_property

from plans.planner.candidates import Candidate
from plans.planner.scene import FREE_PLACE, Choice, Scene

Plan = tuple[tuple[Choice, Candidate], ...]


@dataclass
class Swapping:
    """Whether two classes of a plan could change days."""

    scene: Scene

    @cached_property
    def possible(self) -> bool:
        """Whether the order of two classes can be a matter of slugs alone in this week."""
        mixed = 0 < len(self.scene.race_week) < 7
        return not mixed and not self.scene.pending

    def better_swapped(self, plan: Plan, day: int, c: Candidate) -> bool:
        """Whether an earlier class and `c` on `day` could change days for better order of slugs."""
        return self.possible and any(self.swaps(choice, other, day, c) for choice, other in plan)

    def swaps(self, choice: Choice, other: Candidate, day: int, c: Candidate) -> bool:
        """Whether these two could."""
        if choice.place != FREE_PLACE or c.item.slug >= other.item.slug or c.kept or other.kept:
            return False
        if (c.load >= 2 or other.load >= 2) and c.load != other.load:
            return False
        both = 1 << day | 1 << choice.day
        if c.days & both != both or other.days & both != both:
            return False
        alike = (day in self.scene.long) == (choice.day in self.scene.long)
        return alike or (c.item.primary == "flexibility") == (other.item.primary == "flexibility")
