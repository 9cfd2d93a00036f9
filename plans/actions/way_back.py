"""The way back after a time laid aside, as the week's page tells it: how much the week may hold."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from plans.actions.overlay_pictures import has_a_say_until
from plans.actions.week_facts import facts
from plans.actions.week_rows import WeekRows
from plans.models import Overlay
from plans.planner import read_week
from plans.planner.caps import FREE
from plans.planner.frame import Frame
from plans.planner.rules import bounds, switched_off


@dataclass(frozen=True)
class WayBack:
    """The longest of the times the week comes back from, and the minutes of load 1 and more it may hold."""

    after: Overlay
    minutes: int


def leading_back(overlays: Iterable[Overlay], monday: datetime.date, sunday: datetime.date) -> list[Overlay]:
    """Those whose way back has a day in this week."""
    return [each for each in overlays if each.last < min(sunday, has_a_say_until(each)) >= monday]


def way_back(rows: WeekRows) -> WayBack | None:
    """None in a week without a day of it, and where the runner switched the limit off."""
    after = leading_back(rows.overlays, rows.monday, rows.sunday)
    if not after:
        return None
    frame = Frame(read_week(facts(rows, [])))
    minutes = bounds(frame, switched_off(frame)).minutes
    return WayBack(max(after, key=lambda each: each.last - each.first), minutes) if minutes < FREE else None
