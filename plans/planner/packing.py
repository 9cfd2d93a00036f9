"""How much can be gained within the minutes that are left: exact in minutes, with the days left aside."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from plans.planner.bounding import IMPOSSIBLE, Bounding, Split, less
from plans.planner.needs import share
from plans.planner.tapering import reach


@dataclass
class Packing:
    """Tables of gain by minutes. `exactly`: the minutes are to be spent to the last one, as in a taper."""

    bounding: Bounding
    exactly: bool
    tables: dict[tuple[tuple[int, int, int], ...], list[int]] = field(default_factory=dict)
    singles: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)

    def table(self, rest: Split, split: Split) -> list[int]:
        """The most that the rest can gain by minutes from 0 on."""
        at = tuple((b, n, split[b]) for b, n in enumerate(rest) if n)
        if at not in self.tables:
            self.tables[at] = self.made(rest, split)
        return self.tables[at]

    def made(self, rest: Split, split: Split) -> list[int]:
        """The table, from that of one session fewer."""
        b = next((b for b, n in enumerate(rest) if n), None)
        if b is None:
            return list(self.empty)
        before = self.table(less(rest, b), split)
        size = len(before)
        rows = [
            [IMPOSSIBLE] * cost + [gain + value for value in before[: size - cost]]
            for cost, gain in self.single(b, split[b])
            if cost < size
        ]
        return [max(column) for column in zip(*rows, strict=True)] if rows else [IMPOSSIBLE] * size

    @cached_property
    def empty(self) -> list[int]:
        """Nothing to place: no gain, and in a taper only in no minutes."""
        size = self.bounding.minutes_left + 1
        return [0] + [IMPOSSIBLE if self.exactly else 0] * (size - 1)

    @cached_property
    def reach(self) -> list[list[int]]:
        """The totals of minutes (as bits) that so many sessions from a day on can take."""
        within = (1 << self.bounding.minutes_left + 1) - 1
        return reach(self.bounding.found, self.bounding.number, within)

    def single(self, b: int, of: int) -> list[tuple[int, int]]:
        """Cost and gain of the classes of a benefit: the best of each cost, none beaten by a cheaper one."""
        if (b, of) not in self.singles:
            factor = share(self.bounding.stood[b], of)
            best: dict[int, int] = {}
            for cost, worth in self.bounding.own[b]:
                best[cost] = max(factor * worth, best.get(cost, IMPOSSIBLE))
            pairs = sorted(best.items())
            highest = [IMPOSSIBLE, *accumulate((gain for _, gain in pairs), max)]
            kept = [pair for pair, top in zip(pairs, highest, strict=False) if self.exactly or pair[1] > top]
            self.singles[b, of] = kept
        return self.singles[b, of]
