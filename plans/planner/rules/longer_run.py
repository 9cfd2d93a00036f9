"""R12: a warning when a planned run is much longer than those of the month before."""

from plans.planner.efforts import with_races
from plans.planner.frame import DAY, Frame
from plans.planner.planned import Longer
from plans.planner.rules.rule import Rule
from plans.planner.week import Run

FEWEST_RUNS, SHORTEST_M = 3, 1_000


def longer_runs(frame: Frame) -> tuple[Longer, ...]:
    """R12, by date."""
    runs = with_races(frame.week)
    race_days = {run.date for run in runs if run.kind == "race"}
    ahead = [run for run in runs if run.status == "planned" and frame.week.holds(run.date)]
    found = {longer(run, runs) for run in ahead if run.date not in race_days}
    return tuple(sorted((one for one in found if one), key=lambda one: (one.date, one.planned_m)))


def longer(run: Run, runs: list[Run]) -> Longer | None:
    """By how much the run exceeds the longest of the 30 days before it, if by more than a tenth."""
    before = [r for r in runs if r.status == "done" and DAY <= run.date - r.date <= 30 * DAY]
    longest = max((r.distance_m or 0 for r in before), default=0)
    planned = run.distance_m or 0
    if len(before) < FEWEST_RUNS or planned < SHORTEST_M or not longest:
        return None
    return Longer(run.date, planned, longest) if planned * 10 > longest * 11 else None


R12 = Rule(
    id="R12",
    sentence="A planned run that is more than a tenth longer than any in thirty days is pointed out.",
    grade="B",
    source="Frandsen 2025, 5,205 runners: HRR 1.64 for > 10–30 %",
    strength="warning",
)
