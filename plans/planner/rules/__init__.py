"""The seventeen rules, each one object, and what those that are on allow together."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plans.planner.bounds import Bounds
from plans.planner.bounds import together as bounds_together
from plans.planner.caps import FREE, OPEN, Cap
from plans.planner.caps import together as caps_together
from plans.planner.frame import Frame
from plans.planner.rules.around_key_runs import R2, R3
from plans.planner.rules.asked import R16
from plans.planner.rules.before_a_run import R1, R5, R6
from plans.planner.rules.growth import R8, R17
from plans.planner.rules.leg_days import R7
from plans.planner.rules.long_efforts import R10
from plans.planner.rules.longer_run import R12
from plans.planner.rules.overlays import R14
from plans.planner.rules.pain import R11
from plans.planner.rules.rest_days import R4
from plans.planner.rules.rule import Rule
from plans.planner.rules.settled import R13, R15
from plans.planner.rules.taper import R9

RULES: tuple[Rule, ...] = (R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12, R13, R14, R15, R16, R17)
BY_ID = {rule.id: rule for rule in RULES}
# Switched on or off by where these rules are left out of `off`.
Off = frozenset[str]


def switched_off(frame: Frame) -> Off:
    """The rules the runner switched off, of those that can be."""
    return frozenset(id for id in frame.week.runner.off if id in BY_ID and BY_ID[id].can_be_off)


def in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Rule ids once each, R2 before R16."""
    return tuple(sorted(set(ids), key=lambda id: int(id[1:])))


def cap(frame: Frame, day: date, off: Off, *, before_run: bool = False) -> Cap:
    """What the rules that are on allow on a day."""
    return caps_together(own for id, own in caps_of(frame, day, before_run).items() if id not in off)


def caps_of(frame: Frame, day: date, before_run: bool) -> dict[str, Cap]:
    """What each rule allows on a day, where it asks anything of it; each day is asked once."""
    at = (day, before_run)
    if at not in frame.caps:
        own = {rule.id: rule.cap(frame, day, before_run) for rule in RULES}
        frame.caps[at] = {id: cap for id, cap in own.items() if cap != OPEN}
    return frame.caps[at]


def bounds_of(rule: Rule, frame: Frame, off: Off) -> Bounds:
    """What one rule allows in the week. Without R8 there is no limit, so nothing for the others to lower."""
    bounds = rule.bounds(frame)
    return replace(bounds, minutes=FREE) if "R8" in off else bounds


def bounds(frame: Frame, off: Off) -> Bounds:
    """What the rules that are on allow in the week."""
    return bounds_together(bounds_of(rule, frame, off) for rule in RULES if rule.id not in off)
