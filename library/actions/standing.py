"""How far somebody is in a collection. Pure: keys of classes in, places out. Places count from 0."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """Which places are done, and where to go on; `next` is None where nothing is left to do."""

    done: tuple[bool, ...]
    aside: tuple[bool, ...]  # not for this runner, and not done either: it is not waited for
    next: int | None

    @property
    def number(self) -> int:
        return sum(self.done)

    @property
    def of(self) -> int:
        return len(self.done) - sum(self.aside)

    @property
    def whole(self) -> bool:
        return bool(self.of) and self.number == self.of


def standing(places: Sequence[int], times: Mapping[int, int], hidden: Set[int] = frozenset()) -> Standing:
    """A place is done once its class was danced at least as often as it stands up to there.

    Wherever it was danced it counts, and more often than it stands adds nothing.
    """
    met: Counter[int] = Counter()
    done, aside = [], []
    for pk in places:
        met[pk] += 1
        done.append(times.get(pk, 0) >= met[pk])
        aside.append(pk in hidden and not done[-1])
    left = (n for n in range(len(places)) if not done[n] and not aside[n])
    return Standing(tuple(done), tuple(aside), next(left, None))
