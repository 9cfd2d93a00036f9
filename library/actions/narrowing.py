"""Choices narrow a set of classes, and each further choice says how many it would find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

Sets = Mapping[str, Mapping[str, int]]  # the classes of every option, by facet


@dataclass(frozen=True)
class Narrowed:
    """The classes found, and how many each option would find beside the other facets' choices."""

    found: int
    counts: dict[str, dict[str, int]]


def narrow(
    within: int, sets: Sets, chosen: Mapping[str, Sequence[str]], unless: Mapping[str, int] | None = None
) -> Narrowed:
    """Options of one facet widen the choice, facets narrow it; a facet's own choices do not touch its counts.

    `unless`: what a facet keeps of `within` where nothing of it is chosen; others keep everything.
    """
    kept = dict(unless or {})
    for facet, options in chosen.items():
        if options:
            kept[facet] = reduce(or_, (sets[facet].get(option, 0) for option in options), 0)
    found = reduce(and_, kept.values(), within)
    counts = {}
    for facet, options in sets.items():
        beside = found
        if facet in kept:
            beside = reduce(and_, (bits for other, bits in kept.items() if other != facet), within)
        counts[facet] = {option: (bits & beside).bit_count() for option, bits in options.items()}
    return Narrowed(found, counts)
