"""A taper week: which totals of minutes come nearest to the half, found before the classes are chosen."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plans.planner.candidates import Candidate
from plans.planner.scene import Scene


class State(NamedTuple):
    """What the days so far leave for those to come. `filled` marks the missed places that are taken."""

    placed: int
    free: int
    filled: int
    again: int
    heavy: int
    jumps: int
    heavy_before: bool


def nearest_totals(scene: Scene, found: Sequence[Candidate], number: int, left: int) -> int:
    """The totals of new minutes, as bits, that a best plan of `number` sessions can have: one or two.

    Missed classes placed again come before nearness, as in the ranking.
    """
    states = walk(scene, found, number, (1 << left + 1) - 1)
    full = [(state.again, bits) for state, bits in states.items() if state.placed == number]
    again = max(again for again, _ in full)
    totals = {n for more, bits in full if more == again for n in range(left + 1) if bits >> n & 1}
    best = min(scene.distance(n) for n in totals)
    return sum(1 << n for n in totals if scene.distance(n) == best)


def walk(scene: Scene, found: Sequence[Candidate], number: int, within: int) -> dict[State, int]:
    """Every state of the end of the week, with all totals of minutes (as bits) that lead to it."""
    standing = scene.places.standing
    heavy_days = {scene.number(s.date) for s in standing if s.load >= 2}
    loads = [s.load for s in standing]
    eve = scene.frame.eve_heavy is not None
    first = State(0, scene.places.free, 0, 0, sum(load >= 2 for load in loads), loads.count(3), eve)
    states = {first: 1}
    for n in range(7):
        later = after_nothing(states, n in heavy_days)
        own = [c for c in found if c.days >> n & 1]
        for state, bits in states.items():
            if state.placed == number:
                continue
            for after, costs in after_one(scene, state, n, own, n + 1 in heavy_days):
                totals = 0
                for cost in costs:
                    totals |= bits << cost
                later[after] = later.get(after, 0) | totals & within
        states = {state: bits for state, bits in later.items() if bits}
    return states


def after_nothing(states: dict[State, int], heavy: bool) -> dict[State, int]:
    """The states after a day with no new class."""
    merged: dict[State, int] = {}
    for state, bits in states.items():
        after = state._replace(heavy_before=heavy)
        merged[after] = merged.get(after, 0) | bits
    return merged


def after_one(
    scene: Scene, state: State, n: int, own: Sequence[Candidate], heavy_tomorrow: bool
) -> Iterator[tuple[State, set[int]]]:
    """The states after one class on day `n`, each with the minutes it may take."""
    bounds = scene.places.bounds
    beside = bounds.apart and (state.heavy_before or heavy_tomorrow)
    for load in range(4):
        if load >= 2 and (beside or state.heavy >= bounds.heavy):
            continue
        if load == 3 and state.jumps >= bounds.jumps:
            continue
        of_load = [c for c in own if c.load == load]
        after = state._replace(
            placed=state.placed + 1,
            heavy=state.heavy + (load >= 2),
            jumps=state.jumps + (load == 3),
            heavy_before=load >= 2,
        )
        if state.free and of_load:
            yield after._replace(free=state.free - 1), {c.cost for c in of_load}
        for j, missed in enumerate(scene.places.missed):
            if state.filled >> j & 1 or n not in missed.days:
                continue
            filled = after._replace(filled=state.filled | 1 << j)
            same = {c.cost for c in of_load if c.item.slug == missed.slug}
            other = {c.cost for c in of_load if c.item.slug != missed.slug and missed.takes(c.item)}
            if same:
                yield filled._replace(again=state.again + 1), same
            if other:
                yield filled, other


def reach(found: Sequence[Candidate], number: int, within: int) -> list[list[int]]:
    """The totals (as bits) that so many sessions from a day on can take: `reach[day][sessions]`."""
    after = [1] + [0] * number
    table = [after]
    for n in reversed(range(7)):
        costs = {c.cost for c in found if c.days >> n & 1}
        here = list(after)
        for count in range(1, number + 1):
            for cost in costs:
                here[count] |= after[count - 1] << cost & within
        after = here
        table.append(after)
    return table[::-1]
