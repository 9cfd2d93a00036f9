"""R2 and R3: the days around key runs."""

from datetime import date

from plans.planner.caps import OPEN, Cap
from plans.planner.frame import DAY, Frame
from plans.planner.rules.rule import Rule

SORE = 3
HARD_KINDS = {"intervals", "tempo"}


def fresh_legs(frame: Frame, day: date, before_run: bool) -> Cap:
    """R2."""
    if frame.key_on(day + DAY):
        return Cap(load=1)
    if frame.week.soreness_after_load3 >= SORE and frame.key_on(day + 2 * DAY):
        return Cap(load=2)
    return OPEN


def stays_hard(frame: Frame, day: date) -> bool:
    """R3: a day of intervals or tempo with an easy day after it."""
    return bool(frame.kinds_on(day) & HARD_KINDS) and not frame.key_on(day + DAY)


R2 = Rule(
    id="R2",
    sentence="No class that works the legs hard on the day before a key run; after very sore legs, "
    "no jumps two days before one either.",
    grade="B",
    source="Doma 2013, 2019; coaches",
    cap=fresh_legs,
)
R3 = Rule(
    id="R3",
    sentence="A class that works the legs hard likes the evening of a hard run, with an easy day after it.",
    grade="C",
    source="“hard days hard, easy days easy”",
    strength="preference",
)
