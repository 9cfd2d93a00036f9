"""The frame of a week: its seven days, and what the days before it hold. Everything the rules ask about."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from plans.planner.bounds import Standing
from plans.planner.caps import Cap
from plans.planner.efforts import Effort, counted
from plans.planner.week import WEEKDAYS, Done, Placement, Race, Week

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Frame:
    """One week and what follows from it, each worked out once."""

    week: Week
    caps: dict[tuple[date, bool], dict[str, Cap]] = field(default_factory=dict, compare=False)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The seven days of the week."""
        return tuple(self.week.week_start + n * DAY for n in range(7))

    @cached_property
    def open_days(self) -> tuple[date, ...]:
        """Those from today on: nothing is placed before it."""
        return tuple(day for day in self.days if day >= self.week.now)

    @cached_property
    def efforts(self) -> tuple[Effort, ...]:
        """The runs that count, races among them, by date."""
        return counted(self.week)

    @cached_property
    def by_day(self) -> dict[date, list[Effort]]:
        """The same, by day."""
        days: dict[date, list[Effort]] = {}
        for effort in self.efforts:
            days.setdefault(effort.date, []).append(effort)
        return days

    def runs_on(self, day: date) -> list[Effort]:
        """The runs of one day."""
        return self.by_day.get(day, [])

    def key_on(self, day: date) -> bool:
        """Whether a key run stands on the day."""
        return any(run.key for run in self.runs_on(day))

    def kinds_on(self, day: date) -> set[str]:
        """The kinds of the runs of a day."""
        return {run.kind for run in self.runs_on(day)}

    def minutes_on(self, day: date) -> int:
        """The runner's minutes for a class on that weekday."""
        return self.week.runner.days.get(WEEKDAYS[day.weekday()], 0)

    def rests_on(self, day: date) -> bool:
        """Whether the weekday is marked as rest."""
        return WEEKDAYS[day.weekday()] in self.week.runner.rest

    @cached_property
    def history(self) -> tuple[Done, ...]:
        """The classes done before the week, by date; a primer or a cooldown is no class."""
        classes = [done for done in self.week.history if done.item.kind == "class"]
        return tuple(sorted(classes, key=lambda d: (d.date, d.item.slug, d.taken, d.item.leg_load)))

    def done_within(self, days: int, *, load: int = 0) -> list[Done]:
        """The classes of at least this load done in that many days before the week."""
        first = self.week.week_start - days * DAY
        return [done for done in self.history if done.date >= first and done.item.leg_load >= load]

    @cached_property
    def eve_heavy(self) -> date | None:
        """The day before the week, where a class of load 2 or more was done on it."""
        return self.week.week_start - DAY if self.done_within(1, load=2) else None

    @cached_property
    def best_two_weeks(self) -> int:
        """Minutes of load >= 1 of the two highest of the six weeks before, added up."""
        weeks = [0] * 6
        for done in self.done_within(42, load=1):
            weeks[((self.week.week_start - done.date).days - 1) // 7] += done.taken
        return sum(sorted(weeks)[-2:])

    @cached_property
    def placed(self) -> tuple[Placement, ...]:
        """What stands in the week, by date."""
        return tuple(
            sorted(self.week.placed, key=lambda p: (p.date, p.item.slug, p.state, p.slot or "", p.taken))
        )

    @cached_property
    def fixed(self) -> tuple[Placement, ...]:
        """What stays as it is: locked, done, and work elsewhere that is still to come."""
        return tuple(placement for placement in self.placed if self.stays(placement))

    def stays(self, placement: Placement) -> bool:
        """Whether the planner leaves it where it is."""
        if placement.state in ("locked", "done"):
            return True
        return placement.state == "proposed" and not placement.item.slug and placement.date >= self.week.now

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """The classes among them, as the bounds see them."""
        return tuple(standing(p) for p in self.fixed if p.item.kind == "class")

    @cached_property
    def skipped(self) -> tuple[Placement, ...]:
        """Places that stay empty and count as asked for."""
        return tuple(p for p in self.placed if p.state == "skipped" and p.item.kind == "class")

    @cached_property
    def missed(self) -> tuple[Placement, ...]:
        """Places to be filled again: missed, or still proposed on a day before today."""
        return tuple(p for p in self.placed if p.item.kind == "class" and self.was_missed(p))

    def was_missed(self, placement: Placement) -> bool:
        """A proposed one of a day before today counts as missed."""
        past = placement.state == "proposed" and placement.date < self.week.now
        return placement.state == "missed" or past

    @cached_property
    def kept(self) -> frozenset[tuple[date, str]]:
        """What is proposed from today on, as day and class: the planner would rather leave it."""
        return frozenset(
            (p.date, p.item.slug)
            for p in self.placed
            if p.state == "proposed" and p.item.slug and p.date >= self.week.now
        )

    @cached_property
    def races(self) -> tuple[Race, ...]:
        """Races of 28 days either side; an A race within 28 days after another A race counts as B."""
        first, last = self.week.week_start - 28 * DAY, self.week.last_day + 28 * DAY
        near = sorted((r for r in self.week.races if first <= r.date <= last), key=race_order)
        races: list[Race] = []
        last_a: date | None = None
        for race in near:
            if race.priority == "A" and last_a is not None and DAY <= race.date - last_a <= 28 * DAY:
                races.append(Race(race.date, "B", race.distance_m))
                continue
            last_a = race.date if race.priority == "A" else last_a
            races.append(race)
        return tuple(races)


def race_order(race: Race) -> tuple[date, str, int]:
    """By date, then priority, then distance."""
    return (race.date, race.priority, race.distance_m)


def standing(placement: Placement) -> Standing:
    """A placement as the bounds see it."""
    return Standing(placement.date, placement.item.leg_load, placement.taken)
