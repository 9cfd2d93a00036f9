"""Plans that serve the needs alike: whether one half made can still be better than the best so far."""

from dataclasses import dataclass
from functools import cached_property

from plans.planner.ranking import Key, smallest_gap
from plans.planner.scene import Choice, Scene

ALIKE = 6  # parts of the key, down to the needs, that all plans of the second pass share
BEST_TASTE = 2  # the most that `pleasure` gives one class


@dataclass
class Tying:
    """What a plan can still come to in all that follows the needs; never worse than it will be."""

    scene: Scene

    def beaten(self, chosen: tuple[Choice, ...], day: int, flexible: int, more: int, best: Key) -> bool:
        """Whether no plan with these choices and `more` to come from `day` on (`flexible` of flexibility) can
        be better than the best."""
        before = sorted(c for c in chosen if c.day < day)
        later = [c for c in chosen if c.day >= day]
        ahead = [n for n in range(day, 7) if all(c.day != n for c in later)]
        hope = (
            *self.right_day(chosen, ahead, flexible, more),
            -min(len(self.scene.pending), len(chosen) + more),
            -self.taste(before, len(later) + more),
            tuple((c.day, c.item.slug, c.place) for c in before),
        )
        return hope > (*best[ALIKE:-1], best[-1][: len(before)])

    def right_day(
        self, chosen: tuple[Choice, ...], ahead: list[int], flexible: int, more: int
    ) -> tuple[int, int, int, int]:
        """R3, R4's last, spacing, flexibility on the day of a long run."""
        hard = sum(c.item.leg_load >= 2 and c.day in self.scene.hard for c in chosen)
        hard += min(more, sum(n in self.scene.hard for n in ahead))
        long = sum(c.item.primary == "flexibility" and c.day in self.scene.long for c in chosen)
        long += min(flexible, sum(n in self.scene.long for n in ahead))
        rested = sum(c.day in self.scene.resting for c in chosen)
        return -hard, rested, -smallest_gap(self.scene, chosen), -long

    def taste(self, before: list[Choice], more: int) -> int:
        """Freshness: of the choices so far exactly, of the rest the most there can be."""
        seen: dict[str, int] = {}
        total = more * (BEST_TASTE if self.new else 1)
        for c in before:
            times = seen.get(c.item.slug, 0)
            total += self.scene.pleasure(c.day, c.item.slug, times)
            seen[c.item.slug] = times + 1
        return total

    @cached_property
    def new(self) -> bool:
        """Whether the runner likes what is known."""
        return self.scene.frame.week.runner.experience == "new"
