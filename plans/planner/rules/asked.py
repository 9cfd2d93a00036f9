"""R16: what the runner asked for is kept."""

from datetime import date

from plans.planner.bounds import Bounds
from plans.planner.caps import Cap
from plans.planner.frame import Frame
from plans.planner.rules.rule import Rule


def as_asked(frame: Frame, day: date, before_run: bool) -> Cap:
    """R16, the days. Minutes are those of classes: a primer before a run takes none of them."""
    runner = frame.week.runner
    if before_run:
        return Cap(level=runner.level, kit=runner.kit, quiet=runner.quiet)
    return Cap(minutes=frame.minutes_on(day), level=runner.level, kit=runner.kit, quiet=runner.quiet)


def one_a_day(frame: Frame) -> Bounds:
    """R16, the week."""
    return Bounds(a_day=1)


R16 = Rule(
    id="R16",
    sentence="One class a day, on the days and in the minutes you gave, with your kit, quiet and level.",
    grade="",
    source="What you asked for",
    can_be_off=False,
    cap=as_asked,
    bounds=one_a_day,
)
