"""What the ranking asks about a week, worked out once: needs, tastes, good days."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from plans.planner.frame import DAY, Frame
from plans.planner.needs import needs
from plans.planner.places import Places
from plans.planner.rules import Off
from plans.planner.rules.around_key_runs import stays_hard
from plans.planner.rules.taper import race_week, taper_aim
from plans.planner.week import Class

FREE_PLACE = -1
AGAIN_UNTIL = 3  # someone new likes the same class until it was done this often


class Choice(NamedTuple):
    """A class on a day (0-6), in a free place (-1) or in the place of a missed one (its number)."""

    day: int
    item: Class
    place: int = FREE_PLACE


@dataclass(frozen=True)
class Scene:
    """One week as the ranking sees it."""

    frame: Frame
    off: Off
    places: Places

    @cached_property
    def needs(self) -> dict[str, int]:
        """Thousandths per benefit."""
        return needs(self.frame)

    @cached_property
    def offered(self) -> frozenset[str]:
        """Classes that may be placed at all."""
        return frozenset(c.slug for c in self.frame.week.classes if c.kind == "class" and c.offer)

    @cached_property
    def stood(self) -> dict[str, int]:
        """How many classes of each primary benefit stand in the week already."""
        stood: dict[str, int] = {}
        for placement in self.frame.fixed:
            if placement.item.kind == "class" and placement.item.primary:
                stood[placement.item.primary] = stood.get(placement.item.primary, 0) + 1
        return stood

    @cached_property
    def aim(self) -> Fraction | None:
        """Minutes of load >= 1 a taper week aims at; None outside a taper, or where R8 or R9 is off."""
        return None if self.off & {"R8", "R9"} else taper_aim(self.frame)

    @cached_property
    def standing_minutes(self) -> int:
        """Minutes of load >= 1 that stand already."""
        return sum(s.minutes for s in self.places.standing if s.load >= 1)

    def distance(self, minutes: int) -> int:
        """How far the week is from the aim of a taper with so many new minutes of load >= 1: fractions of a
        minute, whole by the aim's denominator."""
        if self.aim is None:
            return 0
        return abs((self.standing_minutes + minutes) * self.aim.denominator - self.aim.numerator)

    @cached_property
    def hard(self) -> frozenset[int]:
        """Days that R3 likes for load >= 2."""
        if "R3" in self.off:
            return frozenset()
        return frozenset(n for n, day in enumerate(self.frame.days) if stays_hard(self.frame, day))

    @cached_property
    def resting(self) -> frozenset[int]:
        """Rest days, used last (R4)."""
        if "R4" in self.off:
            return frozenset()
        return frozenset(n for n, day in enumerate(self.frame.days) if self.frame.rests_on(day))

    @cached_property
    def long(self) -> frozenset[int]:
        """Days of a long run."""
        return frozenset(n for n, d in enumerate(self.frame.days) if "long" in self.frame.kinds_on(d))

    @cached_property
    def race_week(self) -> frozenset[int]:
        """Days of the last seven before an A race, where what was done before comes first."""
        return frozenset(n for n, day in enumerate(self.frame.days) if race_week(self.frame, day))

    @cached_property
    def standing_days(self) -> tuple[int, ...]:
        """Days on which classes stand, the last of `history` among them (below 0)."""
        last = [(self.frame.history[-1].date - self.frame.week.week_start).days] if self.frame.history else []
        return tuple(last + sorted(self.number(s.date) for s in self.places.standing))

    def number(self, day: date) -> int:
        """A date as a day of the week, 0-6."""
        return (day - self.frame.week.week_start) // DAY

    @cached_property
    def times(self) -> dict[str, int]:
        """How often each class was done before, or stands in the week."""
        times: dict[str, int] = {}
        for slug in (
            *(d.item.slug for d in self.frame.week.history),
            *(p.item.slug for p in self.frame.fixed),
        ):
            times[slug] = times.get(slug, 0) + 1
        return times

    @cached_property
    def recent(self) -> frozenset[str]:
        """Classes done in the seven days before the week, or standing in it."""
        first = self.frame.week.week_start - 7 * DAY
        done = {d.item.slug for d in self.frame.week.history if d.date >= first}
        return frozenset(done | {p.item.slug for p in self.frame.fixed})

    @cached_property
    def pending(self) -> tuple[str, ...]:
        """What is still to come of the collection; what it names twice is over when it was done twice."""
        used = Counter(self.times)
        pending = []
        for slug in self.frame.week.collection:
            if used[slug]:
                used[slug] -= 1
            else:
                pending.append(slug)
        return tuple(pending)

    def pleasure(self, day: int, slug: str, before: int) -> int:
        """How fresh a class is (for someone new: how familiar), `before` times earlier in the plan."""
        times = self.times.get(slug, 0)
        if day in self.race_week:
            return int(times > 0)
        new = self.frame.week.runner.experience == "new"
        if new and 0 < times + before < AGAIN_UNTIL:
            return 2
        return int(slug not in self.recent and not before)
