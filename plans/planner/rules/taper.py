"""R9: the days before a race."""

from datetime import date
from fractions import Fraction

from plans.planner.bounds import LOOSE, Bounds
from plans.planner.caps import NOTHING, Cap
from plans.planner.frame import DAY, Frame
from plans.planner.rules.growth import limit, lowered
from plans.planner.rules.rule import Rule

SHORT_RACE_M = 21_000


def taper_days(frame: Frame) -> int:
    """How many days of the week lie in a taper."""
    return sum(any(tapers(frame, day)) for day in frame.days)


def tapers(frame: Frame, day: date) -> list[bool]:
    """For each A race, whether the day lies in its taper."""
    return [
        DAY <= race.date - day <= (7 if race.distance_m < SHORT_RACE_M else 14) * DAY
        for race in frame.races
        if race.priority == "A"
    ]


def race_week(frame: Frame, day: date) -> bool:
    """Whether the day is one of the last seven before an A race."""
    return any(race.priority == "A" and DAY <= race.date - day <= 7 * DAY for race in frame.races)


def before_races(frame: Frame, day: date, before_run: bool) -> Cap:
    """R9, the days."""
    if any(race.priority == "A" and race.date == day for race in frame.week.races):
        return Cap(load=NOTHING)
    return Cap(load=min([3, *(most_before(race.priority, (race.date - day).days) for race in frame.races)]))


def most_before(priority: str, days: int) -> int:
    """The most leg load so many days before a race."""
    if priority == "A" and 1 <= days <= 4:
        return 1
    if (priority == "A" and 1 <= days <= 7) or (priority == "B" and 1 <= days <= 3):
        return 2
    return 3


def less_volume(frame: Frame) -> Bounds:
    """R9, the minutes: 41 % fewer in a week that is all taper."""
    days = taper_days(frame)
    return Bounds(minutes=lowered(frame, 1 - Fraction(41 * days, 700))) if days else LOOSE


def taper_aim(frame: Frame) -> Fraction | None:
    """The minutes a taper week aims at: half of the limit where all of it is taper. None outside a taper."""
    days = taper_days(frame)
    return max(Fraction(20), limit(frame) * (1 - Fraction(days, 14))) if days else None


R9 = Rule(
    id="R9",
    sentence="Before a race that matters there is less, not less often: about half the minutes in the taper, "
    "no jumps in the last week, light legs in the last four days, and no class on race day.",
    grade="A (volume), C (days)",
    source="Wang 2023: volume −41 to −60 %, frequency kept",
    cap=before_races,
    bounds=less_volume,
)
