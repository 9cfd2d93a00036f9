"""A believable plan of runs: base, build with longer and longer runs, peak, taper, marathon, and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plans.planner import Race, Run

START = date(2026, 5, 4)  # a Monday; week 24 ends with the marathon
WEEKS = 26
PHASES = {"base": (1, 8), "build": (9, 16), "peak": (17, 22), "taper": (23, 24), "after": (25, 26)}
HALF, MARATHON = 16, 24  # weeks whose Sunday is a race
LIGHTER = 4  # each fourth week
LAST_LONG = 21
# What is left of the usual in the last weeks.
TAPER = {22: 0.75, 23: 0.55, 24: 0.35}
SHARE_AFTER = {25: 0, 26: 0.6}
EVE = 0.3  # of an easy run, on the day before a race


@dataclass(frozen=True)
class Running:
    """Who runs what. `week` gives a role by weekday (0 is Monday): easy, first, second (hard ones), long."""

    week: Mapping[int, str]
    pace_s: int  # a kilometre, easy
    easy_km: int
    long_km: tuple[int, int]  # the first, and the longest
    climb_m: int = 0  # of a long run
    marathon_climb_m: int = 0


@dataclass(frozen=True)
class Laid:
    """What lies over the season: days ill, days on which hard runs are left out."""

    ill: tuple[date, date]
    spared: tuple[date, date]


def monday(week: int) -> date:
    """The first day of a week, counted from 1."""
    return START + timedelta(weeks=week - 1)


def phase_of(week: int) -> str:
    """The name of its phase."""
    return next(name for name, (first, last) in PHASES.items() if first <= week <= last)


def races() -> tuple[Race, ...]:
    """A half on the way, and the marathon."""
    return (
        Race(monday(HALF) + timedelta(days=6), "B", 21_098),
        Race(monday(MARATHON) + timedelta(days=6), "A", 42_195),
    )


def runs(running: Running, laid: Laid) -> tuple[Run, ...]:
    """Every run of the season, as planned and as known beforehand; races are among them."""
    found = [run for week in range(1, WEEKS + 1) for run in runs_of(running, week, laid)]
    return tuple(found)


def runs_of(running: Running, week: int, laid: Laid) -> Iterator[Run]:
    """The runs of one week."""
    for weekday, role in sorted(running.week.items()):
        day = monday(week) + timedelta(days=weekday)
        raced = next((race for race in races() if race.date == day), None)
        if raced:
            yield race_run(running, raced)
        elif any(race.date == day + timedelta(days=1) for race in races()):
            yield training_run(running, day, "easy", EVE)
        elif kind := kind_of(role, week, laid.spared[0] <= day <= laid.spared[1]):
            yield training_run(running, day, kind, share_of(week, laid))


def race_run(running: Running, race: Race) -> Run:
    """A race, a little quicker than easy."""
    pace = running.pace_s * (0.88 if race.priority == "B" else 0.93)
    climb = running.marathon_climb_m if race.priority == "A" else 0
    return Run(race.date, "race", round(pace * race.distance_m / 60_000), race.distance_m, climb)


def kind_of(role: str, week: int, spared: bool) -> str | None:
    """What a role means in this week: hard runs come bit by bit, and go with the marathon."""
    if week == 25 or (week == 26 and role == "long"):
        return "easy" if week == 26 else None
    if role in ("easy", "long"):
        return role if week != 26 else "easy"
    hard = {"first": "tempo" if week < 9 else "intervals", "second": "tempo"}[role]
    begins = {"first": 4, "second": 9}[role]
    return hard if begins <= week < 25 and not spared else "easy"


def share_of(week: int, laid: Laid) -> float:
    """How much of the usual a week holds."""
    share = TAPER.get(week) or SHARE_AFTER.get(week) or (0.7 if week % LIGHTER == 0 and week < 22 else 1)
    back = (monday(week) - monday_of(laid.ill[1])).days // 7  # 0 in the week the illness ends in
    return share * {0: 0.6, 1: 0.8}.get(back, 1)


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def training_run(running: Running, day: date, kind: str, share: float) -> Run:
    """One run with its minutes and metres."""
    week = (day - START).days // 7 + 1
    first, last = running.long_km
    grown = first + (last - first) * min(week - 1, LAST_LONG - 1) / (LAST_LONG - 1)
    easy = running.easy_km * (0.8 + 0.4 * min(week, LAST_LONG) / LAST_LONG)
    km = share * {"long": grown, "easy": easy, "tempo": easy * 1.1, "intervals": easy * 1.15}[kind]
    pace = running.pace_s * {"long": 1.0, "easy": 1.0, "tempo": 0.9, "intervals": 0.92}[kind]
    climb = round(running.climb_m * share * grown / last) if kind == "long" else 0
    return Run(day, kind, round(km * pace / 60), round(km * 10) * 100, climb)
