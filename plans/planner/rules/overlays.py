"""R14: illness, holiday, travel and injury laid over the week, and the way back."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from plans.planner.bounds import LOOSE, Bounds
from plans.planner.caps import NOTHING, Cap, together
from plans.planner.frame import DAY, Frame
from plans.planner.rules.growth import lowered
from plans.planner.rules.rule import Rule
from plans.planner.week import Overlay


def under_overlays(frame: Frame, day: date, before_run: bool) -> Cap:
    """R14, the days."""
    return together(cap_of(over) for over in frame.week.overlays if over.first <= day <= over.last)


def cap_of(over: Overlay) -> Cap:
    """What one overlay leaves possible on its days."""
    if over.kind == "travel":
        return Cap(kit=frozenset(), small_space=True)
    if over.kind == "injury" and over.sites:
        return Cap(load=0, sites=tuple((site, 0) for site in sorted(set(over.sites))))
    return Cap(load=NOTHING)


def gently_back(frame: Frame) -> Bounds:
    """R14, the minutes on the way back: half fewer after illness or injury, a quarter after a holiday."""
    unwell = days_back(frame, ("illness", "injury"))
    away = days_back(frame, ("holiday",))
    if not unwell and not away:
        return LOOSE
    return Bounds(minutes=lowered(frame, min(1 - Fraction(unwell, 14), 1 - Fraction(away, 28))))


def days_back(frame: Frame, kinds: Iterable[str]) -> int:
    """How many days of the week lie in the weeks after such overlays."""
    overlays = [over for over in frame.week.overlays if over.kind in kinds]
    return sum(any(DAY <= day - o.last <= weeks_back(o) * 7 * DAY for o in overlays) for day in frame.days)


def weeks_back(over: Overlay) -> int:
    """How many weeks of seven days the way back takes."""
    if over.kind == "holiday":
        return 1 if over.days >= 14 else 0
    return min(3, -(-over.days // 7)) if over.days >= 3 else 0


R14 = Rule(
    id="R14",
    sentence="Illness, injury, holidays and travel come first, and the weeks after them are shorter.",
    grade="D",
    source="Our default",
    can_be_off=False,
    cap=under_overlays,
    bounds=gently_back,
)
