"""What the self-checks say to the plan and to the week's pages: read from the health notes, no query."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from plans.calendar import WEEK
from plans.models import HealthNotes, SelfCheck
from plans.planner.self_checks import MEASURES

AGAIN_AFTER = 6 * WEEK
SPEAKS_FOR = 2 * AGAIN_AFTER  # what was measured longer ago no longer says how it is (grade D)

Kind = SelfCheck.Kind


@dataclass(frozen=True)
class DueCheck:
    """A check that is to be done again on a day, and when it was done last."""

    kind: SelfCheck.Kind
    on: datetime.date
    last: datetime.date


def changes_that_speak(notes: HealthNotes | None, today: datetime.date) -> list[dict]:
    """The planner's `self_checks`: what changed beyond the measurement error, lately."""
    return [
        {"benefit": MEASURES[kind].benefit, "change": told["change"]}
        for kind, last, told in _told(notes)
        if told["change"] and today - last <= SPEAKS_FOR
    ]


def due_checks(
    notes: HealthNotes | None, today: datetime.date, first: datetime.date, last: datetime.date
) -> list[DueCheck]:
    """Those whose day lies between two days; a day that has passed is today."""
    found = []
    for kind, done, _ in _told(notes):
        on = max(done + AGAIN_AFTER, notes.self_checks_not_before or done, today)
        if first <= on <= last:
            found.append(DueCheck(Kind(kind), on, done))
    return found


def _told(notes: HealthNotes | None) -> Iterator[tuple[str, datetime.date, dict]]:
    """In the order in which the checks are shown."""
    told = notes.self_checks if notes else {}
    for kind in Kind.values:
        if kind in told:
            yield kind, datetime.date.fromisoformat(told[kind]["date"]), told[kind]
