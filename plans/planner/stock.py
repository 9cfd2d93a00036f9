"""Many classes at once, as bitmaps: bit n stands for the class with key n. A rule is asked once for all."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

from plans.planner.caps import FREE, Cap
from plans.planner.week import Class

T = TypeVar("T", bound=Hashable)


def bitmap(keys: Iterable[int]) -> int:
    """A set of keys, none below 0, as one number."""
    keys = list(keys)
    found = bytearray(max(keys, default=0) // 8 + 1)
    for key in keys:
        found[key >> 3] |= 1 << (key & 7)
    return int.from_bytes(found, "little")


@dataclass(frozen=True)
class Steps:
    """Classes by a number each has: the values that occur, and the classes up to each of them."""

    values: tuple[int, ...]
    sets: tuple[int, ...]

    def at_most(self, most: int) -> int:
        """The classes whose number is no higher."""
        place = bisect_right(self.values, most)
        return self.sets[place - 1] if place else 0


def steps(items: Mapping[int, Class], of: Callable[[Class], int]) -> Steps:
    """The classes by one of their numbers."""
    own = grouped(items, of)
    sets, below = [], 0
    for value in sorted(own):
        below |= own[value]
        sets.append(below)
    return Steps(tuple(sorted(own)), tuple(sets))


def grouped(items: Mapping[int, Class], of: Callable[[Class], T]) -> dict[T, int]:
    """The classes that are alike in one respect, as bitmaps."""
    keys: dict[T, list[int]] = {}
    for key, item in items.items():
        keys.setdefault(of(item), []).append(key)
    return {value: bitmap(found) for value, found in keys.items()}


def load_of(site: str, item: Class) -> int:
    """What a class loads a body site with."""
    return item.sites.get(site, 0)


def benefits_and_minutes(item: Class) -> tuple[tuple[str, ...], int]:
    """What the needs of a week look at."""
    return item.benefits, item.minutes


@dataclass(frozen=True)
class Stock:
    """Classes by their keys, and by all that the rules look at; each worked out once."""

    items: Mapping[int, Class]

    @cached_property
    def all(self) -> int:
        """All of them."""
        return bitmap(self.items)

    @cached_property
    def key_of(self) -> dict[str, int]:
        """Keys by slug."""
        return {item.slug: key for key, item in self.items.items()}

    @cached_property
    def kinds(self) -> dict[str, int]:
        """By kind."""
        return grouped(self.items, lambda item: item.kind)

    @cached_property
    def aimless(self) -> int:
        """Those that name no benefit: they may be danced, and nothing speaks for placing them."""
        return bitmap(key for key, item in self.items.items() if not item.benefits)

    @cached_property
    def loads(self) -> Steps:
        """By leg load."""
        return steps(self.items, lambda item: item.leg_load)

    @cached_property
    def minutes(self) -> Steps:
        """By minutes."""
        return steps(self.items, lambda item: item.minutes)

    @cached_property
    def levels(self) -> Steps:
        """By level."""
        return steps(self.items, lambda item: item.level)

    @cached_property
    def holds(self) -> Steps:
        """By the longest hold of one muscle."""
        return steps(self.items, lambda item: item.longest_hold_s)

    @cached_property
    def loud(self) -> int:
        """Those that are not quiet."""
        return bitmap(key for key, item in self.items.items() if not item.quiet)

    @cached_property
    def wide(self) -> int:
        """Those that ask for more than a small space."""
        return bitmap(key for key, item in self.items.items() if not item.small_space)

    @cached_property
    def needing(self) -> dict[str, int]:
        """By each piece of kit that is needed."""
        pieces = {piece for item in self.items.values() for piece in item.kit}
        return {
            piece: bitmap(key for key, item in self.items.items() if piece in item.kit)
            for piece in sorted(pieces)
        }

    @cached_property
    def sites(self) -> dict[str, Steps]:
        """By the load of each body site."""
        named = {site for item in self.items.values() for site in item.sites}
        return {site: steps(self.items, partial(load_of, site)) for site in named}

    @cached_property
    def worths(self) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """By benefits: minutes and the classes that take so long."""
        found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for (benefits, minutes), classes in grouped(self.items, benefits_and_minutes).items():
            found.setdefault(benefits, []).append((minutes, classes))
        return found

    def under(self, cap: Cap) -> int:
        """The classes that fit under a cap in everything."""
        found = self.all & self.loads.at_most(cap.load) & self.levels.at_most(cap.level)
        if cap.minutes < FREE:
            found &= self.minutes.at_most(cap.minutes)
        if cap.hold_s < FREE:
            found &= self.holds.at_most(cap.hold_s)
        if cap.primer:
            found &= self.kinds.get("primer", 0)
        return found & ~self.kept_out(cap)

    def kept_out(self, cap: Cap) -> int:
        """The classes that a cap keeps out for noise, space, kit or what they load."""
        found = (self.loud if cap.quiet else 0) | (self.wide if cap.small_space else 0)
        if cap.kit is not None:
            for piece, classes in self.needing.items():
                found |= 0 if piece in cap.kit else classes
        for site, most in cap.sites:
            if site in self.sites:
                found |= self.all & ~self.sites[site].at_most(most)
        return found
