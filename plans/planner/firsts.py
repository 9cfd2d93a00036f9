"""What comes before needs in the ranking, found before any class is weighed.

How many missed places another class must take, in a taper which totals of minutes come nearest to the half,
how many sessions are kept, and how many missed classes are placed again.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plans.planner.candidates import Candidate
from plans.planner.scene import FREE_PLACE, Scene


@dataclass(frozen=True)
class Firsts:
    """What a best plan has. `totals`: the new minutes it may take, as bits."""

    instead: int
    kept: int
    again: int
    totals: int


class State(NamedTuple):
    """What the days so far leave for those to come. `filled` marks the missed places that are taken."""

    placed: int
    filled: int
    kept: int
    again: int
    heavy: int
    jumps: int
    beside: bool

    @property
    def instead(self) -> int:
        """Missed places that another class has taken."""
        return self.filled.bit_count() - self.again


class Option(NamedTuple):
    """Classes that are alike to a day but for the minutes they may take (as bits)."""

    load: int
    place: int
    again: bool
    kept: bool
    costs: int


def firsts(scene: Scene, found: Sequence[Candidate], number: int, left: int) -> Firsts:
    """What the best plans of `number` sessions in `left` new minutes have."""
    within = (1 << left + 1) - 1
    if scene.aim is None and not scene.places.missed and not any(c.kept for c in found):
        return Firsts(0, 0, 0, within)
    ends = walk(scene, found, number, within)
    instead = min(state.instead for state in ends)
    ends = {state: bits for state, bits in ends.items() if state.instead == instead}
    totals = within if scene.aim is None else nearest(scene, ends.values(), left)
    kept, again = max((state.kept, state.again) for state, bits in ends.items() if bits & totals)
    return Firsts(instead, kept, again, totals)


def nearest(scene: Scene, ends: Collection[int], left: int) -> int:
    """The one or two totals of them all that come nearest to the aim, as bits."""
    totals = [n for n in range(left + 1) if any(bits >> n & 1 for bits in ends)]
    best = min(scene.distance(n) for n in totals)
    return sum(1 << n for n in totals if scene.distance(n) == best)


def walk(scene: Scene, found: Sequence[Candidate], number: int, within: int) -> dict[State, int]:
    """Every state that the end of the week can be in with `number` sessions, and all totals of minutes (as
    bits) that lead to it."""
    standing = scene.places.standing
    heavy_days = {scene.number(s.date) for s in standing if s.load >= 2}
    loads = [s.load for s in standing]
    heavy, eve = sum(load >= 2 for load in loads), scene.frame.eve_heavy is not None
    states = {State(0, 0, 0, 0, heavy, loads.count(3), eve): 1}
    days = [options(scene, found, n) for n in range(7)]
    for n, own in enumerate(days):
        to_come = sum(map(bool, days[n + 1 :]))
        later: dict[State, int] = {}
        for state, bits in states.items():
            for after, costs in ways_on(scene, state, own, (n in heavy_days, n + 1 in heavy_days)):
                if number - to_come <= after.placed <= number and (totals := spent(bits, costs) & within):
                    later[after] = later.get(after, 0) | totals
        states = later
    return states


def options(scene: Scene, found: Sequence[Candidate], n: int) -> list[Option]:
    """What may be placed on day `n`, alike classes together."""
    costs: dict[tuple[int, int, bool, bool], int] = {}
    for c in found:
        if not c.days >> n & 1:
            continue
        for place in (FREE_PLACE, *range(len(scene.places.missed))):
            if place != FREE_PLACE and not may_fill(scene, c, place, n):
                continue
            at = (c.load, place, is_again(scene, c, place), bool(c.kept >> n & 1))
            costs[at] = costs.get(at, 0) | 1 << c.cost
    return [Option(*at, bits) for at, bits in costs.items()]


def may_fill(scene: Scene, c: Candidate, place: int, n: int) -> bool:
    """Whether a class may stand in the place of a missed one on day `n`."""
    missed = scene.places.missed[place]
    return n in missed.days and missed.takes(c.item)


def is_again(scene: Scene, c: Candidate, place: int) -> bool:
    """Whether the class is the one that was missed in this place."""
    return place != FREE_PLACE and scene.places.missed[place].slug == c.item.slug


def ways_on(
    scene: Scene, state: State, own: Sequence[Option], heavy: tuple[bool, bool]
) -> Iterator[tuple[State, int]]:
    """The states a day later, each with the minutes it may take; `heavy`: what stands today and tomorrow."""
    placed, filled, kept, again, hard, jumps, beside = state
    bounds = scene.places.bounds
    yield State(placed, filled, kept, again, hard, jumps, heavy[0]), 1
    no_heavy = hard >= bounds.heavy or (bounds.apart and (beside or heavy[1]))
    free = placed - filled.bit_count() < scene.places.free
    for load, place, same, stays, costs in own:
        if (load >= 2 and no_heavy) or (load == 3 and jumps >= bounds.jumps):
            continue
        if not free if place == FREE_PLACE else filled >> place & 1:
            continue
        taken = filled if place == FREE_PLACE else filled | 1 << place
        after = State(
            placed + 1, taken, kept + stays, again + same, hard + (load >= 2), jumps + (load == 3), load >= 2
        )
        yield after, costs


def spent(bits: int, costs: int) -> int:
    """Every sum of one of `bits` and one of `costs`, all as bits."""
    totals = 0
    while costs:
        low = costs & -costs
        totals |= bits * low
        costs ^= low
    return totals
