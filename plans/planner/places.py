"""The places of a week that are to be filled, and what bounds them; with one rule lifted where asked."""

from dataclasses import dataclass

from plans.planner.bounds import Bounds, Standing
from plans.planner.caps import Cap
from plans.planner.frame import Frame
from plans.planner.rules import Off, bounds, cap
from plans.planner.rules.settled import window
from plans.planner.week import Class


@dataclass(frozen=True, slots=True)
class Missed:
    """A missed place: the class that was missed, and the days (0-6) its place may move to."""

    slug: str
    primary: str | None
    days: frozenset[int]

    def takes(self, item: Class) -> bool:
        """The same class, or another of its primary benefit."""
        return item.slug == self.slug or (self.primary is not None and item.primary == self.primary)


@dataclass(frozen=True)
class Places:
    """`room` places in all: `free` ones for any class, and the missed ones. `caps` by day; `closed` days take
    nothing; `standing` is what counts already."""

    room: int
    free: int
    missed: tuple[Missed, ...]
    caps: tuple[Cap, ...]
    closed: frozenset[int]
    standing: tuple[Standing, ...]
    bounds: Bounds

    @property
    def minutes_left(self) -> int:
        """Minutes of load >= 1 that may still be placed."""
        return max(0, self.bounds.minutes - sum(s.minutes for s in self.standing if s.load >= 1))


def places(frame: Frame, off: Off, lifted: str | None = None) -> Places:
    """The places under the rules that are on, or with one of them lifted."""
    without = off | {lifted} if lifted else off
    room = max(0, frame.week.runner.sessions - len(frame.standing) - len(frame.skipped))
    missed = () if lifted == "R13" else tuple(missed_places(frame))
    return Places(
        room=room,
        free=max(0, room - len(missed)),
        missed=missed,
        caps=tuple(cap(frame, day, without) for day in frame.days),
        closed=closed_days(frame, lifted),
        standing=() if lifted == "R15" else frame.standing,
        bounds=bounds(frame, without),
    )


def missed_places(frame: Frame) -> list[Missed]:
    """The missed places, in date order."""
    return [Missed(p.item.slug, p.item.primary, frozenset(window(frame, p))) for p in frame.missed]


def closed_days(frame: Frame, lifted: str | None) -> frozenset[int]:
    """Days before today, and those of a skipped class."""
    skipped = set() if lifted == "R15" else {p.date for p in frame.skipped}
    return frozenset(n for n, day in enumerate(frame.days) if day < frame.week.now or day in skipped)
