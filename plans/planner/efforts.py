"""The runs that count for a week: which, how long, and which of them are key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

from plans.planner.week import Race, Run, Week

DEFAULT_PACE = Fraction(390)  # seconds a kilometre: 6:30
BIG_CLIMB_M = 800
KEY_KINDS = ("intervals", "tempo", "long", "race")


@dataclass(frozen=True, slots=True)
class Effort:
    """A run that counts. Minutes are exact (a fraction where they come from a pace); None counts as 0."""

    date: date
    kind: str
    minutes: Fraction
    distance_m: Fraction
    climb_m: int
    done: bool

    @property
    def key(self) -> bool:
        """Intervals, tempo, long, race, or 800 m of climb."""
        return self.kind in KEY_KINDS or self.climb_m >= BIG_CLIMB_M


def counted(week: Week) -> tuple[Effort, ...]:
    """Runs from 14 days before the week to 14 after it, and races of 28 days either side, by date."""
    pace = usual_pace(week)
    first, last = week.week_start - timedelta(days=14), week.last_day + timedelta(days=14)
    runs = [run for run in with_races(week) if run.kind == "race" or first <= run.date <= last]
    efforts = [effort(run, pace) for run in runs]
    return tuple(sorted(efforts, key=lambda e: (e.date, e.kind, e.minutes, e.distance_m, e.climb_m, e.done)))


def with_races(week: Week) -> list[Run]:
    """Every run that was or will be run; a race is one of them, whether or not the runs repeat it."""
    runs = sorted(
        (run for run in week.runs if happens(run, week.now)),
        key=lambda r: (r.date, r.kind, r.minutes or 0, r.distance_m or 0, r.climb_m, r.status),
    )
    for day, distance_m in sorted((race.date, race.distance_m) for race in races_near(week)):
        twin = next((run for run in runs if run.date == day and run.kind == "race"), None)
        if twin is not None:
            runs.remove(twin)
        runs.append(merged(day, distance_m, twin, week.now))
    return runs


def merged(day: date, distance_m: int, twin: Run | None, now: date) -> Run:
    """The race as a run, with what the log knows about it."""
    status = "done" if day < now or (twin is not None and twin.status == "done") else "planned"
    return Run(
        date=day,
        kind="race",
        minutes=twin.minutes if twin else None,
        distance_m=distance_m,
        climb_m=twin.climb_m if twin else 0,
        status=status,
    )


def races_near(week: Week) -> list[Race]:
    """Races of 28 days either side of the week."""
    first, last = week.week_start - timedelta(days=28), week.last_day + timedelta(days=28)
    return [race for race in week.races if first <= race.date <= last]


def happens(run: Run, now: date) -> bool:
    """Missed and cancelled runs count for nothing; before today only what was done counts."""
    return run.status == "done" or (run.status == "planned" and run.date >= now)


def effort(run: Run, pace: Fraction) -> Effort:
    """The run with its minutes, and a race with its metres, by the usual pace where they are missing."""
    distance = Fraction(run.distance_m or 0)
    minutes = Fraction(run.minutes or 0) if run.minutes is not None else distance * pace / 60_000
    if run.distance_m is None and run.kind == "race":
        distance = minutes * 60_000 / pace
    return Effort(run.date, run.kind, minutes, distance, run.climb_m, run.status == "done")


def usual_pace(week: Week) -> Fraction:
    """Seconds a kilometre: the median of the runs done in the 28 days before the week, else 6:30."""
    first = week.week_start - timedelta(days=28)
    paces = list(paces_of(run for run in week.runs if first <= run.date < week.week_start))
    return median(paces) if paces else DEFAULT_PACE


def paces_of(runs: Iterable[Run]) -> Iterable[Fraction]:
    """Seconds a kilometre of each run done that has both minutes and metres."""
    for run in runs:
        if run.status == "done" and run.minutes and run.distance_m:
            yield Fraction(run.minutes * 60_000, run.distance_m)
