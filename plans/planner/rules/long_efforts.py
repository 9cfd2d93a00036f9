"""R10: the days after long runs and races."""

from datetime import date

from plans.planner.caps import Cap
from plans.planner.efforts import BIG_CLIMB_M, Effort
from plans.planner.frame import DAY, Frame
from plans.planner.rules.rule import Rule

REACH = 14  # days; nothing reaches further
# The most leg load from the race's own day on, each up to and with that day.
AFTER_SHORT = ((1, 1),)
AFTER_HALF = ((2, 0), (3, 1), (7, 2))
AFTER_LONG = ((3, 0), (7, 1), (14, 2))


def recover(frame: Frame, day: date, before_run: bool) -> Cap:
    """R10."""
    efforts = [(run, n) for n in range(REACH + 1) for run in frame.runs_on(day - n * DAY)]
    return Cap(load=min([3, *(most_after(run, n) for run, n in efforts)]))


def most_after(run: Effort, days: int) -> int:
    """The most leg load so many days after a run; its own day is 0."""
    return min(after_minutes(run, days), after_race(run, days) if run.kind == "race" else 3)


def after_minutes(run: Effort, days: int) -> int:
    """By how long it took; 800 m of climb count as more than two hours."""
    if days > 1:
        return 3
    if run.minutes > 120 or run.climb_m >= BIG_CLIMB_M:
        return days
    return 1 if run.minutes >= 90 and days == 0 else 3


def after_race(run: Effort, days: int) -> int:
    """By how far the race was."""
    if run.distance_m < 15_000:
        steps: tuple[tuple[int, int], ...] = AFTER_SHORT
    else:
        steps = AFTER_HALF if run.distance_m <= 21_200 else AFTER_LONG
    return next((load for last, load in steps if days <= last), 3)


R10 = Rule(
    id="R10",
    sentence="After a long run or a race the legs get time: quiet classes only, "
    "for a day or for two weeks as it was long.",
    grade="C",
    source="Coaches’ consensus",
    cap=recover,
)
