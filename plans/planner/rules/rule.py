"""What a rule is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from plans.planner.bounds import LOOSE, Bounds
from plans.planner.caps import OPEN, Cap
from plans.planner.frame import Frame


def no_cap(frame: Frame, day: date, before_run: bool) -> Cap:
    """A rule that asks nothing of single days."""
    return OPEN


def no_bounds(frame: Frame) -> Bounds:
    """A rule that asks nothing of the week as a whole."""
    return LOOSE


@dataclass(frozen=True)
class Rule:
    """One rule: what a runner reads about it, and what it allows on a day and in a week.

    `grade`: A trial, B cohort or several small trials, C coaches' consensus, D our default; "" where the rule
    only keeps what was asked. `strength`: "rule" is never broken, "preference" is followed where nothing
    weightier speaks against it, "warning" only says something.
    """

    id: str
    sentence: str
    grade: str
    source: str
    can_be_off: bool = True
    strength: str = "rule"
    cap: Callable[[Frame, date, bool], Cap] = no_cap
    bounds: Callable[[Frame], Bounds] = no_bounds
