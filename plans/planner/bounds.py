"""What one rule allows over the whole week, as bounds; a session either breaks them or does not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.planner.caps import FREE


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most of each in one week. `minutes` counts those of leg load 1 and more; `apart`: no load >= 2 on
    days that follow each other."""

    heavy: int = FREE
    jumps: int = FREE
    days: int = FREE
    minutes: int = FREE
    sessions: int = FREE
    a_day: int = FREE
    apart: bool = False


LOOSE = Bounds()


@dataclass(frozen=True, slots=True)
class Standing:
    """A class on a day, as the bounds see it."""

    date: date
    load: int
    minutes: int


def together(bounds: Iterable[Bounds]) -> Bounds:
    """The bounds that hold when several do."""
    bounds = [*bounds, LOOSE]
    return Bounds(
        heavy=min(b.heavy for b in bounds),
        jumps=min(b.jumps for b in bounds),
        days=min(b.days for b in bounds),
        minutes=min(b.minutes for b in bounds),
        sessions=min(b.sessions for b in bounds),
        a_day=min(b.a_day for b in bounds),
        apart=any(b.apart for b in bounds),
    )


def breaks(one: Standing, week: Sequence[Standing], bounds: Bounds, eve_heavy: date | None) -> str | None:
    """How `one`, itself in `week`, breaks the bounds: a code, or None.

    `eve_heavy` is the day before the week where a class of load >= 2 was done on it.
    """
    heavy = [s.date for s in week if s.load >= 2]
    if one.load >= 2:
        if bounds.apart and beside(one.date, heavy, eve_heavy):
            return "heavy-beside-heavy"
        if len(heavy) > bounds.heavy:
            return "too-many-heavy"
        if one.load == 3 and sum(s.load == 3 for s in week) > bounds.jumps:
            return "too-many-jumps"
    if one.load >= 1 and sum(s.minutes for s in week if s.load >= 1) > bounds.minutes:
        return "too-many-minutes"
    return breaks_number(one, week, bounds)


def breaks_number(one: Standing, week: Sequence[Standing], bounds: Bounds) -> str | None:
    """The bounds that only count sessions and days."""
    if len({s.date for s in week}) > bounds.days:
        return "no-day-free"
    if len(week) > bounds.sessions:
        return "too-many-sessions"
    if sum(s.date == one.date for s in week) > bounds.a_day:
        return "two-a-day"
    return None


def beside(day: date, heavy: Iterable[date], eve_heavy: date | None) -> bool:
    """Whether another day of load >= 2 lies right before or after."""
    others = [*heavy, eve_heavy] if eve_heavy else list(heavy)
    return any(abs((day - other).days) == 1 for other in others)
