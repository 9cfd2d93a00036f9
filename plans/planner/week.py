"""What the planner is given: one runner's week, its runs, its body, and the classes to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

BENEFITS = ("balance", "flexibility", "injury-prevention", "posture", "stabilisers")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = ("class", "primer", "cooldown")
RUN_KINDS = ("easy", "long", "intervals", "tempo", "race")
RUN_STATUSES = ("planned", "done", "missed", "cancelled")
STATES = ("proposed", "locked", "done", "skipped", "missed")
SLOTS = ("before_run", "after_run", "alone")
EXPERIENCES = ("new", "some", "regular")
OVERLAYS = ("illness", "holiday", "travel", "injury")
CHECK_INS = ("lighter", "same", "more")
PRIORITIES = ("A", "B", "C")
FEELS = ("pain", "sore")
# Target shares in thousandths, so that nothing that decides is a float.
TARGETS = {
    "balance": 250,
    "flexibility": 150,
    "injury-prevention": 150,
    "posture": 150,
    "stabilisers": 300,
}


@dataclass(frozen=True, slots=True)
class Class:
    """A class that can stand in a week. `longest_hold_s`: most seconds one muscle is held, in all."""

    slug: str
    minutes: int
    leg_load: int
    benefits: tuple[str, ...]
    kind: str = "class"
    sites: Mapping[str, int] = field(default_factory=dict)
    longest_hold_s: int = 0
    level: int = 1
    kit: frozenset[str] = frozenset()
    quiet: bool = True
    small_space: bool = True
    offer: bool = True

    @property
    def primary(self) -> str | None:
        """The benefit that its minutes count to in full; work done elsewhere may have none."""
        return self.benefits[0] if self.benefits else None


def elsewhere(*, leg_load: int, minutes: int, benefits: tuple[str, ...]) -> Class:
    """Work done at a gym or a studio: it counts like a class, it has no slug and is never offered."""
    return Class(slug="", minutes=minutes, leg_load=leg_load, benefits=benefits, offer=False)


@dataclass(frozen=True, slots=True)
class Done:
    """A class done before the week; `minutes` where they were other than the class's own."""

    date: date
    item: Class
    minutes: int | None = None

    @property
    def taken(self) -> int:
        """Minutes it took."""
        return self.item.minutes if self.minutes is None else self.minutes


@dataclass(frozen=True, slots=True)
class Placement:
    """A class standing on a day of the week already."""

    date: date
    item: Class
    state: str = "proposed"
    slot: str | None = None
    minutes: int | None = None

    @property
    def taken(self) -> int:
        """Minutes it takes."""
        return self.item.minutes if self.minutes is None else self.minutes


@dataclass(frozen=True, slots=True)
class Run:
    """A run, done or planned. Minutes and metres are optional."""

    date: date
    kind: str
    minutes: int | None = None
    distance_m: int | None = None
    climb_m: int = 0
    status: str = "planned"


@dataclass(frozen=True, slots=True)
class Race:
    """A race with its priority; it counts as a run of kind `race`."""

    date: date
    priority: str
    distance_m: int


@dataclass(frozen=True, slots=True)
class Pain:
    """One report of one site, 0-10."""

    site: str
    level: int
    date: date
    worse_next_morning: bool = False
    feel: str = "pain"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Illness, holiday, travel or injury, both days included."""

    kind: str
    first: date
    last: date
    sites: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The change between the last two results of a self-check; below 0 is worse."""

    benefit: str
    change: float


@dataclass(frozen=True)
class Runner:
    """What the runner asked for. `days`: most minutes for classes by weekday (0 = not available)."""

    sessions: int
    days: Mapping[str, int]
    experience: str = "new"
    kit: frozenset[str] = frozenset()
    quiet: bool = False
    level: int = 1
    impact: bool = False
    rest: frozenset[str] = frozenset()
    targets: Mapping[str, int] = field(default_factory=lambda: dict(TARGETS))
    tight: frozenset[str] = frozenset()
    primers: bool = False
    check_in: str | None = None
    off: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Week:
    """All the planner knows. `today` lies before the week, or in it for a re-plan."""

    week_start: date
    runner: Runner
    classes: tuple[Class, ...]
    today: date | None = None
    runs: tuple[Run, ...] = ()
    races: tuple[Race, ...] = ()
    pain: tuple[Pain, ...] = ()
    soreness_after_load3: int = 0
    overlays: tuple[Overlay, ...] = ()
    history: tuple[Done, ...] = ()
    placed: tuple[Placement, ...] = ()
    collection: tuple[str, ...] = ()
    self_checks: tuple[SelfCheck, ...] = ()

    @property
    def now(self) -> date:
        """Today; without one, the first day of the week."""
        return self.today or self.week_start

    @property
    def last_day(self) -> date:
        """The seventh day of the week."""
        return self.week_start + timedelta(days=6)

    def holds(self, day: date) -> bool:
        """Whether a date lies in the week."""
        return self.week_start <= day <= self.last_day
