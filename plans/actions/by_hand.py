"""What acts by hand answer: how much the rules weigh, and what no runner can decide."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import PlanChange, PlannedSession
from plans.planner import Broken

BY_HAND = "added"  # among the reasons of a class that the runner added
# What speaks for the body itself: a race, legs that still recover, pain, a time laid aside. Against these a
# class clashes; all other rules ask for care. Both are the runner's to decide.
CLASH = frozenset({"R9", "R10", "R11", "R14"})


class NoSuchPlace(LookupError):
    """There is no such class on that day of this runner's plan."""


class StaysAsItIs(ValueError):
    """What no runner can decide; each kind below has its sentence on the page."""


class DayIsTaken(StaysAsItIs):
    """The same class stands on that day already."""


class DayIsOver(StaysAsItIs):
    """The day lies in the past."""


class IsDone(StaysAsItIs):
    """The class is done: its place stays where it is."""


class TooFarAhead(StaysAsItIs):
    """The week is too far ahead to be changed by hand."""


class NoRunToPrepare(StaysAsItIs):
    """A primer stands before a run, and that day has none."""


class NotThisWeek(StaysAsItIs):
    """What is danced today counts in this week, and the class stands in one to come."""


class ChangedMeanwhile(StaysAsItIs):
    """The page that was acted on is older than the plan: somebody was quicker, maybe in another tab."""


def weight_of(rules: Iterable[str]) -> str:
    """fits, careful or clash: how much these broken rules weigh."""
    broken = set(rules)
    if broken & CLASH:
        return "clash"
    return "careful" if broken else "fits"


@dataclass(frozen=True)
class DayOffer:
    """One day the class could move to, and the rules it would break there."""

    date: datetime.date
    is_now: bool
    broken: list[Broken]

    @property
    def weight(self) -> str:
        return weight_of(rule.rule for rule in self.broken)


@dataclass(frozen=True)
class Changed:
    """What an act by hand came to: the place, the rules it is kept against, and what undoes it."""

    place: PlannedSession
    broken: list[Broken]
    change: PlanChange

    @property
    def weight(self) -> str:
        return weight_of(rule.rule for rule in self.broken)
