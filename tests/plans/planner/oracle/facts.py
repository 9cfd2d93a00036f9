"""A week as the command reads it (plain JSON), with what is left out filled in and nothing interpreted twice.

This folder is the second reading of the planner’s rules: written from their description alone, it shares no
line with `plans.planner`, and judges it. It is slow and plain on purpose.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from statistics import median

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KEY_KINDS = {"intervals", "tempo", "long", "race"}


def day(text):
    return date.fromisoformat(text)


@dataclass(frozen=True)
class Held:
    """A class, or work done elsewhere, on one day."""

    date: date
    slug: str | None
    minutes: int
    load: int
    benefits: tuple
    state: str = "new"
    kind: str = "class"
    slot: str = "alone"


@dataclass(frozen=True)
class Effort:
    """A run or race that counts."""

    date: date
    kind: str
    distance_m: Fraction | None
    minutes: Fraction | None
    climb_m: int = 0
    done: bool = False
    timed: int | None = None

    @property
    def key(self):
        return self.kind in KEY_KINDS or self.climb_m >= 800


class Facts:
    """What one week's rules are asked about."""

    def __init__(self, week):
        self.week = week
        self.start = day(week["week_start"])
        self.today = day(week.get("today") or week["week_start"])
        self.runner = week["runner"]
        self.classes = {each["slug"]: each for each in week["classes"]}
        self.off = set(self.runner.get("off", ()))

    @property
    def new(self):
        return self.runner.get("experience", "new") == "new"

    @property
    def days(self):
        return [self.start + timedelta(days=n) for n in range(7)]

    def in_week(self, when):
        return self.start <= when <= self.days[-1]

    def before(self, when, days):
        """Whether a day lies in the days before the week."""
        return 1 <= (self.start - when).days <= days

    def weekday(self, when):
        return WEEKDAYS[when.weekday()]

    def minutes_on(self, when):
        return self.runner["days"].get(self.weekday(when), 0)

    def is_rest(self, when):
        return self.weekday(when) in self.runner.get("rest", ())

    # -- what was done and what stands -----------------------------------------------------------------------

    def held(self, row):
        found = self.classes.get(row.get("class"), {})
        return Held(
            date=day(row["date"]),
            slug=row.get("class"),
            minutes=row.get("minutes", found.get("minutes")),
            load=row.get("leg_load", found.get("leg_load")),
            benefits=tuple(row.get("benefits", found.get("benefits", ()))),
            state=row.get("state", "done"),
            kind=found.get("kind", "class"),
            slot=row.get("slot", "alone"),
        )

    @cached_property
    def history(self):
        """Classes danced before the week: a primer or cooldown is none."""
        held = [self.held(row) for row in self.week.get("history", ())]
        return [each for each in held if each.kind == "class" and each.date < self.start]

    def history_of(self, days):
        return [each for each in self.history if self.before(each.date, days)]

    @cached_property
    def placed(self):
        held = [self.held(row) for row in self.week.get("placed", ())]
        return [self._by_today(each) for each in held if each.kind == "class"]

    def _by_today(self, held):
        """A proposed class whose day has gone was missed; work elsewhere is not ours to move."""
        if held.state != "proposed":
            return held
        if held.date < self.today:
            return replace(held, state="missed")
        return replace(held, state="locked") if held.slug is None else held

    def stands(self, *states):
        return [each for each in self.placed if each.state in states]

    @property
    def fixed(self):
        return self.stands("locked", "done")

    # -- runs and races --------------------------------------------------------------------------------------

    def _counts(self, run):
        status = run.get("status", "planned")
        if status in ("missed", "cancelled"):
            return False
        return day(run["date"]) >= self.today or status == "done"

    @cached_property
    def done_runs(self):
        """Runs done in any of the days before, near or far."""
        return [run for run in self.week.get("runs", ()) if run.get("status") == "done"]

    @property
    def ran(self):
        """Every run done, with its metres; races that are over are among them."""
        days = {day(race["date"]) for race in self.races}
        runs = [(day(run["date"]), run.get("distance_m"), run["kind"]) for run in self.done_runs]
        raced = {when for when, _, kind in runs if kind == "race"}
        over = [race for race in self.races if day(race["date"]) < self.today or day(race["date"]) in raced]
        alone = [(when, metres) for when, metres, kind in runs if kind != "race" or when not in days]
        return alone + [(day(race["date"]), race["distance_m"]) for race in over]

    @cached_property
    def pace(self):
        """Minutes a kilometre: the median of the 28 days before the week, else six and a half."""
        rows = [
            Fraction(run["minutes"] * 1000, run["distance_m"])
            for run in self.done_runs
            if run.get("minutes") and run.get("distance_m") and self.before(day(run["date"]), 28)
        ]
        return median(rows) if rows else Fraction(13, 2)

    def _minutes(self, run):
        if run.get("minutes") is not None:
            return run["minutes"]
        return run["distance_m"] * self.pace / 1000 if run.get("distance_m") else None

    def _distance(self, run):
        """As it is written; else what the minutes come to, for a race must have some length."""
        if run.get("distance_m") is not None or not run.get("minutes"):
            return run.get("distance_m")
        return run["minutes"] * 1000 / self.pace

    def _effort(self, run, kind):
        status = run.get("status", "planned")
        return Effort(
            date=day(run["date"]),
            kind=kind,
            distance_m=self._distance(run),
            minutes=self._minutes(run),
            climb_m=run.get("climb_m", 0),
            done=status == "done",
            timed=run.get("minutes"),
        )

    @cached_property
    def races(self):
        """Races of 28 days either side, in order of their days."""
        first, last = self.start - timedelta(days=28), self.days[-1] + timedelta(days=28)
        rows = [race for race in self.week.get("races", ()) if first <= day(race["date"]) <= last]
        return sorted(rows, key=lambda race: race["date"])

    @cached_property
    def listed(self):
        """The runs that count, 14 days either side of the week."""
        first, last = self.start - timedelta(days=14), self.days[-1] + timedelta(days=14)
        rows = [run for run in self.week.get("runs", ()) if first <= day(run["date"]) <= last]
        return [self._effort(run, run["kind"]) for run in rows if self._counts(run)]

    @cached_property
    def efforts(self):
        """What was or will be run: a race is one run, with its own length, though `runs` may repeat it."""
        days = {day(race["date"]) for race in self.races}
        runs = [each for each in self.listed if each.kind != "race" or each.date not in days]
        return runs + [self._race(race) for race in self.races]

    def _race(self, race):
        twins = [each for each in self.listed if each.kind == "race" and each.date == day(race["date"])]
        known = {"minutes": twins[0].timed, "climb_m": twins[0].climb_m} if twins else {}
        alone = self._effort({**race, **known}, "race")
        return replace(alone, done=any(each.done for each in twins))

    def efforts_on(self, when):
        return [each for each in self.efforts if each.date == when]

    def key_on(self, when):
        return any(each.key for each in self.efforts_on(when))

    @property
    def week_runs(self):
        return [each for each in self.efforts if self.in_week(each.date)]
