"""R8 and R17: how much a week may hold, from what the weeks before it held."""

from datetime import date
from fractions import Fraction

from plans.planner.bounds import Bounds
from plans.planner.caps import FREE, OPEN, Cap
from plans.planner.frame import DAY, Frame
from plans.planner.rules.rule import Rule

NEVER_UNDER = 20
NEW_SESSIONS, NEW_UNTIL = 3, 6


def floor_minutes(frame: Frame) -> int:
    """What any week may hold."""
    runner = frame.week.runner
    return max(40 if runner.experience == "new" else 60, min(60, 10 * runner.sessions))


def limit(frame: Frame) -> Fraction:
    """Minutes of load >= 1: max(floor, 1.2 B, B + 10), B the mean of the two best of six weeks."""
    base = Fraction(frame.best_two_weeks, 2)
    return max(Fraction(floor_minutes(frame)), base * 6 / 5, base + 10)


def lowered(frame: Frame, share: Fraction) -> int:
    """That share of the limit in whole minutes, never under 20."""
    return max(NEVER_UNDER, int(limit(frame) * share))


def grows_slowly(frame: Frame) -> Bounds:
    """R8, the minutes."""
    return Bounds(minutes=int(limit(frame)))


def load_in_steps(frame: Frame, day: date, before_run: bool) -> Cap:
    """R8, the load."""
    runner = frame.week.runner
    if runner.experience == "new" and len(frame.done_within(28, load=1)) < 3:
        return Cap(load=1)
    return OPEN if runner.impact and ready_to_jump(frame) else Cap(load=2)


def ready_to_jump(frame: Frame) -> bool:
    """Six classes of load >= 2 in 56 days, the first of them at least 28 days ago."""
    heavy = frame.done_within(56, load=2)
    return len(heavy) >= 6 and frame.week.week_start - heavy[0].date >= 28 * DAY


def as_answered(frame: Frame) -> Bounds:
    """R17."""
    runner = frame.week.runner
    newcomer = runner.experience == "new" and len(frame.done_within(56)) < NEW_UNTIL
    sessions = NEW_SESSIONS if newcomer else FREE
    if runner.check_in == "lighter":
        return Bounds(minutes=lowered(frame, Fraction(7, 10)), sessions=sessions)
    if runner.check_in == "same":
        return Bounds(minutes=max(frame.best_two_weeks // 2, floor_minutes(frame)), sessions=sessions)
    return Bounds(sessions=sessions)


R8 = Rule(
    id="R8",
    sentence="The week grows slowly: a fifth or ten minutes above your best recent weeks at most, "
    "harder work for the legs only after easier work, and jumps only where you switched them on.",
    grade="D",
    source="Our default",
    cap=load_in_steps,
    bounds=grows_slowly,
)
R17 = Rule(
    id="R17",
    sentence="Your weekly answer counts: lighter or the same holds the week down, and someone new "
    "starts with three classes a week at most.",
    grade="D",
    source="Our default",
    bounds=as_answered,
)
