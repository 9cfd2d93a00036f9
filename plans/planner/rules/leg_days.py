"""R7: how often the legs may be worked in a week."""

from plans.planner.bounds import Bounds
from plans.planner.frame import Frame
from plans.planner.rules.rule import Rule

MANY_RUNS, MANY_KEY_RUNS = 5, 2


def leg_days(frame: Frame) -> Bounds:
    """R7."""
    runs = [run for day in frame.days for run in frame.runs_on(day)]
    full = len(runs) >= MANY_RUNS or sum(run.key for run in runs) >= MANY_KEY_RUNS
    return Bounds(heavy=2 if full else 3, jumps=1, days=6, apart=True)


R7 = Rule(
    id="R7",
    sentence="Classes that work the legs hard never follow each other day after day, come at most three "
    "times a week (twice in a full running week), jumps once, and one day a week holds no class.",
    grade="B/D",
    source="Blagrove 2018 (2–3 a week); Doma 2015 (alternate days with daily runs hurt)",
    bounds=leg_days,
)
