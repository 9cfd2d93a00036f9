"""A season lived day by day: planned on Monday, planned again when something happens, danced, missed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from zlib import crc32

from library.actions.shipped import shipped
from plans.planner import Class, Done, Placement, PlannedWeek, Run, Session, Week, plan, plan_following
from tests.plans.planner.seasons.lived import LivedSeason, LivedWeek, Stood
from tests.plans.planner.seasons.people import CALF, ILL, LAID, MISSED_WEEK, Person, reports_until
from tests.plans.planner.seasons.running import WEEKS, monday, races, runs

DAY = timedelta(days=1)
MIDWEEK = 3  # Thursday
LEAST_SORE = 1
PLAIN = ("slug", "kind", "minutes", "leg_load", "sites", "longest_hold_s", "level", "quiet", "small_space")
A_WEEK = 3  # classes of a collection that is followed, as Foot-core asks


@cache
def classes() -> dict[str, Class]:
    """What the library ships, as the planner sees it."""
    return {
        slug: Class(
            **{name: getattr(content, name) for name in PLAIN},
            benefits=tuple(content.benefits),
            kit=frozenset(content.kit),
        )
        for slug, content in shipped().classes.items()
    }


@cache
def ones_before() -> dict[str, str]:
    """The last class of each series gathers all others: it is offered once the one before it was danced."""
    series = [c.classes for c in shipped().collections.values() if c.series]
    return {order[-1]: [slug for slug in order if slug != order[-1]][-1] for order in series}


@cache
def lived(person: Person) -> LivedSeason:
    """The season from its first Monday to two weeks after the marathon."""
    return LivedSeason(person, tuple(Living(person).weeks()))


class Living:
    """One runner, and what has happened so far."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.runs = runs(person.running, LAID)
        self.history: list[Done] = []
        self.soreness = 0

    def weeks(self) -> Iterator[LivedWeek]:
        """Each week in turn."""
        for number in range(1, WEEKS + 1):
            week = LivingWeek(self, number).live()
            yield week
            self.history += [Done(one.date, one.item) for one in (*week.done, *week.primers)]
            if any(one.item.leg_load == 3 for one in week.done):
                self.soreness = LEAST_SORE if self.soreness else self.person.sore_after_first_jumps

    def runs_as_known(self, today: date) -> tuple[Run, ...]:
        """Done, still planned, or left out for illness."""
        return tuple(replace(run, status=status_of(run, today)) for run in self.runs)

    def offered(self) -> tuple[Class, ...]:
        """The library, without the ends of series that were not begun."""
        danced = {done.item.slug for done in self.history}
        before = ones_before()
        return tuple(
            replace(item, offer=before.get(slug, slug) in danced or slug not in before)
            for slug, item in classes().items()
        )

    def misses(self, number: int, day: date) -> bool:
        """Whether the runner leaves the class of a day out: now and then, and a whole week once."""
        chance = crc32(f"{self.person.name} {day}".encode()) % 100
        return number == MISSED_WEEK or chance < self.person.misses


def status_of(run: Run, today: date) -> str:
    """Of one run, as it is known on a day."""
    if ILL.first <= run.date <= ILL.last and today >= ILL.first:
        return "cancelled"
    return "done" if run.date < today else "planned"


class LivingWeek:
    """One week while it goes on. `missed` are places still to be made up; `made_up` tells where."""

    def __init__(self, season: Living, number: int) -> None:
        self.season, self.number = season, number
        self.days = [monday(number) + n * DAY for n in range(7)]
        self.done: list[Placement] = []
        self.missed: list[Placement] = []
        self.proposed: dict[date, Session] = {}
        self.made_up: dict[date, Placement] = {}
        self.stood: list[Stood] = []
        self.primers: list[Stood] = []
        self.plans: list[tuple[Week, PlannedWeek]] = []

    def live(self) -> LivedWeek:
        """Seven days."""
        for n, today in enumerate(self.days):
            if n in (0, MIDWEEK) or self.something_new(today):
                self.plan(today)
            self.warm_up(today)
            self.dance(today)
        known = self.season.runs_as_known(self.days[-1] + DAY)
        return LivedWeek(
            self.number,
            tuple(self.plans),
            tuple(sorted(self.stood, key=lambda one: (one.date, one.fate))),
            tuple(self.primers),
            tuple(run for run in known if self.days[0] <= run.date <= self.days[-1]),
        )

    def something_new(self, today: date) -> bool:
        """A class missed yesterday, illness, a word about the calf."""
        missed = any(placed.date == today - DAY for placed in self.missed)
        return missed or today == ILL.first or any(report.date == today for report in CALF)

    def plan(self, today: date) -> None:
        """Plans the rest of the week, with least change."""
        week = self.week(today)
        follows = self.season.person.collection
        answer = plan_following(week, week.collection, A_WEEK) if follows else plan(week)
        self.plans.append((week, answer))
        before = {day: session for day, session in self.proposed.items() if day >= today}
        self.proposed = {s.date: s for s in answer.sessions if s.state == "proposed"}
        self.made_up = {s.date: self.original(s) for s in self.proposed.values() if "R13" in s.reasons}
        for day, session in before.items():
            if day not in self.proposed or self.proposed[day].slug != session.slug:
                self.stood.append(Stood(day, classes()[session.slug], "dropped", session.reasons))

    def week(self, today: date) -> Week:
        """All that is known this morning."""
        person = self.season.person
        settings = person.settings(self.number)
        return Week(
            week_start=self.days[0],
            today=today,
            runner=replace(person.runner, **settings),
            classes=self.season.offered(),
            runs=self.season.runs_as_known(today),
            races=races(),
            pain=reports_until(today),
            soreness_after_load3=self.season.soreness,
            overlays=(*person.before, *((ILL,) if today >= ILL.first else ())),
            history=tuple(self.season.history),
            placed=(*self.done, *self.missed, *self.still_proposed(today)),
            collection=shipped().collections[person.collection].classes if person.collection else (),
        )

    def still_proposed(self, today: date) -> list[Placement]:
        """What waits for its day."""
        return [Placement(day, classes()[s.slug]) for day, s in self.proposed.items() if day >= today]

    def original(self, session: Session) -> Placement:
        """The missed class whose place a session takes: the same one, else one of its benefit."""
        item = classes()[session.slug]
        return min(self.missed, key=lambda p: (p.item != item, p.item.primary != item.primary, p.date))

    def warm_up(self, today: date) -> None:
        """The primer before a key run."""
        for one in self.plans[-1][1].primers:
            if one.date == today and self.number != MISSED_WEEK:
                self.primers.append(Stood(today, classes()[one.slug], "done", one.reasons))

    def dance(self, today: date) -> None:
        """The class of the day, or not."""
        session = self.proposed.pop(today, None)
        if session is None:
            return
        item, original = classes()[session.slug], self.made_up.pop(today, None)
        fate = "missed" if self.season.misses(self.number, today) else "done"
        self.stood.append(Stood(today, item, fate, session.reasons))
        if fate == "done":
            self.done.append(Placement(today, item, "done"))
            self.missed = [placed for placed in self.missed if placed is not original]
        elif original is None:
            self.missed.append(Placement(today, item, "missed"))
