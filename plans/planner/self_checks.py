"""Self-checks: what counts as a change, and which benefit it speaks for. Numbers are whole tenths."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One check: the benefit it speaks for, and the least difference that is no accident, in tenths."""

    benefit: str
    real_from: int
    grade: str
    source: str


# Between two days. Of the stance no paper we rest on says it for the best of three tries up to 45 s:
# one person's tries differ by many seconds, so our default is wide (D), a little less with eyes closed,
# where few reach half a minute.
MEASURES: Mapping[str, Measure] = {
    "knee-to-wall": Measure("flexibility", 19, "B", "Powden 2015"),
    "stance-open": Measure("balance", 150, "D", ""),
    "stance-closed": Measure("balance", 100, "D", ""),
    "heel-raises": Measure("stabilisers", 70, "B", "Hébert-Losier 2017"),  # beyond ±6: seven whole ones
}


def real_change(kind: str, before: int, after: int) -> int:
    """How much a side changed; 0 where the measure cannot tell. KeyError for a kind that is none."""
    change = after - before
    return change if abs(change) >= MEASURES[kind].real_from else 0


def change_to_plan(kind: str, sides: Iterable[tuple[int, int]]) -> int:
    """What was measured before and after on each side says: the side that fell most, else the one that rose
    most, else 0.
    """
    changes = [real_change(kind, before, after) for before, after in sides]
    return min(changes) if min(changes, default=0) < 0 else max(changes, default=0)
