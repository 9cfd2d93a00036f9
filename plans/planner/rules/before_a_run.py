"""R1, R5 and R6: what may come before a run of the same day."""

from datetime import date

from plans.planner.caps import OPEN, Cap
from plans.planner.frame import Frame
from plans.planner.rules.rule import Rule

LONG_HOLD_S = 60


def run_first(frame: Frame, day: date, before_run: bool) -> Cap:
    """R1."""
    return Cap(load=1) if before_run else OPEN


def only_a_primer(frame: Frame, day: date, before_run: bool) -> Cap:
    """R5."""
    return Cap(load=1, minutes=10, hold_s=LONG_HOLD_S - 1, primer=True) if before_run else OPEN


def no_long_holds(frame: Frame, day: date, before_run: bool) -> Cap:
    """R6."""
    return Cap(hold_s=LONG_HOLD_S - 1) if before_run else OPEN


R1 = Rule(
    id="R1",
    sentence="On a run day the run comes first: no class that works the legs hard before it.",
    grade="A",
    source="Doma & Deakin 2013: next-day time to exhaustion 335 s rested, 275 s run-then-strength, "
    "238 s strength-then-run",
    cap=run_first,
)
R5 = Rule(
    id="R5",
    sentence="Before a run only a primer: ten minutes at most, light, no muscle held for a minute.",
    grade="A",
    source="Kay & Blazevich 2012; Simic 2013 (static stretching: strength −5.4 %)",
    cap=only_a_primer,
)
R6 = Rule(
    id="R6",
    sentence="Stretches held for a minute or more never come before a run of the same day; "
    "after it they are welcome.",
    grade="A",
    source="Arntz 2023; Behm & Chaouachi 2011",
    cap=no_long_holds,
)
