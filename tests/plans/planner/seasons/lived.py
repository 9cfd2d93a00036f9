"""What a season leaves behind: weeks with their plans, their runs, and what became of each class."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.planner import Class, PlannedWeek, Run, Week
from plans.planner.caps import FREE
from plans.planner.frame import Frame
from plans.planner.rules import BY_ID, bounds_of, switched_off
from tests.plans.planner.seasons.people import Person
from tests.plans.planner.seasons.running import phase_of

LIMITING = ("R8", "R9", "R14", "R17")


@dataclass(frozen=True)
class Stood:
    """A class of the week as it went. `fate`: done, missed, or dropped by a new plan."""

    date: date
    item: Class
    fate: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class LivedWeek:
    """One week of a season: each plan that was made of it with what was asked, and what came of it."""

    number: int
    plans: tuple[tuple[Week, PlannedWeek], ...]
    stood: tuple[Stood, ...]
    primers: tuple[Stood, ...]
    runs: tuple[Run, ...]

    @property
    def phase(self) -> str:
        return phase_of(self.number)

    @property
    def first(self) -> PlannedWeek:
        """Monday's plan."""
        return self.plans[0][1]

    @property
    def last(self) -> PlannedWeek:
        """The plan the week ended with."""
        return self.plans[-1][1]

    @property
    def asked(self) -> int:
        """Classes the runner asked for."""
        return self.plans[0][0].runner.sessions

    @property
    def placed(self) -> int:
        """Classes of Monday's plan."""
        return len(self.first.sessions)

    @cached_property
    def limits(self) -> dict[str, int]:
        """Minutes of load >= 1 each rule allows, as the week ended."""
        frame = Frame(self.plans[-1][0])
        off = switched_off(frame)
        found = {id: bounds_of(BY_ID[id], frame, off).minutes for id in LIMITING if id not in off}
        return {id: minutes for id, minutes in found.items() if minutes < FREE}

    @property
    def limit(self) -> int:
        """Minutes of load >= 1 that the week might hold."""
        return min(self.limits.values())

    @cached_property
    def done(self) -> tuple[Stood, ...]:
        """The classes danced."""
        return tuple(one for one in self.stood if one.fate == "done")

    @property
    def minutes(self) -> int:
        """Minutes danced of load >= 1."""
        return sum(one.item.minutes for one in self.done if one.item.leg_load)

    @property
    def all_minutes(self) -> int:
        """Minutes danced."""
        return sum(one.item.minutes for one in self.done)


@dataclass(frozen=True)
class LivedSeason:
    """All weeks of one runner."""

    person: Person
    weeks: tuple[LivedWeek, ...]

    @cached_property
    def done(self) -> tuple[Stood, ...]:
        """Every class danced, by date."""
        return tuple(one for week in self.weeks for one in week.done)
