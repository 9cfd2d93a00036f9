"""R4: rest days."""

from datetime import date

from plans.planner.caps import OPEN, Cap
from plans.planner.frame import Frame
from plans.planner.rules.rule import Rule


def gentle_on_rest_days(frame: Frame, day: date, before_run: bool) -> Cap:
    """R4."""
    return Cap(load=0, minutes=20) if frame.rests_on(day) else OPEN


R4 = Rule(
    id="R4",
    sentence="A day marked as rest takes only the gentlest class, twenty minutes at most, and is used last.",
    grade="C",
    source="Coaches’ consensus",
    cap=gentle_on_rest_days,
)
